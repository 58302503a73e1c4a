-- 40-public: what PostgreSQL lets anybody do who can connect, and nobody's work here needs. With
-- the ledger's lock in hand a reviewer would stop the count; large objects would fill the disk.
DO $$
DECLARE
  v_function record;
BEGIN
  FOR v_function IN
    SELECT p.oid::regprocedure AS name
      FROM pg_catalog.pg_proc AS p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace
       AND (p.proname ~ '^pg_(try_)?advisory_'
            OR p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea'))
  LOOP
    EXECUTE pg_catalog.format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_function.name);
  END LOOP;
END
$$;
-- For the ledger's commands, and for habits noted at once.
GRANT EXECUTE ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint),
                          pg_catalog.pg_advisory_xact_lock_shared(bigint),
                          pg_catalog.pg_try_advisory_lock(bigint),
                          pg_catalog.pg_try_advisory_xact_lock(bigint)
   TO apoyo_owner;
