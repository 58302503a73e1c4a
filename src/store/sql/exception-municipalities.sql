-- exception-municipalities: the lists of a version with their municipalities, to be printed.
--
-- $1 integer version
--
-- All text.
SELECT m.list_name AS list,
       m.acuerdo,
       replace(m.code, '-M', '') AS ine,
       m.inegi_code AS inegi,
       m.name
  FROM apoyo.exception_municipalities ($1::integer) AS m;
