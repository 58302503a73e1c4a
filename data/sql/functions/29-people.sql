-- 29-people: the promoventes of a process while it lives: who they are, when they collect, and when
-- they may not. Each act is told in the public log, with its reason and acuerdo in the internal one.
--
-- Every command takes the process's row before it looks: receptions hold it too, so what a command
-- has found holds for all that are received after it.
SET ROLE apoyo_owner;

-- A drill stays one: its supports would else become a real process's.
CREATE OR REPLACE FUNCTION apoyo.keep_simulacro()
RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF new.simulacro <> old.simulacro THEN
    PERFORM apoyo.refuse('AP184', old.code);
  END IF;
  RETURN new;
END
$$;
DROP TRIGGER IF EXISTS keep_simulacro ON apoyo.process;
CREATE TRIGGER keep_simulacro BEFORE UPDATE OF simulacro ON apoyo.process
  FOR EACH ROW EXECUTE FUNCTION apoyo.keep_simulacro();

-- The promovente, locked; refuses whom there is not, and a revision that is not the last one: whoever
-- changes somebody has seen how they stand.
CREATE OR REPLACE FUNCTION apoyo.find_promovente(
  p apoyo.process, p_number integer, p_revision integer)
RETURNS apoyo.promovente LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  m apoyo.promovente;
BEGIN
  SELECT x.* INTO m FROM apoyo.promovente AS x
   WHERE x.process = p.id AND x.number = p_number
     FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP110', p.code, coalesce(p_number::text, ''));
  END IF;
  IF p_revision IS DISTINCT FROM m.revision THEN
    PERFORM apoyo.refuse('AP170', p_number::text, apoyo.display_name(m.changed_by),
                         apoyo.utc_text(m.changed_at));
  END IF;
  RETURN m;
END
$$;

-- What stands in a process's history of one promovente: public facts.
CREATE OR REPLACE FUNCTION apoyo.promovente_facts(p_process integer, p_number integer)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object(
           'promovente', m.number, 'folio', m.folio, 'name', m.name, 'scope', m.scope,
           'state', m.state, 'opens_at', apoyo.utc_text(m.opens_at),
           'closes_at', apoyo.utc_text(m.closes_at))
    FROM apoyo.promovente AS m WHERE m.process = p_process AND m.number = p_number;
$$;

-- Refuses a window that ends before it begins, or begins before the process does. It may end after
-- the process: windows are extended one by one.
CREATE OR REPLACE FUNCTION apoyo.require_window(
  p apoyo.process, p_number integer, p_opens_at timestamptz, p_closes_at timestamptz)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.refuse(f.code, p_number::text, apoyo.utc_text(p.opens_at))
     FROM apoyo.window_faults(p.opens_at, p.closes_at, p_opens_at, p_closes_at) AS f;
END
$$;

-- The number after the highest that is registered. That of a promovente taken away from the end of
-- the list is given again: nothing was collected under it.
CREATE OR REPLACE FUNCTION apoyo.number_after_last(p_process integer)
RETURNS integer LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(max(m.number), 0) + 1 FROM apoyo.promovente AS m WHERE m.process = p_process;
$$;

-- Where a promovente stands for whom no scope was given: null where there are several.
CREATE OR REPLACE FUNCTION apoyo.only_scope(p apoyo.process)
RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE WHEN r.scope_level = 'country' THEN 'MX'
              WHEN d.level = r.scope_level THEN d.code END
    FROM apoyo.rule AS r
    LEFT JOIN apoyo.demarcation AS d ON d.geography = p.geography AND d.code = p.given_scope
   WHERE r.process = p.id AND r.version = p.rule_version;
$$;

-- Refuses a scope that is not in the geography, not of the level that the rule says, or not where
-- the process is held.
CREATE OR REPLACE FUNCTION apoyo.require_promovente_scope(
  p apoyo.process, p_number integer, p_scope text)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_level apoyo.level := (SELECT r.scope_level FROM apoyo.rule AS r
                           WHERE r.process = p.id AND r.version = p.rule_version);
BEGIN
  PERFORM apoyo.refuse(f.code, VARIADIC CASE f.code
            WHEN 'AP108' THEN ARRAY[coalesce(p_scope, '')]
            WHEN 'AP114' THEN ARRAY[p_scope, v_level::text]
            ELSE ARRAY[p_number::text, p_scope, p.given_scope] END)
     FROM apoyo.scope_faults(p.geography, v_level, p.given_scope, ARRAY[p_scope]) AS f;
END
$$;

-- For a form that shows the number before it is given; another one may take it first.
CREATE OR REPLACE FUNCTION apoyo.next_promovente_number(p_process integer)
RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_scope(p_process);
  RETURN apoyo.number_after_last(p_process);
END
$$;

-- Answers the number. Number, folio and scope may be null: then the next, one made of the number,
-- and the only one there is.
CREATE OR REPLACE FUNCTION apoyo.register_promovente(
  p_process integer, p_number integer, p_folio text, p_name text, p_scope text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_number integer;
  v_folio text;
  v_scope text;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process(p_process, 'draft', 'ready', 'open');
  v_number := coalesce(p_number, apoyo.number_after_last(p_process));
  v_folio := trim(coalesce(p_folio, apoyo.default_folio(p.code, v_number)));
  v_scope := coalesce(p_scope, apoyo.only_scope(p));
  PERFORM apoyo.require_text('folio', v_folio);
  PERFORM apoyo.require_text('name', p_name);
  PERFORM apoyo.require_promovente_scope(p, v_number, v_scope);
  INSERT INTO apoyo.promovente (process, number, folio, name, scope)
  VALUES (p_process, v_number, v_folio, trim(p_name), v_scope);
  INSERT INTO apoyo.tally_promovente (process, promovente) VALUES (p_process, v_number);
  IF p.state = 'open' THEN
    PERFORM apoyo.refresh_requirements(p_process);
    PERFORM apoyo.require_reachable(p_process, ARRAY[v_scope]);
  END IF;
  PERFORM apoyo.record_change(p_process, 'promovente-registered', '{}',
                              apoyo.promovente_facts(p_process, v_number), NULL, NULL);
  RETURN v_number;
EXCEPTION
  WHEN unique_violation OR check_violation THEN
    PERFORM apoyo.refuse('AP109', coalesce(v_number::text, ''), coalesce(v_folio, ''));
    RETURN NULL;
END
$$;

-- Before anybody collects. Afterwards the people who signed the opening answer for every word.
CREATE OR REPLACE FUNCTION apoyo.change_promovente(
  p_process integer, p_number integer, p_revision integer, p_name text, p_folio text,
  p_scope text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_was jsonb;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process(p_process, 'draft', 'ready');
  PERFORM apoyo.find_promovente(p, p_number, p_revision);
  v_was := apoyo.promovente_facts(p_process, p_number);
  PERFORM apoyo.require_text('name', p_name);
  PERFORM apoyo.require_text('folio', p_folio);
  PERFORM apoyo.require_promovente_scope(p, p_number, p_scope);
  UPDATE apoyo.promovente AS m
     SET name = trim(p_name), folio = trim(p_folio), scope = p_scope, revision = m.revision + 1,
         changed_by = session_user, changed_at = clock_timestamp()
   WHERE m.process = p_process AND m.number = p_number;
  PERFORM apoyo.record_change(p_process, 'promovente-changed', v_was,
                              apoyo.promovente_facts(p_process, p_number), NULL, NULL);
EXCEPTION
  WHEN unique_violation THEN
    PERFORM apoyo.refuse('AP109', p_number::text, p_folio);
END
$$;

-- One entered by mistake, before anybody collects; its auxiliaries and their devices go with it.
CREATE OR REPLACE FUNCTION apoyo.remove_promovente(
  p_process integer, p_number integer, p_revision integer, p_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_was jsonb;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process(p_process, 'draft', 'ready');
  PERFORM apoyo.find_promovente(p, p_number, p_revision);
  PERFORM apoyo.require_text('reason', p_reason);
  v_was := apoyo.promovente_facts(p_process, p_number);
  DELETE FROM apoyo.device AS d WHERE d.process = p_process AND d.promovente = p_number;
  DELETE FROM apoyo.auxiliary AS a WHERE a.process = p_process AND a.promovente = p_number;
  DELETE FROM apoyo.tally_promovente AS t
   WHERE t.process = p_process AND t.promovente = p_number;
  DELETE FROM apoyo.promovente AS m WHERE m.process = p_process AND m.number = p_number;
  PERFORM apoyo.record_change(p_process, 'promovente-removed', v_was, '{}', NULL, p_reason);
END
$$;

-- From now on nothing is collected for it, or again. What was captured before still enters within
-- the time there is for sending: a citizen's support does not depend on how fast a phone is.
-- What it has collected stays as it is.
CREATE OR REPLACE FUNCTION apoyo.set_promovente_state(
  p_process integer, p_number integer, p_revision integer, p_from text[], p_to text, p_act text,
  p_reason text, p_acuerdo text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  m apoyo.promovente;
  v_was jsonb;
  v_now timestamptz;
BEGIN
  p := apoyo.take_process(p_process, 'draft', 'ready', 'open', 'closing');
  m := apoyo.find_promovente(p, p_number, p_revision);
  IF m.state <> ALL (p_from) THEN
    PERFORM apoyo.refuse('AP171', p_number::text, m.state);
  END IF;
  PERFORM apoyo.require_text('reason', p_reason);
  PERFORM apoyo.require_text('acuerdo', p_acuerdo);
  v_was := apoyo.promovente_facts(p_process, p_number);
  v_now := clock_timestamp();
  UPDATE apoyo.promovente AS x
     SET state = p_to, reason = trim(p_reason), acuerdo = trim(p_acuerdo),
         revision = x.revision + 1, changed_by = session_user, changed_at = v_now,
         barred = CASE WHEN p_to = 'active'
                       THEN x.barred - tstzmultirange(tstzrange(v_now, NULL))
                       -- Barred already while it was suspended.
                       ELSE x.barred + tstzmultirange(tstzrange(v_now, NULL)) END
   WHERE x.process = p_process AND x.number = p_number;
  PERFORM apoyo.record_change(p_process, 'promovente-' || p_act, v_was,
                              apoyo.promovente_facts(p_process, p_number), p_acuerdo, p_reason);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.suspend_promovente(
  p_process integer, p_number integer, p_revision integer, p_reason text, p_acuerdo text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.set_promovente_state(p_process, p_number, p_revision, '{active}',
                                     'suspended', 'suspended', p_reason, p_acuerdo);
END
$$;

-- Also after a withdrawal: a court may order it, and somebody may have chosen the wrong one.
CREATE OR REPLACE FUNCTION apoyo.reinstate_promovente(
  p_process integer, p_number integer, p_revision integer, p_reason text, p_acuerdo text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.set_promovente_state(p_process, p_number, p_revision,
                                     '{suspended,withdrawn}', 'active', 'reinstated', p_reason,
                                     p_acuerdo);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.withdraw_promovente(
  p_process integer, p_number integer, p_revision integer, p_reason text, p_acuerdo text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.set_promovente_state(p_process, p_number, p_revision,
                                     '{active,suspended}', 'withdrawn', 'withdrawn', p_reason,
                                     p_acuerdo);
END
$$;

-- What of a window has begun is what somebody collects by: its beginning stays, and it can only be
-- extended.
CREATE OR REPLACE FUNCTION apoyo.require_extension(
  p apoyo.process, m apoyo.promovente, p_opens_at timestamptz, p_closes_at timestamptz)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_opened_at timestamptz := coalesce(m.opens_at, p.opens_at);
  v_until timestamptz := coalesce(m.closes_at, p.closes_at);
BEGIN
  IF v_opened_at <= clock_timestamp() THEN
    IF coalesce(p_opens_at, p.opens_at) <> v_opened_at THEN
      PERFORM apoyo.refuse('AP174', m.number::text, apoyo.utc_text(v_opened_at));
    END IF;
    IF coalesce(p_closes_at, p.closes_at) < v_until THEN
      PERFORM apoyo.refuse('AP175', m.number::text, apoyo.utc_text(v_until));
    END IF;
  END IF;
  IF coalesce(p_closes_at, p.closes_at) <= clock_timestamp() THEN
    PERFORM apoyo.refuse('AP176', m.number::text);
  END IF;
END
$$;

-- Null is as the process. Once the process is open it takes an acuerdo and a reason.
CREATE OR REPLACE FUNCTION apoyo.set_promovente_window(
  p_process integer, p_number integer, p_revision integer, p_opens_at timestamptz,
  p_closes_at timestamptz, p_acuerdo text, p_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  m apoyo.promovente;
  v_was jsonb;
  v_closings apoyo.closing[];
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process_row(p_process, 'draft', 'ready', 'open');
  m := apoyo.find_promovente(p, p_number, p_revision);
  PERFORM apoyo.shut_door_before(p_process, coalesce(m.closes_at, p.closes_at));
  PERFORM apoyo.require_window(p, p_number, p_opens_at, p_closes_at);
  IF p.state = 'open' THEN
    PERFORM apoyo.require_text('acuerdo', p_acuerdo);
    PERFORM apoyo.require_text('reason', p_reason);
    PERFORM apoyo.require_extension(p, m, p_opens_at, p_closes_at);
  END IF;
  v_was := apoyo.promovente_facts(p_process, p_number);
  v_closings := apoyo.closings_under(p_process, p.closes_at);
  UPDATE apoyo.promovente AS x
     SET opens_at = p_opens_at, closes_at = p_closes_at, revision = x.revision + 1,
         changed_by = session_user, changed_at = clock_timestamp()
   WHERE x.process = p_process AND x.number = p_number;
  PERFORM apoyo.record_change(p_process, 'promovente-window', v_was,
                              apoyo.promovente_facts(p_process, p_number), p_acuerdo, p_reason);
  -- What came after the old end and lies in the new period was late, and is so no more. Before that
  -- end nothing was.
  IF p.state = 'open' AND coalesce(m.closes_at, p.closes_at) <= clock_timestamp() THEN
    PERFORM apoyo.apply_closings(p_process, v_closings);
  END IF;
  PERFORM apoyo.shut_door(p_process);
END
$$;

RESET ROLE;
