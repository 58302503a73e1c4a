-- catalogue: what must hold for every object there is, those of tomorrow included.
BEGIN;
SET search_path = tap, public;
SELECT plan(14);

SELECT is_empty($$
  SELECT p.oid::regprocedure::text FROM pg_proc AS p
   WHERE p.pronamespace = 'apoyo'::regnamespace
     AND p.prosqlbody IS NULL
     AND NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp']
$$, 'every function has its search path fixed, or is bound to its objects');
SELECT is_empty($$
  SELECT p.oid::regprocedure::text FROM pg_proc AS p
   WHERE p.pronamespace = 'apoyo'::regnamespace
     AND p.prosecdef <> EXISTS (
           SELECT FROM aclexplode(p.proacl) AS a
             JOIN pg_roles AS r ON r.oid = a.grantee
            WHERE a.privilege_type = 'EXECUTE' AND r.oid <> p.proowner)
$$, 'definer functions are exactly those that somebody may call');
SELECT is_empty($$
  SELECT p.oid::regprocedure::text FROM pg_proc AS p
   WHERE p.pronamespace IN ('apoyo'::regnamespace, 'staging'::regnamespace)
     AND has_function_privilege('nobody', p.oid, 'EXECUTE')
$$, 'PUBLIC may call nothing');
SELECT is_empty($$
  SELECT p.oid::regprocedure::text FROM pg_proc AS p
   WHERE p.pronamespace = 'apoyo'::regnamespace AND p.prosecdef
     AND p.prosrc !~ 'require_(staff|service|leader|recount)'
     AND p.proname NOT IN ('sign_in', 'visible_processes', 'display_name', 'may_work_in')
     AND pg_get_userbyid(p.proowner) <> 'apoyo_role_admin' -- called by commands only, see below
$$, 'every command asks who calls it');
SELECT is_empty($$
  SELECT p.oid::regprocedure::text, r.rolname FROM pg_proc AS p
   CROSS JOIN pg_roles AS r
   WHERE pg_get_userbyid(p.proowner) = 'apoyo_role_admin'
     AND r.rolname NOT IN ('apoyo_role_admin', 'apoyo_owner') AND NOT r.rolsuper
     AND has_function_privilege(r.oid, p.oid, 'EXECUTE')
$$, 'roles are touched by the commands of apoyo_owner only');
SELECT is_empty($$
  SELECT c.oid::regclass::text FROM pg_class AS c
   WHERE c.relnamespace = 'apoyo'::regnamespace AND c.relkind IN ('r', 'S', 'p')
     AND pg_get_userbyid(c.relowner) <> 'apoyo_owner'
$$, 'tables belong to apoyo_owner');
SELECT is_empty($$
  SELECT c.oid::regclass::text FROM pg_class AS c
   WHERE c.relnamespace = 'apoyo'::regnamespace AND c.relkind IN ('v', 'm')
     AND (pg_get_userbyid(c.relowner) <> 'apoyo_reader'
          OR NOT coalesce(c.reloptions, '{}') @> '{security_barrier=true}')
$$, 'views belong to apoyo_reader, which owns no table, and are barriers');
SELECT is_empty($$
  SELECT c.oid::regclass::text, r.rolname, x.privilege
    FROM pg_class AS c
   CROSS JOIN pg_roles AS r
   CROSS JOIN unnest('{INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS x (privilege)
   WHERE c.relnamespace = 'apoyo'::regnamespace AND c.relkind IN ('r', 'v')
     AND r.rolcanlogin AND NOT r.rolsuper
     AND has_table_privilege(r.oid, c.oid, x.privilege)
$$, 'nobody who can log in writes a table');
SELECT is_empty($$
  SELECT c.oid::regclass::text
    FROM pg_class AS c
   WHERE c.relnamespace = 'apoyo'::regnamespace AND c.relkind = 'r'
     AND has_table_privilege('apoyo_reader', c.oid, 'SELECT')
     AND NOT (c.relrowsecurity
              AND EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid))
     AND c.relname NOT IN ('demarcation', 'geography', 'proposal_kind', 'kind', 'rule_member_state') -- public facts
$$, 'what the views read is filtered by scope');
SELECT is_empty($$
  SELECT r.rolname FROM pg_roles AS r
   WHERE r.rolname IN ('apoyo_owner', 'apoyo_reader', 'apoyo_role_admin')
     AND (r.rolcanlogin OR r.rolsuper OR r.rolbypassrls)
$$, 'no owner can log in or passes the policies by');
SELECT is_empty($$
  SELECT x.name FROM unnest(ARRAY[
    'pg_stat_get_live_tuples(oid)', 'pg_stat_get_tuples_inserted(oid)',
    'pg_stat_get_numscans(oid)', 'pg_stat_get_db_tuples_inserted(oid)',
    'pg_relation_size(regclass)', 'pg_total_relation_size(regclass)']) AS x (name)
   WHERE has_function_privilege('ana', x.name, 'EXECUTE')
  UNION ALL
  SELECT x.name FROM unnest(ARRAY[
    'pg_stat_all_tables', 'pg_stat_user_tables', 'pg_stat_user_indexes', 'pg_stat_database',
    'pg_statio_all_tables', 'pg_stat_xact_all_tables']) AS x (name)
   WHERE has_table_privilege('ana', x.name, 'SELECT')
  UNION ALL
  SELECT x.name FROM unnest('{reltuples,relpages}'::text[]) AS x (name)
   WHERE has_column_privilege('ana', 'pg_class', x.name, 'SELECT')
$$, 'PostgreSQL tells a reviewer no counts');

SELECT is_empty($$
  SELECT p.oid::regprocedure::text
    FROM pg_proc AS p
   CROSS JOIN unnest('{ana,lucia,apoyo_intake,apoyo_ledger}'::name[]) AS r (name)
   WHERE (p.proname ~ '^pg_(try_)?advisory_' OR p.proname ~ '^lo_(creat|from|import)')
     AND has_function_privilege(r.name, p.oid, 'EXECUTE')
$$, 'nobody takes the ledger''s lock by hand, nor leaves large objects');

-- plpgsql_check over everything. Functions whose work is dynamic SQL on a staging table cannot be
-- checked further than that statement.
SELECT is_empty($$
  SELECT p.oid::regprocedure::text, c.lineno, c.message
    FROM pg_proc AS p
    JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
   CROSS JOIN LATERAL tap.plpgsql_check_function_tb(
           p.oid, coalesce((SELECT t.tgrelid FROM pg_trigger AS t WHERE t.tgfoid = p.oid LIMIT 1), 0),
           extra_warnings => true, performance_warnings => false,
           other_warnings => true) AS c
   WHERE p.pronamespace = 'apoyo'::regnamespace
     AND c.level IN ('error', 'warning extra', 'warning')
     -- RETURN QUERY EXECUTE sets them; the checker does not see it.
     AND c.message NOT LIKE 'OUT variable % is maybe unmodified'
$$, 'plpgsql_check finds nothing');
SELECT is_empty($$
  SELECT m.code[1] FROM pg_proc AS p
   CROSS JOIN LATERAL regexp_matches(p.prosrc, '''(AP[0-9A-Z]{3})''', 'g') AS m (code)
   WHERE p.pronamespace = 'apoyo'::regnamespace
  EXCEPT SELECT r.code FROM apoyo.refusal AS r
$$, 'every refusal is in the table');
SELECT * FROM finish();
ROLLBACK;
