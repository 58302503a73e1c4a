-- 28-rule-changes: amending a process and changing its rule: by one person while nothing has been
-- collected, by two people afterwards, and never more than its state lets change.
SET ROLE apoyo_owner;

-- Before it opens, everything but the kind; while it collects, what the Council or a court may
-- still order, as they did (thresholds, dispersion, periods, modalities); once it is closed, what
-- moves no support; a certified result stands. Members are paths of the configuration's document.
DELETE FROM apoyo.rule_member_state;
INSERT INTO apoyo.rule_member_state (member, state)
SELECT m.member, s.state::apoyo.process_state
  FROM (VALUES
    ('{draft,ready}', '{name,scope,geography,rule.joint,rule.scope,rule.time_zone,rule.cell_level}'),
    ('{draft,ready,open}', '{opens_at,closes_at,rule.models,rule.modalities,rule.exception_list}'),
    ('{draft,ready,open,closing}',
     '{rule.duplicates,rule.exclusive,rule.grace_hours,rule.review,rule.withdrawal}'),
    ('{draft,ready,open,closing,closed}',
     '{rule.base,rule.cutoff,rule.percentage,rule.rounding,rule.dispersion,rule.hearing_days}')
  ) AS a (states, members)
 CROSS JOIN unnest(a.states::text[]) AS s (state)
 CROSS JOIN unnest(a.members::text[]) AS m (member);

-- What changes between two rules and two periods, member by member. A member that is null and one
-- that is missing are the same.
CREATE OR REPLACE FUNCTION apoyo.changed_members(
  p_rule jsonb, p_new_rule jsonb, p apoyo.process, q apoyo.process)
RETURNS TABLE (member text, was jsonb, becomes jsonb) LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT c.member, coalesce(c.was, 'null'), coalesce(c.becomes, 'null')
    FROM (SELECT 'rule.' || coalesce(w.key, b.key) AS member, w.value AS was, b.value AS becomes
            FROM jsonb_each(jsonb_strip_nulls(p_rule)) AS w
            FULL JOIN jsonb_each(jsonb_strip_nulls(p_new_rule)) AS b ON b.key = w.key
          UNION ALL
          VALUES ('name', to_jsonb(p.name), to_jsonb(q.name)),
                 ('opens_at', to_jsonb(apoyo.utc_text(p.opens_at)),
                  to_jsonb(apoyo.utc_text(q.opens_at))),
                 ('closes_at', to_jsonb(apoyo.utc_text(p.closes_at)),
                  to_jsonb(apoyo.utc_text(q.closes_at))),
                 ('scope', to_jsonb(p.given_scope::text), to_jsonb(q.given_scope::text)),
                 ('geography', jsonb_build_object('version', p.geography, 'cutoff', p.cutoff),
                  jsonb_build_object('version', q.geography, 'cutoff', q.cutoff))) AS c
   WHERE c.was IS DISTINCT FROM c.becomes
   ORDER BY c.member;
$$;

CREATE OR REPLACE FUNCTION apoyo.members_not_allowed(
  p_state apoyo.process_state, p_members text[])
RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT ARRAY(SELECT m.member FROM unnest(p_members) AS m (member)
                WHERE NOT EXISTS (SELECT FROM apoyo.rule_member_state AS a
                                   WHERE a.member = m.member AND a.state = p_state)
                ORDER BY m.member);
$$;

-- Refuses to change nothing, and what the state of the process does not let change any more.
CREATE OR REPLACE FUNCTION apoyo.require_changeable(p apoyo.process, p_members text[])
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- A cut-off stands in the rule and beside it: one change.
  v_members text[] := CASE WHEN 'rule.cutoff' = ANY (p_members)
                           THEN array_remove(p_members, 'geography') ELSE p_members END;
  v_fixed text[];
BEGIN
  IF v_members IS NULL OR v_members = '{}' THEN
    PERFORM apoyo.refuse('AP154', p.code);
  END IF;
  v_fixed := apoyo.members_not_allowed(p.state, v_members);
  IF v_fixed <> '{}' THEN
    PERFORM apoyo.refuse('AP153', p.code, p.state::text, array_to_string(v_fixed, ', '));
  END IF;
END
$$;

-- Refuses a period that is none, and one that would begin anew or end in the past once people have
-- collected under it.
CREATE OR REPLACE FUNCTION apoyo.require_period(p apoyo.process, q apoyo.process)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
BEGIN
  IF q.opens_at IS NULL OR q.closes_at IS NULL OR q.opens_at >= q.closes_at THEN
    PERFORM apoyo.refuse('AP105');
  END IF;
  IF p.state IN ('draft', 'ready') THEN
    RETURN;
  END IF;
  IF q.opens_at <> p.opens_at AND least(p.opens_at, q.opens_at) <= v_now THEN
    PERFORM apoyo.refuse('AP156', p.code);
  END IF;
  IF q.closes_at <> p.closes_at AND q.closes_at <= v_now THEN
    PERFORM apoyo.refuse('AP157', p.code);
  END IF;
END
$$;

-- The row of the rule that would follow the one in force.
CREATE OR REPLACE FUNCTION apoyo.next_rule(
  p_process integer, p_rule jsonb, p_changes jsonb, p_acuerdo text, p_reason text)
RETURNS apoyo.rule LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  r apoyo.rule;
BEGIN
  IF jsonb_typeof(coalesce(p_changes, '{}')) <> 'object' THEN
    PERFORM apoyo.refuse('AP161', 'changes');
  END IF;
  r := apoyo.read_rule(p_process, p_rule, p_acuerdo);
  r.version := 1 + (SELECT max(o.version) FROM apoyo.rule AS o WHERE o.process = p_process);
  r.changes := coalesce(p_changes, '{}');
  r.reason := nullif(trim(p_reason), '');
  RETURN r;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.rule_of(p apoyo.process)
RETURNS apoyo.rule LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT r FROM apoyo.rule AS r WHERE r.process = p.id AND r.version = p.rule_version;
$$;

-- The process as it is under another rule: its version, the period where it sets one, and the
-- cut-off where it names one.
CREATE OR REPLACE FUNCTION apoyo.process_under(p apoyo.process, n apoyo.rule)
RETURNS apoyo.process LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  q apoyo.process := p;
BEGIN
  q.rule_version := n.version;
  q.cutoff := coalesce((n.document ->> 'cutoff')::date, p.cutoff);
  q.opens_at := coalesce(n.opens_at, p.opens_at);
  q.closes_at := coalesce(n.closes_at, p.closes_at);
  RETURN q;
END
$$;

-- Puts a new version of the rule in force and the process beside it. The caller has checked it and
-- holds the row by lock_process.
CREATE OR REPLACE FUNCTION apoyo.adopt_rule(q apoyo.process, n apoyo.rule)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.hold_exception_list(q.geography, n.exception_list);
  INSERT INTO apoyo.rule SELECT (n).*;
  UPDATE apoyo.process AS o
     SET rule_version = n.version, cutoff = q.cutoff, opens_at = q.opens_at,
         closes_at = q.closes_at
   WHERE o.id = q.id;
  PERFORM apoyo.refresh_requirements(q.id);
END
$$;

-- --- before the process opens ------------------------------------------------------------------

-- The process with the members of a request that it may name; refuses any other.
CREATE OR REPLACE FUNCTION apoyo.amended(p apoyo.process, p_changes jsonb)
RETURNS apoyo.process LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  q apoyo.process := p;
  v_path text;
BEGIN
  IF jsonb_typeof(p_changes) IS DISTINCT FROM 'object'
     OR jsonb_typeof(coalesce(p_changes -> 'geography', '{}')) <> 'object' THEN
    PERFORM apoyo.refuse('AP155', '');
  END IF;
  SELECT k.path INTO v_path
    FROM (SELECT e.key AS path FROM jsonb_object_keys(p_changes) AS e (key)
          UNION ALL
          SELECT 'geography.' || g.key FROM jsonb_object_keys(p_changes -> 'geography') AS g (key)
         ) AS k
   WHERE k.path NOT IN ('name', 'opens_at', 'closes_at', 'scope', 'geography',
                        'geography.version', 'geography.cutoff')
   ORDER BY k.path LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse('AP155', v_path);
  END IF;
  IF p_changes ? 'name' THEN
    PERFORM apoyo.require_text('name', p_changes ->> 'name');
    q.name := trim(p_changes ->> 'name');
  END IF;
  IF p_changes ? 'scope' THEN
    q.given_scope := p_changes ->> 'scope';
  END IF;
  q.geography := coalesce((p_changes #>> '{geography,version}')::integer, p.geography);
  -- The lists of one version are not those of another.
  IF p_changes -> 'geography' ? 'cutoff' OR q.geography <> p.geography THEN
    q.cutoff := (p_changes #>> '{geography,cutoff}')::date;
  END IF;
  q.opens_at := coalesce((p_changes ->> 'opens_at')::timestamptz, p.opens_at);
  q.closes_at := coalesce((p_changes ->> 'closes_at')::timestamptz, p.closes_at);
  RETURN q;
EXCEPTION
  WHEN data_exception OR check_violation THEN
    PERFORM apoyo.refuse('AP155', SQLERRM);
    RETURN NULL;
END
$$;

-- Refuses a version that was never in force, a date it has no list of, a scope it does not have.
CREATE OR REPLACE FUNCTION apoyo.require_amended_geography(q apoyo.process)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM apoyo.geography AS g
                  WHERE g.id = q.geography AND g.adopted_at IS NOT NULL) THEN
    PERFORM apoyo.refuse('AP133', q.geography::text);
  END IF;
  IF q.cutoff IS NOT NULL
     AND NOT EXISTS (SELECT FROM apoyo.nominal_cutoff AS c
                      WHERE c.geography = q.geography AND c.cutoff = q.cutoff) THEN
    PERFORM apoyo.refuse('AP212', q.cutoff::text, q.geography::text);
  END IF;
  IF q.given_scope IS NOT NULL
     AND NOT EXISTS (SELECT FROM apoyo.demarcation AS d
                      WHERE d.geography = q.geography AND d.code = q.given_scope) THEN
    PERFORM apoyo.refuse('AP108', q.given_scope::text);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.amend_process(
  p_process integer, p_revision integer, p_changes jsonb, p_acuerdo text, p_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  q apoyo.process;
  r apoyo.rule;
  v_members text[];
  v_was jsonb;
  v_becomes jsonb;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process(p_process, 'draft', 'ready');
  PERFORM apoyo.require_revision(p_process, p_revision);
  PERFORM apoyo.require_text('reason', p_reason);
  q := apoyo.amended(p, p_changes);
  r := apoyo.rule_of(p);
  SELECT array_agg(c.member), jsonb_object_agg(c.member, c.was),
         jsonb_object_agg(c.member, c.becomes)
    INTO v_members, v_was, v_becomes
    FROM apoyo.changed_members(r.document, r.document, p, q) AS c;
  PERFORM apoyo.require_changeable(p, v_members);
  PERFORM apoyo.require_period(p, q);
  PERFORM apoyo.require_amended_geography(q);
  PERFORM apoyo.hold_exception_list(q.geography, r.exception_list);
  UPDATE apoyo.process AS o
     SET name = q.name, given_scope = q.given_scope, geography = q.geography, cutoff = q.cutoff,
         opens_at = q.opens_at, closes_at = q.closes_at
   WHERE o.id = p_process;
  PERFORM apoyo.refresh_requirements(p_process);
  -- Nobody moves it to where they may not work.
  PERFORM apoyo.require_scope(p_process);
  IF p.state = 'ready' THEN
    PERFORM apoyo.require_openable(p_process);
  END IF;
  PERFORM apoyo.record_change(p_process, 'process-amended', v_was, v_becomes, p_acuerdo, p_reason);
END
$$;

-- A new version of the rule, by one person, while nobody has collected under the old one. Without an
-- acuerdo it stands on the one before. A ready process stays ready, or is left as it was.
CREATE OR REPLACE FUNCTION apoyo.change_rule(
  p_process integer, p_revision integer, p_rule jsonb, p_changes jsonb, p_acuerdo text,
  p_reason text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  q apoyo.process;
  r apoyo.rule;
  n apoyo.rule;
  v_members text[];
  v_was jsonb;
  v_becomes jsonb;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process(p_process, 'draft', 'ready');
  PERFORM apoyo.require_revision(p_process, p_revision);
  PERFORM apoyo.require_text('reason', p_reason);
  r := apoyo.rule_of(p);
  n := apoyo.next_rule(p_process, p_rule, p_changes, coalesce(nullif(trim(p_acuerdo), ''),
                                                              r.acuerdo), p_reason);
  q := apoyo.process_under(p, n);
  SELECT array_agg(c.member), jsonb_object_agg(c.member, c.was),
         jsonb_object_agg(c.member, c.becomes)
    INTO v_members, v_was, v_becomes
    FROM apoyo.changed_members(r.document, n.document, p, q) AS c;
  PERFORM apoyo.require_changeable(p, v_members);
  PERFORM apoyo.adopt_rule(q, n);
  IF p.state = 'ready' THEN
    PERFORM apoyo.require_openable(p_process);
  END IF;
  PERFORM apoyo.record_change(p_process, 'rule-changed', v_was, v_becomes, p_acuerdo, p_reason);
  RETURN n.version;
END
$$;

-- --- while it collects, and after ----------------------------------------------------------------

-- What was asked for, checked as far as it can be without a look at the process.
CREATE OR REPLACE FUNCTION apoyo.require_rule_request(p_request jsonb)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_unknown text;
BEGIN
  IF jsonb_typeof(p_request) IS DISTINCT FROM 'object' THEN
    PERFORM apoyo.refuse('AP161', 'rule');
  END IF;
  SELECT k.key INTO v_unknown FROM jsonb_object_keys(p_request) AS k (key)
   WHERE k.key NOT IN ('rule', 'opens_at', 'closes_at', 'changes', 'acuerdo', 'reason',
                       'own_windows')
   ORDER BY k.key LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse('AP161', v_unknown);
  END IF;
  IF jsonb_typeof(coalesce(p_request -> 'own_windows', 'false')) <> 'boolean' THEN
    PERFORM apoyo.refuse('AP161', 'own_windows');
  END IF;
  PERFORM apoyo.require_text('acuerdo', p_request ->> 'acuerdo');
  PERFORM apoyo.require_text('reason', p_request ->> 'reason');
  PERFORM (p_request ->> 'opens_at')::timestamptz, (p_request ->> 'closes_at')::timestamptz;
EXCEPTION
  WHEN data_exception THEN
    PERFORM apoyo.refuse('AP161', SQLERRM);
END
$$;

-- The rule that a request asks for.
CREATE OR REPLACE FUNCTION apoyo.requested_rule(p apoyo.process, p_request jsonb)
RETURNS apoyo.rule LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  n apoyo.rule;
BEGIN
  n := apoyo.next_rule(p.id, coalesce(p_request -> 'rule', (apoyo.rule_of(p)).document),
                       p_request -> 'changes', trim(p_request ->> 'acuerdo'),
                       p_request ->> 'reason');
  n.opens_at := nullif((p_request ->> 'opens_at')::timestamptz, p.opens_at);
  n.closes_at := nullif((p_request ->> 'closes_at')::timestamptz, p.closes_at);
  RETURN n;
END
$$;

-- Refuses a list of municipalities that is not there: everything on paper would be outside of it.
CREATE OR REPLACE FUNCTION apoyo.require_exception_list(q apoyo.process, n apoyo.rule)
RETURNS void LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF n.exception_list IS NOT NULL
     AND NOT apoyo.hold_exception_list(q.geography, n.exception_list) THEN
    PERFORM apoyo.refuse('AP136', n.exception_list, q.geography::text);
  END IF;
END
$$;

-- What the two answer for: the new rule, how it differs, on what authority, and what must be
-- reached under it. How the standing moves is not part of it, because every support that arrives
-- would overtake the plan: apoyo.rule_effect tells it afresh to whoever asks, and what is carried
-- out follows from the rule and the supports alone.
CREATE OR REPLACE FUNCTION apoyo.plan_change_rule(p_process integer, p_request jsonb)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process := apoyo.require_process(p_process, 'open', 'closing', 'closed');
  q apoyo.process;
  r apoyo.rule := apoyo.rule_of(p);
  n apoyo.rule;
  v_difference jsonb;
  v_members text[];
  v_goals jsonb;
  v_requirements apoyo.requirement[];
  v_beyond record;
BEGIN
  PERFORM apoyo.require_rule_request(p_request);
  n := apoyo.requested_rule(p, p_request);
  q := apoyo.process_under(p, n);
  SELECT array_agg(c.member),
         jsonb_agg(jsonb_build_array(c.member, c.was, c.becomes) ORDER BY c.member)
    INTO v_members, v_difference
    FROM apoyo.changed_members(r.document, n.document, p, q) AS c;
  PERFORM apoyo.require_changeable(p, v_members);
  PERFORM apoyo.require_period(p, q);
  PERFORM apoyo.require_electors(q.geography, q.cutoff, n.document ->> 'cutoff', n.base);
  PERFORM apoyo.require_exception_list(q, n);
  v_requirements := apoyo.requirements_under(q, n);
  SELECT g.* INTO v_beyond FROM apoyo.goals_of(n, v_requirements) AS g
   WHERE g.needed > g.demarcations ORDER BY g.scope LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse('AP119', p.code, v_beyond.needed::text, v_beyond.demarcations::text);
  END IF;
  v_goals := (SELECT jsonb_agg(jsonb_build_array(g.scope, g.required, g.needed) ORDER BY g.scope)
                FROM apoyo.goals_of(n, v_requirements) AS g);
  RETURN jsonb_build_object(
           'process', p.code, 'name', p.name, 'kind', p.kind, 'simulacro', p.simulacro,
           'state', p.state, 'rule_version', r.version, 'rule', n.document,
           'difference', v_difference, 'changes', n.changes, 'acuerdo', n.acuerdo,
           'reason', n.reason, 'opens_at', apoyo.utc_text(q.opens_at),
           'closes_at', apoyo.utc_text(q.closes_at), 'goals', coalesce(v_goals, '[]'))
         || CASE WHEN (p_request -> 'own_windows')::boolean
                 THEN apoyo.plan_own_windows(p, q) ELSE '{}' END;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.enact_change_rule(
  p_process integer, p_request jsonb, p_first name)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  q apoyo.process;
  r apoyo.rule;
  n apoyo.rule;
  v_was jsonb;
  v_becomes jsonb;
  v_closings apoyo.closing[];
BEGIN
  SELECT o.* INTO STRICT p FROM apoyo.process AS o WHERE o.id = p_process;
  v_closings := apoyo.closings_under(p_process, p.closes_at);
  r := apoyo.rule_of(p);
  n := apoyo.requested_rule(p, p_request);
  q := apoyo.process_under(p, n);
  n.adopted_by := p_first;
  n.countersigned_by := session_user;
  SELECT jsonb_object_agg(c.member, c.was), jsonb_object_agg(c.member, c.becomes)
    INTO v_was, v_becomes
    FROM apoyo.changed_members(r.document, n.document, p, q) AS c;
  PERFORM apoyo.adopt_rule(q, n);
  PERFORM apoyo.record_change(p_process, 'rule-changed', v_was, v_becomes, n.acuerdo, n.reason,
                              NULL, p_first);
  IF (p_request -> 'own_windows')::boolean THEN
    PERFORM apoyo.move_own_windows(p_process, apoyo.extension_of(p, q), n.acuerdo, n.reason,
                                   p_first);
  END IF;
  PERFORM apoyo.apply_rule(p, r, q, n, v_closings);
END
$$;

RESET ROLE;
