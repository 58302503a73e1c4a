-- rules: the situation of every verdict and rank, thresholds to the last elector, and what a
-- rule must say.
BEGIN;
SET search_path = tap, public;
SELECT plan(43);
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();

-- Every subset of the eleven grounds with every rank: 8,192 pairs.
CREATE TEMPORARY TABLE domain ON COMMIT DROP AS
WITH ground AS (
  SELECT g.ground, row_number() OVER (ORDER BY g.ground) - 1 AS bit
    FROM unnest(enum_range(NULL::apoyo.situation)) AS g (ground)
   WHERE g.ground NOT IN ('duplicate_same', 'duplicate_other', 'valid')
)
SELECT r.rank, s.subset,
       ARRAY(SELECT g.ground FROM ground AS g WHERE s.subset >> g.bit::integer & 1 = 1
              ORDER BY random()) AS grounds,
       -- The precedence of the design, written out once more.
       (SELECT t.name
          FROM unnest('{not_verified,withdrawn,late,not_found,dropped,not_on_roll,out_of_scope,out_of_exception,inconsistent,processing,in_review}'::text[])
               WITH ORDINALITY AS t (name, place)
         WHERE s.subset >> (t.place - 1)::integer & 1 = 1
         ORDER BY t.place LIMIT 1) AS first_ground
  FROM generate_series(0, 2047) AS s (subset)
 CROSS JOIN unnest(enum_range(NULL::apoyo.rank)) AS r (rank);
SELECT is(count(*), 8192::bigint, 'the domain is whole') FROM domain;
SELECT is(count(*), 0::bigint, 'the first ground in the order names the situation')
  FROM domain AS d
 WHERE d.subset > 0 AND d.rank = 'unranked'
   AND apoyo.situation_of(d.grounds, d.rank)::text IS DISTINCT FROM d.first_ground;
SELECT is(count(*), 0::bigint, 'what is not acceptable has no rank')
  FROM domain AS d
 WHERE d.subset > 0 AND d.rank <> 'unranked'
   AND apoyo.situation_of(d.grounds, d.rank) IS NOT NULL;
SELECT is(apoyo.situation_of('{}', r.rank)::text, r.wanted, 'acceptable and ' || r.rank)
  FROM (VALUES ('unranked'::apoyo.rank, NULL), ('first', 'valid'),
               ('behind_same', 'duplicate_same'), ('behind_other', 'duplicate_other'))
       AS r (rank, wanted);
SELECT is((SELECT p.provolatile::text FROM pg_proc AS p
            WHERE p.oid = 'apoyo.situation_of(apoyo.situation[], apoyo.rank)'::regprocedure),
          'i', 'the situation depends on nothing else');

-- Published figures.
SELECT is(apoyo.required_of(f.base, f.percentage, f.rounding), f.wanted,
          f.percentage || ' % of ' || f.base || ' by ' || f.rounding)
  FROM (VALUES (98472789, 0.26, 'ceiling', 256030), (2218099, 3, 'ceiling', 66543),
               (1321088, 3, 'ceiling', 39633), (98367539, 3, 'ceiling', 2951027),
               (100, 3, 'ceiling', 3), (101, 3, 'ceiling', 4), (101, 3, 'floor', 3),
               (116, 3, 'half_up', 3), (150, 3, 'half_up', 5), (0, 3, 'ceiling', 0),
               (9007199254740993, 100, 'ceiling', 9007199254740993))
       AS f (base, percentage, rounding, wanted);

-- Goals from the geography: eight sections, 8,012 electors.
SELECT test.process('RM');
SELECT is((SELECT (g.nominal_list, g.required, g.demarcations, g.dispersion_needed)::text
             FROM apoyo.goal AS g JOIN apoyo.process AS p ON p.id = g.process WHERE p.code = 'RM'),
          '(8012,241,2,1)', 'one goal for all promoventes, one of two entities');
SELECT is((SELECT string_agg(q.demarcation || ' ' || q.required, ', ' ORDER BY q.demarcation)
             FROM apoyo.requirement AS q JOIN apoyo.process AS p ON p.id = q.process
            WHERE p.code = 'RM'),
          '05 121, 09 121', 'each entity has its requirement');
SELECT test.process('DF', '{"kind": "federal_deputy", "joint": false, "percentage": "2",
  "scope": "federal_district", "cell_level": "section",
  "dispersion": {"level": "section", "fraction": "1/2", "percentage": "1"}}',
  '{05-F01,05-F02,05-F01}');
SELECT is((SELECT string_agg(concat_ws(' ', g.scope, g.nominal_list, g.required, g.demarcations,
                                       g.dispersion_needed), ', ' ORDER BY g.scope)
             FROM apoyo.goal AS g JOIN apoyo.process AS p ON p.id = g.process WHERE p.code = 'DF'),
          '05-F01 2001 41 2 1, 05-F02 2005 41 2 1', 'one goal for each scope');
SELECT is((SELECT string_agg(concat_ws(' ', q.scope, q.demarcation, q.required), ', '
                             ORDER BY q.scope, q.demarcation)
             FROM apoyo.requirement AS q JOIN apoyo.process AS p ON p.id = q.process
            WHERE p.code = 'DF'),
          '05-F01 05-S0001 10, 05-F01 05-S0002 11, 05-F02 05-S0003 11, 05-F02 05-S0004 11',
          'and its sections');
SELECT is((SELECT p.scope::text FROM apoyo.process AS p WHERE p.code = 'DF'), '05',
          'the process lies in the entity that holds all of them');
SELECT test.process('HALF', '{"joint": false, "scope": "entity", "cell_level": "section",
  "dispersion": {"level": "federal_district", "fraction": "2/3", "percentage": "1"}}',
  '{05,05,09}');
SELECT is((SELECT min(g.dispersion_needed) FROM apoyo.goal AS g
             JOIN apoyo.process AS p ON p.id = g.process WHERE p.code = 'HALF'),
          2, 'two thirds of two are two');

SELECT is(test.refusal('ruben', format(
            'SELECT apoyo.create_process(''BAD'', ''Bad'', ''revocation'', %L, now(), '
            'now() + interval ''1 day'', ''A1'', true)', test.rule(r.changes) - r.without)),
          'AP103', 'a rule without ' || r.what)
  FROM (VALUES ('joint', '{}'::jsonb, 'joint'), ('a percentage', '{}', 'percentage'),
               ('a number as percentage', '{"percentage": "much"}', ''),
               ('a known order of duplicates', '{"duplicates": "any"}', ''),
               ('a known cell level', '{"cell_level": "street"}', ''),
               ('a time zone', '{"time_zone": "Nowhere"}', ''),
               ('one kind of dispersion',
                '{"dispersion": {"level": "entity", "percentage": "1"}}', ''),
               ('the kind of the process', '{"kind": "presidency"}', ''))
       AS r (what, changes, without);
SELECT is(test.refusal('ruben', format(
            'SELECT apoyo.create_process(''BAD'', ''Bad'', ''revocation'', %L, now(), '
            'now() + interval ''1 day'', ''A1'', true)', test.rule('{"exclusive": false}'))),
          'AP118', 'a joint goal counts each citizen once');
SELECT is(test.refusal('ruben', format('SELECT apoyo.create_process(''BAD'', ''x'', ''revocation'', %L, now(), now() + interval ''1 day'', ''a'', true)', test.rule(r.change))),
          'AP103', 'a rule with ' || r.change::text)
  FROM unnest(ARRAY[
    '{"percentage": "0"}', '{"rounding": "up"}', '{"grace_hours": "-1"}', '{"modalities": []}',
    '{"review": {"model": "none"}}', '{"cell_level": "country"}',
    '{"dispersion": {"level": "entity", "fraction": "1/0", "percentage": "3"}}',
    '{"dispersion": {"level": "entity", "at_least": 0, "percentage": "3"}}']::jsonb[]) AS r (change);
SELECT * FROM finish();
ROLLBACK;
