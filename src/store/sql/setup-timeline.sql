-- setup-timeline: the seven states of a process.
--
-- $1 int  process
--
-- state text, current bool, reached_at timestamptz (nullable), by_name text (nullable),
-- expected_at timestamptz (nullable)
SELECT t.state, t.current, t.reached_at, t.by_name, t.expected_at
  FROM apoyo.process_timeline AS t
 WHERE t.process = $1::int
 ORDER BY t.place;
