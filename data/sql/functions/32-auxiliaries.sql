-- 32-auxiliaries: the people who collect for a promovente, their access keys and devices.
--
-- Who an auxiliary is stands in the roll only; the client sends the keyed hash of the clave de
-- elector. The key goes to that person, and the database holds its hash.
SET ROLE apoyo_owner;

-- What stands against registering these people, by their place: p_claves may be null where the
-- process is a drill. An auxiliary of competing promoventes would serve two masters; where all feed
-- one goal nobody competes.
CREATE OR REPLACE FUNCTION apoyo.auxiliary_faults(
  p_process integer, p_promoventes integer[], p_claves bytea[])
RETURNS TABLE (place bigint, code text, other text) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
  WITH given AS (
    SELECT g.place, g.promovente, g.clave, m.state, o.id AS roll, o.status, p.simulacro, r.joint
      FROM ROWS FROM (unnest(p_promoventes), unnest(p_claves))
           WITH ORDINALITY AS g (promovente, clave, place)
      JOIN apoyo.process AS p ON p.id = p_process
      JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
      LEFT JOIN apoyo.promovente AS m ON m.process = p_process AND m.number = g.promovente
      LEFT JOIN apoyo.roll AS o ON o.clave_key = g.clave
  ), known AS (
    SELECT a.roll, a.promovente FROM apoyo.auxiliary AS a
     WHERE a.process = p_process AND a.roll IS NOT NULL AND a.revoked_at IS NULL
  )
  SELECT g.place, 'AP110', g.promovente::text FROM given AS g WHERE g.state IS DISTINCT FROM 'active'
  UNION ALL
  SELECT g.place, 'AP181', NULL FROM given AS g WHERE g.clave IS NULL AND NOT g.simulacro
  UNION ALL
  SELECT g.place, 'AP177', NULL FROM given AS g WHERE g.clave IS NOT NULL AND g.roll IS NULL
  UNION ALL
  SELECT g.place, 'AP178', NULL FROM given AS g WHERE g.status <> 'active'
  UNION ALL
  SELECT g.place, 'AP179', g.promovente::text
    FROM given AS g
    JOIN known AS k ON k.roll = g.roll AND k.promovente = g.promovente
  UNION ALL
  SELECT g.place, 'AP180', min(k.promovente)::text
    FROM given AS g
    JOIN known AS k ON k.roll = g.roll AND k.promovente <> g.promovente
   WHERE NOT g.joint
   GROUP BY g.place;
END
$$;

-- Refuses them for the first of their faults.
CREATE OR REPLACE FUNCTION apoyo.require_auxiliaries(
  p apoyo.process, p_promoventes integer[], p_claves bytea[])
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.refuse(f.code, VARIADIC CASE f.code WHEN 'AP110' THEN ARRAY[p.code, f.other]
                                                    WHEN 'AP181' THEN ARRAY[p.code]
                                                    ELSE ARRAY[coalesce(f.other, '')] END)
     FROM apoyo.auxiliary_faults(p.id, p_promoventes, p_claves) AS f
    ORDER BY f.place, f.code;
END
$$;

-- Adds them, numbered on from those that each promovente has. p_rolls: null where nobody is named.
CREATE OR REPLACE FUNCTION apoyo.add_auxiliaries(
  p apoyo.process, p_promoventes integer[], p_rolls bigint[], p_key_hashes bytea[])
RETURNS TABLE (place bigint, auxiliary bigint, label text) LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
  WITH given AS (
    SELECT g.place, g.promovente, g.roll, g.key_hash,
           coalesce(l.number, 0)
             + row_number() OVER (PARTITION BY g.promovente ORDER BY g.place) AS number
      FROM ROWS FROM (unnest(p_promoventes), unnest(p_rolls), unnest(p_key_hashes))
           WITH ORDINALITY AS g (promovente, roll, key_hash, place)
      LEFT JOIN (SELECT a.promovente, max(a.number) AS number FROM apoyo.auxiliary AS a
                  WHERE a.process = p.id GROUP BY a.promovente) AS l
        ON l.promovente = g.promovente
  ), added AS (
    INSERT INTO apoyo.auxiliary AS a (process, promovente, number, roll, key_hash, registered_by)
    SELECT p.id, g.promovente, g.number, g.roll, g.key_hash, session_user
      FROM given AS g ORDER BY g.place
    RETURNING a.id, a.promovente, a.number
  )
  SELECT g.place, d.id, d.promovente || '-' || d.number
    FROM given AS g
    JOIN added AS d ON d.promovente = g.promovente AND d.number = g.number
   ORDER BY g.place;
END
$$;

-- Keys for auxiliaries that nobody names: in a drill only.
CREATE OR REPLACE FUNCTION apoyo.register_auxiliaries(
  p_process integer, p_promoventes integer[], p_key_hashes bytea[])
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_added integer;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process(p_process, 'draft', 'ready', 'open');
  PERFORM apoyo.require_auxiliaries(p, p_promoventes,
                                    array_fill(NULL::bytea, ARRAY[cardinality(p_promoventes)]));
  SELECT count(*) INTO v_added
    FROM apoyo.add_auxiliaries(p, p_promoventes,
                               array_fill(NULL::bigint, ARRAY[cardinality(p_promoventes)]),
                               p_key_hashes);
  PERFORM apoyo.log_act('auxiliaries-registered',
                        jsonb_build_object('process', p.code, 'number', v_added));
  PERFORM apoyo.touch_process(p_process);
  RETURN v_added;
EXCEPTION
  WHEN unique_violation OR check_violation OR not_null_violation THEN
    PERFORM apoyo.refuse('AP117');
    RETURN NULL;
END
$$;

-- One person. Without a clave (null) only in a drill. p_actor: who does it, and has been asked for
-- the right to.
CREATE OR REPLACE FUNCTION apoyo.enrol_auxiliary(
  p_process integer, p_promovente integer, p_key_hash bytea, p_clave_key bytea, p_actor name)
RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_auxiliary bigint;
BEGIN
  PERFORM apoyo.lock_process(p_process);
  IF p_process <> ALL (apoyo.processes_of(p_actor)) THEN
    PERFORM apoyo.refuse('AP005', p_process::text);
  END IF;
  p := apoyo.require_process(p_process, 'draft', 'ready', 'open');
  PERFORM apoyo.require_auxiliaries(p, ARRAY[p_promovente], ARRAY[p_clave_key]);
  SELECT a.auxiliary INTO STRICT v_auxiliary
    FROM apoyo.add_auxiliaries(
           p, ARRAY[p_promovente],
           ARRAY[(SELECT o.id FROM apoyo.roll AS o WHERE o.clave_key = p_clave_key)],
           ARRAY[p_key_hash]) AS a;
  UPDATE apoyo.auxiliary AS x SET registered_by = p_actor WHERE x.id = v_auxiliary;
  PERFORM apoyo.log_act('auxiliary-registered', jsonb_build_object(
    'actor', p_actor, 'process', p.code, 'promovente', p_promovente, 'auxiliary', v_auxiliary));
  PERFORM apoyo.touch_process(p_process);
  UPDATE apoyo.process AS q SET changed_by = p_actor WHERE q.id = p_process;
  RETURN v_auxiliary;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.register_auxiliary(
  p_process integer, p_promovente integer, p_key_hash bytea, p_clave_key bytea DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.hold_process(p_process);
  RETURN apoyo.enrol_auxiliary(p_process, p_promovente, p_key_hash, p_clave_key, session_user);
EXCEPTION
  WHEN unique_violation OR check_violation OR not_null_violation THEN
    PERFORM apoyo.refuse('AP117');
    RETURN NULL;
END
$$;

-- The auxiliary, under the lock of its process: whoever sends for it waits, or has committed. One of
-- a process out of scope is answered for like one that there is not.
CREATE OR REPLACE FUNCTION apoyo.require_auxiliary(p_auxiliary bigint)
RETURNS apoyo.auxiliary LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  a apoyo.auxiliary;
  v_process integer := (SELECT x.process FROM apoyo.auxiliary AS x
                         WHERE x.id = p_auxiliary
                           AND x.process = ANY (apoyo.visible_processes()));
BEGIN
  IF v_process IS NULL THEN
    PERFORM apoyo.refuse('AP182', coalesce(p_auxiliary::text, ''));
  END IF;
  PERFORM apoyo.take_process(v_process, 'draft', 'ready', 'open', 'closing');
  SELECT x.* INTO STRICT a FROM apoyo.auxiliary AS x
   WHERE x.id = p_auxiliary FOR NO KEY UPDATE;
  IF a.revoked_at IS NOT NULL THEN
    PERFORM apoyo.refuse('AP183', p_auxiliary::text);
  END IF;
  RETURN a;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.log_auxiliary(p_act text, a apoyo.auxiliary, p_reason text)
RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT apoyo.log_act(p_act, jsonb_build_object(
           'process', p.code, 'promovente', a.promovente, 'auxiliary', a.id, 'reason', p_reason))
    FROM apoyo.process AS p WHERE p.id = a.process;
  SELECT apoyo.touch_process(a.process);
$$;

-- For good: its key registers no device any more, and what its devices send is refused, at once.
CREATE OR REPLACE FUNCTION apoyo.revoke_auxiliary(p_auxiliary bigint, p_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  a apoyo.auxiliary;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  a := apoyo.require_auxiliary(p_auxiliary);
  PERFORM apoyo.require_text('reason', p_reason);
  UPDATE apoyo.auxiliary AS x
     SET revoked_at = clock_timestamp(), revoked_by = session_user, revoked_reason = trim(p_reason)
   WHERE x.id = p_auxiliary;
  UPDATE apoyo.device AS d SET revoked_at = clock_timestamp()
   WHERE d.process = a.process AND d.promovente = a.promovente AND d.auxiliary = p_auxiliary
     AND d.revoked_at IS NULL;
  PERFORM apoyo.log_auxiliary('auxiliary-revoked', a, trim(p_reason));
END
$$;

-- Another key for the same person, who lost it or let somebody see it: the devices registered with
-- the old one stop as well, since nobody knows whose they are.
CREATE OR REPLACE FUNCTION apoyo.issue_auxiliary_key(
  p_auxiliary bigint, p_key_hash bytea, p_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  a apoyo.auxiliary;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  a := apoyo.require_auxiliary(p_auxiliary);
  PERFORM apoyo.require_text('reason', p_reason);
  UPDATE apoyo.auxiliary AS x SET key_hash = p_key_hash WHERE x.id = p_auxiliary;
  UPDATE apoyo.device AS d SET revoked_at = clock_timestamp()
   WHERE d.process = a.process AND d.promovente = a.promovente AND d.auxiliary = p_auxiliary
     AND d.revoked_at IS NULL;
  PERFORM apoyo.log_auxiliary('auxiliary-key-issued', a, trim(p_reason));
EXCEPTION
  WHEN unique_violation OR check_violation OR not_null_violation THEN
    PERFORM apoyo.refuse('AP117');
END
$$;

RESET ROLE;
