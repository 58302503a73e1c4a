-- geography: versions drafted from sections, compared, adopted; cut-offs, totals, exception lists.
BEGIN;
SET search_path = tap, public;
SELECT plan(117);
SELECT test.sign_in();

-- Two entities as a file tells them: the sections that are given, districts of 2, one municipality
-- each two sections.
CREATE FUNCTION test.sections(p_changes text DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_import bigint := test.ask('ruben', $q$SELECT apoyo.begin_import('sections')$q$);
BEGIN
  EXECUTE format($q$
    INSERT INTO staging.%1$I (source_line, entity, entity_name, circumscription, federal_district,
      local_district, municipality, municipality_name, inegi_code, section, nominal_list, roll)
    SELECT (row_number() OVER () + 2)::text, e, 'Entidad ' || e, '1', '0' || (1 + s / 3), '01',
           '00' || (1 + s / 3), 'Municipio ' || (1 + s / 3), e || '10' || (1 + s / 3),
           '000' || s, (1000 + s)::text, (1100 + s)::text
      FROM unnest('{05,09}'::text[]) AS e, generate_series(1, 4) AS s$q$, 'sections_' || v_import);
  IF p_changes IS NOT NULL THEN
    EXECUTE format(p_changes, 'staging.sections_' || v_import);
  END IF;
  RETURN v_import;
END
$$;
CREATE FUNCTION test.problems(p_import bigint) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('ruben', format('SELECT string_agg(concat_ws('' '', p.line, p.field), '', '' '
    'ORDER BY p.line, p.field) FROM apoyo.import_problems(%s) AS p', p_import));
$$;
CREATE FUNCTION test.drafted(p_changes text DEFAULT NULL) RETURNS integer LANGUAGE sql AS $$
  SELECT test.ask('ruben', format('SELECT apoyo.draft_geography(%s, ''A version'')',
                                  test.sections(p_changes)))::integer;
$$;

-- Who may.
SELECT is(test.refusal(c.who, c.statement), c.refusal, c.who || ': ' || c.statement)
  FROM (VALUES
    ('lucia', 'SELECT apoyo.begin_import(''sections'')', '42501'),
    ('lucia', 'SELECT apoyo.draft_geography(1, ''x'')', '42501'),
    ('lucia', 'SELECT apoyo.adopt_geography_version(1, NULL)', '42501'),
    ('lucia', 'SELECT apoyo.discard_geography(1)', '42501'),
    ('lucia', 'SELECT apoyo.state_published_total(1, ''MX'', -1, 1)', '42501'),
    ('lucia', 'SELECT apoyo.begin_nominal_list(1, ''2021-10-15'')', '42501'),
    ('lucia', 'SELECT * FROM apoyo.adopt_nominal_list(1)', '42501'),
    ('lucia', 'SELECT apoyo.store_exception_list(1, ''x'', 0, ''y'', ''ine'', ''{05001}'')', '42501'),
    ('ana', 'SELECT * FROM apoyo.geography_versions()', '42501'),
    ('ana', 'SELECT * FROM apoyo.geography_changes(1)', '42501'),
    ('lucia', 'SELECT * FROM apoyo.import_changes(1)', '42501'),
    ('lucia', 'SELECT apoyo.import_adopted(1)', '42501'),
    ('lucia', 'SELECT * FROM apoyo.known_inegi_codes()', '42501'),
    ('ruben', 'SELECT * FROM apoyo.import_changes(99)', 'AP201'),
    ('gone', 'SELECT apoyo.draft_geography(1, ''x'')', 'AP003'),
    ('gone', 'SELECT * FROM apoyo.geography_versions()', 'AP003'),
    ('opl', 'SELECT * FROM apoyo.geography_sections(1)', 'AP002'),
    ('opl', 'SELECT * FROM apoyo.nominal_lists(1)', 'AP002'),
    ('opl', 'SELECT * FROM apoyo.nominal_list_at(1, ''2021-10-15'')', 'AP002'),
    ('opl', 'SELECT * FROM apoyo.exception_municipalities(1)', 'AP002'),
    ('opl', 'SELECT * FROM apoyo.geography_quality(1)', 'AP002'),
    ('opl', 'SELECT * FROM apoyo.geography_difference(1)', 'AP002'),
    ('ruben', 'SELECT apoyo.begin_import(''nominal_list'')', 'AP204'),
    ('ruben', 'SELECT * FROM apoyo.geography_changes(99)', 'AP205'),
    ('ruben', 'SELECT * FROM apoyo.geography_difference(99)', 'AP205'),
    ('ruben', 'SELECT * FROM apoyo.geography_quality(99)', 'AP205'),
    ('ruben', 'SELECT * FROM apoyo.geography_sections(99)', 'AP205'),
    ('ruben', 'SELECT apoyo.adopt_geography_version(99, NULL)', 'AP205'),
    ('ruben', 'SELECT apoyo.discard_geography(NULL)', 'AP205'),
    ('ruben', 'SELECT apoyo.draft_geography(99, ''x'')', 'AP201'),
    ('ruben', 'SELECT apoyo.draft_geography(99, '' '')', 'AP116')) AS c (who, statement, refusal);

-- Every bad row, each by the line of the file and the field.
SELECT test.sections($q$
  UPDATE %1$s SET entity = '33' WHERE source_line = '3';
  UPDATE %1$s SET section = 'S', nominal_list = '1,004' WHERE source_line = '4';
  UPDATE %1$s SET section = '0004', roll = '5' WHERE source_line = '5';
  UPDATE %1$s SET federal_district = '00', local_district = NULL, municipality = '1'
   WHERE source_line = '7';
  UPDATE %1$s SET entity_name = 'Another', circumscription = '6' WHERE source_line = '8';
  UPDATE %1$s SET municipality_name = 'Another', inegi_code = '05102' WHERE source_line = '10'
$q$) AS bad \gset
SELECT matches(test.problems(:bad), p.told, 'told: ' || p.told)
  FROM unnest('{3 entity,4 nominal_list,4 section,5 roll,6 section,7 federal_district,
                7 local_district,7 municipality,8 circumscription,8 entity_name,10 inegi_code,
                10 municipality_name}'::text[]) AS p (told);
SELECT is(test.refusal('ruben', format('SELECT apoyo.draft_geography(%s, ''x'')', :bad)), 'AP202',
          'and it makes no draft');
SELECT test.ask('ruben', 'SELECT apoyo.begin_import(''sections'')') AS none \gset
SELECT is(test.refusal('ruben', format('SELECT apoyo.draft_geography(%s, ''x'')', :none)), 'AP203',
          'nor does an empty file');
SELECT is((SELECT count(*) FROM apoyo.geography), 0::bigint, 'nothing is left of them');

-- The first version.
SELECT test.drafted() AS one \gset
SELECT is((SELECT string_agg(d.code || ' ' || d.nominal_list, ', ' ORDER BY d.code)
             FROM apoyo.demarcation AS d WHERE d.geography = :one AND d.entity IS DISTINCT FROM '09'),
          '05 4010, 05-F01 2003, 05-F02 2007, 05-L01 4010, 05-M001 2003, 05-M002 2007, '
          '05-S0001 1001, 05-S0002 1002, 05-S0003 1003, 05-S0004 1004, C1 8020, MX 8020',
          'the demarcations follow from the sections, sums and all');
SELECT is((SELECT string_agg(d.name, ', ' ORDER BY d.code) FROM apoyo.demarcation AS d
            WHERE d.geography = :one AND d.code IN ('C1', '05', '05-F01', '05-M002')),
          'Entidad 05, Distrito federal 01, Municipio 2, Primera circunscripción', 'and so do names');
SELECT is((SELECT d.inegi_code FROM apoyo.demarcation AS d
            WHERE d.geography = :one AND d.code = '05-M002'), '05102', 'both codes, side by side');
SELECT is(test.refusal('ruben', format('SELECT apoyo.create_process(''RM'', ''x'', ''revocation'', %L, now(), now() + interval ''1 day'', ''a'', true)', test.rule())),
          'AP111', 'a draft is not in force');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_geography_version(%s, %s)', :one, :one)),
          'AP207', 'nor adopted after a look at another difference');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_geography_version(%s, NULL)', :one)), 'done',
          'it is adopted');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_geography_version(%s, %s)', :one, :one)),
          'AP206', 'once');
SELECT is(test.refusal('ruben', format('SELECT apoyo.discard_geography(%s)', :one)), 'AP206',
          'and for good');

-- What another file would change is told before it is drafted, of bad rows too.
SELECT test.sections($q$
  UPDATE %1$s SET section = '0009', nominal_list = '500' WHERE source_line = '3';
  UPDATE %1$s SET local_district = '02' WHERE source_line = '4';
  UPDATE %1$s SET municipality = '009', nominal_list = '1100' WHERE source_line = '5';
  UPDATE %1$s SET nominal_list = 'x' WHERE source_line = '6'
$q$) AS looked \gset
SELECT is(test.ask('ruben', format('SELECT concat_ws('' '', c.added, c.removed, c.moved_district, '
                                   'c.moved_municipality, c.gained, c.lost) '
                                   'FROM apoyo.import_changes(%s) AS c', :looked)),
          '1 1 1 1 597 1001', 'a new section, one gone, one in each other place, and electors');
SELECT is(test.refusal('sofia', format('SELECT * FROM apoyo.import_changes(%s)', :looked)),
          'AP201', 'by nobody else than who imports it');
SELECT is(test.ask('ruben', format('SELECT apoyo.import_adopted(%s)', :looked)), 'false',
          'it is not adopted');
SELECT is(test.ask('ruben', 'SELECT apoyo.import_adopted(min(i)) FROM (SELECT 1) AS x, '
                            'generate_series(1, 999) AS i WHERE apoyo.import_adopted(i)'), 'true',
          'unlike that of the version in force');
SELECT is(test.ask('ruben', 'SELECT string_agg(k.code, '' '') FROM apoyo.known_inegi_codes() AS k'),
          '05-M001 05-M002 09-M001 09-M002', 'codes of INEGI that a draft takes over');
SELECT test.draft('RM') AS rm \gset
SELECT is((SELECT p.geography FROM apoyo.process AS p WHERE p.id = :rm), :one,
          'a process pins the version in force');

-- The second one: a section comes, one goes, one moves, one is counted anew.
SELECT test.drafted($q$
  DELETE FROM %1$s WHERE entity = '05' AND section = '0001';
  UPDATE %1$s SET section = '0005', nominal_list = '50' WHERE entity = '09' AND section = '0001';
  UPDATE %1$s SET federal_district = '02', local_district = '02', municipality = '002',
                  municipality_name = 'Municipio 2', inegi_code = '05102'
   WHERE entity = '05' AND section = '0002';
  UPDATE %1$s SET nominal_list = '3203', roll = NULL WHERE entity = '09' AND section = '0003'
$q$) AS two \gset
SELECT is(test.ask('elena', format(
  'SELECT string_agg(concat_ws('' '', c.code, c.change, c.was, c.becomes, c.electors), '', '') '
  '  FROM apoyo.geography_changes(%s) AS c', :two)),
  '05-S0001 removed 05-M001 -1001, 05-S0002 federal_district 05-F01 05-F02 1002, '
  '05-S0002 local_district 05-L01 05-L02 1002, 05-S0002 municipality 05-M001 05-M002 1002, '
  '09-S0001 removed 09-M001 -1001, 09-S0003 nominal_list 1003 3203 2200, '
  '09-S0005 added 09-M001 50', 'what changes, section by section');
SELECT is(test.ask('elena', format('SELECT string_agg(d::text, '' '') FROM apoyo.geography_difference(%s) AS d', :two)),
          '(05,0,1,1,1,1,0,1001,3009) (09,1,1,0,0,0,2250,1001,5259) (MX,1,2,1,1,1,2250,2002,8268)',
          'counted for each entity and in total');
SELECT is((SELECT d.nominal_list FROM apoyo.demarcation AS d WHERE d.geography = :two AND d.code = 'MX')
          - (SELECT d.nominal_list FROM apoyo.demarcation AS d WHERE d.geography = :one AND d.code = 'MX'),
          2250::bigint - 2002, 'gained less lost is the difference of the versions');
SELECT is(test.ask('elena', format('SELECT count(*) FROM apoyo.geography_changes(%s, %s)', :one, :one)),
          '0', 'no version differs from itself');
SELECT is(test.ask('lucia', 'SELECT string_agg(concat_ws('' '', v.state, v.sections, v.nominal_list, v.processes), '', '') FROM apoyo.geography_versions() AS v'),
          'adopted 8 8020 1, draft 7 8268 0', 'the versions there are');

-- Quality.
SELECT is(test.refusal('ruben', format('SELECT apoyo.state_published_total(%s, %L, %s, %s)', :two, c.code, c.seen, c.total)),
          c.refusal, c.what)
  FROM (VALUES ('05', '-1', '1', 'done', 'a total'), ('05', '-1', '3009', 'AP220', 'not over somebody else''s'),
               ('05', '3009', '3009', 'AP220', 'that was not seen'), ('05', '1', '3009', 'done', 'one that is met'),
               ('05', 'NULL', 'NULL', 'AP220', 'none is taken back unseen'),
               ('MX', '8020', '8020', 'AP220', 'one that was taken back meanwhile'),
               ('MX', '-1', '8020', 'done', 'one that is not met'), ('09', '-1', '1', 'done', 'one'),
               ('09', '1', 'NULL', 'done', 'that is taken back'), ('33', '-1', '1', 'AP208', 'one of nowhere'),
               ('09', '-1', '-1', 'AP209', 'one below nothing'))
       AS c (code, seen, total, refusal, what);
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('' '', q.problem, q.code, q.found, q.expected), '', '') FROM apoyo.geography_quality(%s) AS q', :two)),
          'section_large 09-S0003 3203 3000, section_small 09-S0005 50 100, total_differs MX 8268 8020',
          'what looks wrong in it');

-- Processes keep theirs.
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_geography_version(%s, NULL)', :two)), 'AP207',
          'the second is not the first');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_geography_version(%s, %s)', :two, :one)),
          'done', 'it replaces the one it was compared with');
SELECT test.draft('RN') AS rn \gset
SELECT is((SELECT array_agg(p.geography ORDER BY p.id) FROM apoyo.process AS p WHERE p.id IN (:rm, :rn)),
          ARRAY[:one, :two]::integer[], 'the old process keeps its version, the new one has the new');
SELECT test.drafted() AS three \gset
SELECT is(test.refusal('ruben', format('SELECT apoyo.discard_geography(%s)', :three)), 'done',
          'a draft can be discarded');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_geography_version(%s, %s)', :three, :two)),
          'AP206', 'and is then none');

-- Cut-offs.
CREATE FUNCTION test.nominal(p_geography integer, p_cutoff date, p_changes text DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_import bigint := test.ask('ruben', format('SELECT apoyo.begin_nominal_list(%s, %L)', p_geography, p_cutoff));
BEGIN
  EXECUTE format($q$
    INSERT INTO staging.%I (source_line, entity, section, nominal_list, roll, cutoff)
    SELECT (row_number() OVER () + 1)::text, s.entity, right(s.code, 4), (s.nominal_list + 10)::text,
           (s.nominal_list + 20)::text, %L
      FROM apoyo.section AS s WHERE s.geography = %s ORDER BY s.code$q$,
    'nominal_list_' || v_import, p_cutoff, p_geography);
  IF p_changes IS NOT NULL THEN
    EXECUTE format(p_changes, 'staging.nominal_list_' || v_import);
  END IF;
  RETURN v_import;
END
$$;
SELECT is(test.refusal('ruben', format('SELECT apoyo.begin_nominal_list(%s, %L)', c.geography, c.cutoff)),
          c.refusal, c.what)
  FROM (VALUES (99, '2021-10-15', 'AP205', 'a list of no version'),
               (:one, (current_date + 1)::text, 'AP210', 'a list of tomorrow')) AS c (geography, cutoff, refusal, what);
SELECT test.nominal(:one, '2021-10-15', $q$
  DELETE FROM %1$s WHERE entity = '05' AND section = '0002';
  UPDATE %1$s SET roll = '1' WHERE source_line = '4';
  UPDATE %1$s SET nominal_list = NULL WHERE source_line = '5';
  UPDATE %1$s SET section = '0009' WHERE source_line = '6';
  UPDATE %1$s SET cutoff = '2021-10-16' WHERE source_line = '7'$q$) AS bad \gset
SELECT is(test.problems(:bad), '0 section, 0 section, 4 roll, 5 nominal_list, 6 section, 7 cutoff',
          'what is wrong in a list, sections that it lacks too');
SELECT is(test.refusal('ruben', format('SELECT * FROM apoyo.adopt_nominal_list(%s)', :bad)), 'AP202',
          'is refused');
SELECT test.nominal(:one, '2021-10-15') AS good \gset
SELECT is(test.ask('ruben', format('SELECT a::text FROM apoyo.adopt_nominal_list(%s) AS a', :good)),
          '(8,8100)', 'a good one is adopted');
SELECT is(test.refusal('ruben', format('SELECT apoyo.begin_nominal_list(%s, ''2021-10-15'')', :one)),
          'AP211', 'and stays as it is');
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('' '', n.cutoff, n.sections, n.nominal_list, n.roll), '''') FROM apoyo.nominal_lists(%s) AS n', :one)),
          '2021-10-15 8 8100 8180', 'the lists of a version');
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('' '', n.code, n.nominal_list), '', '') FROM apoyo.nominal_list_at(%s, ''2021-10-15'') AS n WHERE n.level < ''f'' OR n.code ~ ''-F''', :one)),
          '05 4050, 05-F01 2023, 05-F02 2027, 09 4050, 09-F01 2023, 09-F02 2027, C1 8100, MX 8100',
          'added up');
SELECT is(test.refusal('elena', format('SELECT * FROM apoyo.nominal_list_at(%s, ''2021-01-01'')', :one)),
          'AP212', 'of another date there is none');

-- Exception regimes, by either code.
SELECT is(test.refusal('ruben', format('SELECT apoyo.store_exception_list(%s, %L, %s, %L, %L, %L)', :one, c.name, c.revision, c.acuerdo, c.coding, c.codes)),
          c.refusal, c.what)
  FROM (VALUES ('A', '0', 'INE/CG0/2026', 'inegi', '{05102}', 'done', 'a list by the codes of INEGI'),
               (' A', '0', 'INE/CG1/2026', 'inegi', '{09101}', 'AP221', 'no other one over it'),
               ('A', 'NULL', 'INE/CG1/2026', 'inegi', '{09101}', 'AP221', 'nor unseen'),
               ('A', '1', 'INE/CG1/2026', 'inegi', '{05102,09101}', 'done', 'but in its place by whoever saw it'),
               ('A', '1', 'INE/CG2/2026', 'inegi', '{09101}', 'AP221', 'once'),
               ('B', '1', 'INE/CG1/2026', 'ine', '{05002}', 'AP222', 'none in the place of one that is not'),
               ('B', 'NULL', 'INE/CG1/2026', 'ine', '{05002}', 'AP222', 'nor in that of any'),
               ('B', '0', 'INE/CG1/2026', 'ine', '{05002,09001}', 'done', 'the same by those of INE'),
               ('C', '0', 'INE/CG1/2026', 'ine', '{05002,05102}', 'AP214', 'codes of two kinds'),
               ('C', '0', 'INE/CG1/2026', 'other', '{05002}', 'AP213', 'no coding'),
               ('C', '0', '', 'ine', '{05002}', 'AP116', 'on no authority'),
               ('C', '0', 'INE/CG1/2026', 'ine', '{}', 'AP116', 'of nothing'))
       AS c (name, revision, acuerdo, coding, codes, refusal, what);
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('' '', m.list_name, m.code, m.inegi_code), '', '') FROM apoyo.exception_municipalities(%s) AS m', :one)),
          'A 05-M002 05102, A 09-M001 09101, B 05-M002 05102, B 09-M001 09101',
          'say the same municipalities');
SELECT is(test.refusal('ruben', format('SELECT apoyo.' || c.call, :one)), c.refusal, c.what)
  FROM (VALUES ('rename_exception_list(%s, ''A'', 1, ''Paper'')', 'AP221', 'a list is renamed by whoever saw it as it is'),
               ('rename_exception_list(%s, ''C'', 1, ''Paper'')', 'AP222', 'where there is one'),
               ('rename_exception_list(%s, ''A'', 2, '' '')', 'AP116', 'to a name'),
               ('rename_exception_list(%s, ''A'', 2, '' B'')', 'AP223', 'that is free'),
               ('rename_exception_list(%s, ''A'', 2, '' Paper '')', 'done', 'one that was misnamed'),
               ('remove_exception_list(%s, ''Paper'', 2)', 'AP221', 'and taken away as it is'),
               ('remove_exception_list(%s, ''A'', 3)', 'AP222', 'where there is one'),
               ('remove_exception_list(%s, ''Paper'', 3)', 'done', 'for good'),
               ('remove_exception_list(%s, ''Paper'', 3)', 'AP222', 'once'))
       AS c (call, refusal, what);
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('' '', l.name, l.codes), '', '') FROM apoyo.exception_lists(%s) AS l', :one)),
          'B {05-M002,09-M001}', 'others stay as they are');
SELECT is((SELECT convert_from(v.body, 'UTF8')::jsonb -> 'codes' FROM apoyo.event_private AS v
            WHERE v.process = 0 AND convert_from(v.body, 'UTF8') LIKE '%"name": "Paper"%'
            ORDER BY v.event DESC LIMIT 1),
          '["05-M002", "09-M001"]'::jsonb, 'the internal log keeps what was in it');
SELECT is(test.refusal('elena', format('SELECT apoyo.' || c.call, :one)), '42501', 'who does not set up does not: ' || c.call)
  FROM (VALUES ('rename_exception_list(%s, ''B'', 1, ''C'')'), ('remove_exception_list(%s, ''B'', 1)')) AS c (call);
SELECT * FROM finish();
ROLLBACK;
