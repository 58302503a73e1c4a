-- What is told of a process that somebody may not see: for every function that staff may call and
-- that names a process, or something that belongs to one, the same words as for one that there is
-- not. The calls are made from the catalogue: a new command is held to it too.
BEGIN;
SET search_path = tap, pg_catalog;
SELECT * FROM no_plan();
SELECT test.sign_in();
SELECT test.geography();

-- One in each state that commands tell apart, and what belongs to the open one.
SELECT test.draft('MINE') AS mine \gset
SELECT test.draft('DRAFT') AS draft \gset
SELECT test.process('OPEN') AS open \gset
SELECT test.process('SHUT') AS shut \gset
UPDATE apoyo.process SET state = 'closed', closing_at = now(), closed_at = now() WHERE id = :shut;
SELECT test.receive(:open, 1, 'foreign') AS support \gset
SELECT test.draft('READY') AS ready \gset
SELECT test.ask('ruben', format('SELECT apoyo.register_promovente(%s, 1, ''F'', ''N'', ''MX'')', :ready));
SELECT test.declare(:ready);
SELECT test.propose('ruben', 'open-process', :ready) AS proposal \gset
SELECT test.ask('ruben', format('SELECT apoyo.begin_people_import(''promoventes'', %s)', :open)) AS import \gset
INSERT INTO apoyo.staff_scope (role, process, bar)
SELECT s.role, p.id, true
  FROM apoyo.staff AS s CROSS JOIN apoyo.process AS p
 WHERE p.id IN (:draft, :ready, :open, :shut) AND s.active;

-- What a call answers, without the number that it was asked with.
CREATE FUNCTION test.told(p_role text, p_call text, p_value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_hint text;
BEGIN
  PERFORM set_config('session_authorization', p_role, false);
  EXECUTE format(p_call, p_value);
  PERFORM set_config('session_authorization', 'postgres', false);
  RETURN 'done';
EXCEPTION
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS v_hint = PG_EXCEPTION_HINT;
    RETURN SQLSTATE || ' ' || replace(SQLERRM, coalesce(p_value, ''), '#') || ' ' || v_hint;
END
$$;

-- Every call by everybody who may make it. All other arguments are null: they are looked at later.
CREATE TEMP TABLE call AS
SELECT s.role, f.oid::regprocedure::text AS what, t.name AS argument,
       format('SELECT * FROM %s(%s)', f.oid::regproc, (
         SELECT string_agg(CASE WHEN a.name = t.name THEN '%1$L'
                                WHEN a.name = 'p_kind' THEN quote_literal(k.kind)
                                ELSE 'NULL' END || '::' || a.type::regtype, ', ' ORDER BY a.place)
           FROM unnest(f.proargnames, f.proargtypes::oid[]) WITH ORDINALITY AS a (name, type, place)
          WHERE a.type IS NOT NULL)) AS call
  FROM pg_proc AS f
 CROSS JOIN (VALUES ('p_process'), ('p_proposal'), ('p_auxiliary'), ('p_support'), ('p_import')) AS t (name)
 CROSS JOIN apoyo.staff AS s
 CROSS JOIN LATERAL (
   SELECT CASE WHEN f.proname = 'propose'
               THEN (SELECT min(o.kind) FROM apoyo.proposal_kind AS o
                      WHERE apoyo.person_has_role(s.role, o.right_role))
               ELSE 'promoventes' END) AS k (kind)
 WHERE f.pronamespace = 'apoyo'::regnamespace AND s.active
   AND t.name = ANY (f.proargnames[1:f.pronargs])
   AND has_function_privilege(s.role, f.oid, 'EXECUTE')
   -- Of an import of somebody's own; adopting names the process too.
   AND (t.name <> 'p_import' OR f.proname IN ('import_problems', 'import_changes'));
GRANT SELECT ON call TO PUBLIC;

SELECT cmp_ok((SELECT count(DISTINCT c.what) FROM call AS c WHERE c.argument = 'p_process'), '>=', 30::bigint,
              'there are commands to ask');
SELECT is(a.told, 'AP005 There is no process # in your scope Choose another process, or ask a supervisor to extend your scope',
          format('%s asks for a process %s: %s', c.role, n.what, c.what))
  FROM call AS c
 CROSS JOIN (VALUES (:draft, 'in draft'), (:ready, 'ready'), (:open, 'open'), (:shut, 'closed'),
                    (999, 'that there is not'), (0, 'that is none')) AS n (id, what)
 CROSS JOIN LATERAL (SELECT test.told(c.role, c.call, n.id::text)) AS a (told)
 WHERE c.argument = 'p_process';
SELECT isnt(left(test.told(c.role, c.call, :'mine'), 5), 'AP005', format('%s may ask for another: %s', c.role, c.what))
  FROM call AS c WHERE c.argument = 'p_process';

SELECT is(test.told(c.role, c.call, CASE c.argument
            WHEN 'p_proposal' THEN :'proposal' WHEN 'p_support' THEN :'support' WHEN 'p_import' THEN :'import'
            ELSE (SELECT min(a.id)::text FROM apoyo.auxiliary AS a WHERE a.process = :open) END),
          test.told(c.role, c.call, '987654321'), format('%s learns nothing by %s: %s', c.role, c.argument, c.what))
  FROM call AS c WHERE c.argument <> 'p_process';
SELECT * FROM finish();
ROLLBACK;
