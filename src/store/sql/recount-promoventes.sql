-- recount-promoventes: the sums that the board shows of each promovente.
--
-- $1 integer process
--
-- promovente integer, received bigint, valid bigint, open bigint, rejected bigint
SELECT p.promovente,
       p.received,
       p.valid,
       p.open,
       p.rejected
  FROM apoyo.board_promovente AS p
 WHERE p.process = $1::integer;
