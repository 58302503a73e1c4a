-- requeues: the stuck work of a process tried again by two people, from a list both have seen.
BEGIN;
SET search_path = tap, public;
SELECT * FROM no_plan();
CREATE ROLE lucas LOGIN;
GRANT apoyo_supervisor TO lucas;
INSERT INTO apoyo.staff (role, display_name) VALUES ('lucas', 'Lucas');
INSERT INTO apoyo.staff_scope (role) VALUES ('lucas');
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.ask('lucas', 'SELECT display_name FROM apoyo.sign_in(''1'', ''desk'')');
SELECT test.geography();
SELECT test.process('RM') AS rm, test.process('CI') AS ci \gset
SELECT test.receive(:rm, 1, 's1') AS s1, test.receive(:rm, 2, 's2') AS s2, test.receive(:rm, 3, 's3') AS s3,
       test.receive(:rm, 1, 'ok') AS ok, test.receive(:ci, 1, 'else') AS other \gset
CREATE FUNCTION test.list(VARIADIC p_supports bigint[]) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('reason', 'The disk was full', 'supports', to_jsonb(p_supports));
$$;
CREATE FUNCTION test.requeueing(p_process integer, p_request jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT p.proposal FROM apoyo.propose(''requeue-stuck'', %s, %L) AS p', p_process, p_request);
$$;
CREATE FUNCTION test.works() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(s.folio || ' ' || w.attempt - w.first_attempt || ' ' || (w.first_attempt > 0), ', ' ORDER BY s.folio)
    FROM apoyo.work AS w JOIN apoyo.support AS s ON s.id = w.support;
$$;
SELECT is(test.refusal('lucia', test.requeueing(:rm, test.list(:s1))), 'AP816', 'nothing is stuck yet');
UPDATE apoyo.work SET attempt = 3 WHERE support IN (:s1, :s2, :s3);

-- The list.
SELECT is(test.refusal('lucia', test.requeueing(:rm, r.request::jsonb)), r.code, r.request)
  FROM (VALUES ('{}', 'AP817'), ('[]', 'AP817'), ('null', 'AP817'), ('{"reason": "x"}', 'AP817'), ('{"reason": 1, "supports": [1]}', 'AP817'),
               ('{"reason": "x", "supports": ["1"]}', 'AP817'), ('{"reason": "x", "supports": [1e30]}', 'AP817'),
               ('{"reason": "x", "supports": [[1]]}', 'AP817'),
               ('{"reason": "x", "supports": [0]}', 'AP817'), ('{"reason": "x", "supports": [1], "more": 1}', 'AP817'),
               ('{"reason": " ", "supports": [1]}', 'AP116'), ('{"reason": "x", "supports": []}', 'AP816'),
               ('{"reason": "x", "supports": [123456]}', 'AP816')) AS r (request, code);
SELECT is(test.refusal('lucia', test.requeueing(:rm, jsonb_build_object('reason', 'x', 'supports',
            (SELECT jsonb_agg(n) FROM generate_series(1, 501) AS n)))), 'AP817', 'longer than anybody reads');
SELECT is(test.refusal('lucia', test.requeueing(:rm, test.list(:s1, :other))), 'AP816', 'nothing of another process');
SELECT is(test.refusal(r.name, test.requeueing(:rm, test.list(:s1))), r.code, r.name || ' does not')
  FROM (VALUES ('ruben', 'AP001'), ('carlos', 'AP001'), ('elena', '42501'), ('ana', '42501')) AS r (name, code);
SELECT is(test.refusal('lucia', test.requeueing((SELECT test.draft('DD')), test.list(:s1))), 'AP102', 'nor of a draft');

-- Two people.
SELECT test.ask('lucia', test.requeueing(:rm, test.list(:s3, :s1, :s1, :s2, :ok))) AS one \gset
SELECT is((SELECT o.plan FROM apoyo.proposal AS o WHERE o.id = :one),
          '{"process": "RM", "name": "Process RM", "simulacro": true, "reason": "The disk was full", "supports": 4,
            "folios": ["T-ok", "T-s1", "T-s2", "T-s3"]}', 'the plan is the list');
SELECT is(test.ask('lucas', 'SELECT string_agg(i.kind || '' '' || i.code, '', '') FROM apoyo.proposal_inbox AS i'), 'requeue-stuck RM',
          'it waits for another supervisor');
SELECT is(test.refusal('lucia', test.requeueing(:rm, test.list(:s1))), 'AP703', 'one at a time');
SELECT is(test.refusal('lucia', test.signing(:one)), 'AP707', 'nobody does it alone');
SELECT is(test.refusal('ruben', test.signing(:one)), 'AP001', 'the second needs the right too');
SELECT is(test.works(), 'T-else 0 false, T-ok 0 false, T-s1 3 false, T-s2 3 false, T-s3 3 false', 'one signature does nothing');
-- Meanwhile one of them moves by itself.
SELECT test.person('ada') AS ada \gset
UPDATE apoyo.work SET worker = 'w' WHERE support = :s2;
SELECT is(test.ask('apoyo_validator', format('SELECT apoyo.record_findings(%s, 3, ''acceptable'', NULL, NULL, %s, %L, NULL, %L, ''p'')',
                                             :s2, :ada, test.h('citizen'), test.h('s'))), 'valid', 'one of them moves by itself');
SELECT is(test.ask('lucas', test.signing(:one)), 'applied', 'two do it');
SELECT is(test.works(), 'T-else 0 false, T-ok 0 false, T-s1 0 true, T-s3 0 true', 'what is stuck begins anew, and nothing else');
SELECT is((SELECT string_agg(s.folio || ' ' || a.act || ' ' || a.made_by || ' ' || a.reason, ', ' ORDER BY s.folio)
             FROM apoyo.support_act AS a JOIN apoyo.support AS s ON s.id = a.support),
          'T-s1 requeued lucas The disk was full, T-s3 requeued lucas The disk was full', 'which each of them tells');
SELECT is((SELECT count(*) FROM apoyo.event AS e WHERE e.process = 0 AND convert_from(e.body, 'UTF8')::jsonb ->> 'kind' = 'support-requeued'),
          2::bigint, 'and the internal log');

-- What became impossible.
UPDATE apoyo.work SET attempt = first_attempt + 2 WHERE support IN (:s1, :s3);
SELECT test.ask('lucia', test.requeueing(:rm, test.list(:s1, :s3))) AS two \gset
UPDATE apoyo.work SET attempt = first_attempt WHERE support IN (:s1, :s3);
SELECT is(test.ask('lucas', test.signing(:two)), 'overtaken', 'when nothing of it is stuck any more nothing is done');
-- In review because no attempt could read it.
SELECT test.claim(:s3), test.claim(:s3), test.claim(:s3), test.claim(:s3), test.claim(:s3), test.claim(:s3);
SELECT is((SELECT s.situation::text FROM apoyo.support AS s WHERE s.id = :s3), 'in_review', 'what nobody could read is with people');
SELECT test.ask('lucas', test.requeueing(:rm, test.list(:s3))) AS three \gset
SELECT is(test.ask('lucia', test.signing(:three)), 'applied', 'and goes back');
SELECT is((SELECT s.situation::text FROM apoyo.support AS s WHERE s.id = :s3), 'processing', 'to the machine');
SELECT is(test.figures(:rm, 'log'), test.figures(:rm, 'supports'), 'the log has followed') FROM test.fold();
SELECT * FROM finish();
ROLLBACK;
