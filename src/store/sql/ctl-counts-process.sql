-- ctl-counts-process: the tree size that the counts of a process stand for.
--
-- $1 integer process
--
-- code text, simulacro boolean, size bigint, recorded_at timestamptz (nullable)
SELECT p.code,
       p.simulacro,
       p.size,
       p.recorded_at
  FROM apoyo.board_process AS p
 WHERE p.process = $1::integer;
