-- board-counts: every cell of the partition, for the exported table.
--
-- $1 integer process
--
-- promovente integer, folio text, name text, demarcation text, situation text, n bigint
SELECT c.promovente,
       b.folio,
       b.name,
       c.demarcation,
       c.situation::text AS situation,
       c.n
  FROM apoyo.board_cell AS c
  JOIN apoyo.board_promovente AS b ON b.process = c.process AND b.promovente = c.promovente
 WHERE c.process = $1::integer
   AND c.promovente > 0
   AND c.n <> 0
 ORDER BY c.promovente, c.demarcation, c.situation;
