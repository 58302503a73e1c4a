-- board-minutes: received per minute in the last hour, the running minute included.
--
-- $1 integer process
--
-- ago integer (minutes before the running one), received bigint
SELECT (extract(epoch FROM date_trunc('minute', now()) - b.minute) / 60)::integer AS ago,
       b.received::bigint AS received
  FROM apoyo.board_minute AS b
 WHERE b.process = $1::integer
   AND b.minute > date_trunc('minute', now()) - interval '60 minutes'
   AND b.minute <= now();
