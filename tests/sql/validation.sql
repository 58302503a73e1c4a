-- validation: leases, the roll, and what the findings make of a support.
BEGIN;
SET search_path = tap, public;
SELECT plan(70);
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();
SELECT test.process('RM') AS p,
       test.process('DF', '{"kind": "federal_deputy", "joint": false, "percentage": "2",
         "scope": "federal_district", "cell_level": "section",
         "dispersion": {"level": "section", "fraction": "1/2", "percentage": "1"}}',
         '{05-F01,05-F02,09-F01}') AS df,
       test.process('RA', '{"review": {"model": "all"}}') AS ra \gset
SELECT test.person('ada') AS ada, test.person('bea', '09', '0003') AS bea,
       test.person('dea', '05', '0001', 'dropped', 'death') AS dea,
       test.person('eva', '05', '0001', 'not_on_list') AS eva,
       test.person('far', '05', '9999') AS far \gset

-- The roll.
CREATE FUNCTION test.matched(p_clave text, p_curp text, p_cic text, p_ocr text) RETURNS text
LANGUAGE sql AS $$
  SELECT test.ask('apoyo_validator', format(
    'SELECT concat_ws('' '', m.roll, m.status, m.cause, m.entity, m.section, m.agrees)'
    '  FROM apoyo.match_roll(%L, %L, %L, %L) AS m', test.h(p_clave || 'clave'),
    test.h(p_curp || 'curp'), test.h(p_cic || 'cic'), test.h(p_ocr || 'ocr')));
$$;
SELECT is(test.matched('ada', 'ada', 'ada', 'ada'),
          :ada || ' active 05 0001 {"cic": true, "ocr": true, "curp": true, "clave": true}',
          'everything agrees');
SELECT matches(test.matched(NULL, 'bea', 'ada', 'bea'), '^' || :bea || ' ',
               'without the clave, the one with whom most of the others agree');
SELECT is(test.matched('dea', 'dea', NULL, NULL),
          :dea || ' dropped death 05 0001 {"cic": null, "ocr": null, "curp": true, "clave": true}',
          'what is not given does not disagree');
SELECT is(test.matched('bea', 'ada', 'bea', 'bea'),
          :bea || ' active 09 0003 {"cic": true, "ocr": true, "curp": false, "clave": true}',
          'most of the keys decide');
SELECT is(test.matched('ada', NULL, 'bea', NULL),
          :ada || ' active 05 0001 {"cic": false, "ocr": null, "curp": null, "clave": true}',
          'of two that agree in one the clave decides');
SELECT is(test.matched(NULL, NULL, 'eva', NULL),
          :eva || ' not_on_list 05 0001 {"cic": true, "ocr": null, "curp": null, "clave": null}',
          'the CIC alone finds somebody');
SELECT is(test.matched('nobody', 'nobody', 'nobody', 'nobody'), NULL, 'nobody');

-- Leases.
SELECT test.receive(:p, 1, 'a1') AS a1, test.receive(:p, 1, 'a2') AS a2 \gset
SELECT is(test.ask('apoyo_validator', 'SELECT string_agg(concat_ws('' '', c.support, c.attempt, c.promovente, c.rule_version, c.rule ->> ''kind''), '', '') FROM apoyo.claim_validation(''w'', 1, ''1 hour'') AS c'),
          :a1 || ' 1 1 1 revocation', 'the oldest first, as many as asked for');
SELECT is(test.ask('apoyo_validator', 'SELECT string_agg(c.support::text, '' '') FROM apoyo.claim_validation(''w'', 10, ''1 hour'') AS c'),
          (:a2)::text, 'what is claimed is not claimed again');
SELECT is(test.ask('apoyo_validator', 'SELECT count(*) FROM apoyo.claim_validation(''w'', 10, ''1 hour'') AS c'),
          '0', 'until its lease ends');
SELECT is(test.refusal('apoyo_validator', format('SELECT apoyo.renew_validation(%s, 2, ''1 hour'')', :a1)),
          'AP401', 'an attempt that is not there is not renewed');
SELECT is(test.ask('apoyo_validator', format('SELECT apoyo.renew_validation(%s, 1, ''5 hours'')', :a1)),
          '', 'one that is, is');
SELECT cmp_ok((SELECT w.due_at FROM apoyo.work AS w WHERE w.support = :a1), '>',
              clock_timestamp() + interval '4 hours', 'for as long as asked');
UPDATE apoyo.work SET due_at = clock_timestamp() WHERE support = :a1;
SELECT is(test.ask('apoyo_validator', 'SELECT c.attempt FROM apoyo.claim_validation(''w2'', 1, ''1 hour'') AS c'),
          '2', 'after it somebody else tries');
SELECT is(test.refusal('apoyo_validator', format('SELECT apoyo.record_findings(%s, 1, ''acceptable'', NULL, NULL, %s, %L, NULL, %L, '''')', :a1, :ada, test.h('citizen' || :ada), test.h('s'))),
          'AP401', 'and the first one comes too late');
SELECT is(test.ask('apoyo_validator', format('SELECT apoyo.record_findings(%s, 2, ''acceptable'', NULL, NULL, %s, %L, ''[{"code": "check_digit", "field": "curp"}]'', %L, '''')', :a1, :ada, test.h('citizen' || :ada), test.h('s'))),
          'valid', 'the second one does not');
SELECT is((SELECT f.code || f.detail FROM apoyo.finding AS f WHERE f.support = :a1),
          'check_digit{"field": "curp"}', 'its findings are kept');
SELECT is((SELECT count(*) FROM apoyo.work AS w WHERE w.support = :a1), 0::bigint, 'its work is done');
SELECT is(test.refusal('apoyo_validator', format('SELECT apoyo.record_findings(%s, 2, ''acceptable'', NULL, NULL, %s, %L, NULL, %L, '''')', :a1, :ada, test.h('citizen' || :ada), test.h('s'))),
          'AP401', 'once');
SELECT test.ask('apoyo_validator', 'SELECT count(*) FROM apoyo.claim_validation(''w'', 10, ''1 second'')');
UPDATE apoyo.work SET due_at = clock_timestamp() WHERE kind = 'validation';
SELECT is(test.ask('apoyo_validator', format('SELECT count(*) FILTER (WHERE c.support = %s) || '' '' || count(*) FILTER (WHERE c.support = %s) FROM apoyo.claim_validation(''w'', 10, ''1 hour'') AS c', :a1, :a2)),
          '0 1', 'what is finished is not claimed again');
UPDATE apoyo.work SET attempt = 1 WHERE support = :a2;
SELECT is(test.ask('apoyo_validator', format('SELECT apoyo.give_up_validation(%s, 1, ''vault'')', :a2)),
          '', 'a worker may give up');
SELECT is((SELECT w.worker IS NULL AND w.due_at > clock_timestamp() FROM apoyo.work AS w WHERE w.support = :a2),
          true, 'and somebody tries later');
SELECT is(test.claim(:a2) + test.claim(:a2) + test.claim(:a2) + test.claim(:a2), 14,
          'attempts 2 to 5');
SELECT is(test.ask('apoyo_validator', format('SELECT apoyo.give_up_validation(%s, 5, ''vault'')', :a2)),
          '', 'the last one gives up');
SELECT is((SELECT s.situation::text FROM apoyo.support AS s WHERE s.id = :a2), 'in_review',
          'people look at it');
SELECT test.receive(:p, 2, 'a3') AS a3 \gset
SELECT is(test.claim(:a3) + test.claim(:a3) + test.claim(:a3) + test.claim(:a3) + test.claim(:a3), 15,
          'five workers die');
SELECT test.claim(:a3);
SELECT is((SELECT s.situation || ' ' || f.code FROM apoyo.support AS s
             JOIN apoyo.finding AS f ON f.support = s.id WHERE s.id = :a3),
          'in_review unreadable', 'and people look at that too');
SELECT is(apoyo.claims_to_show(:a3), '{5,4,3,2,1}'::integer[], 'with the pictures of whichever attempt came to make them');
SELECT is(apoyo.claims_to_show(:a1), '{}'::integer[], 'no claim is shown that has not finished');
SELECT is(test.ask('apoyo_validator', format('SELECT concat_ws('' '', apoyo.may_show_claim(%s, 5), apoyo.may_show_claim(%s, 6), apoyo.may_show_claim(%s, 1))', :a3, :a3, :a1)),
          't f f', 'as a worker is told that was too slow');

-- Verdicts, and what the roll adds.
CREATE FUNCTION test.verdict(p_process integer, p_promovente integer, p_capture text, p_roll bigint,
  p_verdict text, p_cause text DEFAULT NULL, p_detail text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_support bigint := test.receive(p_process, p_promovente, p_capture);
BEGIN
  PERFORM test.judge(v_support, p_roll, p_verdict, p_cause, p_detail);
  RETURN (SELECT concat_ws(' ', s.situation, s.demarcation, s.detail)
            FROM apoyo.support AS s WHERE s.id = v_support);
END
$$;
SELECT is(test.verdict(:p, v.promovente, 'v' || v.what, v.roll, v.verdict, v.cause, v.detail),
          v.wanted, v.what)
  FROM (VALUES
    ('acceptable', 3, :bea, 'acceptable', NULL, NULL, 'valid 09'),
    ('dropped, whatever the validator says', 1, :dea, 'acceptable', NULL, NULL, 'dropped 05 death'),
    ('in the padrón only', 1, :eva, 'acceptable', NULL, NULL, 'not_on_roll 05'),
    ('dropped goes before inconsistent', 1, :dea, 'rejected', 'inconsistent', 'M1', 'dropped 05 M1'),
    ('inconsistent', 1, :ada, 'rejected', 'inconsistent', 'M1', 'inconsistent 05 M1'),
    ('flagged', 1, :ada, 'in_review', NULL, NULL, 'in_review 05'),
    ('not found', 1, NULL, 'rejected', 'not_found', NULL, 'not_found -'),
    ('late', 1, :ada, 'late', NULL, NULL, 'late 05'),
    ('out of the exception regime', 1, :ada, 'rejected', 'out_of_exception', NULL,
     'out_of_exception 05'),
    ('a section nobody knows does not matter to an entity', 2, :far, 'acceptable', NULL, NULL,
     'valid 05')
  ) AS v (what, promovente, roll, verdict, cause, detail, wanted);
SELECT is(test.verdict(:df, 1, 'd1', :ada, 'acceptable'), 'valid 05-S0001', 'in its section');
SELECT is(test.verdict(:df, 2, 'd2', :ada, 'acceptable'), 'out_of_scope 05-S0001',
          'another district of the entity');
SELECT is(test.verdict(:df, 1, 'd3', :bea, 'acceptable'), 'out_of_scope 09-S0003', 'another entity');
SELECT is(test.verdict(:df, 1, 'd4', :far, 'acceptable'), 'in_review -',
          'a section nobody knows is for people to see');
SELECT is((SELECT f.code || ' ' || (f.detail ->> 'cause') || ' ' || (f.detail ->> 'check') || ' ' || (f.detail ->> 'settings')
             FROM apoyo.finding AS f JOIN apoyo.support AS s ON s.id = f.support
            WHERE s.capture = md5('d4')::uuid),
          'unknown_section M9 data.roll 1', 'and they are told so, as of every finding');
SELECT s.id AS d4 FROM apoyo.support AS s WHERE s.capture = md5('d4')::uuid \gset
SELECT test.ask('lucia', format('SELECT apoyo.requeue_work(%s, ''Again'')', :d4));
SELECT is(test.judge(:d4, :far), 'in_review', 'validated again');
SELECT is((SELECT string_agg(f.code, ' ') FROM apoyo.finding AS f WHERE f.support = :d4), 'unknown_section', 'they are told so once');
SELECT is(test.verdict(:ra, 1, 'r1', :ada, 'acceptable'), 'in_review 05',
          'where all are reviewed, nothing counts before');
SELECT is(test.refusal('apoyo_validator', format(
            'SELECT apoyo.record_findings(%s, %s, %L, %L, NULL, %L, %L, %L, %L, '''')',
            (SELECT min(s.id) FROM apoyo.support AS s), 1, r.verdict, r.cause, r.roll,
            r.key, r.findings, test.h('s'))), r.code, r.what)
  FROM (VALUES
    ('an unknown verdict', 'good', NULL, NULL, NULL::bytea, '[]', 'AP402'),
    ('a cause that rejects nothing', 'rejected', 'valid', NULL, NULL, '[]', 'AP403'),
    ('no cause', 'rejected', NULL, NULL, NULL, '[]', 'AP403'),
    ('a person without a key', 'acceptable', NULL, :ada, NULL, '[]', 'AP405'),
    ('findings that are no list', 'acceptable', NULL, NULL, NULL, '{}', 'AP407'),
    ('findings without a code', 'acceptable', NULL, NULL, NULL, '[{"field": "x"}]', 'AP407')
  ) AS r (what, verdict, cause, roll, key, findings, code);
SELECT test.receive(:p, 1, 'q1') AS q1 \gset
SELECT is(test.refusal('apoyo_validator', format(
            'SELECT apoyo.record_findings(%s, %s, ''acceptable'', NULL, NULL, NULL, NULL, NULL, %L, '''')',
            :q1, test.claim(:q1), test.h('s'))), 'AP404', 'nobody of the roll cannot be accepted');
SELECT is(test.refusal('apoyo_validator', format(
            'SELECT apoyo.record_findings(%s, %s, ''acceptable'', NULL, NULL, 987654, %L, NULL, %L, '''')',
            :q1, (SELECT w.attempt FROM apoyo.work AS w WHERE w.support = :q1), test.h('c'), test.h('s'))),
          'AP406', 'nor somebody who is not in it');
SELECT is(test.refusal('apoyo_validator', format(
            'SELECT apoyo.record_findings(999999, 1, ''acceptable'', NULL, NULL, NULL, NULL, NULL, %L, '''')', test.h('s'))),
          'AP408', 'nothing is found of a support that there is not');
-- The day by the server's clock, and what the clocks betray.
CREATE FUNCTION test.sent(p_capture text, p_captured interval, p_sent interval) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM test.ask('apoyo_intake', test.reception((SELECT p.id FROM apoyo.process AS p WHERE p.code = 'RM'), 1, p_capture,
                                                  clock_timestamp() - p_captured, clock_timestamp() - p_sent));
  RETURN (SELECT s.id FROM apoyo.support AS s WHERE s.capture = md5(p_capture)::uuid);
END
$$;
SELECT test.sent('right', '2 hours', '0') AS fine, test.sent('slow', '4 years 2 hours', '4 years') AS slow,
       test.sent('fast', '-4 years -1 hours', '-4 years') AS fast, test.sent('backwards', '0', '1 hour') AS backwards,
       test.sent('before', '2 days', '0') AS early \gset
UPDATE apoyo.work SET due_at = clock_timestamp();
CREATE TEMP TABLE claimed (support bigint, shown_at timestamptz);
GRANT INSERT ON claimed TO apoyo_validator;
SELECT test.ask('apoyo_validator', 'INSERT INTO claimed SELECT c.support, c.shown_at FROM apoyo.claim_validation(''w'', 1000, ''1 hour'') AS c RETURNING 1');
SELECT is((SELECT date_trunc('minute', s.received_at - c.shown_at + interval '30 seconds') FROM claimed AS c
             JOIN apoyo.support AS s ON s.id = c.support WHERE c.support = t.support), t.before, t.what)
  FROM (VALUES (:fine::bigint, interval '2 hours', 'a telephone that is right is believed'), (:slow, '2 hours', 'of one that is years behind only the time between'),
               (:fast, '0', 'nothing was shown after it came')) AS t (support, before, what);
SELECT is((SELECT coalesce(string_agg(f.code, ' '), '') FROM apoyo.finding AS f WHERE f.support = t.support) || ' '
          || test.judge(t.support, test.person('clock' || t.support)), t.wanted, t.wanted)
  FROM (VALUES (:fine::bigint, ' valid'), (:slow, 'clock_skew in_review'), (:backwards, 'clock_skew captured_after_sending in_review'),
               (:early, 'captured_before_opening in_review')) AS t (support, wanted);
-- Where claims begin to look.
SELECT test.receive(:p, 1, 'm1') AS m1 \gset
UPDATE apoyo.work SET due_at = clock_timestamp() - interval '1 hour' WHERE support = :m1;
SELECT setval('apoyo.work_mark', 0);
SELECT test.ask('apoyo_validator', 'SELECT count(*) FROM apoyo.claim_validation(''w'', 1, ''1 hour'') AS c');
SELECT is((SELECT to_timestamp(m.last_value / 1e6) - clock_timestamp() BETWEEN '-62 minutes' AND '-61 minutes'
             FROM apoyo.work_mark AS m), true, 'a minute before the oldest');
UPDATE apoyo.work SET due_at = clock_timestamp() - interval '2 hours' WHERE support = :m1;
SELECT setseed(0);
SELECT is((SELECT count(*) < 1000 FROM generate_series(1, 1000) AS n
            WHERE apoyo.work_from() > '-infinity'), true, 'now and then from the very beginning');
CREATE FUNCTION test.claims_until_found(p_support bigint) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1 .. 5000 LOOP
    IF test.ask('apoyo_validator', format('SELECT max(1) FROM apoyo.claim_validation(''w'', 10, ''1 hour'') AS c WHERE c.support = %s', p_support)) = '1' THEN
      RETURN i;
    END IF;
  END LOOP;
END
$$;
SELECT isnt(test.claims_until_found(:m1), NULL, 'so that nothing is left behind for good');
SELECT test.fold();
SELECT is(test.figures(:p, 'tally'), test.figures(:p, 'supports'), 'it all adds up');
SELECT is(test.unlike(), NULL, 'what each act left gives again what it decided');
SELECT * FROM finish();
ROLLBACK;
