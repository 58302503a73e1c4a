-- setup-promovente: one promovente as they are now, and who changed them last.
--
-- $1 int process
-- $2 int promovente
--
-- As setup-promoventes, and changed_by_name text, changed_at timestamptz
SELECT l.promovente, l.folio, l.name, l.scope, l.scope_name, l.state, l.reason, l.acuerdo,
       l.opens_at, l.closes_at, l.auxiliaries, l.revision, l.changed_by_name, l.changed_at
  FROM apoyo.promovente_setup_list AS l
 WHERE l.process = $1::int AND l.promovente = $2::int;
