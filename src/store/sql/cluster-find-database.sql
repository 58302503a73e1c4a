-- cluster-find-database: one row when the private server has the program's database.
--
-- $1 text  name
SELECT datname
  FROM pg_database
 WHERE datname = $1::text
