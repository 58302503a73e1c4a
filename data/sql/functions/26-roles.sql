-- 26-roles: what may be done to PostgreSQL's own roles, and to which. CREATEROLE could hand out
-- nearly everything, so these functions, whatever they are asked, touch logins of people only and
-- know one fixed list of groups. The rights of whoever asks are checked by the commands of 27-staff.
SET ROLE apoyo_role_admin;

CREATE OR REPLACE FUNCTION apoyo.role_groups()
RETURNS name[] LANGUAGE sql IMMUTABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT '{apoyo_setup,apoyo_watch,apoyo_reviewer,apoyo_supervisor,apoyo_closer,apoyo_auditor,
           apoyo_hearing}'::name[];
$$;

-- A name that a person's login may have.
CREATE OR REPLACE FUNCTION apoyo.role_is_name(p_role name)
RETURNS boolean LANGUAGE sql IMMUTABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(p_role ~ '^[a-z][a-z0-9_]{1,30}$' AND p_role !~ '^(pg|apoyo)_'
                  AND p_role NOT IN ('postgres', 'public', 'none', 'user'), false);
$$;

-- What PostgreSQL itself would not take for a verifier it would hash as a plain password: so this
-- is at least as strict. Base 64 that decodes and encodes to itself is the only spelling.
CREATE OR REPLACE FUNCTION apoyo.role_is_verifier(p_verifier text)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_part text[] := regexp_match(
    p_verifier, '^SCRAM-SHA-256\$([1-9][0-9]{3,6}):([A-Za-z0-9+/]{22,62}={0,2})'
                '\$([A-Za-z0-9+/]{43}=):([A-Za-z0-9+/]{43}=)$');
BEGIN
  RETURN v_part IS NOT NULL AND v_part[1]::integer >= 4096
         AND encode(decode(v_part[2], 'base64'), 'base64') = v_part[2]
         AND encode(decode(v_part[3], 'base64'), 'base64') = v_part[3]
         AND encode(decode(v_part[4], 'base64'), 'base64') = v_part[4];
EXCEPTION
  WHEN invalid_parameter_value THEN
    RETURN false;
END
$$;

-- Refuses every role that is not a person's: groups, services, owners, PostgreSQL's own, and any
-- login that holds more than the groups of the staff.
CREATE OR REPLACE FUNCTION apoyo.role_require_person(p_role name)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT apoyo.role_is_name(p_role)
     OR EXISTS (SELECT FROM pg_roles AS r
                 WHERE r.rolname = p_role
                   AND (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
                        OR r.rolbypassrls))
     OR EXISTS (SELECT FROM pg_auth_members AS m
                  JOIN pg_roles AS r ON r.oid = m.member AND r.rolname = p_role
                  JOIN pg_roles AS g ON g.oid = m.roleid
                 WHERE g.rolname <> ALL (apoyo.role_groups())) THEN
    RAISE EXCEPTION 'The role % is not a person''s', p_role
      USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.role_require_verifier(p_verifier text)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT apoyo.role_is_verifier(p_verifier) THEN
    RAISE EXCEPTION 'This is no SCRAM verifier' USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.role_create(p_role name, p_verifier text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.role_require_person(p_role);
  PERFORM apoyo.role_require_verifier(p_verifier);
  EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', p_role, p_verifier);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.role_set_verifier(p_role name, p_verifier text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.role_require_person(p_role);
  PERFORM apoyo.role_require_verifier(p_verifier);
  EXECUTE format('ALTER ROLE %I PASSWORD %L', p_role, p_verifier);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.role_set_login(p_role name, p_may boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.role_require_person(p_role);
  EXECUTE format('ALTER ROLE %I %s', p_role, CASE WHEN p_may THEN 'LOGIN' ELSE 'NOLOGIN' END);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.role_set_group(p_role name, p_group name, p_held boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.role_require_person(p_role);
  IF p_group IS NULL OR p_group <> ALL (apoyo.role_groups()) THEN
    RAISE EXCEPTION 'The role % is no group of the staff', p_group
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format(CASE WHEN p_held THEN 'GRANT %I TO %I' ELSE 'REVOKE %I FROM %I' END,
                 p_group, p_role);
END
$$;

-- Answers how many sessions there were.
CREATE OR REPLACE FUNCTION apoyo.role_end_sessions(p_role name)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.role_require_person(p_role);
  RETURN (SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))
            FROM pg_stat_get_activity(NULL) AS a
            JOIN pg_roles AS r ON r.oid = a.usesysid AND r.rolname = p_role);
END
$$;

RESET ROLE;
