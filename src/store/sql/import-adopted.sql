-- import-adopted: whether an import of this person was adopted.
--
-- $1 bigint import
--
-- adopted boolean
SELECT apoyo.import_adopted ($1::bigint) AS adopted;
