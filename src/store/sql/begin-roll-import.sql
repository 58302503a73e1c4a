-- begin-roll-import: makes the table that a roll is copied into.
--
-- $1 bytea public name of the key that its rows are made with
--
-- import bigint
SELECT apoyo.begin_import ('roll', $1::bytea) AS import;
