-- check-process: the same for a process that exists.
--
-- $1 integer process
--
-- severity text, field text ('' or a path like rule.dispersion.level), code text, names text[],
-- message text, hint text
SELECT c.severity,
       c.field,
       c.code,
       c.names,
       c.message,
       c.hint
  FROM apoyo.check_process($1::integer) AS c;
