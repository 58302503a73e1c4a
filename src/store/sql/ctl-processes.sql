-- ctl-processes: the processes that the caller may see.
--
-- process integer, code text, size bigint, recorded_at timestamptz (nullable)
SELECT p.process,
       p.code,
       p.size,
       p.recorded_at
  FROM apoyo.board_process AS p
 ORDER BY p.process;
