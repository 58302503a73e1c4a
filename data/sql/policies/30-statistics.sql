-- 30-statistics: counts that PostgreSQL itself would tell to anybody who can connect. A reviewer
-- could learn from them that a first decision has been made.
DO $$
DECLARE
  v_object record;
  v_columns text;
BEGIN
  FOR v_object IN
    SELECT p.oid::regprocedure AS name
      FROM pg_catalog.pg_proc AS p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace
       AND (p.proname ~ '^pg_stat_get_(xact_)?(numscans|tuples|live|dead|mod_|ins_|blocks|vacuum|autovacuum|analyze|autoanalyze|last_|db_|function_|wal|bgwriter|buf_|slru)'
            OR p.proname IN ('pg_relation_size', 'pg_table_size', 'pg_total_relation_size',
                             'pg_indexes_size', 'pg_database_size', 'pg_tablespace_size'))
  LOOP
    EXECUTE pg_catalog.format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_object.name);
  END LOOP;
  FOR v_object IN
    SELECT c.oid::regclass AS name
      FROM pg_catalog.pg_class AS c
     WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'v'
       AND (c.relname ~ '^pg_stat(io)?_(all|sys|user|xact)_' OR c.relname ~ '^pg_stat_(database|wal|bgwriter|slru|progress)')
  LOOP
    EXECUTE pg_catalog.format('REVOKE SELECT ON %s FROM PUBLIC', v_object.name);
  END LOOP;
  -- The planner's row counts stand in pg_class; its other columns remain readable.
  SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum)
    INTO v_columns
    FROM pg_catalog.pg_attribute AS a
   WHERE a.attrelid = 'pg_catalog.pg_class'::regclass AND NOT a.attisdropped
     AND a.attname NOT IN ('reltuples', 'relpages', 'relallvisible');
  REVOKE SELECT ON pg_catalog.pg_class FROM PUBLIC;
  EXECUTE pg_catalog.format('GRANT SELECT (%s) ON pg_catalog.pg_class TO PUBLIC', v_columns);
END
$$;
