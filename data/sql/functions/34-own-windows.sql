-- 34-own-windows: the periods that promoventes have of their own, extended together: by one person
-- as each of them is, or along with the process's by the two who extend that.
SET ROLE apoyo_owner;

-- Which of them go on longer, and until when: by the clocks of the process, so that a period which
-- ends at midnight ends at midnight. Whoever withdrew has none any more, and one that would be over
-- nevertheless stays as it is.
CREATE OR REPLACE FUNCTION apoyo.own_windows_later(p_process integer, p_by interval)
RETURNS TABLE (promovente integer, was timestamptz, becomes timestamptz)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT m.number, m.closes_at, l.becomes
    FROM apoyo.process AS p
    JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
    JOIN apoyo.promovente AS m ON m.process = p.id
   CROSS JOIN LATERAL (
     SELECT (m.closes_at AT TIME ZONE r.time_zone + p_by) AT TIME ZONE r.time_zone AS becomes) AS l
   WHERE p.id = p_process AND m.closes_at IS NOT NULL AND m.state <> 'withdrawn'
     AND l.becomes > clock_timestamp();
$$;

-- When each promovente's period ends once those of their own go on for so long (null: as they are).
CREATE OR REPLACE FUNCTION apoyo.closings_later(
  p_process integer, p_closes_at timestamptz, p_by interval)
RETURNS apoyo.closing[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(ROW(c.promovente, coalesce(l.becomes, c.closes_at))::apoyo.closing), '{}')
    FROM unnest(apoyo.closings_under(p_process, p_closes_at)) AS c
    LEFT JOIN apoyo.own_windows_later(p_process, p_by) AS l ON l.promovente = c.promovente;
$$;

-- By how much a process goes on longer under another period, by its own clocks.
CREATE OR REPLACE FUNCTION apoyo.extension_of(p apoyo.process, q apoyo.process)
RETURNS interval LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT q.closes_at AT TIME ZONE r.time_zone - p.closes_at AT TIME ZONE r.time_zone
    FROM apoyo.rule AS r WHERE r.process = p.id AND r.version = p.rule_version;
$$;

-- Refuses to extend by nothing, and the windows of nobody.
CREATE OR REPLACE FUNCTION apoyo.require_own_windows(p apoyo.process, p_by interval)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_by IS NULL OR p_by <= interval '0' THEN
    PERFORM apoyo.refuse('AP195', p.code);
  END IF;
  IF NOT EXISTS (SELECT FROM apoyo.own_windows_later(p.id, p_by)) THEN
    PERFORM apoyo.refuse('AP196', p.code);
  END IF;
END
$$;

-- What of them the two people answer for who extend them with the process: how many, until when,
-- and a hash over all, so that none is exchanged between the two signatures.
CREATE OR REPLACE FUNCTION apoyo.plan_own_windows(p apoyo.process, q apoyo.process)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_by interval := apoyo.extension_of(p, q);
BEGIN
  PERFORM apoyo.require_own_windows(p, v_by);
  RETURN (
    SELECT jsonb_build_object(
             'own_windows', count(*), 'own_windows_until', apoyo.utc_text(max(l.becomes)),
             'own_windows_hash', encode(sha256(convert_to(string_agg(jsonb_build_array(
               l.promovente, apoyo.utc_text(l.was), apoyo.utc_text(l.becomes))::text,
               E'\n' ORDER BY l.promovente), 'UTF8')), 'hex'))
      FROM apoyo.own_windows_later(p.id, v_by) AS l);
END
$$;

-- Extends them, and writes down which. Returns how many. The caller holds the row by lock_process
-- and moves the supports.
CREATE OR REPLACE FUNCTION apoyo.move_own_windows(
  p_process integer, p_by interval, p_acuerdo text, p_reason text, p_first name DEFAULT NULL)
RETURNS integer LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_was jsonb;
  v_becomes jsonb;
  v_n integer;
BEGIN
  WITH later AS MATERIALIZED (
    SELECT l.* FROM apoyo.own_windows_later(p_process, p_by) AS l
  ), moved AS (
    UPDATE apoyo.promovente AS m
       SET closes_at = l.becomes, revision = m.revision + 1, changed_by = session_user,
           changed_at = clock_timestamp()
      FROM later AS l
     WHERE m.process = p_process AND m.number = l.promovente
    RETURNING m.number
  )
  SELECT jsonb_object_agg(l.promovente, jsonb_build_object('closes_at', apoyo.utc_text(l.was))),
         jsonb_object_agg(l.promovente, jsonb_build_object('closes_at', apoyo.utc_text(l.becomes))),
         count(*)
    INTO v_was, v_becomes, v_n
    FROM moved AS o
    JOIN later AS l ON l.promovente = o.number;
  PERFORM apoyo.record_change(p_process, 'own-windows',
                              jsonb_build_object('promoventes', v_was),
                              jsonb_build_object('promoventes', v_becomes),
                              p_acuerdo, p_reason, NULL, p_first);
  RETURN v_n;
END
$$;

-- All of a process at once. Returns how many. As for one of them: once it is open it takes an
-- acuerdo and a reason.
CREATE OR REPLACE FUNCTION apoyo.extend_own_windows(
  p_process integer, p_revision integer, p_by interval, p_acuerdo text, p_reason text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_was apoyo.closing[];
  v_n integer;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process_row(p_process, 'draft', 'ready', 'open');
  PERFORM apoyo.require_revision(p_process, p_revision);
  IF p.state = 'open' THEN
    PERFORM apoyo.require_text('acuerdo', p_acuerdo);
    PERFORM apoyo.require_text('reason', p_reason);
  END IF;
  PERFORM apoyo.require_own_windows(p, p_by);
  v_was := apoyo.closings_under(p_process, p.closes_at);
  v_n := apoyo.move_own_windows(p_process, p_by, p_acuerdo, p_reason);
  -- What came after an old end and lies in the new period was late, and is so no more.
  IF p.state = 'open' THEN
    PERFORM apoyo.apply_closings(p_process, v_was);
  END IF;
  PERFORM apoyo.shut_door(p_process);
  RETURN v_n;
END
$$;

-- What that would make of the standing; writes nothing.
CREATE OR REPLACE FUNCTION apoyo.own_windows_effect(p_process integer, p_by interval)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  r apoyo.rule;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_supervisor', 'apoyo_closer', 'apoyo_auditor');
  PERFORM apoyo.require_scope(p_process);
  SELECT o.* INTO STRICT p FROM apoyo.process AS o WHERE o.id = p_process;
  PERFORM apoyo.require_own_windows(p, p_by);
  r := apoyo.rule_of(p);
  RETURN apoyo.effect_of(p, r, p, r, '{}', apoyo.rule_deltas(
           r, r, apoyo.closings_under(p_process, p.closes_at),
           apoyo.closings_later(p_process, p.closes_at, p_by)));
END
$$;

RESET ROLE;
