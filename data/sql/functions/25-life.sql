-- 25-life: the states of a process and what takes it from one to the next: draft, ready, open,
-- closing, closed, certified, archived. Declaring it ready and beginning to close it are acts of
-- one person; the others take two: the commands are propose and sign_proposal.
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
-- changed. The caller holds the process.
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

-- Writes down an act on the configuration: in the history that the page shows, as an event of the
-- process's own tree, and with the person in the internal log. p_was and p_becomes hold what
-- changed and public facts only. p_first: who proposed it, where two people do it. p_state: what
-- the act reached. The caller holds the process.
CREATE OR REPLACE FUNCTION apoyo.record_change(
  p_process integer, p_act text, p_was jsonb, p_becomes jsonb, p_acuerdo text, p_reason text,
  p_state apoyo.process_state DEFAULT NULL, p_first name DEFAULT NULL)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_change apoyo.process_change;
BEGIN
  PERFORM apoyo.touch_process(p_process);
  INSERT INTO apoyo.process_change AS c (process, revision, act, state, was, becomes, acuerdo,
                                         reason, changed_by, countersigned_by)
  SELECT q.id, q.revision, p_act, p_state, coalesce(p_was, '{}'), coalesce(p_becomes, '{}'),
         nullif(trim(p_acuerdo), ''), nullif(trim(p_reason), ''), coalesce(p_first, session_user),
         CASE WHEN p_first IS NOT NULL THEN session_user END
    FROM apoyo.process AS q
   WHERE q.id = p_process
  RETURNING c.* INTO STRICT v_change;
  PERFORM apoyo.append_event(p_process, p_act, gen_random_uuid(), '[]');
  PERFORM apoyo.log_act(p_act, jsonb_strip_nulls(jsonb_build_object(
            'process', q.code, 'revision', v_change.revision, 'was', v_change.was,
            'becomes', v_change.becomes, 'acuerdo', v_change.acuerdo,
            'reason', v_change.reason)))
     FROM apoyo.process AS q
    WHERE q.id = p_process;
END
$$;

-- Refuses whoever looked at another state of the process than it has now. The caller holds the
-- process.
CREATE OR REPLACE FUNCTION apoyo.require_revision(p_process integer, p_revision integer)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
BEGIN
  SELECT q.* INTO p FROM apoyo.process AS q WHERE q.id = p_process AND q.id <> 0;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP101', coalesce(p_process::text, ''));
  END IF;
  IF p.revision IS DISTINCT FROM p_revision THEN
    PERFORM apoyo.refuse('AP150', p.code, apoyo.display_name(p.changed_by),
                         apoyo.utc_text(p.changed_at));
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.require_text(p_what text, p_text text)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF coalesce(trim(p_text), '') = '' THEN
    PERFORM apoyo.refuse('AP116', p_what);
  END IF;
END
$$;

-- When the last period of a process ends: its own, or that of a promovente who has a longer one.
CREATE OR REPLACE FUNCTION apoyo.last_closing(p_process integer)
RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT greatest(p.closes_at, (SELECT max(m.closes_at) FROM apoyo.promovente AS m
                                 WHERE m.process = p.id AND m.state <> 'withdrawn'))
    FROM apoyo.process AS p
   WHERE p.id = p_process;
$$;

-- Refuses what could not be opened: no time left, nobody to support, nothing to reach, and whatever
-- else its checks find.
CREATE OR REPLACE FUNCTION apoyo.require_openable(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_goal apoyo.goal;
  v_failing record;
BEGIN
  SELECT q.* INTO STRICT p FROM apoyo.process AS q WHERE q.id = p_process;
  IF p.closes_at <= clock_timestamp() THEN
    PERFORM apoyo.refuse('AP106', p.code);
  END IF;
  IF NOT EXISTS (SELECT FROM apoyo.promovente AS m
                  WHERE m.process = p_process AND m.state <> 'withdrawn') THEN
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
  SELECT c.message, count(*) OVER () AS n INTO v_failing
    FROM apoyo.check_process(p_process) AS c WHERE c.severity = 'error' LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse('AP151', p.code, v_failing.message, v_failing.n::text);
  END IF;
END
$$;

-- Takes the process to a state, with the time at which it reached it. Going back to draft forgets
-- that it was ready; its history does not.
CREATE OR REPLACE FUNCTION apoyo.reach_state(
  p_process integer, p_state apoyo.process_state, p_act text, p_reason text,
  p_first name DEFAULT NULL)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_was apoyo.process_state := (SELECT q.state FROM apoyo.process AS q WHERE q.id = p_process);
BEGIN
  UPDATE apoyo.process AS q
     SET state = p_state,
         ready_at = CASE p_state WHEN 'ready' THEN v_now WHEN 'draft' THEN NULL
                                 ELSE q.ready_at END,
         opened_at = CASE p_state WHEN 'open' THEN v_now ELSE q.opened_at END,
         closing_at = CASE p_state WHEN 'closing' THEN v_now ELSE q.closing_at END,
         closed_at = CASE p_state WHEN 'closed' THEN v_now ELSE q.closed_at END,
         certified_at = CASE p_state WHEN 'certified' THEN v_now ELSE q.certified_at END,
         archived_at = CASE p_state WHEN 'archived' THEN v_now ELSE q.archived_at END
   WHERE q.id = p_process;
  PERFORM apoyo.record_change(
    p_process, p_act, jsonb_build_object('state', v_was), jsonb_build_object('state', p_state),
    NULL, p_reason, p_state, p_first);
END
$$;

-- --- draft and ready -----------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION apoyo.declare_ready(p_process integer, p_revision integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.take_process(p_process, 'draft');
  PERFORM apoyo.require_revision(p_process, p_revision);
  PERFORM apoyo.require_openable(p_process);
  PERFORM apoyo.reach_state(p_process, 'ready', 'process-ready', NULL);
END
$$;

-- What waits for a second signature cannot be done any more, and waits for nobody.
CREATE OR REPLACE FUNCTION apoyo.overtake_proposals(p_process integer, p_kind text, p_reason text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.end_proposal(o.id, 'overtaken', p_reason)
     FROM (SELECT w.id FROM apoyo.proposal AS w
            WHERE w.process = p_process AND w.kind = p_kind AND w.state = 'waiting'
            ORDER BY w.id FOR UPDATE) AS o;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.back_to_draft(
  p_process integer, p_revision integer, p_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.take_process(p_process, 'ready');
  PERFORM apoyo.require_revision(p_process, p_revision);
  PERFORM apoyo.require_text('reason', p_reason);
  PERFORM apoyo.overtake_proposals(p_process, 'open-process', trim(p_reason));
  PERFORM apoyo.reach_state(p_process, 'draft', 'process-back-to-draft', p_reason);
END
$$;

-- --- opening -------------------------------------------------------------------------------------

-- Every word that whoever signs answers for: the rule, the period, what must be reached, and a
-- hash over all promoventes, so that none is exchanged between the two signatures.
CREATE OR REPLACE FUNCTION apoyo.plan_open_process(p_process integer)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_plan jsonb;
BEGIN
  PERFORM apoyo.require_process(p_process, 'ready');
  PERFORM apoyo.require_openable(p_process);
  SELECT jsonb_build_object(
           'process', q.code, 'name', q.name, 'kind', q.kind, 'simulacro', q.simulacro,
           'geography', q.geography, 'cutoff', q.cutoff, 'scope', q.scope,
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

-- --- closing -------------------------------------------------------------------------------------

-- The collection is over: nobody captures any more, and what was captured in time is still taken
-- until the grace ends.
CREATE OR REPLACE FUNCTION apoyo.begin_closing(p_process integer, p_reason text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_until timestamptz;
BEGIN
  PERFORM apoyo.require_staff('apoyo_closer');
  p := apoyo.take_process(p_process, 'open');
  v_until := apoyo.last_closing(p_process);
  IF clock_timestamp() < v_until THEN
    PERFORM apoyo.refuse('AP158', p.code, apoyo.utc_text(v_until));
  END IF;
  PERFORM apoyo.reach_state(p_process, 'closing', 'process-closing', p_reason);
END
$$;

-- The grace is over and everything is decided. The plan holds no figures: the ledger may still be
-- folding them.
CREATE OR REPLACE FUNCTION apoyo.plan_close_process(p_process integer)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process := apoyo.require_process(p_process, 'closing');
  v_until timestamptz;
  v_open bigint;
BEGIN
  v_until := apoyo.last_closing(p_process)
             + (SELECT r.grace FROM apoyo.rule AS r
                 WHERE r.process = p_process AND r.version = p.rule_version);
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

-- Carries out the act of two people on the state, planned a moment ago in this transaction; the
-- closing one ends the collection for good. Whoever is writing holds the row FOR SHARE or has
-- come in by the door; sign_proposal holds the row for writing and has shut the door: it waited for
-- them, and whoever comes later sees the new state and is refused.
CREATE OR REPLACE FUNCTION apoyo.enact_state(p_kind text, p_process integer, p_first name)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  CASE p_kind
    WHEN 'open-process' THEN
      PERFORM apoyo.reach_state(p_process, 'open', 'process-opened', NULL, p_first);
    WHEN 'close-process' THEN
      PERFORM apoyo.reach_state(p_process, 'closed', 'process-closed', NULL, p_first);
    WHEN 'certify-process' THEN
      PERFORM apoyo.enact_certify_process(p_process, p_first);
    WHEN 'archive-process' THEN
      PERFORM apoyo.reach_state(p_process, 'archived', 'process-archived', NULL, p_first);
  END CASE;
END
$$;

-- Before they took processes through all their states.
DROP FUNCTION IF EXISTS apoyo.enact_open_process(integer), apoyo.enact_close_process(integer),
                        apoyo.enact_proposal(text, integer);

RESET ROLE;
