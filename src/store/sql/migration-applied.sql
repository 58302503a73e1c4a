-- migration-applied: what the database has had, in order.
--
-- number integer, name text, checksum text
SELECT number, name, checksum
  FROM apoyo_migration.applied
 ORDER BY number
