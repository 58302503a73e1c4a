-- habits: what the captures before one make of it.
BEGIN;
SET search_path = tap, public;
SELECT * FROM no_plan();
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();
SELECT test.process('RM') AS p, test.process('RN') AS q \gset

CREATE FUNCTION test.note(p_support bigint, p_place text, p_hashes jsonb DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  RETURN test.ask('apoyo_validator', format('SELECT apoyo.note_habits(%s, %s, %s, %L)', p_support,
                                            coalesce((SELECT w.attempt FROM apoyo.work AS w WHERE w.support = p_support), 0),
                                            p_place, p_hashes));
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
          '{"near": {}, "device_people_day": 1, "device_people_hour": 1, "auxiliary_devices": 1}', 'the first of a device');
SELECT is(test.note(:h2, '1943, -9913') - 'near', '{"device_people_day": 2, "device_people_hour": 2, "auxiliary_devices": 1,
          "km_since_last": 0.0, "minutes_since_last": 10.0}', 'the second, at the same place');
SELECT is(test.note(:h3, '2067, -10335') ->> 'km_since_last', '461.8', 'from one town to another');
SELECT is(test.note(:h3, '2067, -10335') ->> 'device_people_hour', '3', 'a second attempt counts nobody twice');
SELECT is(test.note(:o1, 'NULL, NULL') - 'near', '{"device_people_day": 1, "device_people_hour": 1, "auxiliary_devices": 1}',
          'another device, without a place');
SELECT is(test.note(:h1, '1943, -9913') - 'near', '{"device_people_day": 1, "device_people_hour": 1, "auxiliary_devices": 1}',
          'what came later does not count');
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
SELECT format('PREPARE near (bigint, integer, text, bigint) AS %s',
              replace(replace(replace(replace(p.prosrc, 'p_support', '$1'), 'p_process', '$2'), 'p_picture', '$3'), 'p_hash', '$4')) AS near
  FROM pg_proc AS p WHERE p.oid = 'apoyo.nearest_picture(bigint, integer, text, bigint)'::regprocedure \gset
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
SELECT is((SELECT count(*) FROM regexp_matches(test.plan_of(format('EXECUTE near (1, %s, ''selfie'', 4294967295)', :p)),
                                               'Bitmap Index Scan on picture_hash_process_picture_expr', 'g')), 4::bigint, m.mode)
  FROM (VALUES ('force_generic_plan'), ('force_custom_plan')) AS m (mode), set_config('plan_cache_mode', m.mode, true);
DELETE FROM apoyo.picture_hash WHERE support < 0;
-- One to three bits anywhere are near, four are not: one quarter of it is as it was.
SELECT is(apoyo.nearest_picture(:o1, :p, 'selfie', (('x00000000ffffffff'::bit(64)) # ('x' || b.bits)::bit(64))::bigint), b.near, b.bits)
  FROM (VALUES ('0000000000000000', 0), ('8000800080000000', 3), ('0000800080008000', 3), ('0000000000000007', 3), ('0000000000000001', 1),
               ('000000000000000f', NULL), ('8000800080008000', NULL)) AS b (bits, near)
 WHERE apoyo.nearest_picture(:o1, :p, 'selfie', ('x00000000ffffffff'::bit(64))::bigint) IS NOT NULL;
SELECT is(test.refusal('apoyo_validator', format('SELECT apoyo.note_habits(%s, 1, NULL, NULL, %L)', :h1, h.hashes)), 'AP412', h.hashes)
  FROM (VALUES ('[]'), ('{"selfie": "00"}'), ('{"selfie": 7}'), ('{"dog": "00000000ffffffff"}')) AS h (hashes);
-- What the clocks betrayed at the reception comes with it, and is not found twice.
SELECT apoyo.add_finding(:n1, 'captured_after_sending', NULL), apoyo.add_finding(:n1, 'clock_skew', '{"seconds": 7200}');
SELECT test.claim(:n1);
SELECT is(test.note(:n1, 'NULL, NULL') -> 'reception', '["captured_after_sending", "clock_skew"]', 'what the reception saw');
SELECT apoyo.add_findings(:n1, '[{"code": "clock_skew", "field": "capture", "cause": "M9", "check": "behaviour.clock_skew",
                                  "confidence": 1, "settings": 2, "rule": 3}]');
SELECT is((SELECT count(*) FROM apoyo.finding AS f WHERE f.support = :n1), 2::bigint, 'the inspection says it no second time');
SELECT * FROM finish();
ROLLBACK;
