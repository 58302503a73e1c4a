-- demo: the demonstration as it is loaded, and its history.
SET search_path = tap, public;
-- The helpers' people stay out of it: the demonstration brings its own.
DELETE FROM apoyo.staff_scope;
DELETE FROM apoyo.staff;
SELECT set_config('demo.history', '4000', false) AS history \gset
BEGIN;
\ir ../../data/demo/10-staff.sql
\ir ../../data/demo/20-geography.sql
\ir ../../data/demo/30-processes.sql
\ir ../../data/demo/35-states.sql
\ir ../../data/demo/40-history.sql
COMMIT;
CREATE TEMPORARY TABLE catalogue (code text, name text, curp text, circumscription int, federal int,
                                  local int, municipal int, nominal_list bigint);
\set catalogue `cat "$(dirname "$TEST_HERE")/../data/catalogues/entities.csv"`
INSERT INTO catalogue
SELECT f[1], f[2], f[3], f[4]::int, f[5]::int, f[6]::int, f[7]::int, f[8]::bigint
  FROM regexp_split_to_table(:'catalogue', E'\n') WITH ORDINALITY AS l (line, number)
 CROSS JOIN LATERAL string_to_array(l.line, ',') AS f
 WHERE l.number > 1 AND l.line <> '';

BEGIN;
SELECT plan(37);
SELECT is((SELECT count(*) FROM catalogue), 32::bigint, 'the catalogue is read');
SELECT is_empty($$
  SELECT c.code, c.name, c.nominal_list FROM catalogue AS c
  EXCEPT SELECT d.code::text, d.name, d.nominal_list FROM apoyo.demarcation AS d WHERE d.level = 'entity'
$$, 'entities as in the catalogue, and their sections add up to them');
SELECT is_empty($$
  SELECT c.code, c.circumscription, c.federal, c.local, c.municipal FROM catalogue AS c
  EXCEPT
  SELECT left(s.code, 2), right(min(s.circumscription), 1)::int, count(DISTINCT s.federal_district)::int,
         count(DISTINCT s.local_district)::int, count(DISTINCT s.municipality)::int
    FROM apoyo.section AS s GROUP BY 1
$$, 'and every district and municipality has sections');
SELECT is((SELECT sum(s.nominal_list) FROM apoyo.section AS s), 98367539::numeric, 'the whole nominal list');
SELECT is((SELECT sum(s.roll) || ' ' || min(s.roll - s.nominal_list) || ' ' || min(g.name) FROM apoyo.section AS s, apoyo.geography AS g),
          '98472789 1 Marco Geográfico Electoral de demostración', 'and the roll, a little more everywhere');
SELECT is((SELECT string_agg(concat_ws(' ', b.code, b.required, b.dispersion_needed, b.demarcations,
                                       b.promoventes, b.joint), ', ' ORDER BY b.process)
             FROM (SELECT p.code, p.id AS process, g.required, g.dispersion_needed, g.demarcations, r.joint,
                          (SELECT count(*) FROM apoyo.promovente AS m WHERE m.process = p.id) AS promoventes
                     FROM apoyo.process AS p JOIN apoyo.goal AS g ON g.process = p.id
                     JOIN apoyo.rule AS r ON r.process = p.id
                    WHERE p.simulacro) AS b),
          'RM26 2951027 17 32 22419 t, DF26 '
          || (SELECT ceil(sum(s.nominal_list) * 0.02) || ' ' || (count(*) + 1) / 2 || ' ' || count(*)
                FROM apoyo.section AS s WHERE s.federal_district = '09-F12') || ' 12 f',
          'both open processes with their thresholds');
SELECT is((SELECT string_agg(concat_ws(' ', p.code, p.state, p.simulacro), ', ' ORDER BY p.id)
             FROM apoyo.process AS p WHERE p.id > 0),
          'RM26 open t, DF26 open t, MU26 closed f, GU27 ready f, CP27 draft f', 'processes in several states');
SELECT is((SELECT string_agg(o.kind || ' ' || p.code, ', ') FROM apoyo.proposal AS o
             JOIN apoyo.process AS p ON p.id = o.process WHERE o.state = 'waiting'),
          'open-process GU27', 'one waits for its second signature');
SELECT is((SELECT count(DISTINCT m.name) > 15000 AND bool_and(m.name ~ '^\S+( \S+){2,3}$')
             FROM apoyo.promovente AS m), true, 'people have names of their own');
SELECT is((SELECT count(*) FROM apoyo.support), 4000::bigint, 'as much history as asked for');
SELECT is(test.figures(p.id, 'tally'), test.figures(p.id, 'supports'), p.code || ': tallies equal supports')
  FROM apoyo.process AS p WHERE p.id > 0 ORDER BY p.id;
SELECT is(test.figures(p.id, 'log'), test.figures(p.id, 'supports'), p.code || ': the log too')
  FROM apoyo.process AS p WHERE p.id > 0 ORDER BY p.id;
SELECT is(test.ask('apoyo_ledger', format('SELECT count(*) FROM apoyo.check_log(%s)', p.id)), '0',
          p.code || ': its leaves are right')
  FROM apoyo.process AS p WHERE p.id > 0 ORDER BY p.id;
SELECT is((SELECT count(*) FROM apoyo.support AS s
            WHERE s.situation <> apoyo.situation_of(s.grounds, s.rank)), 0::bigint, 'situations follow');
SELECT is_empty($$
  SELECT s.id FROM apoyo.support AS s
    JOIN LATERAL apoyo.rank_captures(s.process, 0, s.citizen_key, false) AS r ON r.id = s.id
   WHERE s.grounds = '{}' AND r.rank <> s.rank
$$, 'ranks are those that ranking gives');
SELECT is_empty($$
  SELECT s.id FROM apoyo.support AS s WHERE s.situation = 'valid'
  EXCEPT SELECT c.support FROM apoyo.counting AS c
$$, 'who counts is written down');
SELECT is(test.unlike(), NULL, 'what each act left gives again what it decided');
SELECT is((SELECT count(*) FROM apoyo.support AS s WHERE s.situation = 'in_review'),
          (SELECT count(*) FROM apoyo.work AS w WHERE w.kind = 'review'), 'open ones wait for people');
SELECT is((SELECT count(*) FROM apoyo.support AS s WHERE s.situation = 'processing'), 0::bigint,
          'nothing for validators, who would find no pictures');
SELECT is((SELECT sum(h.valid) FROM apoyo.tally_hour AS h WHERE h.promovente = 0),
          (SELECT sum(t.valid) FROM apoyo.tally_promovente AS t WHERE t.promovente = 0), 'hours add up');
SELECT is((SELECT sum(a.received) FROM apoyo.arrival_minute AS a), 4000::numeric, 'minutes add up');
SELECT cmp_ok((SELECT max(s.received_at) FROM apoyo.support AS s), '<', clock_timestamp(),
              'nothing comes from the future');
SELECT is((SELECT count(DISTINCT s.demarcation) FROM apoyo.support AS s
             JOIN apoyo.process AS p ON p.id = s.process AND p.code = 'RM26'
            WHERE s.demarcation <> '-'), 32::bigint, 'every entity takes part');
-- The ledger goes on from there.
SELECT cmp_ok(test.fold(), '>', 0::bigint, 'what the set-up appended gets its positions behind it');
SELECT is((SELECT count(*) FROM (
             SELECT n.process FROM apoyo.entry AS n GROUP BY 1
            HAVING count(*) <> max(n.position) + 1 OR count(DISTINCT n.event) <> count(*)) AS g),
          0::bigint, 'without a gap');
SELECT * FROM finish();
ROLLBACK;
