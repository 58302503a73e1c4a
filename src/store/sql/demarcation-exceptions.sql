-- demarcation-exceptions: the lists of municipalities under a regime of exception of a version.
--
-- $1 integer version
--
-- list integer, name text, acuerdo text, stored_by text, stored_at timestamptz,
-- revision integer, codes text[]: of INE
SELECT l.list,
       l.name,
       l.acuerdo,
       l.stored_by_name AS stored_by,
       l.stored_at,
       l.revision,
       l.codes
  FROM apoyo.exception_lists ($1::integer) AS l;
