-- import-problems: the rows of an import that cannot be taken.
--
-- $1 bigint import
--
-- line bigint, field text, reason text
SELECT b.line,
       b.field,
       b.reason
  FROM apoyo.import_problems ($1::bigint) AS b
 ORDER BY b.line, b.field;
