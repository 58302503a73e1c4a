-- demarcations: what the page of the demarcations reads, held against the tables.
BEGIN;
SET search_path = tap, public;
SELECT plan(31);
SELECT test.sign_in();

-- A version of two entities with four sections each: two municipalities, two federal districts.
CREATE FUNCTION test.drafted(p_changes text DEFAULT NULL) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_import bigint := test.ask('ruben', $q$SELECT apoyo.begin_import('sections')$q$);
BEGIN
  EXECUTE format($q$
    INSERT INTO staging.%1$I (source_line, entity, entity_name, circumscription, federal_district,
      local_district, municipality, municipality_name, inegi_code, section, nominal_list, roll)
    SELECT (row_number() OVER () + 1)::text, e, 'Entidad ' || e, '1', '0' || (1 + s / 3), '01',
           '00' || (1 + s / 3), 'Municipio ' || (1 + s / 3), e || '10' || (1 + s / 3),
           '000' || s, (1000 + s)::text, (1100 + s)::text
      FROM unnest('{05,09}'::text[]) AS e, generate_series(1, 4) AS s$q$, 'sections_' || v_import);
  IF p_changes IS NOT NULL THEN
    EXECUTE format(p_changes, 'staging.sections_' || v_import);
  END IF;
  RETURN test.ask('ruben', format('SELECT apoyo.draft_geography(%s, ''A version'')', v_import));
END
$$;
CREATE FUNCTION test.tree(p_columns text, p_geography integer, p_where text, p_cutoff text DEFAULT NULL)
RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('elena', format(
    'SELECT string_agg(concat_ws('' '', %s), '', '' ORDER BY t.code COLLATE "C") '
    'FROM apoyo.geography_tree(%s, %L) AS t WHERE %s', p_columns, p_geography, p_cutoff, p_where));
$$;

-- Who may.
SELECT is(test.refusal(c.who, c.statement), c.refusal, c.who || ': ' || c.statement)
  FROM (VALUES
    ('ana', 'SELECT * FROM apoyo.geography_list()', '42501'),
    ('ana', 'SELECT * FROM apoyo.geography_tree(1)', '42501'),
    ('ana', 'SELECT * FROM apoyo.exception_lists(1)', '42501'),
    ('carlos', 'SELECT * FROM apoyo.geography_tree(1)', '42501'),
    ('gone', 'SELECT * FROM apoyo.geography_list()', 'AP003'),
    ('opl', 'SELECT * FROM apoyo.geography_list()', 'AP002'),
    ('opl', 'SELECT * FROM apoyo.geography_tree(1)', 'AP002'),
    ('opl', 'SELECT * FROM apoyo.exception_lists(1)', 'AP002'),
    ('elena', 'SELECT * FROM apoyo.geography_tree(99)', 'AP205'),
    ('elena', 'SELECT * FROM apoyo.geography_tree(NULL)', 'AP205'),
    ('elena', 'SELECT * FROM apoyo.exception_lists(99)', 'AP205'),
    ('elena', 'SELECT * FROM apoyo.geography_list()', 'done')) AS c (who, statement, refusal);

-- A version as a tree.
SELECT test.drafted() AS one \gset
SELECT is(test.refusal('elena', format('SELECT * FROM apoyo.geography_tree(%s, ''2021-01-01'')', :one)),
          'AP212', 'a cut-off that there is not');
SELECT is(test.tree('t.code, t.parent, t.nominal_list, t.roll', :one, 'left(t.code, 2) <> ''09'''),
          '05 C1 4010 4410, 05-F01 05 2003 2203, 05-F02 05 2007 2207, 05-L01 05 4010 4410, '
          '05-M001 05 2003 2203, 05-M002 05 2007 2207, C1 MX 8020 8820, MX 8020 8820',
          'every demarcation with its electors and its roll');
SELECT is(test.tree('t.code, t.inegi_code, t.sections', :one, 't.sections IS NOT NULL'),
          '05-M001 05101 0001,01,01,1001,1101;0002,01,01,1002,1102, '
          '05-M002 05102 0003,02,01,1003,1103;0004,02,01,1004,1104, '
          '09-M001 09101 0001,01,01,1001,1101;0002,01,01,1002,1102, '
          '09-M002 09102 0003,02,01,1003,1103;0004,02,01,1004,1104',
          'a municipality brings its sections along');
SELECT is(test.ask('elena', format(
            'SELECT sum(split_part(s, '','', 4)::bigint) FROM apoyo.geography_tree(%s) AS t, '
            'unnest(string_to_array(t.sections, '';'')) AS s', :one)),
          (SELECT d.nominal_list::text FROM apoyo.demarcation AS d
            WHERE d.geography = :one AND d.code = 'MX'), 'and none is lost');
SELECT test.drafted('UPDATE %1$s SET roll = NULL WHERE section = ''0001''') AS bare \gset
SELECT is(test.tree('t.sections', :bare, 't.code = ''05-M001'''),
          '0001,01,01,1001,;0002,01,01,1002,1102', 'a roll that is not known is not nought');

-- With a published total, and with the list of a cut-off.
SELECT test.ask('ruben', format('SELECT apoyo.state_published_total(%s, ''05'', -1, 4011)', :one));
SELECT is(test.tree('t.code, t.published', :one, 't.published IS NOT NULL'), '05 4011',
          'what was published stands beside it');
SELECT test.ask('ruben', format('SELECT apoyo.begin_nominal_list(%s, ''2021-10-15'')', :one)) AS list \gset
SELECT format($q$
  INSERT INTO staging.nominal_list_%s (source_line, entity, section, nominal_list, roll)
  SELECT '2', s.entity, right(s.code, 4), (s.nominal_list - 1)::text, NULL
    FROM apoyo.section AS s WHERE s.geography = %s$q$, :list, :one) \gexec
SELECT test.ask('ruben', format('SELECT a::text FROM apoyo.adopt_nominal_list(%s) AS a', :list));
SELECT is(test.tree('t.code, t.nominal_list, t.roll', :one, 't.code IN (''MX'', ''05-F01'')', '2021-10-15'),
          '05-F01 2001, MX 8012', 'the electors of a cut-off, and no roll that it does not tell');
SELECT is(test.tree('t.sections', :one, 't.code = ''05-M001''', '2021-10-15'),
          '0001,01,01,1000,;0002,01,01,1001,', 'section by section');
SELECT is(test.ask('elena', format(
            'SELECT count(*) FROM apoyo.geography_tree(%1$s, ''2021-10-15'') AS t '
            '  JOIN apoyo.nominal_list_at(%1$s, ''2021-10-15'') AS n USING (code) '
            ' WHERE t.nominal_list = n.nominal_list', :one)),
          test.ask('elena', format('SELECT count(*) FROM apoyo.geography_tree(%s)', :one)),
          'the same as the list added up');

-- Versions.
SELECT test.ask('ruben', format('SELECT apoyo.discard_geography(%s)', :bare));
SELECT test.ask('ruben', format('SELECT apoyo.adopt_geography_version(%s, NULL)', :one));
SELECT test.draft('RM') AS rm \gset
SELECT is(test.ask('lucia', 'SELECT string_agg(concat_ws('' '', v.geography, v.state, v.sections, v.nominal_list, v.cutoffs, v.processes, v.process_codes::text), '', '') FROM apoyo.geography_list() AS v'),
          format('%s discarded 8 8020 0 0 {}, %s adopted 8 8020 1 1 {RM}', :bare, :one),
          'every version, the newest first, and what pins it');
SELECT is(test.ask('lucia', format('SELECT concat_ws('', '', v.drafted_by_name, v.adopted_by_name, v.discarded_by_name) FROM apoyo.geography_list() AS v WHERE v.geography = %s', :one)),
          (SELECT s.display_name || ', ' || s.display_name FROM apoyo.staff AS s WHERE s.role = 'ruben'),
          'by the names of the people');
SELECT is(test.ask('opl', 'SELECT display_name FROM apoyo.sign_in(''1'', ''desk'')') IS NOT NULL, true,
          'somebody of a narrow scope signs in');
SELECT is(test.ask('opl', format('SELECT concat_ws('' '', v.processes, v.process_codes::text) FROM apoyo.geography_list() AS v WHERE v.geography = %s', :one)),
          '1 {}', 'and learns that a process pins the version, but not which');

-- Lists of municipalities under a regime of exception.
SELECT test.ask('ruben', format('SELECT apoyo.store_exception_list(%s, ''A'', 0, ''INE/CG1/2026'', ''inegi'', ''{05102,09101}'')', :one));
SELECT is(test.ask('elena', format('SELECT concat_ws('' '', l.name, l.acuerdo, l.stored_by_name, l.codes::text) FROM apoyo.exception_lists(%s) AS l', :one)),
          (SELECT 'A INE/CG1/2026 ' || s.display_name || ' {05-M002,09-M001}' FROM apoyo.staff AS s WHERE s.role = 'ruben'),
          'a list with its municipalities');
SELECT is(test.ask('elena', format('SELECT count(*) FROM apoyo.exception_lists(%s)', :bare)), '0',
          'another version has none');

-- Quality: what the page lists beside sizes and totals.
SELECT test.drafted('UPDATE %1$s SET inegi_code = NULL WHERE municipality = ''002''') AS rough \gset
UPDATE apoyo.demarcation SET inegi_code = NULL WHERE geography = :rough AND code = '09-M002';
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('' '', q.problem, q.code), '', '') FROM apoyo.geography_quality(%s) AS q', :rough)),
          'without_inegi_code 09-M002', 'a municipality without a code of INEGI');
UPDATE apoyo.section SET federal_district = '05-F01' WHERE geography = :rough AND code = '09-S0004';
UPDATE apoyo.section SET local_district = '05-L09' WHERE geography = :rough AND code = '05-S0001';
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('' '', q.problem, q.code, q.found), '', '') FROM apoyo.geography_quality(%s) AS q WHERE q.problem = ''section_misplaced''', :rough)),
          'section_misplaced 05-S0001 2, section_misplaced 09-S0004 2',
          'sections that belong to what is not there, or lies in another entity');
SELECT is(test.ask('elena', format('SELECT count(*) FROM apoyo.geography_quality(%s)', :rough)), '3',
          'and nothing else');
-- Every act of these is told to whoever looks at the page.
SELECT is((SELECT array_agg(n.act) FROM (
            SELECT f.proname::text AS act FROM pg_proc AS f
             WHERE f.pronamespace = 'apoyo'::regnamespace
               AND f.proname IN ('draft_geography', 'adopt_geography_version', 'discard_geography',
                                 'state_published_total', 'adopt_nominal_list', 'store_exception_list')
               AND f.prosrc !~ 'apoyo\.tell_setup\(''geography''\)') AS n), NULL,
          'who looks at the page is told');
SELECT * FROM finish();
ROLLBACK;
