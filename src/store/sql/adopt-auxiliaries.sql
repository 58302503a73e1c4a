-- adopt-auxiliaries: registers the auxiliaries of an import, all or none.
--
-- $1 integer process
-- $2 bigint  import
--
-- line bigint, promovente integer, scope text, auxiliary bigint, label text
SELECT a.line,
       a.promovente,
       a.scope,
       a.auxiliary,
       a.label
  FROM apoyo.adopt_auxiliaries ($1::integer, $2::bigint) AS a;
