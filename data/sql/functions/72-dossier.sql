-- 72-dossier: everything that is known about one support, for whoever answers for it. Nothing here
-- is personal data: that comes from the service with the keys, by ticket.
SET ROLE apoyo_owner;

-- The number of a support by its folio, as written.
CREATE OR REPLACE FUNCTION apoyo.find_support(p_folio text)
RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_support bigint;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor', 'apoyo_auditor', 'apoyo_hearing');
  SELECT s.id INTO v_support FROM apoyo.support AS s
   WHERE s.folio = p_folio COLLATE "C" AND s.process = ANY (apoyo.visible_processes());
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP801', coalesce(p_folio, ''));
  END IF;
  RETURN v_support;
END
$$;

-- A time in the document.
CREATE OR REPLACE FUNCTION apoyo.time_member(p_at timestamptz)
RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT apoyo.utc_text(p_at);
END;

-- Its captures in their order: those of the citizen that can compete with it. Of another
-- promovente's only the time, the place and how it stands.
CREATE OR REPLACE FUNCTION apoyo.dossier_duplicates(s apoyo.support)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
           'this', CASE WHEN o.id = s.id THEN true END,
           'folio', CASE WHEN o.promovente = s.promovente THEN o.folio END,
           'other', CASE WHEN o.promovente <> s.promovente THEN true END,
           'received_at', apoyo.time_member(o.received_at),
           'situation', o.situation,
           'rank', o.rank,
           'place', o.place)) ORDER BY o.received_at, o.id), '[]')
    FROM (SELECT x.id, x.promovente, x.folio, x.received_at, x.situation, x.rank,
                 CASE WHEN x.grounds = '{}' THEN
                   row_number() OVER (
                     PARTITION BY x.grounds = '{}'
                     ORDER BY CASE WHEN r.last_counts THEN -1 ELSE 1 END
                              * extract(epoch FROM x.received_at),
                              CASE WHEN r.last_counts THEN -1 ELSE 1 END * x.id)
                 END AS place
            FROM apoyo.support AS x
            JOIN apoyo.process AS p ON p.id = x.process
            JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
           WHERE x.process = s.process AND x.citizen_key = s.citizen_key
             AND (r.exclusive OR x.promovente = s.promovente)
           LIMIT 500) AS o;
$$;

-- What the public log says of it: kinds, times and moves, in their order.
CREATE OR REPLACE FUNCTION apoyo.dossier_events(s apoyo.support)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
           'event', e.id,
           'at', apoyo.time_member(e.recorded_at),
           'kind', convert_from(e.body, 'UTF8')::jsonb ->> 'kind',
           'rule', (convert_from(e.body, 'UTF8')::jsonb ->> 'rule')::integer,
           'from', (SELECT d.situation FROM apoyo.event_deltas(e.body) AS d WHERE d.n < 0),
           'to', (SELECT d.situation FROM apoyo.event_deltas(e.body) AS d WHERE d.n > 0)))
           ORDER BY e.id), '[]')
    FROM apoyo.event AS e
   WHERE e.process = s.process
     AND apoyo.event_subject(e.body)
         = convert_to(translate(s.subject::text, '-', ''), 'UTF8');
$$;

-- Who looked at its evidence, for those who supervise and audit that.
CREATE OR REPLACE FUNCTION apoyo.dossier_accesses(s apoyo.support)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'at', apoyo.time_member(t.opened_at),
           'by', apoyo.display_name(t.role),
           'purpose', t.purpose,
           'things', to_jsonb(t.things),
           'seen', (SELECT count(*) FROM apoyo.ticket_use AS u WHERE u.ticket = t.id))
           ORDER BY t.id), '[]')
    FROM (SELECT x.* FROM apoyo.ticket AS x
           WHERE x.support = s.id AND (apoyo.session_has_role('apoyo_supervisor')
                                       OR apoyo.session_has_role('apoyo_auditor'))
           ORDER BY x.id DESC LIMIT 200) AS t;
$$;

CREATE OR REPLACE FUNCTION apoyo.dossier_acts(s apoyo.support)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
           'at', apoyo.time_member(a.made_at), 'act', a.act, 'flag', a.flag,
           'reason', a.reason, 'acuerdo', a.acuerdo,
           'by', apoyo.display_name(a.made_by),
           'own', CASE WHEN a.made_by = session_user THEN true END)) ORDER BY a.id), '[]')
    FROM apoyo.support_act AS a
   WHERE a.support = s.id;
$$;

CREATE OR REPLACE FUNCTION apoyo.dossier_findings(s apoyo.support)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
           'number', f.number, 'code', f.code, 'at', apoyo.time_member(f.found_at),
           'detail', f.detail)) ORDER BY f.number), '[]')
    FROM apoyo.finding AS f
   WHERE f.support = s.id;
$$;

CREATE OR REPLACE FUNCTION apoyo.dossier_work(s apoyo.support)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
           'kind', w.kind, 'attempt', w.attempt - w.first_attempt, 'due_at', apoyo.time_member(w.due_at),
           'taken', CASE WHEN w.worker IS NOT NULL AND w.due_at > statement_timestamp()
                         THEN true END,
           'stuck', apoyo.stuck_cause(w))) ORDER BY w.kind), '[]')
    FROM apoyo.work AS w
   WHERE w.support = s.id;
$$;

-- What whoever asks may do with it, so that a page offers nothing that would be refused.
CREATE OR REPLACE FUNCTION apoyo.dossier_rights(s apoyo.support)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object(
           'purposes', (SELECT coalesce(jsonb_agg(DISTINCT e.purpose), '[]')
                          FROM apoyo.evidence_purposes() AS e
                         WHERE apoyo.session_has_role(e.right_role)),
           'flag', apoyo.session_has_role('apoyo_supervisor'),
           'requeue', apoyo.session_has_role('apoyo_supervisor')
                      AND (s.situation = 'in_review' OR 'processing' = ANY (s.grounds))
                      AND EXISTS (SELECT FROM apoyo.process AS p
                                   WHERE p.id = s.process AND p.state IN ('open', 'closing')));
$$;

-- One document. Members may be added to it; who reads it passes by those it does not know.
CREATE OR REPLACE FUNCTION apoyo.support_dossier(p_support bigint)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
  v_dossier jsonb;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor', 'apoyo_auditor', 'apoyo_hearing');
  s := apoyo.require_support(p_support);
  SELECT jsonb_strip_nulls(jsonb_build_object(
           'v', 1,
           'support', s.id,
           'folio', s.folio,
           'process', jsonb_build_object('id', p.id, 'code', p.code, 'name', p.name,
                                         'state', p.state, 'simulacro', p.simulacro),
           'promovente', jsonb_build_object('number', m.number, 'folio', m.folio, 'name', m.name,
                                            'scope', m.scope),
           'auxiliary', (SELECT a.promovente || '-' || a.number
                           FROM apoyo.device AS d
                           JOIN apoyo.auxiliary AS a ON a.id = d.auxiliary
                          WHERE d.id = s.device),
           'modality', s.modality,
           'rule_version', s.rule_version,
           'captured_at', apoyo.time_member(s.captured_at),
           'sent_at', apoyo.time_member(s.sent_at),
           'received_at', apoyo.time_member(s.received_at),
           'situation', s.situation,
           'grounds', to_jsonb(s.grounds),
           'detail', s.detail,
           'rank', s.rank,
           'counts', s.situation = 'valid',
           'on_roll', s.roll IS NOT NULL,
           'demarcation', (SELECT jsonb_build_object('code', g.code, 'name', g.name)
                             FROM apoyo.demarcation AS g
                            WHERE g.geography = p.geography AND g.code = s.demarcation),
           'rule', jsonb_build_object('exclusive', r.exclusive, 'last_counts', r.last_counts,
                                      'joint', r.joint, 'review_model', r.review_model,
                                      'acuerdo', r.acuerdo, 'time_zone', r.time_zone)))
    INTO STRICT v_dossier
    FROM apoyo.process AS p
    JOIN apoyo.promovente AS m ON m.process = p.id AND m.number = s.promovente
    JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
   WHERE p.id = s.process;
  RETURN v_dossier || jsonb_build_object(
    'duplicates', apoyo.dossier_duplicates(s),
    'events', apoyo.dossier_events(s),
    'acts', apoyo.dossier_acts(s),
    'accesses', apoyo.dossier_accesses(s),
    'findings', apoyo.dossier_findings(s),
    'counting', apoyo.dossier_counting(s),
    'examination', apoyo.dossier_examination(s),
    'work', apoyo.dossier_work(s),
    'may', apoyo.dossier_rights(s));
END
$$;

RESET ROLE;
