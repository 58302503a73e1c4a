-- adopt-roll: takes over an import of the roll, whole or not at all.
--
-- $1 bigint import
--
-- added bigint, updated bigint
SELECT a.added,
       a.updated
  FROM apoyo.adopt_roll ($1::bigint) AS a;
