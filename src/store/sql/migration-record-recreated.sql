-- migration-record-recreated: notes the state of functions, views and policies.
--
-- $1 text  SHA-256 over all of their files and the last migration, hexadecimal
INSERT INTO apoyo_migration.recreated (checksum)
VALUES ($1::text)
ON CONFLICT (one) DO UPDATE
   SET checksum = excluded.checksum,
       applied_at = now()
