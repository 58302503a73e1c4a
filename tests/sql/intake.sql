-- intake: devices, receptions, repetitions, clocks.
BEGIN;
SET search_path = tap, public;
SELECT plan(98);
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();
SELECT test.process('RM') AS p, test.process('MA', '{"modalities": ["auxiliary"]}') AS ma,
       test.draft('DRAFT') AS draft \gset

-- Devices.
SELECT is((SELECT count(*) FROM apoyo.device AS d WHERE d.process = :p), 3::bigint,
          'an auxiliary''s key registers a device');
SELECT is(test.ask('apoyo_intake', format(
            'SELECT r.process || '' '' || r.promovente FROM apoyo.register_device(%L, %L, ''second'') AS r',
            test.h('RM2'), test.h('second'))), :p || ' 2', 'one key serves several devices');
SELECT is(test.refusal('apoyo_intake', format('SELECT * FROM apoyo.register_device(%L, %L, ''x'')',
                                              test.h('wrong'), test.h('t'))),
          'AP301', 'an unknown key does not');
SELECT is(test.refusal('apoyo_intake', format('SELECT * FROM apoyo.register_device(%L, %L, ''x'')',
                                              test.h('RM2'), test.h('second'))),
          'AP308', 'a token is nobody else''s');
SELECT is(test.refusal('apoyo_intake', format('SELECT * FROM apoyo.register_device(%L, %L, %L)',
                                              test.h('RM2'), test.h('t'), repeat('x', 101))),
          'AP309', 'a label is short');
SAVEPOINT many;
INSERT INTO apoyo.device (auxiliary, process, promovente, token_hash, label, registered_at)
SELECT d.auxiliary, d.process, d.promovente, test.h('many' || n), '', now() - make_interval(mins => 59)
  FROM apoyo.device AS d, generate_series(1, apoyo.devices_per_hour() - 2) AS n WHERE d.token_hash = test.h('second');
SELECT is(test.refusal('apoyo_intake', format('SELECT * FROM apoyo.register_device(%L, %L, ''x'')', test.h('RM2'), test.h('t'))),
          'AP316', 'nobody has so many telephones in hand');
SAVEPOINT another;
SELECT test.ask('ruben', format('SELECT apoyo.issue_auxiliary_key(%s, %L, ''lost'')', d.auxiliary, test.h('RM2new')))
  FROM apoyo.device AS d WHERE d.token_hash = test.h('second');
SELECT is(test.refusal('apoyo_intake', format('SELECT * FROM apoyo.register_device(%L, %L, ''x'')', test.h('RM2new'), test.h('t'))),
          'done', 'with another key it begins anew');
ROLLBACK TO another;
SELECT is(test.refusal('apoyo_intake', format('SELECT * FROM apoyo.register_device(%L, %L, ''x'')', test.h('RM1'), test.h('t'))),
          'done', 'another auxiliary goes on');
UPDATE apoyo.device SET registered_at = now() - make_interval(mins => 61) WHERE token_hash = test.h('many1');
SELECT is(test.refusal('apoyo_intake', format('SELECT * FROM apoyo.register_device(%L, %L, ''x'')', test.h('RM2'), test.h('u'))),
          'done', 'and this one after an hour');
ROLLBACK TO many;
SELECT is(test.ask('apoyo_intake', format('SELECT d.process || '' '' || d.active FROM apoyo.authenticate_device(%L) AS d',
                                          test.h('token' || :p || '1'))),
          :p || ' true', 'a token is known again');
SELECT is(test.ask('apoyo_intake', format('SELECT d.device FROM apoyo.authenticate_device(%L) AS d',
                                          test.h('none'))), NULL, 'an unknown one is nobody''s');

-- Receptions.
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'c1')), 'stored processing', 'stored');
SELECT is((SELECT (s.promovente, s.demarcation, s.grounds, s.rank, s.folio)::text
             FROM apoyo.support AS s WHERE s.process = :p),
          '(1,-,{processing},unranked,T-c1)', 'in no demarcation yet');
SELECT is((SELECT count(*) FROM apoyo.work AS w WHERE w.process = :p AND w.kind = 'validation'),
          1::bigint, 'to be validated');
SELECT matches((SELECT convert_from(e.body, 'UTF8') FROM apoyo.event AS e
                 WHERE e.process = :p ORDER BY e.id DESC LIMIT 1),
               '^\{"v":1,"process":"RM","kind":"support-received","subject":"[0-9a-f]{32}",'
               '"hour":"\d{4}-\d\d-\d\dT\d\dZ","rule":1,"deltas":\[\[1,"-","processing",1\]\],'
               '"commitment":"[0-9a-f]{64}"\}$', 'the event holds public facts only');
SELECT is((SELECT convert_from(e.body, 'UTF8')::jsonb ->> 'commitment' FROM apoyo.event AS e
            WHERE e.process = :p ORDER BY e.id DESC LIMIT 1),
          encode(sha256(test.h('saltc1') || '\x70'), 'hex'), 'and commits to the private body');
SELECT is((SELECT count(*) FROM apoyo.pending AS w
             JOIN apoyo.event AS e ON e.process = w.process AND e.id = w.event
            WHERE w.process = :p AND w.txid = pg_current_xact_id()),
          (SELECT count(*) FROM apoyo.event AS e WHERE e.process = :p),
          'every event waits for its position');

-- Repetitions.
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'c1')), 'repeated processing',
          'the same again is the same');
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'c1', p_folio => 'T-other')),
          'repeated processing', 'whatever folio was drawn for it');
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'c1', p_digest => 'other')),
          'conflict -', 'another body under the same key is a conflict');
SELECT is(test.ask('apoyo_intake', test.reception(:p, 2, 'c1')), 'conflict -',
          'and so is another promovente');
SELECT is(test.ask('apoyo_intake', test.reception(:ma, 1, 'c1', p_folio => 'T-ma')),
          'stored processing', 'in another process it is another capture');
SELECT is((SELECT count(*) FROM apoyo.support AS s WHERE s.process = :p), 1::bigint,
          'one support all in all');
SELECT is((SELECT count(*) FROM apoyo.event AS e
            WHERE convert_from(e.body, 'UTF8') LIKE '%support-received%' AND e.process = :p),
          1::bigint, 'and one event');

-- Refusals, and nothing of them remains.
SELECT is(test.refusal('apoyo_intake', test.reception(:p, 1, 'c2', p_folio => 'T-c1')), 'AP306',
          'a folio in use');
SELECT is(test.refusal('apoyo_intake', test.reception(:p, 4, 'c3')), 'AP110', 'no such promovente');
SELECT is(test.refusal('apoyo_intake', replace(test.reception(:p, 1, 'c4'),
                                               ', ' || test.device(:p, 1) || ',',
                                               ', ' || test.device(:p, 2) || ',')),
          'AP302', 'another promovente''s device');
SELECT is(test.refusal('apoyo_intake', test.reception(999, 1, 'c5')), 'AP101', 'no such process');
SELECT is(test.refusal('apoyo_intake', test.reception(0, 1, 'c5')), 'AP101',
          'the internal log is no process');
SELECT is(test.refusal('apoyo_intake', test.reception(:draft, 1, 'c6')), 'AP303', 'not open yet');
SELECT is(test.refusal('apoyo_intake', test.reception(:ma, 1, 'c7', p_modality => 'self')), 'AP305',
          'a modality that the rule does not know');
SELECT is(test.refusal('apoyo_intake', regexp_replace(test.reception(:p, 1, 'c8'),
                                                      '''\{[^}]*\}''', '''{}''')),
          'AP307', 'without pictures');
UPDATE apoyo.device SET revoked_at = now() WHERE id = test.device(:p, 3);
SELECT is(test.refusal('apoyo_intake', test.reception(:p, 3, 'c9')), 'AP302', 'a revoked device');
SELECT is(test.ask('apoyo_intake', format('SELECT d.active FROM apoyo.authenticate_device(%L) AS d',
                                          test.h('token' || :p || '3'))), 'false', 'is told so');
SELECT test.ask('ruben', format('SELECT apoyo.withdraw_promovente(%s, 2, 1, ''gave up'', ''A-1'')', :p));
SELECT is(test.refusal('apoyo_intake', test.reception(:p, 2, 'c10')), 'AP172',
          'a promovente who withdrew');
SELECT test.ask('ruben', format('SELECT apoyo.reinstate_promovente(%s, 2, 2, ''a mistake'', ''A-2'')', :p));
UPDATE apoyo.promovente SET opens_at = now() + interval '1 day' WHERE process = :p AND number = 2;
SELECT is(test.refusal('apoyo_intake', test.reception(:p, 2, 'c11')), 'AP304',
          'a promovente whose period has not begun');
UPDATE apoyo.promovente SET opens_at = NULL WHERE process = :p AND number = 2;
SELECT is((SELECT count(*) FROM apoyo.support AS s WHERE s.process IN (:p, :draft)), 1::bigint,
          'nothing of all that was stored');
SELECT is(test.refusal(r.role, test.reception(:p, 1, 'c12')), '42501', r.role || ' receives nothing')
  FROM (VALUES ('ruben'), ('lucia'), ('ana'), ('carlos'), ('apoyo_validator'), ('apoyo_ledger'),
               ('nobody')) AS r (role);
SELECT is(test.refusal('postgres', test.reception(:p, 1, 'c12')), 'AP001',
          'nor does a superuser');

-- Late, or not, by every clock.
SELECT is(apoyo.is_late(apoyo.captured_by_server_clock(c.captured, c.sent, c.received), c.received,
                        '2026-01-10 00:00Z', '24 hours'), c.late, c.what)
  FROM (VALUES
    ('in time', '2026-01-09 10:00Z'::timestamptz, '2026-01-09 10:05Z'::timestamptz,
     '2026-01-09 10:05Z'::timestamptz, false),
    ('captured in time, sent in the window', '2026-01-09 23:59Z', '2026-01-10 20:00Z',
     '2026-01-10 20:00Z', false),
    ('captured in time, received after the window', '2026-01-09 23:59Z', '2026-01-11 00:01Z',
     '2026-01-11 00:01Z', true),
    ('captured after the close', '2026-01-10 00:01Z', '2026-01-10 00:02Z', '2026-01-10 00:02Z', true),
    ('a clock a year ahead, received in time', '2027-01-09 10:00Z', '2027-01-09 10:01Z',
     '2026-01-09 10:01Z', false),
    ('a clock a year behind, received in time', '2025-01-09 10:00Z', '2025-01-09 10:01Z',
     '2026-01-09 10:01Z', false),
    ('a clock put back to before the close', '2026-01-09 23:50Z', '2026-01-09 23:51Z',
     '2026-01-10 06:00Z', true),
    ('a clock a year behind, captured in time', '2025-01-09 23:00Z', '2025-01-10 01:00Z',
     '2026-01-10 01:00Z', false),
    ('a minute of difference is nothing', '2026-01-09 23:59Z', '2026-01-10 00:10Z',
     '2026-01-10 00:11Z', false)
  ) AS c (what, captured, sent, received, late);
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'skew',
                                                  clock_timestamp() + interval '1 year',
                                                  clock_timestamp() + interval '1 year')),
          'stored processing', 'a clock a year off is taken');
SELECT is((SELECT string_agg(f.code, ' ' ORDER BY f.number) FROM apoyo.finding AS f
             JOIN apoyo.support AS s ON s.id = f.support
            WHERE s.capture = md5('skew')::uuid), 'clock_skew', 'and noticed');
SELECT is((SELECT f.detail - 'seconds' FROM apoyo.finding AS f JOIN apoyo.support AS s ON s.id = f.support
            WHERE s.capture = md5('skew')::uuid),
          '{"field": "capture", "cause": "M9", "check": "behaviour.clock_skew", "confidence": 1, "settings": 1, "rule": 1}',
          'with the check, the cause, and by which settings and rule');
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'after', clock_timestamp(),
                                                  clock_timestamp() - interval '2 minutes')),
          'stored processing', 'captured after it was sent is taken');
SELECT is((SELECT string_agg(f.code, ' ' ORDER BY f.number) FROM apoyo.finding AS f
             JOIN apoyo.support AS s ON s.id = f.support
            WHERE s.capture = md5('after')::uuid), 'captured_after_sending', 'and noticed');
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'early',
                                                  clock_timestamp() - interval '5 days')),
          'stored processing', 'captured before the period began is taken');
SELECT is((SELECT string_agg(f.code, ' ' ORDER BY f.number) FROM apoyo.finding AS f
             JOIN apoyo.support AS s ON s.id = f.support
            WHERE s.capture = md5('early')::uuid), 'captured_before_opening', 'and noticed');
UPDATE apoyo.process SET closes_at = now() - interval '1 hour' WHERE id = :p;
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'l1')), 'stored late',
          'captured after the close: received, and late from the start');
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'l2',
                                                  clock_timestamp() - interval '2 hours')),
          'stored processing', 'captured before, sent in the window');
UPDATE apoyo.promovente SET closes_at = now() + interval '1 hour' WHERE process = :p AND number = 2;
SELECT is(test.ask('apoyo_intake', test.reception(:p, 2, 'l3')), 'stored processing',
          'a promovente''s own period counts for its supports');
SELECT test.person('late') AS late \gset
SELECT is(test.judge((SELECT s.id FROM apoyo.support AS s WHERE s.capture = md5('l1')::uuid), :late),
          'late', 'late stays late');
SELECT is((SELECT s.demarcation::text FROM apoyo.support AS s WHERE s.capture = md5('l1')::uuid),
          '05', 'in its cell');

-- The key a process was begun with.
SELECT is(test.refusal('apoyo_intake', format('SELECT apoyo.pin_process_key(%s, NULL)', :p)), 'done',
          'a process without a key may get one');
SELECT is(test.refusal('apoyo_intake', format('SELECT apoyo.pin_process_key(%s, %L)', :p, '\x11111111111111111111111111111111')),
          'done', 'the first key is pinned');
SELECT is(test.refusal('apoyo_validator', format('SELECT apoyo.pin_process_key(%s, %L)', :p, '\x11111111111111111111111111111111')),
          'done', 'and taken again');
SELECT is(test.refusal('apoyo_validator', format('SELECT apoyo.pin_process_key(%s, %L)', :p, '\x22222222222222222222222222222222')),
          'AP310', 'another one is not');
SELECT is(test.refusal('apoyo_intake', format('SELECT apoyo.pin_process_key(%s, NULL)', :p)), 'AP311',
          'nor is a new one made when it is lost');
SELECT is((SELECT count(*) FROM apoyo.process_key), 1::bigint, 'one key for each process');
SELECT is(test.refusal('apoyo_intake', format('SELECT apoyo.pin_process_key(%s, %L)', :ma, '\x11111111111111111111111111111111')),
          'AP185', 'no two processes share a key');
-- And those that all processes share.
SELECT is(test.refusal('apoyo_intake', 'SELECT apoyo.pin_shared_key(''roll'', NULL)'), 'done', 'a roll without a key may get one');
SELECT is(test.refusal('ruben', format('SELECT apoyo.pin_shared_key(''roll'', %L)', substr(test.h('roll'), 1, 16))), 'done',
          'who imports persons pins the first');
SELECT is(test.refusal(r, format('SELECT apoyo.pin_shared_key(''roll'', %L)', substr(test.h('roll'), 1, 16))), 'done', r || ' takes it again')
  FROM unnest('{apoyo_intake,apoyo_validator,apoyo_evidence}'::text[]) AS r;
SELECT is(test.refusal(r, format('SELECT apoyo.pin_shared_key(''roll'', %L)', substr(test.h('other'), 1, 16))), 'AP313', r || ' takes no other')
  FROM unnest('{apoyo_intake,apoyo_validator,apoyo_evidence,ruben}'::text[]) AS r;
SELECT is(test.refusal('apoyo_validator', 'SELECT apoyo.pin_shared_key(''roll'', NULL)'), 'AP313', 'nor is a new one made');
SELECT is(test.refusal('apoyo_ledger', format('SELECT apoyo.pin_shared_key(''ledger'', %L)', test.h('ledger'))), 'done', 'the ledger pins its own');
SELECT is(test.refusal('apoyo_ledger', format('SELECT apoyo.pin_shared_key(''ledger'', %L)', test.h('other'))), 'AP314', 'and signs with no other');
SELECT is(test.refusal('ruben', format('SELECT apoyo.pin_shared_key(''ledger'', %L)', test.h('ledger'))), 'AP001', 'which is nobody else''s');
SELECT is(test.refusal('apoyo_intake', format('SELECT apoyo.pin_shared_key(''vault'', %L)', substr(test.h('vault'), 1, 16))), 'done', 'and the vault');
SELECT is(test.refusal('apoyo_evidence', format('SELECT apoyo.pin_shared_key(''vault'', %L)', substr(test.h('other'), 1, 16))), 'AP315', 'no other vault');
SELECT is(test.refusal('ruben', format('SELECT apoyo.pin_shared_key(''vault'', %L)', substr(test.h('vault'), 1, 16))), 'AP001', 'which is for services');

-- Looking things up.
SELECT is(test.ask('apoyo_intake', format('SELECT s.situation FROM apoyo.support_status(''T-c1'', %s) AS s',
                                          test.device(:p, 1))), 'processing', 'the device asks');
SELECT is(test.ask('apoyo_intake', format('SELECT s.situation FROM apoyo.support_status(''T-c1'', %s) AS s',
                                          test.device(:p, 2))), NULL, 'another one learns nothing');
SELECT is(test.ask('apoyo_intake', format('SELECT string_agg(concat_ws('' '', k.process, k.capture), '','') FROM apoyo.known_captures(%L, %L) AS k',
                                          ARRAY[:p, :p, :p + 100], ARRAY[md5('c1')::uuid, md5('none')::uuid, md5('c1')::uuid])),
          :p || ' ' || md5('c1')::uuid, 'the sweeper learns which captures have a row in their process');
SELECT is(test.ask('apoyo_intake', 'SELECT string_agg(p.code, '' '' ORDER BY p.code) FROM apoyo.public_processes() AS p'),
          'MA RM', 'processes that are public');
UPDATE apoyo.process SET state = 'closed' WHERE id = :p;
SELECT is(test.refusal('apoyo_intake', test.reception(:p, 1, 'z1')), 'AP303', 'after the close nothing');
SELECT is(test.ask('apoyo_intake', test.reception(:p, 1, 'c1')), 'repeated processing',
          'but what was acknowledged is acknowledged again');
SELECT is(test.refusal('apoyo_intake', format('SELECT * FROM apoyo.register_device(%L, %L, ''x'')',
                                              test.h('RM2'), test.h('late device'))),
          'AP102', 'and no device is registered any more');
SELECT is(test.unlike(), NULL, 'what each act left gives again what it decided');
SELECT * FROM finish();
ROLLBACK;
