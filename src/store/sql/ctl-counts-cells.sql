-- ctl-counts-cells: the partition of a process by promovente and entity.
--
-- $1 integer process
--
-- promovente integer (0: the whole process), entity text ("-": not placed yet), situation text,
-- n bigint
SELECT c.promovente,
       left (c.demarcation, 2) AS entity,
       c.situation,
       sum (c.n)::bigint AS n
  FROM apoyo.board_cell AS c
 WHERE c.process = $1::integer
 GROUP BY c.promovente, left (c.demarcation, 2), c.situation
 ORDER BY c.promovente, left (c.demarcation, 2), c.situation;
