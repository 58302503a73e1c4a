-- audit-log: positions whose leaf is not the hash of its event, or that are missing.
--
-- $1 integer process
--
-- position bigint, problem text
SELECT c.position,
       c.problem
  FROM apoyo.check_log ($1::integer) AS c
 ORDER BY c.position;
