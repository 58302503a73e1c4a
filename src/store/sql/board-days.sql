-- board-days: received per day of the process's time zone, from one day on.
--
-- $1 integer process
-- $2 integer promovente, 0 for the whole process
-- $3 text    first day (yyyy-mm-dd), null for every day
--
-- day text, received bigint
SELECT (h.hour AT TIME ZONE p.time_zone)::date::text AS day,
       sum(h.received)::bigint AS received
  FROM apoyo.board_process AS p
  JOIN apoyo.board_hour AS h ON h.process = p.process
 WHERE p.process = $1::integer
   AND h.promovente = $2::integer
   AND ($3::text IS NULL OR h.hour >= $3::text::timestamp AT TIME ZONE p.time_zone)
 GROUP BY 1
 ORDER BY 1;
