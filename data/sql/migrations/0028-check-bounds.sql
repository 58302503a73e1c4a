-- 0028-check-bounds: settings of the checks are held to the table of bounds that core has too.
SET ROLE apoyo_owner;

-- They had the bounds given by whoever called them.
DROP FUNCTION IF EXISTS apoyo.is_check(jsonb), apoyo.is_number(jsonb, numeric, numeric);

RESET ROLE;
