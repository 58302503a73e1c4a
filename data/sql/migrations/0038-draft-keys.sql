-- 0038-draft-keys: what makes the first saving of a draft one saving, however often it is asked for.
SET ROLE apoyo_owner;

-- Made by whoever begins it; null where nobody asks twice.
ALTER TABLE apoyo.draft ADD key uuid UNIQUE;

-- Replaced by one that takes the key.
DROP FUNCTION IF EXISTS apoyo.save_draft(bigint, integer, jsonb, integer);

RESET ROLE;
