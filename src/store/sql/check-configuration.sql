-- check-configuration: what is good, doubtful and wrong in a configuration, in this order of
-- steps; ok, warning or error.
--
-- $1 text configuration
--
-- severity text, field text ('' or a path like rule.dispersion.level), code text, names text[],
-- message text, hint text
SELECT c.severity,
       c.field,
       c.code,
       c.names,
       c.message,
       c.hint
  FROM apoyo.check_configuration($1::text::jsonb) AS c;
