-- recount-tally: the partition as the board shows it.
--
-- $1 integer process
--
-- promovente integer (0: the whole process), demarcation text, situation text, n bigint
SELECT r.promovente,
       r.demarcation,
       r.situation,
       r.n
  FROM apoyo.recount_tally ($1::integer) AS r;
