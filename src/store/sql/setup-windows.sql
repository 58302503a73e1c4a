-- setup-windows: the windows of promoventes that differ from the process's, with how many have each.
--
-- $1 int  process
--
-- opens_at timestamptz (nullable), closes_at timestamptz (nullable), promoventes bigint,
-- windows bigint: how many there are; the six of most promoventes come
SELECT l.opens_at, l.closes_at, count(*) AS promoventes, count(*) OVER () AS windows
  FROM apoyo.promovente_setup_list AS l
 WHERE l.process = $1::int
   AND (l.opens_at IS NOT NULL OR l.closes_at IS NOT NULL)
 GROUP BY l.opens_at, l.closes_at
 ORDER BY count(*) DESC, l.closes_at
 LIMIT 6;
