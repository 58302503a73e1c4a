-- 0037-roll-imports: what key the rows of a roll that is being imported are made with.
SET ROLE apoyo_owner;

ALTER TABLE apoyo.import ADD key_id bytea CHECK (pg_catalog.octet_length(key_id) = 16);

-- Replaced by one that asks for it.
DROP FUNCTION IF EXISTS apoyo.begin_import(text);

RESET ROLE;
