-- 24-proposals: one mechanism for every act of two people. The first proposes and signs, the
-- second signs what was shown; the plan is made again, and only the same plan is carried out.
--
-- Locks are taken in the order process, proposal.
SET ROLE apoyo_owner;

INSERT INTO apoyo.proposal_kind (kind, right_role, waits) VALUES
('open-process', 'apoyo_setup', '3 days'),
('change-rule', 'apoyo_setup', '3 days'),
('close-process', 'apoyo_closer', '3 days'),
('certify-process', 'apoyo_closer', '3 days'),
('archive-process', 'apoyo_closer', '3 days'),
('purge-process', 'apoyo_closer', '3 days'),
('requeue-stuck', 'apoyo_supervisor', '1 day')
ON CONFLICT (kind) DO UPDATE SET right_role = excluded.right_role, waits = excluded.waits;

-- The bytes that a plan's hash stands for are the text that jsonb has for it.
CREATE OR REPLACE FUNCTION apoyo.plan_hash(p_plan jsonb)
RETURNS bytea LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT sha256(convert_to(p_plan::text, 'UTF8'));
END;

-- A time in a plan, the same whatever time zone each of the two works in.
CREATE OR REPLACE FUNCTION apoyo.utc_text(p_at timestamptz)
RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
END;

CREATE OR REPLACE FUNCTION apoyo.proposal_right(p_kind text)
RETURNS name LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_role name := (SELECT k.right_role FROM apoyo.proposal_kind AS k WHERE k.kind = p_kind);
BEGIN
  IF v_role IS NULL THEN
    PERFORM apoyo.refuse('AP701', coalesce(p_kind, ''));
  END IF;
  RETURN v_role;
END
$$;

-- For somebody who may sign any at all: the proposal, if it is of a process in their scope. One of
-- another process is answered for like one that there is not.
CREATE OR REPLACE FUNCTION apoyo.find_proposal(p_proposal bigint)
RETURNS apoyo.proposal LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_proposal apoyo.proposal;
BEGIN
  PERFORM apoyo.require_staff(
    VARIADIC ARRAY(SELECT DISTINCT k.right_role FROM apoyo.proposal_kind AS k ORDER BY 1));
  SELECT o.* INTO v_proposal FROM apoyo.proposal AS o
   WHERE o.id = p_proposal AND o.process = ANY (apoyo.visible_processes());
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP704', coalesce(p_proposal::text, ''));
  END IF;
  RETURN v_proposal;
END
$$;

-- What would be done now; refuses what cannot be done now.
CREATE OR REPLACE FUNCTION apoyo.plan_proposal(p_kind text, p_process integer, p_request jsonb)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_kind NOT IN ('change-rule', 'requeue-stuck') AND p_request IS DISTINCT FROM '{}' THEN
    PERFORM apoyo.refuse('AP702', p_kind);
  END IF;
  RETURN CASE p_kind
    WHEN 'change-rule' THEN apoyo.plan_change_rule(p_process, p_request)
    WHEN 'open-process' THEN apoyo.plan_open_process(p_process)
    WHEN 'close-process' THEN apoyo.plan_close_process(p_process)
    WHEN 'certify-process' THEN apoyo.plan_certify_process(p_process)
    WHEN 'archive-process' THEN apoyo.plan_archive_process(p_process)
    WHEN 'purge-process' THEN apoyo.plan_purge_process(p_process)
    WHEN 'requeue-stuck' THEN apoyo.plan_requeue_stuck(p_process, p_request)
  END;
END
$$;

-- Does what was planned a moment ago in this transaction.
CREATE OR REPLACE FUNCTION apoyo.enact_proposal(p_proposal apoyo.proposal)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_first name := apoyo.proposer_of(p_proposal.id);
BEGIN
  IF p_proposal.kind = 'change-rule' THEN
    PERFORM apoyo.enact_change_rule(p_proposal.process, p_proposal.request, v_first);
  ELSIF p_proposal.kind = 'purge-process' THEN
    PERFORM apoyo.enact_purge_process(p_proposal.process, v_first);
  ELSIF p_proposal.kind = 'requeue-stuck' THEN
    PERFORM apoyo.enact_requeue_stuck(p_proposal.process, p_proposal.request);
  ELSE
    PERFORM apoyo.enact_state(p_proposal.kind, p_proposal.process, v_first);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.proposer_of(p_proposal bigint)
RETURNS name LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.role FROM apoyo.proposal_signature AS s
   WHERE s.proposal = p_proposal AND s.place = 1;
$$;

CREATE OR REPLACE FUNCTION apoyo.log_proposal(p_act text, p_proposal bigint)
RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT apoyo.log_act(p_act, jsonb_strip_nulls(jsonb_build_object(
           'proposal', o.id, 'act', o.kind, 'process', p.code,
           'plan_hash', encode(o.plan_hash, 'hex'), 'reason', o.reason)))
    FROM apoyo.proposal AS o
    JOIN apoyo.process AS p ON p.id = o.process
   WHERE o.id = p_proposal;
$$;

CREATE OR REPLACE FUNCTION apoyo.end_proposal(p_proposal bigint, p_state text, p_reason text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE apoyo.proposal AS o
     SET state = p_state, ended_at = clock_timestamp(), reason = p_reason
   WHERE o.id = p_proposal;
  PERFORM apoyo.log_proposal('proposal-' || p_state, p_proposal);
  PERFORM apoyo.tell_setup('proposal:' || p_proposal);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.add_signature(p_proposal bigint, p_place integer)
RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO apoyo.proposal_signature (proposal, place, role, workstation)
  SELECT p_proposal, p_place, session_user, s.workstation
    FROM apoyo.session AS s
   WHERE s.role = session_user AND s.backend = pg_backend_pid()
     AND s.started_at = apoyo.backend_started_at();
$$;

CREATE OR REPLACE FUNCTION apoyo.propose(
  p_kind text, p_process integer, p_request jsonb DEFAULT '{}')
RETURNS TABLE (proposal bigint, plan jsonb, plan_hash bytea, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_waiting apoyo.proposal;
BEGIN
  PERFORM apoyo.require_staff(apoyo.proposal_right(p_kind));
  -- One proposer after the other. Nothing is moved: phones need not wait.
  PERFORM apoyo.hold_process_row(p_process);
  plan := apoyo.plan_proposal(p_kind, p_process, p_request);
  SELECT o.* INTO v_waiting FROM apoyo.proposal AS o
   WHERE o.process = p_process AND o.kind = p_kind AND o.state = 'waiting' FOR UPDATE;
  IF FOUND AND v_waiting.expires_at > clock_timestamp() THEN
    PERFORM apoyo.refuse('AP703', v_waiting.id::text);
  ELSIF FOUND THEN
    PERFORM apoyo.end_proposal(v_waiting.id, 'expired', NULL);
  END IF;
  INSERT INTO apoyo.proposal AS o (kind, process, request, plan, plan_hash, expires_at)
  SELECT k.kind, p_process, p_request, propose.plan, apoyo.plan_hash(propose.plan),
         clock_timestamp() + k.waits
    FROM apoyo.proposal_kind AS k
   WHERE k.kind = p_kind
  RETURNING o.id, o.plan_hash, o.expires_at INTO proposal, plan_hash, expires_at;
  PERFORM apoyo.add_signature(proposal, 1);
  PERFORM apoyo.log_proposal('proposal-made', proposal);
  PERFORM apoyo.tell_setup('proposal:' || proposal);
  RETURN NEXT;
END
$$;

-- Why the plan is not the one that was shown any more; null when it is.
CREATE OR REPLACE FUNCTION apoyo.why_overtaken(p_proposal apoyo.proposal)
RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_proposer name := apoyo.proposer_of(p_proposal.id);
  v_plan jsonb;
BEGIN
  IF NOT apoyo.person_has_role(v_proposer, apoyo.proposal_right(p_proposal.kind))
     OR p_proposal.process <> ALL (apoyo.processes_of(v_proposer)) THEN
    RETURN 'Whoever proposed it may not do it any more';
  END IF;
  v_plan := apoyo.plan_proposal(p_proposal.kind, p_proposal.process, p_proposal.request);
  RETURN CASE WHEN apoyo.plan_hash(v_plan) <> p_proposal.plan_hash
              THEN 'It would do something else by now' END;
EXCEPTION
  WHEN OTHERS THEN
    -- A refusal of the plan is news about the world; anything else is an error.
    IF SQLSTATE NOT LIKE 'AP%' THEN
      RAISE;
    END IF;
    RETURN SQLERRM;
END
$$;

-- The second signature: carries it out, or says why it cannot be. A proposal that has come to its
-- end by that is no error, because the end must be written down.
CREATE OR REPLACE FUNCTION apoyo.sign_proposal(p_proposal bigint, p_plan_hash bytea)
RETURNS TABLE (state text, reason text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_proposal apoyo.proposal := apoyo.find_proposal(p_proposal);
BEGIN
  PERFORM apoyo.require_staff(apoyo.proposal_right(v_proposal.kind));
  IF v_proposal.kind = 'change-rule' THEN
    -- It shuts the door itself, when it has moved the supports; before the opening there are none, and
    -- the opening itself may be moved.
    PERFORM apoyo.hold_process_row(v_proposal.process);
    PERFORM apoyo.shut_door_before(
      v_proposal.process,
      (SELECT p.opens_at FROM apoyo.process AS p WHERE p.id = v_proposal.process));
  ELSE
    PERFORM apoyo.hold_process(v_proposal.process);
  END IF;
  SELECT o.* INTO v_proposal FROM apoyo.proposal AS o WHERE o.id = p_proposal FOR UPDATE;
  IF v_proposal.state <> 'waiting' THEN
    PERFORM apoyo.refuse('AP705', p_proposal::text, v_proposal.state);
  END IF;
  IF p_plan_hash IS DISTINCT FROM v_proposal.plan_hash THEN
    PERFORM apoyo.refuse('AP706', p_proposal::text);
  END IF;
  IF EXISTS (SELECT FROM apoyo.proposal_signature AS s
              WHERE s.proposal = p_proposal AND s.role = session_user) THEN
    PERFORM apoyo.refuse('AP707', p_proposal::text);
  END IF;
  IF v_proposal.expires_at <= clock_timestamp() THEN
    state := 'expired';
  ELSE
    reason := apoyo.why_overtaken(v_proposal);
    state := CASE WHEN reason IS NULL THEN 'applied' ELSE 'overtaken' END;
  END IF;
  IF state = 'applied' THEN
    PERFORM apoyo.add_signature(p_proposal, 2);
    PERFORM apoyo.enact_proposal(v_proposal);
  END IF;
  PERFORM apoyo.end_proposal(p_proposal, state, reason);
  RETURN NEXT;
END
$$;

-- By whoever could sign it, and by its proposer, who takes it back.
CREATE OR REPLACE FUNCTION apoyo.refuse_proposal(p_proposal bigint, p_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_proposal apoyo.proposal := apoyo.find_proposal(p_proposal);
BEGIN
  PERFORM apoyo.require_staff(apoyo.proposal_right(v_proposal.kind));
  IF coalesce(trim(p_reason), '') = '' THEN
    PERFORM apoyo.refuse('AP116', 'reason');
  END IF;
  SELECT o.* INTO v_proposal FROM apoyo.proposal AS o WHERE o.id = p_proposal FOR UPDATE;
  IF v_proposal.state <> 'waiting' THEN
    PERFORM apoyo.refuse('AP705', p_proposal::text, v_proposal.state);
  END IF;
  PERFORM apoyo.end_proposal(p_proposal, 'refused', trim(p_reason));
END
$$;

RESET ROLE;
