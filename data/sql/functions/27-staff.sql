-- 27-staff: the people who work here: their accounts, groups and scopes. A supervisor administers
-- them, within the supervisor's own scope and never the supervisor's own account.
--
-- Passwords come as SCRAM verifiers that the client made; the server never sees one.
SET ROLE apoyo_owner;

-- Whether the scope of whoever asks holds this one for as long: a process, an entity's contests,
-- or (both null) everything.
CREATE OR REPLACE FUNCTION apoyo.scope_holds(
  p_process integer, p_entity text, p_until timestamptz)
RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  WITH mine AS (
    SELECT c.bar, c.until,
           c.process IS NULL AND c.entity IS NULL AS everywhere,
           (c.process = p_process OR c.entity = p_entity
            OR c.entity = (SELECT left(p.scope, 2) FROM apoyo.process AS p
                            WHERE p.id = p_process)) IS TRUE AS here,
           (p_process IS NULL AND p_entity IS NULL)
            OR (c.process IS NOT NULL
                AND p_entity = (SELECT left(p.scope, 2) FROM apoyo.process AS p
                                 WHERE p.id = c.process)) IS TRUE AS within
      FROM apoyo.staff_scope AS c
     WHERE c.role = session_user
       AND c.since <= statement_timestamp()
       AND (c.until IS NULL OR c.until > statement_timestamp())
  )
  SELECT EXISTS (SELECT FROM mine AS m
                  WHERE NOT m.bar AND (m.everywhere OR m.here)
                    AND (m.until IS NULL OR p_until <= m.until))
         -- Who is barred from a part does not hold the whole: else they could get round the bar
         -- through an account that is not.
         AND NOT EXISTS (SELECT FROM mine AS m
                          WHERE m.bar AND (m.everywhere OR m.here OR m.within));
$$;

-- Refuses whom there is not, and oneself. Locks the person against another administrator, but not
-- against the person's own open transactions, which must never keep them in.
CREATE OR REPLACE FUNCTION apoyo.require_person(p_role name)
RETURNS apoyo.staff LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_person apoyo.staff;
BEGIN
  SELECT s.* INTO v_person FROM apoyo.staff AS s WHERE s.role = p_role FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP603', coalesce(p_role::text, ''));
  END IF;
  IF p_role = session_user THEN
    PERFORM apoyo.refuse('AP604');
  END IF;
  RETURN v_person;
END
$$;

-- Refuses somebody who may work where whoever asks may not: else an account of wider scope could
-- be taken over by setting its password.
CREATE OR REPLACE FUNCTION apoyo.require_person_within_scope(p_role name)
RETURNS apoyo.staff LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_person apoyo.staff := apoyo.require_person(p_role);
BEGIN
  IF EXISTS (SELECT FROM apoyo.staff_scope AS c
              WHERE c.role = p_role AND NOT c.bar
                AND (c.until IS NULL OR c.until > statement_timestamp())
                AND NOT apoyo.scope_holds(c.process, c.entity, c.until)) THEN
    PERFORM apoyo.refuse('AP605');
  END IF;
  RETURN v_person;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.require_verifier(p_verifier text)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT apoyo.role_is_verifier(p_verifier) THEN
    PERFORM apoyo.refuse('AP602');
  END IF;
END
$$;

-- Writes an act on an account down, and tells the consoles.
CREATE OR REPLACE FUNCTION apoyo.log_person(
  p_act text, p_role name, p_facts jsonb DEFAULT '{}')
RETURNS void LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO apoyo.staff_act (role, act, facts, by)
  VALUES (p_role, p_act, jsonb_strip_nulls(p_facts), session_user);
  PERFORM apoyo.log_act(p_act,
                        jsonb_build_object('person', p_role) || jsonb_strip_nulls(p_facts));
  PERFORM apoyo.tell_setup('staff');
END
$$;

CREATE OR REPLACE FUNCTION apoyo.add_person(p_role name, p_display_name text, p_verifier text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT apoyo.role_is_name(p_role) THEN
    PERFORM apoyo.refuse('AP601', coalesce(p_role::text, ''));
  END IF;
  IF coalesce(trim(p_display_name), '') = '' THEN
    PERFORM apoyo.refuse('AP116', 'display name');
  END IF;
  PERFORM apoyo.require_verifier(p_verifier);
  -- Also a login that is nobody's of ours.
  IF EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = p_role)
     OR EXISTS (SELECT FROM apoyo.staff AS s WHERE s.role = p_role) THEN
    PERFORM apoyo.refuse('AP606', p_role::text);
  END IF;
  PERFORM apoyo.role_create(p_role, p_verifier);
  INSERT INTO apoyo.staff (role, display_name) VALUES (p_role, trim(p_display_name));
  PERFORM apoyo.log_person('staff-added', p_role);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.add_staff(p_role name, p_display_name text, p_verifier text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  PERFORM apoyo.add_person(p_role, p_display_name, p_verifier);
END
$$;

-- For whoever installs the database, and nobody else may call it: there is no one yet who could
-- add the first.
CREATE OR REPLACE FUNCTION apoyo.add_first_supervisor(
  p_role name, p_display_name text, p_verifier text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM apoyo.staff AS s
              WHERE s.active AND apoyo.person_has_role(s.role, 'apoyo_supervisor')) THEN
    PERFORM apoyo.refuse('AP607');
  END IF;
  PERFORM apoyo.add_person(p_role, p_display_name, p_verifier);
  PERFORM apoyo.role_set_group(p_role, 'apoyo_supervisor', true);
  INSERT INTO apoyo.staff_scope (role) VALUES (p_role);
END
$$;

-- Out at once: no new session, no right in an open one, and the open ones end.
CREATE OR REPLACE FUNCTION apoyo.disable_staff(p_role name)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_sessions integer;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  IF NOT (apoyo.require_person_within_scope(p_role)).active THEN
    PERFORM apoyo.refuse('AP608', p_role::text);
  END IF;
  -- Before, so that none of them holds the login's row; and after, for one that came in between.
  v_sessions := apoyo.role_end_sessions(p_role);
  UPDATE apoyo.staff AS s SET active = false WHERE s.role = p_role;
  PERFORM apoyo.role_set_login(p_role, false);
  PERFORM apoyo.role_end_sessions(p_role);
  PERFORM apoyo.log_person('staff-disabled', p_role, jsonb_build_object('sessions', v_sessions));
  RETURN v_sessions;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.enable_staff(p_role name)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  IF (apoyo.require_person_within_scope(p_role)).active THEN
    PERFORM apoyo.refuse('AP609', p_role::text);
  END IF;
  UPDATE apoyo.staff AS s SET active = true WHERE s.role = p_role;
  PERFORM apoyo.role_set_login(p_role, true);
  PERFORM apoyo.log_person('staff-enabled', p_role);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.reset_password(p_role name, p_verifier text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  PERFORM apoyo.require_person_within_scope(p_role);
  PERFORM apoyo.require_verifier(p_verifier);
  PERFORM apoyo.role_set_verifier(p_role, p_verifier);
  PERFORM apoyo.log_person('password-reset', p_role);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.change_own_password(p_verifier text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff(VARIADIC apoyo.role_groups());
  PERFORM apoyo.require_verifier(p_verifier);
  PERFORM apoyo.role_set_verifier(session_user, p_verifier);
  PERFORM apoyo.log_person('password-changed', session_user);
END
$$;

-- The group that whoever holds p_group may not hold as well: who audits acts in nothing, and who
-- opens a process does not close it.
CREATE OR REPLACE FUNCTION apoyo.conflicting_groups(p_group name)
RETURNS name[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE p_group
    WHEN 'apoyo_auditor' THEN '{apoyo_setup,apoyo_reviewer,apoyo_supervisor,apoyo_closer,
                                apoyo_hearing}'::name[]
    WHEN 'apoyo_watch' THEN '{}'
    WHEN 'apoyo_setup' THEN '{apoyo_auditor,apoyo_closer}'
    WHEN 'apoyo_closer' THEN '{apoyo_auditor,apoyo_setup}'
    ELSE '{apoyo_auditor}' END;
$$;

CREATE OR REPLACE FUNCTION apoyo.grant_group(p_role name, p_group name)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_other name;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  PERFORM apoyo.require_person_within_scope(p_role);
  IF p_group IS NULL OR p_group <> ALL (apoyo.role_groups()) THEN
    PERFORM apoyo.refuse('AP610', coalesce(p_group::text, ''));
  END IF;
  SELECT g.name INTO v_other FROM unnest(apoyo.conflicting_groups(p_group)) AS g (name)
   WHERE apoyo.person_has_role(p_role, g.name) LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse('AP611', p_group::text, v_other::text);
  END IF;
  PERFORM apoyo.role_set_group(p_role, p_group, true);
  PERFORM apoyo.log_person('group-granted', p_role, jsonb_build_object('group', p_group));
END
$$;

CREATE OR REPLACE FUNCTION apoyo.revoke_group(p_role name, p_group name)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  PERFORM apoyo.require_person_within_scope(p_role);
  IF p_group IS NULL OR p_group <> ALL (apoyo.role_groups()) THEN
    PERFORM apoyo.refuse('AP610', coalesce(p_group::text, ''));
  END IF;
  PERFORM apoyo.role_set_group(p_role, p_group, false);
  PERFORM apoyo.log_person('group-revoked', p_role, jsonb_build_object('group', p_group));
END
$$;

-- A bar is the same with a sign. Nobody gives what they do not have, nor for longer.
CREATE OR REPLACE FUNCTION apoyo.grant_scope(
  p_role name, p_process integer, p_entity text, p_since timestamptz, p_until timestamptz,
  p_bar boolean)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_since timestamptz := coalesce(p_since, statement_timestamp());
  v_scope bigint;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  IF p_process IS NOT NULL THEN
    PERFORM apoyo.require_scope(p_process);
  END IF;
  PERFORM apoyo.require_person(p_role);
  IF p_process IS NOT NULL AND p_entity IS NOT NULL THEN
    PERFORM apoyo.refuse('AP612');
  END IF;
  IF p_entity !~ '^(0[1-9]|[12][0-9]|3[0-2])$' THEN
    PERFORM apoyo.refuse('AP613', p_entity);
  END IF;
  IF p_until <= v_since THEN
    PERFORM apoyo.refuse('AP105');
  END IF;
  IF NOT apoyo.scope_holds(p_process, p_entity, p_until) THEN
    PERFORM apoyo.refuse('AP605');
  END IF;
  INSERT INTO apoyo.staff_scope AS c (role, process, entity, bar, since, until)
  VALUES (p_role, p_process, p_entity, coalesce(p_bar, false), v_since, p_until)
  RETURNING c.id INTO v_scope;
  PERFORM apoyo.log_person('scope-granted', p_role, jsonb_build_object(
            'scope', v_scope, 'process', p_process, 'entity', p_entity,
            'bar', coalesce(p_bar, false), 'since', v_since, 'until', p_until));
  RETURN v_scope;
END
$$;

-- Ends a permission, or lifts a bar: never one's own.
CREATE OR REPLACE FUNCTION apoyo.end_scope(p_scope bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_scope apoyo.staff_scope;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  SELECT c.* INTO v_scope FROM apoyo.staff_scope AS c
   WHERE c.id = p_scope AND (c.until IS NULL OR c.until > statement_timestamp()) FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP614', coalesce(p_scope::text, ''));
  END IF;
  PERFORM apoyo.require_person(v_scope.role);
  IF NOT apoyo.scope_holds(v_scope.process, v_scope.entity, v_scope.until) THEN
    PERFORM apoyo.refuse('AP605');
  END IF;
  UPDATE apoyo.staff_scope AS c SET until = statement_timestamp() WHERE c.id = p_scope;
  PERFORM apoyo.log_person('scope-ended', v_scope.role, jsonb_build_object('scope', p_scope));
END
$$;

-- Somebody with all they need for their work, or not at all. p_everywhere, a process or an entity
-- says where; none of them: nowhere yet.
CREATE OR REPLACE FUNCTION apoyo.admit_staff(
  p_role name, p_display_name text, p_verifier text, p_groups name[], p_everywhere boolean,
  p_process integer, p_entity text, p_until timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_group name;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  IF p_process IS NOT NULL THEN
    PERFORM apoyo.require_scope(p_process);
  END IF;
  PERFORM apoyo.add_staff(p_role, p_display_name, p_verifier);
  FOREACH v_group IN ARRAY coalesce(p_groups, '{}') LOOP
    PERFORM apoyo.grant_group(p_role, v_group);
  END LOOP;
  IF p_everywhere OR p_process IS NOT NULL OR p_entity IS NOT NULL THEN
    PERFORM apoyo.grant_scope(p_role, p_process, p_entity, NULL, p_until, false);
  END IF;
END
$$;

RESET ROLE;
