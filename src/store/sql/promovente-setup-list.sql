-- promovente-setup-list: the promoventes of a process, as whoever sets it up sees them.
--
-- $1 integer process
--
-- promovente integer, folio text, name text, scope text, scope_name text (null), state text,
-- reason text (null), acuerdo text (null), opens_at timestamptz (null), closes_at timestamptz
-- (null), registered_at timestamptz, auxiliaries bigint, revision integer, changed_by text,
-- changed_at timestamptz
SELECT l.promovente,
       l.folio,
       l.name,
       l.scope,
       l.scope_name,
       l.state,
       l.reason,
       l.acuerdo,
       l.opens_at,
       l.closes_at,
       l.registered_at,
       l.auxiliaries,
       l.revision,
       l.changed_by,
       l.changed_at
  FROM apoyo.promovente_setup_list AS l
 WHERE l.process = $1::integer
 ORDER BY l.promovente;
