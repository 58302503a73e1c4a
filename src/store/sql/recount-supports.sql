-- recount-supports: the partition as the supports themselves have it.
--
-- $1 integer process
--
-- promovente integer (0: the whole process), demarcation text, situation text, n bigint
SELECT r.promovente,
       r.demarcation,
       r.situation,
       r.n
  FROM apoyo.recount_supports ($1::integer) AS r;
