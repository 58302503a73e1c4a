-- process-timeline: the seven states of a process in their order.
--
-- $1 integer process
--
-- state text, current boolean, reached_at timestamptz (nullable), by_name text (nullable),
-- expected_at timestamptz (nullable)
SELECT t.state,
       t.current,
       t.reached_at,
       t.by_name,
       t.expected_at
  FROM apoyo.process_timeline AS t
 WHERE t.process = $1::integer
 ORDER BY t.place;
