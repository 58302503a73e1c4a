-- migration-recreated: the state that functions, views and policies are in; no row at first.
--
-- checksum text
SELECT checksum
  FROM apoyo_migration.recreated
