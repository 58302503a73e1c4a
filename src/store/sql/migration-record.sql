-- migration-record: notes a migration, in its own transaction.
--
-- $1 integer  number
-- $2 text     name
-- $3 text     SHA-256 of the file, hexadecimal
INSERT INTO apoyo_migration.applied (number, name, checksum)
VALUES ($1::integer, $2::text, $3::text)
