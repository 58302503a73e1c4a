-- begin-import: makes the table that a bulk file is copied into.
--
-- $1 text kind: promoventes, geography, sections
--
-- import bigint
SELECT apoyo.begin_import ($1::text) AS import;
