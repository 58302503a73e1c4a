-- ranking: who counts for a citizen, one act at a time.
BEGIN;
SET search_path = tap, public;
SELECT plan(72);
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();

-- The first counts, and one citizen counts once in the whole process.
SELECT test.process('EX') AS ex \gset
SELECT test.person('ada') AS ada, test.person('bea', '09', '0003') AS bea,
       test.person('cleo') AS cleo \gset
SELECT test.receive(:ex, 1, 'e1') AS e1, test.receive(:ex, 1, 'e2') AS e2,
       test.receive(:ex, 2, 'e3') AS e3, test.receive(:ex, 2, 'e4') AS e4 \gset
SELECT is(test.situations(:ex), '1:processing 1:processing 2:processing 2:processing', 'open');
SELECT is(test.judge(:e3, :ada), 'valid', 'the first accepted counts, though a better one is open');
SELECT is(test.judge(:e4, :ada), 'duplicate_same', 'behind one of the same promovente');
SELECT is(test.judge(:e2, :ada), 'valid', 'a better one takes its place');
SELECT is(test.situations(:ex), '1:processing 1:valid 2:duplicate_other 2:duplicate_same',
          'and puts it behind another');
SELECT is(test.judge(:e1, :ada), 'valid', 'and an even better one that place');
SELECT is(test.situations(:ex), '1:valid 1:duplicate_same 2:duplicate_other 2:duplicate_same',
          'repetitions within a promovente are told before those between promoventes');
SELECT is((SELECT count(*) FROM apoyo.counting WHERE process = :ex AND support = :e1), 1::bigint,
          'one row says who counts');

-- Succession.
SELECT is(apoyo.withdraw_support(:e1)::text, 'withdrawn', 'the one that counts is withdrawn');
SELECT is(test.situations(:ex), '1:withdrawn 1:valid 2:duplicate_other 2:duplicate_same',
          'the next one counts');
SELECT is(apoyo.invalidate_support(:e2, 'inconsistent', 'M1')::text, 'inconsistent',
          'that one turns out to be a photocopy');
SELECT is(test.situations(:ex), '1:withdrawn 1:inconsistent 2:valid 2:duplicate_same',
          'the other promovente''s counts');
SELECT is(apoyo.invalidate_support(:e3, 'inconsistent', 'M4')::text, 'inconsistent', 'and that');
SELECT is(test.situations(:ex), '1:withdrawn 1:inconsistent 2:inconsistent 2:valid', 'the last');
SELECT is(apoyo.withdraw_support(:e4)::text, 'withdrawn', 'and that is withdrawn too');
SELECT is((SELECT count(*) FROM apoyo.counting WHERE process = :ex AND support IS NULL), 1::bigint,
          'nobody counts for the citizen');
SELECT is(apoyo.restore_support(:e2, 'inconsistent')::text, 'valid', 'a hearing restores one');
SELECT is(apoyo.restore_support(:e3, 'inconsistent')::text, 'duplicate_other', 'and one behind it');
SELECT is(apoyo.invalidate_support(:e1, 'inconsistent', 'M2')::text, 'withdrawn',
          'what is withdrawn stays so, whatever else is found');
SELECT is(apoyo.restore_support(:e1, 'withdrawn')::text, 'inconsistent',
          'and shows the other cause when that falls away');

-- A support can turn out to be somebody else's, in another cell.
SELECT test.receive(:ex, 3, 'e5') AS e5, test.receive(:ex, 3, 'e6') AS e6 \gset
SELECT is(test.judge(:e5, :bea), 'valid', 'a support of another citizen');
SELECT is(test.judge(:e6, :cleo), 'valid', 'and of a third');
SELECT is(apoyo.settle(:e5, 'support-matched', '{}', '{}', NULL, true, :cleo,
                       test.h('citizen' || :cleo), '05', NULL, NULL)::text,
          'valid', 'it is matched to the third, received before');
SELECT is((SELECT s.situation::text FROM apoyo.support AS s WHERE s.id = :e6), 'duplicate_same',
          'whose own goes behind it');
SELECT is((SELECT c.support FROM apoyo.counting AS c
            WHERE c.process = :ex AND c.citizen_key = test.h('citizen' || :bea)), NULL,
          'and nobody counts for the one it was matched to');
SELECT test.fold();
SELECT is(test.figures(:ex, 'log'), test.figures(:ex, 'supports'), 'the log tells the same');
SELECT is(test.figures(:ex, 'tally'), test.figures(:ex, 'supports'), 'and the tallies');
SELECT is(apoyo.settle(:e5, 'support-matched', '{in_review}', '{}', NULL, true, NULL, NULL, '-',
                       NULL, NULL)::text, 'in_review', 'it is matched to nobody');
SELECT is((SELECT s.situation::text FROM apoyo.support AS s WHERE s.id = :e6), 'valid',
          'the other one counts again');
SELECT is((SELECT count(*) FROM apoyo.work WHERE support = :e5 AND kind = 'review'), 1::bigint,
          'and people find it in their queue');
SELECT is(apoyo.invalidate_support(:e5, 'not_found', NULL)::text, 'not_found', 'nobody it is');
SELECT is((SELECT count(*) FROM apoyo.work WHERE support = :e5), 0::bigint,
          'what is decided waits in no queue');

-- Where the last counts.
SELECT test.process('LAST', '{"duplicates": "last"}') AS last \gset
SELECT test.receive(:last, 1, 'l1') AS l1, test.receive(:last, 2, 'l2') AS l2,
       test.receive(:last, 1, 'l3') AS l3 \gset
SELECT is(test.judge(:l1, :ada) || test.judge(:l2, :ada) || test.judge(:l3, :ada),
          'validvalidvalid', 'each takes the place of the one before');
SELECT is(test.situations(:last), '1:duplicate_same 2:duplicate_other 1:valid',
          'the last one counts');
SELECT is(apoyo.withdraw_support(:l3)::text, 'withdrawn', 'and when it is withdrawn');
SELECT is(test.situations(:last), '1:duplicate_other 2:valid 1:withdrawn',
          'the last but one does');

-- Where each promovente has its own supports.
SELECT test.process('EACH', '{"joint": false, "exclusive": false}') AS each \gset
SELECT test.receive(:each, 1, 'n1') AS n1, test.receive(:each, 2, 'n2') AS n2,
       test.receive(:each, 2, 'n3') AS n3 \gset
SELECT is(test.judge(:n3, :ada) || ' ' || test.judge(:n2, :ada) || ' ' || test.judge(:n1, :ada),
          'valid valid valid', 'a citizen may support several');
SELECT is(test.situations(:each), '1:valid 2:valid 2:duplicate_same', 'once each');
SELECT is((SELECT count(*) FROM apoyo.counting WHERE process = :each), 2::bigint,
          'a row for each promovente');
SELECT is(test.refusal('postgres', format(
            'INSERT INTO apoyo.counting SELECT * FROM apoyo.counting WHERE process = %s', :ex)),
          '23505', 'not even the owner can make a citizen count twice');
-- Why: each act leaves what went into it, and that gives the same answer again.
SELECT is(test.unlike(), NULL, 'what each act left gives again what it decided');
CREATE FUNCTION test.tree(p_facts jsonb, p_process integer DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
  SELECT apoyo.counting_tree(1, p_facts, r) FROM apoyo.rule AS r
   WHERE r.process = coalesce(p_process, (SELECT min(o.process) FROM apoyo.rule AS o WHERE o.exclusive)) AND r.version = 1;
$$;
-- Facts of a support that counts, but for what is given.
CREATE FUNCTION test.facts(p_capture jsonb DEFAULT '{}', p_roll jsonb DEFAULT '{}', p_others jsonb DEFAULT '{}')
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
           'capture', '{"captured_at": "2026-01-10T10:00:00.000000Z", "received_at": "2026-01-10T10:01:00.000000Z",
                        "closes_at": "2026-02-01T06:00:00.000000Z", "scope": "MX", "modality": "auxiliary"}'::jsonb || p_capture,
           'roll', '{"on_roll": true, "status": "active", "demarcation": "05", "in_scope": true}'::jsonb || p_roll,
           'before', '{"same": 0, "other": 0}'::jsonb, 'said', '[]'::jsonb, 'lifted', '[]'::jsonb) || p_others;
$$;
CREATE TABLE test.example (ground apoyo.situation, facts jsonb);
INSERT INTO test.example VALUES
  ('not_verified', test.facts('{}', '{}', '{"said": ["not_verified"]}')),
  ('withdrawn', test.facts('{}', '{}', '{"said": ["withdrawn"]}')),
  ('late', test.facts('{"captured_at": "2026-02-01T06:00:01Z", "received_at": "2026-02-01T06:00:02Z"}')),
  ('not_found', test.facts('{}', '{}', '{"roll": {"on_roll": false}, "said": ["not_found"]}')),
  ('dropped', test.facts('{}', '{"status": "dropped", "cause": "death"}')),
  ('not_on_roll', test.facts('{}', '{"status": "not_on_list"}')),
  ('out_of_scope', test.facts('{}', '{"in_scope": false}')),
  ('out_of_exception', test.facts('{"modality": "exception", "exception_list": "L"}', '{"in_list": false}')),
  ('inconsistent', test.facts('{}', '{}', '{"said": ["inconsistent"]}')),
  ('processing', test.facts('{}', '{}', '{"roll": {"on_roll": false}, "said": ["processing"]}')),
  ('in_review', test.facts('{}', '{}', '{"said": ["in_review"]}')),
  ('duplicate_same', test.facts('{}', '{}', '{"before": {"same": 1, "other": 2}}')),
  ('duplicate_other', test.facts('{}', '{}', '{"before": {"same": 0, "other": 1}}')),
  ('valid', test.facts());
SELECT is((SELECT array_agg(s.ground) FROM unnest(enum_range(NULL::apoyo.situation)) AS s (ground)
            WHERE NOT EXISTS (SELECT FROM test.example AS e WHERE e.ground = s.ground
                                 AND test.tree(e.facts) ->> 'situation' = s.ground::text)), NULL,
          'every situation there is follows from some facts');
SELECT is((SELECT array_agg(s.ground) FROM unnest(enum_range(NULL::apoyo.situation)) AS s (ground)
            WHERE s.ground <> 'valid'
              AND NOT EXISTS (SELECT FROM test.example AS e,
                                     jsonb_array_elements(test.tree(e.facts) -> 'nodes') AS n
                               WHERE e.ground = s.ground AND n ->> 'id' = 'counting.' || s.ground
                                 AND n ->> 'result' IN ('failed', 'unknown') AND n ->> 'article' <> ''
                                 AND n -> 'inputs' <> '{}')), NULL,
          'and each has its rule, which does not pass, with an article and what went in');
SELECT is((SELECT jsonb_agg(n -> 'result') FROM jsonb_array_elements(test.tree(test.facts()) -> 'nodes') AS n
            WHERE n ->> 'id' <> 'counting.out_of_exception'),
          (SELECT jsonb_agg('passed'::text) FROM generate_series(1, 12)), 'what counts passes them all');
SELECT is(test.tree(test.facts()) -> 'counts', 'true', 'and counts');
SELECT is((SELECT string_agg(concat_ws(' ', s.folio, e.facts -> 'said', e.facts -> 'lifted'), ', ' ORDER BY e.event)
             FROM apoyo.judgement AS e JOIN apoyo.support AS s ON s.id = e.support
            WHERE e.support = :e1),
          'T-e1 [] [], T-e1 ["withdrawn"] [], T-e1 ["withdrawn", "inconsistent"] [], T-e1 ["inconsistent"] []',
          'somebody''s word is told from the facts');
SELECT test.person('gone', p_status => 'dropped', p_cause => 'death') AS gone,
       test.receive(:each, 3, 'n4') AS n4 \gset
SELECT is(test.judge(:n4, :gone), 'dropped', 'one who died');
SELECT is((SELECT e.facts -> 'said' FROM apoyo.judgement AS e WHERE e.support = :n4), '[]', 'is dropped by the roll''s word alone');
UPDATE apoyo.roll SET status = 'active', cause = NULL WHERE id = :gone;
SELECT is(apoyo.restore_support(:n4, 'dropped')::text, 'valid', 'a hearing restores it');
SELECT is((SELECT concat_ws(' ', e.facts -> 'lifted', e.facts #>> '{roll,status}') FROM apoyo.judgement AS e
            WHERE e.support = :n4 ORDER BY e.event DESC LIMIT 1), '["dropped"] dropped',
          'against what the roll said then, whatever it says today');
SELECT is((SELECT string_agg(n ->> 'result', ' ')
             FROM jsonb_array_elements(test.tree(test.facts('{}', '{"in_scope": null}', '{"said": ["in_review"]}')) -> 'nodes') AS n
            WHERE n ->> 'id' IN ('counting.inconsistent', 'counting.in_review', 'counting.duplicate_same')),
          'unknown unknown not_applicable', 'what is open is not known yet');
SELECT is(test.unlike(), NULL, 'all of it gives the same again');

-- What no act left: missing, or of the time when nothing was kept.
CREATE FUNCTION test.counting(p_support bigint) RETURNS jsonb LANGUAGE sql AS $$
  SELECT test.ask('elena', format('SELECT apoyo.support_dossier(%s)', p_support))::jsonb -> 'counting';
$$;
CREATE FUNCTION test.replayed(p_support bigint) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('elena', format('SELECT string_agg(concat_ws('' '', coalesce(r.act, ''-''), r.situation, r.again, r.same), '', '')'
                                  '  FROM apoyo.replay_counting(%s) AS r', p_support));
$$;
SELECT test.receive(:each, 3, 'n5') AS n5 \gset
SAVEPOINT whole;
DELETE FROM apoyo.judgement WHERE support IN (:n1, :n3);
SELECT is(test.unlike(), 'T-n1: no act left what went into it, T-n3: no act left what went into it',
          'what counts, or repeats, without a judgement is found too');
SELECT is(test.replayed(:n1), '- valid f', 'there is nothing to judge again, and that is not the same');
SELECT is(test.counting(:n1) - 'tree', '{"stored": false, "rule_version": 1, "engine": 1, "not_kept": "missing"}', 'it is missing');
UPDATE apoyo.process SET facts_kept_after = (SELECT max(id) FROM apoyo.event);
SELECT is(test.unlike(), NULL, 'nothing is missing of acts from before facts were kept');
SELECT is(test.replayed(:n1) || ', ' || test.replayed(:n3), '- valid t, - duplicate_same t', 'nor is anything unlike');
SELECT is(test.counting(:n3) ->> 'not_kept', 'before', 'it is said that they were not');
SELECT is(concat_ws(' ', test.counting(:n1) #>> '{tree,situation}', test.counting(:n1) #>> '{tree,counts}'), 'valid true',
          'of what is known today it counts');
SELECT is((SELECT string_agg(n ->> 'result', ' ') FROM jsonb_array_elements(test.counting(:n3) #> '{tree,nodes}') AS n
            WHERE n ->> 'id' IN ('counting.duplicate_same', 'counting.dropped')), 'passed failed',
          'and a repetition fails as one');
SELECT is(test.counting(:n3) #>> '{tree,situation}', 'duplicate_same', 'by name');
SELECT is(test.counting(:n5) - 'tree', '{"stored": false, "rule_version": 1, "engine": 1}', 'what is open is not decided yet');
SELECT is(test.replayed(:n5), NULL, 'and has nothing to judge again');
SELECT is(apoyo.withdraw_support(:n3)::text, 'withdrawn', 'an act since then');
SELECT is(test.unlike(), NULL, 'leaves what went into it');
DELETE FROM apoyo.judgement WHERE support = :n3;
SELECT is(test.unlike() || ' ' || test.replayed(:n3), 'T-n3: no act left what went into it - withdrawn f', 'without it, it is missing');
SELECT is((SELECT string_agg(apoyo.is_decided(jsonb_populate_record(NULL::apoyo.support, jsonb_build_object('grounds', g.grounds)))::text, ' ' ORDER BY g.n)
             FROM (VALUES (1, '["late"]'::jsonb), (2, '["late", "processing"]'), (3, '["processing"]'), (4, '["withdrawn", "processing"]')) AS g (n, grounds)),
          'true false false true', 'as received is not decided');
ROLLBACK TO whole;
UPDATE apoyo.judgement SET facts = jsonb_set(facts, '{roll,in_scope}', 'false') WHERE support = :n1;
SELECT is(test.unlike(), 'T-n1: what went into an act gives another answer', 'facts that were touched do not');
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('' '', r.act, r.situation, r.again, r.same), '', '') FROM apoyo.replay_counting(%s) AS r', :n1)),
          'support-validated valid out_of_scope f', 'and it is said which answer');
UPDATE apoyo.judgement SET engine = 2 WHERE support = :n1;
SELECT is(test.ask('elena', format('SELECT concat_ws('' '', r.situation, r.again, r.same) FROM apoyo.replay_counting(%s) AS r', :n1)),
          'valid f', 'an engine that is not known gives none');
UPDATE apoyo.support SET grounds = '{in_review}', rank = 'unranked', situation = 'in_review' WHERE id = :n4;
SELECT is(test.ask('elena', format('SELECT string_agg(r.same::text, '' '') FROM apoyo.replay_counting(%s) AS r', :n4)),
          'true false', 'a support that is not what its last act made it is told');
SELECT * FROM finish();
ROLLBACK;
