-- 25-life: what opening and closing a process would do, and doing it. Two people at a time: the
-- commands are propose and sign_proposal.
SET ROLE apoyo_owner;

-- Tells the consoles that something of the configuration changed: 'process:7', 'draft:3',
-- 'geography', 'staff', 'proposal:12'. They read again what they show of it. Never from intake: a
-- notification takes a lock of the whole database at its commit.
CREATE OR REPLACE FUNCTION apoyo.tell_setup(p_what text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_notify('apoyo_setup', p_what);
END
$$;

-- Every act on a process's configuration ends here, so that whoever looks at it sees that it
-- changed. The caller holds the row by lock_process.
CREATE OR REPLACE FUNCTION apoyo.touch_process(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE apoyo.process AS q
     SET revision = q.revision + 1, changed_by = session_user, changed_at = clock_timestamp()
   WHERE q.id = p_process;
  PERFORM apoyo.tell_setup('process:' || p_process);
END
$$;

-- Every word that whoever signs answers for: the rule, the period, what must be reached, and a
-- hash over all promoventes, so that none is exchanged between the two signatures.
CREATE OR REPLACE FUNCTION apoyo.plan_open_process(p_process integer)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process := apoyo.require_process(p_process, 'draft');
  v_goal apoyo.goal;
  v_plan jsonb;
BEGIN
  IF p.closes_at <= clock_timestamp() THEN
    PERFORM apoyo.refuse('AP106', p.code);
  END IF;
  IF NOT EXISTS (SELECT FROM apoyo.promovente AS m WHERE m.process = p_process) THEN
    PERFORM apoyo.refuse('AP107', p.code);
  END IF;
  PERFORM apoyo.refresh_requirements(p_process);
  SELECT o.* INTO v_goal FROM apoyo.goal AS o
   WHERE o.process = p_process AND o.dispersion_needed > o.demarcations
   ORDER BY o.scope LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse('AP119', p.code, v_goal.dispersion_needed::text,
                         v_goal.demarcations::text);
  END IF;
  SELECT jsonb_build_object(
           'process', q.code, 'name', q.name, 'kind', q.kind, 'simulacro', q.simulacro,
           'geography', q.geography, 'scope', q.scope,
           'opens_at', apoyo.utc_text(q.opens_at), 'closes_at', apoyo.utc_text(q.closes_at),
           'rule', r.document, 'rule_version', r.version, 'acuerdo', r.acuerdo,
           'goals', (SELECT jsonb_agg(jsonb_build_array(g.scope, g.required, g.dispersion_needed)
                                      ORDER BY g.scope)
                       FROM apoyo.goal AS g WHERE g.process = q.id),
           'promoventes', m.n, 'promoventes_hash', m.hash)
    INTO STRICT v_plan
    FROM apoyo.process AS q
    JOIN apoyo.rule AS r ON r.process = q.id AND r.version = q.rule_version
   CROSS JOIN LATERAL (
     SELECT count(*) AS n,
            encode(sha256(convert_to(string_agg(jsonb_build_array(
              o.number, o.folio, o.name, o.scope, o.state, apoyo.utc_text(o.opens_at),
              apoyo.utc_text(o.closes_at))::text, E'\n' ORDER BY o.number), 'UTF8')), 'hex')
              AS hash
       FROM apoyo.promovente AS o WHERE o.process = q.id) AS m
   WHERE q.id = p_process;
  RETURN v_plan;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.enact_open_process(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_code text;
BEGIN
  UPDATE apoyo.process AS q SET state = 'open', opened_at = clock_timestamp()
   WHERE q.id = p_process
  RETURNING q.code INTO STRICT v_code;
  PERFORM apoyo.append_event(p_process, 'process-opened', gen_random_uuid(), '[]');
  PERFORM apoyo.log_act('process-opened', jsonb_build_object('process', v_code));
END
$$;

-- The collection is over and everything is decided. The plan holds no figures: the ledger may
-- still be folding them.
CREATE OR REPLACE FUNCTION apoyo.plan_close_process(p_process integer)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process := apoyo.require_process(p_process, 'open');
  v_until timestamptz;
  v_open bigint;
BEGIN
  SELECT greatest(p.closes_at, max(m.closes_at)) + r.grace INTO v_until
    FROM apoyo.rule AS r
    LEFT JOIN apoyo.promovente AS m ON m.process = r.process
   WHERE r.process = p_process AND r.version = p.rule_version
   GROUP BY r.grace;
  IF clock_timestamp() < v_until THEN
    PERFORM apoyo.refuse('AP112', p.code, v_until::text);
  END IF;
  v_open := (SELECT count(*) FROM apoyo.work AS w WHERE w.process = p_process);
  IF v_open > 0 THEN
    PERFORM apoyo.refuse('AP113', p.code, v_open::text);
  END IF;
  RETURN jsonb_build_object(
           'process', p.code, 'name', p.name, 'simulacro', p.simulacro,
           'rule_version', p.rule_version, 'closes_at', apoyo.utc_text(p.closes_at),
           'taken_until', apoyo.utc_text(v_until));
END
$$;

-- Ends the collection for good. Whoever is writing holds the row FOR SHARE and sign_proposal holds
-- it FOR UPDATE: it waited for them, and whoever comes later sees the closed state and is refused.
CREATE OR REPLACE FUNCTION apoyo.enact_close_process(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_code text;
BEGIN
  UPDATE apoyo.process AS q SET state = 'closed', closed_at = clock_timestamp()
   WHERE q.id = p_process
  RETURNING q.code INTO STRICT v_code;
  PERFORM apoyo.append_event(p_process, 'process-closed', gen_random_uuid(), '[]');
  PERFORM apoyo.log_act('process-closed', jsonb_build_object('process', v_code));
END
$$;

RESET ROLE;
