-- habits: what the captures around one make of it.
BEGIN;
SET search_path = tap, public;
SELECT * FROM no_plan();
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();
SELECT test.process('RM') AS p, test.process('RN') AS q \gset

CREATE FUNCTION test.note(p_support bigint, p_place text, p_hashes jsonb DEFAULT '{}', p_person text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  RETURN test.ask('apoyo_validator', format('SELECT apoyo.note_habits(%s, %s, %s, %L, %L)', p_support,
                                            coalesce((SELECT w.attempt FROM apoyo.work AS w WHERE w.support = p_support), 0),
                                            p_place, p_hashes, test.h(p_person)));
END
$$;
-- One every ten minutes, the last one now.
SELECT test.receive(:p, 1, 'h1') AS h1, test.receive(:p, 1, 'h2') AS h2, test.receive(:p, 1, 'h3') AS h3,
       test.receive(:p, 2, 'o1') AS o1, test.receive(:q, 1, 'n1') AS n1 \gset
UPDATE apoyo.support AS s
   SET captured_at = s.received_at - v.ago, sent_at = s.received_at
  FROM (VALUES (:h1::bigint, interval '20 minutes'), (:h2, '10 minutes'), (:h3, '0'), (:o1, '0'), (:n1, '0')) AS v (id, ago)
 WHERE v.id = s.id;
SELECT is(test.refusal('apoyo_validator', format('SELECT apoyo.note_habits(%s, 1, 0, 0, NULL)', :h1)), 'AP401',
          'only who has it in hand notes anything');
SELECT test.claim(:h1);
SELECT is(test.note(:h1, '1943, -9913', '{"selfie": "00000000ffffffff"}'),
          '{"near": {}, "device_people_day": 1, "auxiliary_people_hour": 1, "auxiliary_devices": 1}', 'the first of a device');
SELECT is(test.note(:h2, '1943, -9913') - 'near', '{"device_people_day": 2, "auxiliary_people_hour": 2, "auxiliary_devices": 1,
          "km_since_last": 0.0, "minutes_since_last": 10.0}', 'the second, at the same place');
SELECT is(test.note(:h3, '2067, -10335') ->> 'km_since_last', '461.8', 'from one town to another');
SELECT is(test.note(:h3, '2067, -10335') ->> 'auxiliary_people_hour', '3', 'a second attempt counts nobody twice');
SELECT is(test.note(:o1, 'NULL, NULL') - 'near', '{"device_people_day": 1, "auxiliary_people_hour": 1, "auxiliary_devices": 1}',
          'another device, without a place');
SELECT is(test.note(:h1, '1943, -9913') - 'near', '{"device_people_day": 3, "auxiliary_people_hour": 3, "auxiliary_devices": 1,
          "km_since_last": 0.0, "minutes_since_last": 10.0}', 'what came later counts as well');
SELECT is(test.note(:h2, '1943, -9913') ->> 'km_since_last', '461.8', 'of two journeys the faster one');

-- The rate of an auxiliary: the most persons in any hour that holds the capture, in whatever order they
-- arrive and however many telephones share them.
SELECT test.process('RATE') AS r \gset
INSERT INTO apoyo.device (auxiliary, process, promovente, token_hash, label)
SELECT d.auxiliary, d.process, d.promovente, test.h('second'), '' FROM apoyo.device AS d WHERE d.id = test.device(:r, 1);
CREATE FUNCTION test.rates(p_process integer, p_order text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v record;
  v_told text := '';
BEGIN
  DELETE FROM apoyo.trace WHERE process = p_process;
  -- Minutes ago and who; every second one by the second telephone.
  FOR v IN EXECUTE format('SELECT x.* FROM test.burst AS x ORDER BY %s', p_order) LOOP
    v_told := concat_ws(' ', nullif(v_told, ''), test.note(v.support, 'NULL, NULL', '{}', v.person) ->> 'auxiliary_people_hour');
  END LOOP;
  RETURN v_told;
END
$$;
CREATE TABLE test.burst AS
SELECT n, test.receive(:r, 1, 'b' || n) AS support, v.person, v.minutes
  FROM (VALUES (1, 'a', 125), (2, 'b', 100), (3, 'c', 90), (4, 'd', 80), (5, 'd', 70), (6, 'e', 41), (7, 'f', 39), (8, 'g', 0))
       AS v (n, person, minutes);
UPDATE apoyo.support AS s
   SET captured_at = s.received_at - make_interval(mins => b.minutes), sent_at = s.received_at, received_at = s.received_at,
       device = CASE WHEN b.n % 2 = 0 THEN (SELECT d.id FROM apoyo.device AS d WHERE d.token_hash = test.h('second')) ELSE s.device END
  FROM test.burst AS b WHERE b.support = s.id;
SELECT test.claim((SELECT min(b.support) FROM test.burst AS b));
SELECT is(test.rates(:r, 'x.n'), '1 2 3 4 4 4 4 3', 'the first first');
SELECT is(test.rates(:r, 'x.n DESC'), '1 2 3 3 3 4 4 4', 'the last first: nothing is lost');
SELECT is(test.rates(:r, 'x.n % 3, x.n'), '1 2 2 3 4 4 4 3', 'or in no order');
SELECT is((SELECT string_agg(apoyo.habits_of(t, '{}') ->> 'auxiliary_people_hour', ' ' ORDER BY b.n)
             FROM test.burst AS b JOIN apoyo.trace AS t ON t.support = b.support),
          (SELECT string_agg(m.most::text, ' ' ORDER BY m.n)
             FROM (SELECT b.n, (SELECT max(w.people)
                                  FROM (SELECT count(DISTINCT o.person) AS people
                                          FROM test.burst AS a
                                          JOIN test.burst AS o ON o.minutes <= a.minutes AND o.minutes > a.minutes - 60
                                         WHERE a.minutes >= b.minutes AND a.minutes < b.minutes + 60
                                         GROUP BY a.n) AS w) AS most
                     FROM test.burst AS b) AS m),
          'once all are there each has the most of any hour it lies in');
SELECT is((SELECT apoyo.habits_of(t, '{}') ->> 'auxiliary_devices' FROM apoyo.trace AS t JOIN test.burst AS b ON b.support = t.support WHERE b.n = 1),
          '2', 'and the auxiliary both telephones');

-- Near pictures.
SELECT is(test.note(:h2, 'NULL, NULL', h.hashes::jsonb) -> 'near', h.near::jsonb, h.hashes)
  FROM (VALUES ('{"selfie": "00000000ffffffff"}', '{"selfie": 0}'), ('{"selfie": "80000000fffffffe"}', '{"selfie": 2}'),
               ('{"selfie": "8000000080000001"}', '{}'), ('{"selfie": "00010001fffefffe"}', '{}'),
               ('{"selfie": "00010001fffefffF"}', NULL)) AS h (hashes, near)
 WHERE h.near IS NOT NULL;
SELECT is(apoyo.differing_bits(('x' || a.p)::bit(64)::bigint, ('x' || a.q)::bit(64)::bigint), a.bits, a.p || ' ' || a.q)
  FROM (VALUES ('0000000000000000', 'ffffffffffffffff', 64), ('8000000000000001', '0000000000000000', 2)) AS a (p, q, bits);
SELECT is(test.note(:n1, 'NULL, NULL', '{"selfie": "00000000ffffffff"}') -> 'near', '{}', 'another process is another matter');
-- Found by the indexes of the quarters, whatever is in the table: the very statement of the function.
SELECT format('PREPARE near (bigint, integer, text, bigint, bytea, integer) AS %s',
              replace(replace(replace(replace(replace(replace(substring(p.prosrc, 'RETURN \((.*)\);'), 'p_support', '$1'), 'p_process', '$2'), 'p_picture', '$3'), 'p_hash', '$4'),
                              'p_person', '$5'), 'p_bits', '$6')) AS near
  FROM pg_proc AS p WHERE p.oid = 'apoyo.nearest_picture(bigint, integer, bytea, text, bigint, integer)'::regprocedure \gset
:near;
ALTER TABLE apoyo.picture_hash DROP CONSTRAINT picture_hash_support_process_fkey;
INSERT INTO apoyo.picture_hash (support, process, picture, hash)
SELECT -n, :p, 'selfie', ('x' || left(md5(n::text), 16))::bit(64)::bigint FROM generate_series(1, 20000) AS n;
ANALYZE apoyo.picture_hash;
CREATE FUNCTION test.plan_of(p_statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_line text;
  v_plan text := '';
BEGIN
  FOR v_line IN EXECUTE 'EXPLAIN (COSTS off) ' || p_statement LOOP
    v_plan := v_plan || v_line || E'\n';
  END LOOP;
  RETURN v_plan;
END
$$;
SELECT is((SELECT count(*) FROM regexp_matches(test.plan_of(format('EXECUTE near (1, %s, ''selfie'', 4294967295, NULL, %s)', :p, b.bits)),
                                               'Bitmap Index Scan on picture_hash_process_picture_expr', 'g')), 4::bigint, m.mode || b.bits)
  FROM (VALUES (3), (7)) AS b (bits), (VALUES ('force_generic_plan'), ('force_custom_plan')) AS m (mode), set_config('plan_cache_mode', m.mode, true);
DELETE FROM apoyo.picture_hash WHERE support < 0;
-- One to three bits anywhere are near, four are not: one quarter of it is as it was.
SELECT is(apoyo.nearest_picture(:o1, :p, NULL, 'selfie', (('x00000000ffffffff'::bit(64)) # ('x' || b.bits)::bit(64))::bigint, 3), b.near, b.bits)
  FROM (VALUES ('0000000000000000', 0), ('8000800080000000', 3), ('0000800080008000', 3), ('0000000000000007', 3), ('0000000000000001', 1),
               ('000000000000000f', NULL), ('8000800080008000', NULL)) AS b (bits, near)
 WHERE apoyo.nearest_picture(:o1, :p, NULL, 'selfie', ('x00000000ffffffff'::bit(64))::bigint, 3) IS NOT NULL;
-- As far as the settings say, up to seven bits.
SELECT is(apoyo.nearest_picture(:o1, :q, NULL, 'selfie', (('x00000000ffffffff'::bit(64)) # ('x' || b.bits)::bit(64))::bigint, 7), b.near, b.bits || ' of seven')
  FROM (VALUES ('8000800080008000', 4), ('000000000000000f', 4), ('8001800180018000', 7), ('8001800180018001', NULL)) AS b (bits, near);
SELECT is((SELECT string_agg(coalesce(apoyo.near_bits(c.value)::text, '-'), ' ' ORDER BY c.place)
             FROM jsonb_array_elements('[{"use": "flag", "above": 0.95}, {"use": "note", "above": 0.953}, {"use": "flag", "above": 0.96},
                                         {"use": "flag", "above": 0.5}, {"use": "off", "above": 0.95}, null]') WITH ORDINALITY AS c (value, place)),
          '3 3 2 7 - -', 'a check says how far');
-- Nobody's own earlier capture accuses them.
SELECT test.receive(:p, 2, 'own1') AS own1, test.receive(:p, 2, 'own2') AS own2, test.receive(:p, 3, 'own3') AS own3 \gset
UPDATE apoyo.image SET hash = test.h('signed') WHERE number = 4 AND support IN (:own1, :own2, :own3);
SELECT test.claim(:own1);
SELECT is(test.note(:own2, 'NULL, NULL', '{}', 'ada') -> 'own', '["signature"]', 'of one that is still being read nobody knows whose it is');
SELECT is(test.note(:own1, 'NULL, NULL', '{"selfie": "123456789abcdef0"}', 'ada') -> 'near', '{}', 'the first of somebody');
SELECT is(n.told -> 'near' || jsonb_build_object('own', n.told -> 'own'), '{"own": ["signature"]}', 'their own second one')
  FROM (SELECT test.note(:own2, 'NULL, NULL', '{"selfie": "123456789abcdef0"}', 'ada')) AS n (told);
SELECT is(n.told -> 'near' || jsonb_build_object('own', n.told -> 'own'), '{"selfie": 0, "own": null}', 'somebody else''s')
  FROM (SELECT test.note(:own3, 'NULL, NULL', '{"selfie": "123456789abcdef0"}', 'bea')) AS n (told);
SELECT is(n.told -> 'near' || jsonb_build_object('own', n.told -> 'own'), '{"selfie": 0, "own": ["signature"]}', 'who has no name copies nobody''s for sure')
  FROM (SELECT test.note(:own2, 'NULL, NULL', '{"selfie": "123456789abcdef0"}')) AS n (told);
SELECT test.ask('ruben', format('SELECT apoyo.change_checks(%s, 1, %L, ''INE/CG9/2026'', ''r'')', :p, '{"checks": {"selfie.near": {"use": "off"}}}'));
SELECT is(test.note(:own3, 'NULL, NULL', '{"selfie": "123456789abcdef0"}', 'bea') -> 'near', NULL, 'a check that is off looks for nothing');
SELECT is(test.refusal('apoyo_validator', format('SELECT apoyo.note_habits(%s, %s, NULL, NULL, %L)', :h1, (SELECT w.attempt FROM apoyo.work AS w WHERE w.support = :h1), h.hashes)), 'AP412', h.hashes)
  FROM (VALUES ('[]'), ('{"selfie": "00"}'), ('{"selfie": 7}'), ('{"dog": "00000000ffffffff"}')) AS h (hashes);
-- What the clocks betray comes with it, by the settings of now, and is not found twice.
UPDATE apoyo.support AS s SET sent_at = s.received_at + interval '2 hours', captured_at = s.received_at + interval '3 hours' WHERE s.id = :n1;
SELECT apoyo.add_finding(:n1, 'captured_after_sending', NULL), apoyo.add_finding(:n1, 'clock_skew', '{"seconds": 7200}');
SELECT test.claim(:n1);
SELECT is(test.note(:n1, 'NULL, NULL') -> 'reception', '["captured_after_sending", "clock_skew"]', 'what the reception saw');
SELECT apoyo.add_findings(:n1, '[{"code": "clock_skew", "field": "capture", "cause": "M9", "check": "behaviour.clock_skew",
                                  "confidence": 1, "settings": 2, "rule": 3}]');
SELECT is((SELECT count(*) FROM apoyo.finding AS f WHERE f.support = :n1), 2::bigint, 'the inspection says it no second time');
CREATE FUNCTION test.clocks(p_process integer, p_settings integer, p_change text, p_word text, p_skew interval) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM test.ask('ruben', format('SELECT apoyo.change_checks(%s, %s, %L, ''INE/CG9/2026'', ''r'')', p_process, p_settings,
                                   format('{"checks": {"data.clock": %s}}', p_change)));
  PERFORM test.ask('apoyo_intake', test.reception(p_process, 1, p_word, clock_timestamp() + p_skew, clock_timestamp() + p_skew));
  RETURN (SELECT string_agg(f.code, ' ') FROM apoyo.finding AS f JOIN apoyo.support AS s ON s.id = f.support WHERE s.folio = 'T-' || p_word);
END
$$;
SELECT is(test.clocks(:q, 1, '{"skew": 60}', 'k1', '2 minutes'), 'clock_skew', 'a setting makes it stricter at the reception');
SELECT is(test.clocks(:q, 2, '{"skew": 86400}', 'k2', '2 hours'), NULL, 'or looser');
SELECT is(test.clocks(:q, 3, '{"skew": 60, "use": "note"}', 'k3', '2 hours'), NULL, 'what only notes');
SELECT test.claim(s.id) FROM apoyo.support AS s WHERE s.folio = 'T-k3';
SELECT is(test.note(s.id, 'NULL, NULL') -> 'reception', '["clock_skew"]', 'is told to the tree alone') FROM apoyo.support AS s WHERE s.folio = 'T-k3';
SELECT * FROM finish();
ROLLBACK;
