-- check-counting: supports of which what the acts left does not give again what they decided.
--
-- $1 integer process
--
-- folio text, problem text
SELECT c.folio,
       c.problem
  FROM apoyo.check_counting ($1::integer) AS c;
