-- ctl-processes: the processes that the caller may see.
--
-- process integer, code text, takes_keys boolean (open, and a drill: elsewhere an auxiliary is a
-- person of the roll), size bigint, recorded_at timestamptz (nullable)
SELECT p.process,
       p.code,
       p.state = 'open' AND p.simulacro AS takes_keys,
       p.size,
       p.recorded_at
  FROM apoyo.board_process AS p
 ORDER BY p.process;
