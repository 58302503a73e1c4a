-- promovente-setup-list: the promoventes of a process as whoever sets it up sees them, as text.
--
-- $1 integer process
--
-- promovente, folio, name, scope, scope_name (null), state, reason (null), acuerdo (null),
-- opens_at (null: as the process), closes_at (the same), registered_at, auxiliaries, revision,
-- changed_by, changed_at: text
SELECT l.promovente::text,
       l.folio,
       l.name,
       l.scope,
       l.scope_name,
       l.state,
       l.reason,
       l.acuerdo,
       l.opens_at::text,
       l.closes_at::text,
       l.registered_at::text,
       l.auxiliaries::text,
       l.revision::text,
       l.changed_by,
       l.changed_at::text
  FROM apoyo.promovente_setup_list AS l
 WHERE l.process = $1::integer
 ORDER BY l.promovente;
