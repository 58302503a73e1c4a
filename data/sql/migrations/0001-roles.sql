-- 0001-roles: who owns what, and the groups that staff and services belong to.
--
-- Roles belong to the whole cluster, so they are made only where they are missing.
DO $$
DECLARE
  v_role text;
BEGIN
  -- Owners: nobody can log in as one of them.
  FOREACH v_role IN ARRAY ARRAY['apoyo_owner', 'apoyo_reader', 'apoyo_role_admin',
  -- What a person may do.
                                'apoyo_setup', 'apoyo_watch', 'apoyo_reviewer', 'apoyo_supervisor',
                                'apoyo_closer', 'apoyo_auditor', 'apoyo_hearing']
  LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = v_role) THEN
      EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', v_role);
    END IF;
  END LOOP;
  -- Services log in themselves.
  FOREACH v_role IN ARRAY ARRAY['apoyo_intake', 'apoyo_validator', 'apoyo_ledger']
  LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = v_role) THEN
      EXECUTE pg_catalog.format('CREATE ROLE %I LOGIN', v_role);
    END IF;
  END LOOP;
END
$$;

ALTER ROLE apoyo_role_admin CREATEROLE;
-- A definer function sees the start of its caller's session only with this.
GRANT pg_read_all_stats TO apoyo_owner;

CREATE SCHEMA apoyo AUTHORIZATION apoyo_owner;
CREATE SCHEMA staging AUTHORIZATION apoyo_owner;
-- apoyo_reader owns views and no table.
GRANT USAGE, CREATE ON SCHEMA apoyo TO apoyo_reader;
GRANT USAGE ON SCHEMA apoyo
   TO apoyo_setup, apoyo_watch, apoyo_reviewer, apoyo_supervisor, apoyo_closer, apoyo_auditor,
      apoyo_hearing, apoyo_intake, apoyo_validator, apoyo_ledger;
GRANT USAGE ON SCHEMA staging TO apoyo_setup;

-- What is not granted by name is not allowed.
ALTER DEFAULT PRIVILEGES FOR ROLE apoyo_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE apoyo_reader REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE apoyo_role_admin REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE apoyo_owner REVOKE USAGE ON TYPES FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
DO $$
BEGIN
  EXECUTE pg_catalog.format('REVOKE TEMPORARY, CREATE ON DATABASE %I FROM PUBLIC',
                            pg_catalog.current_database());
END
$$;
