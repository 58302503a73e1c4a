-- check-ranks: supports whose rank, or who counts for their citizen, is not what follows.
--
-- $1 integer process
--
-- folio text, problem text
SELECT c.folio,
       c.problem
  FROM apoyo.check_ranks ($1::integer) AS c;
