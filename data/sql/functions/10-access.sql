-- 10-access: who is asking. Always session_user: inside a definer function current_user is the
-- owner.
SET ROLE apoyo_owner;

-- A superuser is a member of every role for PostgreSQL. Not here: nobody works as one. It is a
-- member of the first superuser, too (always 10), and so told apart without a look at the catalog.
CREATE OR REPLACE FUNCTION apoyo.session_has_role(p_role name)
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT pg_has_role(session_user, p_role, 'MEMBER')
         AND NOT pg_has_role(session_user, 10::oid, 'MEMBER');
END;

-- The same of somebody else.
CREATE OR REPLACE FUNCTION apoyo.person_has_role(p_person name, p_role name)
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT pg_has_role(p_person, p_role, 'MEMBER')
         AND NOT pg_has_role(p_person, 10::oid, 'MEMBER');
END;

CREATE OR REPLACE FUNCTION apoyo.require_service(p_service name)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT apoyo.session_has_role(p_service) THEN
    PERFORM apoyo.refuse('AP001', p_service::text);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.backend_started_at()
RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT a.backend_start FROM pg_stat_get_activity(pg_backend_pid()) AS a;
$$;

-- Staff: one of these roles, active, and signed in on this very connection.
CREATE OR REPLACE FUNCTION apoyo.require_staff(VARIADIC p_roles name[])
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM unnest(p_roles) AS r (name) WHERE apoyo.session_has_role(r.name)) THEN
    PERFORM apoyo.refuse('AP001', array_to_string(p_roles, ', '));
  END IF;
  IF NOT EXISTS (SELECT FROM apoyo.staff AS s WHERE s.role = session_user AND s.active) THEN
    PERFORM apoyo.refuse('AP003', session_user::text);
  END IF;
  IF NOT EXISTS (SELECT FROM apoyo.session AS s
                  WHERE s.role = session_user AND s.backend = pg_backend_pid()
                    AND s.started_at = apoyo.backend_started_at()) THEN
    PERFORM apoyo.refuse('AP002');
  END IF;
END
$$;

-- The processes that a person's scopes let them see.
CREATE OR REPLACE FUNCTION apoyo.processes_of(p_person name)
RETURNS integer[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  WITH mine AS (
    SELECT c.process, c.entity, c.bar
      FROM apoyo.staff_scope AS c
      JOIN apoyo.staff AS s ON s.role = c.role AND s.active
     WHERE c.role = p_person
       AND c.since <= statement_timestamp()
       AND (c.until IS NULL OR c.until > statement_timestamp())
  )
  SELECT coalesce(array_agg(p.id ORDER BY p.id), '{}')
    FROM apoyo.process AS p
   WHERE p.id <> 0
     AND (SELECT bool_or(NOT m.bar) AND NOT bool_or(m.bar)
            FROM mine AS m
           WHERE (m.process IS NULL AND m.entity IS NULL)
              OR m.process = p.id
              OR m.entity = left(p.scope, 2));
$$;

-- Those of whoever asks. The row-level policies rest on this.
CREATE OR REPLACE FUNCTION apoyo.visible_processes()
RETURNS integer[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT apoyo.processes_of(session_user);
$$;

-- The name of somebody on the staff as others see it: beside what they did. No row-level policy
-- shows the staff itself to those who only see what was done.
CREATE OR REPLACE FUNCTION apoyo.display_name(p_role name)
RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce((SELECT s.display_name FROM apoyo.staff AS s WHERE s.role = p_role),
                  p_role::text);
$$;

-- Refuses a process out of scope and one that there is not with the same words: nobody learns of a
-- process by asking for it.
CREATE OR REPLACE FUNCTION apoyo.require_scope(p_process integer)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF (p_process = ANY (apoyo.visible_processes())) IS NOT TRUE THEN
    PERFORM apoyo.refuse('AP005', coalesce(p_process::text, ''));
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.server_version()
RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT '0.1.0' $$;

RESET ROLE;
