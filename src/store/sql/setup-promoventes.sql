-- setup-promoventes: every promovente of a process, as whoever sets it up sees them.
--
-- $1 int  process
--
-- promovente int, folio text, name text, scope text, scope_name text (nullable), state text,
-- reason text (nullable), acuerdo text (nullable), opens_at timestamptz (nullable),
-- closes_at timestamptz (nullable), auxiliaries bigint, revision int
SELECT l.promovente, l.folio, l.name, l.scope, l.scope_name, l.state, l.reason, l.acuerdo,
       l.opens_at, l.closes_at, l.auxiliaries, l.revision
  FROM apoyo.promovente_setup_list AS l
 WHERE l.process = $1::int
 ORDER BY l.promovente;
