-- board-hours: received per hour in the last day, of the promoventes whose rows are on the screen.
--
-- $1 integer   process
-- $2 integer[] promoventes
--
-- promovente integer, ago integer (hours before the running one), received bigint
SELECT h.promovente,
       (extract(epoch FROM date_trunc('hour', now()) - h.hour) / 3600)::integer AS ago,
       h.received::bigint AS received
  FROM apoyo.board_hour AS h
 WHERE h.process = $1::integer
   AND h.promovente = ANY ($2::integer[])
   AND h.hour > date_trunc('hour', now()) - interval '24 hours'
   AND h.hour <= now();
