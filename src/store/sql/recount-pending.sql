-- recount-pending: what the events without a position will add to the tallies.
--
-- $1 integer process
--
-- promovente integer (0: the whole process), demarcation text, situation text, n bigint
SELECT r.promovente,
       r.demarcation,
       r.situation,
       r.n
  FROM apoyo.recount_pending ($1::integer) AS r;
