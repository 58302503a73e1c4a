-- demarcation-quality: what looks wrong in a version.
--
-- $1 integer version
--
-- problem text, code text, name text, found bigint (nullable), expected bigint (nullable)
SELECT q.problem,
       q.code,
       q.name,
       q.found,
       q.expected
  FROM apoyo.geography_quality ($1::integer) AS q;
