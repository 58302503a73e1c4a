-- people-imports: promoventes and auxiliaries in bulk, every bad row told; what nobody adopts goes.
BEGIN;
SET search_path = tap, public;
SELECT plan(38);
SELECT test.sign_in();
SELECT test.geography();
SELECT test.draft('RM') AS rm,
       test.draft('DF', '{"kind": "federal_deputy", "joint": false, "scope": "federal_district", "cell_level": "section", "dispersion": {"level": "section", "fraction": "1/2", "percentage": "1"}}') AS df \gset
UPDATE apoyo.process SET given_scope = '05' WHERE id = :df;
CREATE FUNCTION test.begin(p_kind text, p_process integer) RETURNS bigint LANGUAGE sql AS $$
  SELECT test.ask('ruben', format('SELECT apoyo.begin_people_import(%L, %s)', p_kind, p_process))::bigint;
$$;
CREATE FUNCTION test.fill(p_import bigint, p_kind text, p_values text) RETURNS text LANGUAGE sql AS $$
  SELECT test.refusal('ruben', format('INSERT INTO staging.%I (%s) VALUES %s', p_kind || '_' || p_import,
    CASE p_kind WHEN 'promoventes' THEN 'source_line, number, folio, name, scope, opens_at, closes_at'
                ELSE 'source_line, promovente, clave_key, key_hash' END, p_values));
$$;
CREATE FUNCTION test.problems(p_import bigint) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('ruben', format('SELECT string_agg(concat_ws('' '', p.line, p.field, p.reason), ''; '' ORDER BY p.line, p.field, p.reason) FROM apoyo.import_problems(%s) AS p', p_import));
$$;

-- Promoventes: what is not told is given.
SELECT is(test.refusal('ruben', format('SELECT apoyo.begin_people_import(''roll'', %s)', :rm)), 'AP204', 'kinds of imports of people');
SELECT is(test.refusal('ruben', 'SELECT apoyo.begin_people_import(''promoventes'', 999)'), 'AP005', 'for a process that there is');
SELECT is(test.refusal('ruben', 'SELECT apoyo.begin_import(''auxiliaries'')'), 'AP204', 'auxiliaries are of a process');
SELECT test.begin('promoventes', :rm) AS i \gset
SELECT is(test.fill(:i, 'promoventes', $q$
  ('2', NULL, NULL, 'Ada', NULL, NULL, NULL), ('3', '5', 'F-5', ' Bea ', 'MX', NULL, NULL),
  ('4', '', ' ', 'Cleo', '', NULL, NULL)$q$), 'done', 'a short file');
SELECT is(test.problems(:i), NULL, 'without a problem');
SELECT is(test.ask('ruben', format('SELECT apoyo.adopt_promoventes(%s, %s)', :rm, :i)), '3', 'is taken');
SELECT is((SELECT string_agg(concat_ws(' ', m.number, m.folio, m.name, m.scope), ', ' ORDER BY m.number)
             FROM apoyo.promovente AS m WHERE m.process = :rm),
          '5 F-5 Bea MX, 6 RM-00006 Ada MX, 7 RM-00007 Cleo MX', 'with numbers behind the last one, in the order of its lines');
SELECT is((SELECT count(*) FROM apoyo.tally_promovente AS t WHERE t.process = :rm), 4::bigint, 'each with its row in the tallies');
SELECT is((SELECT h.becomes ->> 'promoventes' FROM apoyo.process_change AS h WHERE h.process = :rm ORDER BY h.id DESC LIMIT 1),
          '3', 'and told in the history');

-- Every bad row by line, field and reason.
SELECT test.begin('promoventes', :rm) AS i \gset
SELECT is(test.fill(:i, 'promoventes', $q$
  ('2', 'x', 'A', 'Ada', 'MX', NULL, NULL), ('3', '5', 'B', 'Bea', 'MX', NULL, NULL),
  ('4', '12', 'F-5', '', 'MX', NULL, NULL), ('5', '12', 'C', 'Dora', '05', NULL, NULL),
  ('6', '13', 'C', 'Eva', '33', NULL, NULL), ('7', '14', 'D', 'Fay', 'Mexico', 'soon', '2026-02-30'),
  ('9', '15', 'E', 'Gil', 'MX', '2001-01-01', NULL), ('12', '16', 'G', 'Hal', 'MX', '2099-01-02', '2099-01-01 10:00')$q$),
  'done', 'a file of errors');
SELECT is(test.problems(:i), concat_ws('; ',
  '2 number is not a number from 1 on', '3 number is registered already', '4 folio is registered already', '4 name is empty',
  '5 number repeats that of line 4', '5 scope is not of the level that the rule says', '6 folio repeats that of line 5',
  '6 scope is not in the geography of the process', '7 closes_at is not a time (YYYY-MM-DD hh:mm)',
  '7 opens_at is not a time (YYYY-MM-DD hh:mm)', '7 scope is not in the geography of the process',
  '9 opens_at is before the process opens', '12 closes_at is not after the beginning'), 'is told row by row');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_promoventes(%s, %s)', :rm, :i)), 'AP202', 'and nothing of it is taken');
SELECT is((SELECT count(*) FROM apoyo.promovente AS m WHERE m.process = :rm), 3::bigint, 'nothing at all');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_promoventes(%s, %s)', :df, :i)), 'AP187', 'nor for another process');
SELECT test.begin('promoventes', :df) AS i \gset
SELECT is(test.fill(:i, 'promoventes', $q$
  ('2', NULL, NULL, 'Ada', NULL, NULL, NULL), ('3', NULL, NULL, 'Bea', '09-F01', NULL, NULL),
  ('4', NULL, NULL, 'Cleo', '05-F02', NULL, NULL)$q$), 'done', 'districts in and out of the scope');
SELECT is(test.problems(:i), '2 scope is empty; 3 scope is outside the scope of the process', 'are told apart');

-- Times by the clocks of the process (UTC-6), a day meant whole.
UPDATE apoyo.process SET opens_at = '2030-01-01 06:00Z', closes_at = '2030-03-01 06:00Z' WHERE id = :rm;
SELECT test.begin('promoventes', :rm) AS i \gset
SELECT is(test.fill(:i, 'promoventes', $q$
  ('2', '21', NULL, 'Ada', NULL, '2030-01-10', '2030-01-20'), ('3', '22', NULL, 'Bea', NULL, '2030-01-10 08:30', '2030-01-20T22:00:30'),
  ('4', '23', NULL, 'Cleo', NULL, '2030-01-10T08:30:00Z', '2030-04-01 00:00:00-06:00')$q$), 'done', 'windows of their own');
SELECT is(test.ask('ruben', format('SELECT apoyo.adopt_promoventes(%s, %s)', :rm, :i)), '3', 'are taken');
SELECT is((SELECT string_agg(apoyo.utc_text(m.opens_at) || ' ' || apoyo.utc_text(m.closes_at), E'\n' ORDER BY m.number)
             FROM apoyo.promovente AS m WHERE m.process = :rm AND m.number > 20),
          E'2030-01-10T06:00:00.000000Z 2030-01-21T05:59:59.000000Z\n'
          '2030-01-10T14:30:00.000000Z 2030-01-21T04:00:30.000000Z\n'
          '2030-01-10T08:30:00.000000Z 2030-04-01T06:00:00.000000Z', 'by the clocks of the process');
SELECT is(test.refusal('ruben', format('SELECT apoyo.import_problems(%s)', :i)), 'AP201', 'once');

-- Auxiliaries.
SELECT test.person('ada') AS ada, test.person('bea') AS bea, test.person('dead', p_status => 'dropped') AS dead \gset
CREATE FUNCTION test.row(p_line integer, p_promovente text, p_person text, p_key text) RETURNS text LANGUAGE sql AS $$
  SELECT format('(%L, %L, %L, %L)', p_line, p_promovente, encode(test.h(p_person || 'clave'), 'hex'), encode(test.h(p_key), 'hex'));
$$;
UPDATE apoyo.process SET opens_at = now() - interval '1 day', closes_at = now() + interval '5 days' WHERE id = :rm;
SELECT test.ask('ruben', format('SELECT apoyo.register_promovente(%s, NULL, NULL, ''P'', ''05-F01'')', :df)) FROM generate_series(1, 2);
SELECT test.begin('auxiliaries', :df) AS i \gset
SELECT is(test.fill(:i, 'auxiliaries', concat_ws(', ', test.row(2, '1', 'ada', 'a'), test.row(3, 'DF-00002', 'bea', 'b'))), 'done',
          'promoventes by number or folio');
SELECT is(test.problems(:i), NULL, 'without a problem');
SELECT is(test.ask('ruben', format('SELECT string_agg(concat_ws('' '', a.line, a.promovente, a.scope, a.label), '', '' ORDER BY a.line) FROM apoyo.adopt_auxiliaries(%s, %s) AS a', :df, :i)),
          '2 1 05-F01 1-1, 3 2 05-F01 2-1', 'are taken, and told who became who');
SELECT is((SELECT count(*) FROM apoyo.auxiliary AS a WHERE a.process = :df AND a.roll IN (:ada, :bea)), 2::bigint, 'as persons of the roll');
SELECT test.begin('auxiliaries', :df) AS i \gset
SELECT is(test.fill(:i, 'auxiliaries', concat_ws(', ', test.row(2, '1', 'ada', 'c'), test.row(3, '1', 'bea', 'd'), test.row(4, '9', 'eva', 'e'),
  test.row(5, 'x', 'dead', 'f'), '(''6'', ''1'', ''short'', ''short'')', test.row(7, '2', 'eva', 'g'), '(''8'', ''1'', NULL, ''' || encode(test.h('h'), 'hex') || ''')')),
  'done', 'a file of errors');
SELECT is(test.problems(:i), concat_ws('; ',
  '2 clave_elector is an auxiliary of this promovente already', '3 clave_elector is an auxiliary of another promovente',
  '4 clave_elector is of nobody in the roll', '4 promovente is not a promovente who collects', '5 clave_elector is not in the nominal list',
  '5 promovente is not a promovente who collects', '6 clave_elector is not a clave de elector', '6 key is not a hash',
  '7 clave_elector is of nobody in the roll', '7 clave_elector repeats the person of line 4'), 'is told row by row');
SELECT is(test.refusal('ruben', format('SELECT * FROM apoyo.adopt_auxiliaries(%s, %s)', :df, :i)), 'AP202', 'and refused');
SELECT test.begin('auxiliaries', :df) AS i \gset
SELECT test.person('eva') AS eva, test.person('fay') AS fay \gset
SELECT is(test.fill(:i, 'auxiliaries', concat_ws(', ', test.row(2, '1', 'eva', 'k'), test.row(3, '1', 'fay', 'k'))), 'done', 'one key for two');
SELECT is(test.refusal('ruben', format('SELECT * FROM apoyo.adopt_auxiliaries(%s, %s)', :df, :i)), 'AP117', 'is refused');
ALTER TABLE apoyo.process DISABLE TRIGGER keep_simulacro;
UPDATE apoyo.process SET simulacro = false WHERE id = :df;
SELECT test.begin('auxiliaries', :df) AS i \gset
SELECT is(test.fill(:i, 'auxiliaries', format('(''2'', ''1'', NULL, %L)', encode(test.h('n'), 'hex'))), 'done', 'outside a drill');
SELECT is(test.problems(:i), '2 clave_elector is empty', 'nobody is registered without a clave');
SELECT is(test.refusal('opl', format('SELECT apoyo.adopt_auxiliaries(%s, %s)', :df, :i)), '42501', 'nor by who may not');
SELECT is(test.refusal('sofia', format('SELECT apoyo.adopt_auxiliaries(%s, %s)', :df, :i)), 'AP201', 'nor by who did not begin it');

-- What nobody adopts.
CREATE FUNCTION test.staged() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(c.relname, ' ' ORDER BY c.oid) FROM pg_class AS c
   WHERE c.relnamespace = 'staging'::regnamespace AND c.relkind = 'r';
$$;
UPDATE apoyo.import SET begun_at = now() - interval '25 hours' WHERE adopted_at IS NULL AND id < :i;
SELECT ok(test.staged() ~ ' ', 'several imports were left behind');
SELECT test.begin('promoventes', :rm) AS j \gset
SELECT is(test.staged(), format('auxiliaries_%s promoventes_%s', :i, :j), 'those older than a day are gone');
SELECT ok((SELECT bool_and(m.abandoned_at IS NOT NULL) FROM apoyo.import AS m WHERE m.adopted_at IS NULL AND m.id < :i),
          'which is written down');
SELECT is(test.refusal('ruben', format('SELECT apoyo.import_problems(%s)', :i - 1)), 'AP201', 'and nobody adopts them');
UPDATE apoyo.import SET begun_at = now() - interval '25 hours' WHERE id = :i;
DO $$ BEGIN EXECUTE (SELECT format('DROP TABLE staging.%I', i.kind || '_' || i.id) FROM apoyo.import AS i
                      WHERE i.adopted_at IS NULL AND i.begun_at < now() - interval '1 day' AND i.abandoned_at IS NULL); END $$;
SELECT is(test.refusal('ruben', format('SELECT apoyo.begin_people_import(''promoventes'', %s)', :rm)), 'done',
          'a table that is gone already does not stop the next import');
SELECT * FROM finish();
ROLLBACK;
