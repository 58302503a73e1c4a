-- board-situations: how what was received divides into situations.
--
-- $1 integer process
-- $2 integer promovente, 0 for the whole process
--
-- situation text, n bigint
SELECT b.situation::text AS situation,
       sum(b.n)::bigint AS n
  FROM apoyo.board_cell AS b
 WHERE b.process = $1::integer
   AND b.promovente = $2::integer
 GROUP BY b.situation;
