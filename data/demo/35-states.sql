-- 35-states: processes in other states than open, none of them a drill: one that was closed, one
-- that waits for the second signature of its opening, and one that is being prepared.
SET SESSION AUTHORIZATION ruben;
DO $demo$
DECLARE
  v_opens_at timestamptz := date_trunc('day', now(), 'America/Mexico_City') + interval '40 days';
  v_process integer;
  v_one record;
BEGIN
  PERFORM apoyo.sign_in('demo', 'demo');
  FOR v_one IN
    SELECT * FROM (VALUES
      ('MU26', 'Candidatura independiente, presidencia municipal 05-M030', 'municipality', '05-M030',
       'INE/CG301/2026', 30, '{Yolanda Ibarra Soto,Ernesto Valdez Ríos,Blanca Mejía Luna}'::text[]),
      ('GU27', 'Candidatura independiente, gubernatura de Coahuila', 'governorship', '05',
       'INE/CG302/2026', 90,
       '{Gabriela Solís Ortega,Raúl Cervantes Vega,Teresa Núñez Campos,Óscar Lara Delgado}'),
      ('CP27', 'Consulta popular 2027', 'consultation', 'MX', 'INE/CG303/2026', 120,
       '{Comité promotor nacional}')
    ) AS p (code, name, kind, scope, acuerdo, days, people)
  LOOP
    v_process := apoyo.create_configured_process(jsonb_build_object(
      'format', 'apoyo-ciudadano/process', 'version', 1, 'code', v_one.code, 'name', v_one.name,
      'kind', v_one.kind, 'simulacro', false, 'scope', v_one.scope, 'acuerdo', v_one.acuerdo,
      'geography', jsonb_build_object('version', (SELECT l.geography FROM apoyo.process_list AS l
                                                   WHERE l.code = 'RM26'), 'cutoff', NULL),
      'opens_at', v_opens_at,
      'closes_at', v_opens_at + make_interval(days => v_one.days) - interval '1 second',
      'rule', (SELECT k.document FROM apoyo.kind_list AS k WHERE k.kind = v_one.kind),
      'changes', '{}'::jsonb,
      'promoventes', (SELECT jsonb_agg(jsonb_build_object(
                               'number', n.number, 'name', n.name, 'scope', v_one.scope,
                               'folio', v_one.code || '-' || to_char(n.number, 'FM00')))
                        FROM unnest(v_one.people) WITH ORDINALITY AS n (name, number))), NULL, NULL);
    IF v_one.code <> 'CP27' THEN
      PERFORM apoyo.declare_ready(v_process, (SELECT l.revision FROM apoyo.process_list AS l
                                               WHERE l.process = v_process));
      PERFORM apoyo.propose('open-process', v_process);
    END IF;
  END LOOP;
END
$demo$;

SET SESSION AUTHORIZATION sofia;
DO $demo$
BEGIN
  PERFORM apoyo.sign_proposal(i.proposal, i.plan_hash)
     FROM apoyo.proposal_inbox AS i WHERE i.code = 'MU26';
END
$demo$;
RESET SESSION AUTHORIZATION;

-- The months that it took are made up; nobody could have waited for them.
UPDATE apoyo.process AS p
   SET opens_at = p.opens_at - interval '110 days', closes_at = p.closes_at - interval '110 days',
       created_at = p.created_at - interval '130 days', ready_at = p.ready_at - interval '115 days',
       opened_at = p.opened_at - interval '112 days'
 WHERE p.code = 'MU26';
UPDATE apoyo.process_change AS c SET changed_at = c.changed_at - interval '112 days'
  FROM apoyo.process AS p WHERE p.id = c.process AND p.code = 'MU26';

SET SESSION AUTHORIZATION carlos;
DO $demo$
DECLARE
  v_process integer := (SELECT l.process FROM apoyo.process_list AS l WHERE l.code = 'MU26');
BEGIN
  PERFORM apoyo.sign_in('demo', 'demo');
  PERFORM apoyo.begin_closing(v_process, 'Terminó el periodo');
  PERFORM apoyo.propose('close-process', v_process);
END
$demo$;
SET SESSION AUTHORIZATION diego;
DO $demo$
DECLARE
  v_state text;
BEGIN
  PERFORM apoyo.sign_in('demo', 'demo');
  SELECT s.state INTO STRICT v_state
    FROM apoyo.proposal_inbox AS i
   CROSS JOIN LATERAL apoyo.sign_proposal(i.proposal, i.plan_hash) AS s
   WHERE i.code = 'MU26';
  ASSERT v_state = 'applied', v_state;
END
$demo$;
RESET SESSION AUTHORIZATION;
