-- 20-setup: processes, and signing in.
SET ROLE apoyo_owner;

CREATE OR REPLACE FUNCTION apoyo.sign_in(p_version text, p_workstation text)
RETURNS TABLE (display_name text, roles text[], server_version text, server_time timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_staff apoyo.staff;
BEGIN
  SELECT s.* INTO v_staff FROM apoyo.staff AS s WHERE s.role = session_user AND s.active;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP003', session_user::text);
  END IF;
  IF coalesce(p_version, '') = '' OR coalesce(p_workstation, '') = '' THEN
    PERFORM apoyo.refuse('AP004');
  END IF;
  INSERT INTO apoyo.session AS s (role, backend, started_at, version, workstation)
  VALUES (session_user, pg_backend_pid(), apoyo.backend_started_at(), p_version, p_workstation)
  ON CONFLICT (backend, started_at, role)
  DO UPDATE SET signed_in_at = clock_timestamp(), version = excluded.version,
                workstation = excluded.workstation;
  PERFORM apoyo.log_act('session-signed-in',
                        jsonb_build_object('version', p_version, 'workstation', p_workstation));
  RETURN QUERY
  SELECT v_staff.display_name,
         ARRAY(SELECT g.name FROM unnest(ARRAY[
                 'apoyo_setup', 'apoyo_watch', 'apoyo_reviewer', 'apoyo_supervisor',
                 'apoyo_closer', 'apoyo_auditor', 'apoyo_hearing']) AS g (name)
                WHERE apoyo.session_has_role(g.name)),
         apoyo.server_version(), clock_timestamp();
END
$$;

-- Refuses a process that there is not, and one in any other state.
CREATE OR REPLACE FUNCTION apoyo.require_state(
  p apoyo.process, p_process integer, VARIADIC p_states apoyo.process_state[])
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p.id IS NULL THEN
    PERFORM apoyo.refuse('AP101', coalesce(p_process::text, ''));
  END IF;
  IF p.state <> ALL (p_states) THEN
    PERFORM apoyo.refuse('AP102', p.code, p.state::text, array_to_string(p_states, ' / '));
  END IF;
END
$$;

-- Locks the process against a change of its state and answers it; refuses any other state.
CREATE OR REPLACE FUNCTION apoyo.require_process(
  p_process integer, VARIADIC p_states apoyo.process_state[])
RETURNS apoyo.process LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
BEGIN
  SELECT q.* INTO p FROM apoyo.process AS q WHERE q.id = p_process AND q.id <> 0 FOR SHARE;
  PERFORM apoyo.require_state(p, p_process, VARIADIC p_states);
  RETURN p;
END
$$;

-- The same for whoever has others to serve and does not wait for an act that holds the process: fails at
-- once (lock_not_available), and the same again may succeed.
CREATE OR REPLACE FUNCTION apoyo.require_process_at_once(
  p_process integer, VARIADIC p_states apoyo.process_state[])
RETURNS apoyo.process LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM apoyo.process AS q WHERE q.id = p_process FOR SHARE NOWAIT;
  RETURN apoyo.require_process(p_process, VARIADIC p_states);
END
$$;

-- What phones send is let in by a door of its own beside the row: an act that settles a million
-- supports holds the row for minutes, and shuts the door for the last moment only. Whoever waits here
-- holds nothing that those who come in want, and the other way round.
CREATE OR REPLACE FUNCTION apoyo.door_of(p_process integer)
RETURNS bigint LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT 1953722977::bigint << 32 | p_process;
END;

-- Before a command of the intake, as a statement of its own: what is read of the process afterwards
-- holds until the commit. No other writer's lock on the process is needed where this is held.
CREATE OR REPLACE FUNCTION apoyo.come_in(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(apoyo.door_of(p_process));
END
$$;

-- Waits for those who are in; nobody else comes in before the commit. The caller holds the row.
CREATE OR REPLACE FUNCTION apoyo.shut_door(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(apoyo.door_of(p_process));
END
$$;

-- Before a time is asked about by the clock: until then there is little to move, and while the door is
-- shut nobody comes in that the time passes over. What has passed stays so, and nobody need wait.
CREATE OR REPLACE FUNCTION apoyo.shut_door_before(p_process integer, p_time timestamptz)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_time IS NULL OR p_time > clock_timestamp() THEN
    PERFORM apoyo.shut_door(p_process);
  END IF;
END
$$;

-- Before a command that writes the process's row. Under a shared lock alone two of them would wait
-- for each other. No key changes: rows that only refer to the process need not wait for it, and an
-- import does so from its beginning.
CREATE OR REPLACE FUNCTION apoyo.lock_process_row(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM apoyo.process AS q WHERE q.id = p_process FOR NO KEY UPDATE;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.lock_process(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.lock_process_row(p_process);
  PERFORM apoyo.shut_door(p_process);
END
$$;

-- The row for staff. The scope is asked for before anything is said or waited for, and again once
-- the row is held: somebody may have moved the process meanwhile.
CREATE OR REPLACE FUNCTION apoyo.hold_process_row(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_scope(p_process);
  PERFORM apoyo.lock_process_row(p_process);
  PERFORM apoyo.require_scope(p_process);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.hold_process(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.hold_process_row(p_process);
  PERFORM apoyo.shut_door(p_process);
END
$$;

-- The same for a command that shuts the door itself, when it has moved the supports.
CREATE OR REPLACE FUNCTION apoyo.take_process_row(
  p_process integer, VARIADIC p_states apoyo.process_state[])
RETURNS apoyo.process LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.hold_process_row(p_process);
  RETURN apoyo.require_process(p_process, VARIADIC p_states);
END
$$;

-- What every command of staff on a process begins with, after who asks: the process, held, in one
-- of these states.
CREATE OR REPLACE FUNCTION apoyo.take_process(
  p_process integer, VARIADIC p_states apoyo.process_state[])
RETURNS apoyo.process LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.hold_process(p_process);
  RETURN apoyo.require_process(p_process, VARIADIC p_states);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.create_process(
  p_code text, p_name text, p_kind text, p_rule jsonb, p_opens_at timestamptz,
  p_closes_at timestamptz, p_acuerdo text, p_simulacro boolean)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_process apoyo.process;
  v_geography integer;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  IF coalesce(p_code, '') !~ '^[A-Z0-9]{2,12}$' THEN
    PERFORM apoyo.refuse('AP115', coalesce(p_code, ''));
  END IF;
  IF EXISTS (SELECT FROM apoyo.process AS q WHERE q.code = p_code) THEN
    PERFORM apoyo.refuse('AP104', p_code);
  END IF;
  PERFORM apoyo.refuse('AP116', t.what)
     FROM (VALUES ('name', p_name), ('kind', p_kind), ('acuerdo', p_acuerdo)) AS t (what, value)
    WHERE coalesce(trim(t.value), '') = '';
  IF p_opens_at IS NULL OR p_closes_at IS NULL OR p_opens_at >= p_closes_at THEN
    PERFORM apoyo.refuse('AP105');
  END IF;
  IF p_rule ->> 'kind' IS DISTINCT FROM p_kind OR p_kind !~ '^[a-z][a-z_-]*$' THEN
    PERFORM apoyo.refuse('AP103', 'kind');
  END IF;
  PERFORM apoyo.require_rule(p_rule);
  v_geography := apoyo.current_geography();
  IF v_geography IS NULL THEN
    PERFORM apoyo.refuse('AP111');
  END IF;
  PERFORM apoyo.require_electors(v_geography, (p_rule ->> 'cutoff')::date, p_rule ->> 'cutoff',
                                 p_rule ->> 'base');
  v_process.code := p_code;
  v_process.name := p_name;
  v_process.kind := p_kind;
  v_process.simulacro := coalesce(p_simulacro, false);
  v_process.geography := v_geography;
  v_process.cutoff := (p_rule ->> 'cutoff')::date;
  v_process.opens_at := p_opens_at;
  v_process.closes_at := p_closes_at;
  RETURN apoyo.store_process(v_process, p_rule, p_acuerdo, '{}');
END
$$;

RESET ROLE;
