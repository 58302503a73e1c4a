-- geography-quality: what looks wrong in a version, to be printed.
--
-- $1 integer version
--
-- All text.
SELECT q.problem,
       q.code,
       q.name,
       q.found::text AS found,
       q.expected::text AS expected
  FROM apoyo.geography_quality ($1::integer) AS q;
