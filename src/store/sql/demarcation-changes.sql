-- demarcation-changes: what a version changes section by section.
--
-- $1 integer version, $2 integer version to compare with (null: the one in force)
--
-- code text, change text, was text (nullable), becomes text (nullable), electors bigint
SELECT c.code,
       c.change,
       c.was,
       c.becomes,
       c.electors
  FROM apoyo.geography_changes ($1::integer, $2::integer) AS c;
