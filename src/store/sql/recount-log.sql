-- recount-log: the partition as the events add up, those without a position included.
--
-- $1 integer process
--
-- promovente integer (0: the whole process), demarcation text, situation text, n bigint
SELECT r.promovente,
       r.demarcation,
       r.situation,
       r.n
  FROM apoyo.recount_log ($1::integer) AS r;
