-- configuration-difference: where two configurations differ, in order of path.
--
-- $1 text one
-- $2 text the other
--
-- path text, was text (nullable), becomes text (nullable): JSON values
SELECT d.path,
       d.was::text AS was,
       d.becomes::text AS becomes
  FROM apoyo.configuration_difference($1::text::jsonb, $2::text::jsonb) AS d;
