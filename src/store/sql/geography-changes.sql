-- geography-changes: what a version changes section by section, to be printed.
--
-- $1 integer version, $2 integer version to compare with (null: the one in force)
--
-- All text.
SELECT c.code,
       c.change,
       c.was,
       c.becomes,
       c.electors::text AS electors
  FROM apoyo.geography_changes ($1::integer, $2::integer) AS c;
