-- life: the states of a process, what takes it from one to the next, and what each lets change.
BEGIN;
SET search_path = tap, public;
SELECT plan(117);
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();
CREATE FUNCTION test.state(p_process integer) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT p.state || ' ' || p.revision FROM apoyo.process AS p WHERE p.id = p_process;
$$;
CREATE FUNCTION test.revision(p_process integer) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT p.revision FROM apoyo.process AS p WHERE p.id = p_process;
$$;
CREATE FUNCTION test.amending(p_process integer, p_changes jsonb, p_reason text DEFAULT 'r') RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT format('SELECT apoyo.amend_process(%s, %s, %L, ''INE/CG5/2026'', %L)', p_process,
                test.revision(p_process), p_changes, p_reason);
$$;
CREATE FUNCTION test.changing(p_process integer, p_changes jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format('SELECT apoyo.change_rule(%s, %s, %L, ''{}'', NULL, ''r'')', p_process,
                test.revision(p_process), r.document || p_changes)
    FROM apoyo.process AS p JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
   WHERE p.id = p_process;
$$;
CREATE FUNCTION test.proposing_change(p_process integer, p_request jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format('SELECT p.proposal FROM apoyo.propose(''change-rule'', %s, %L) AS p', p_process, p_request);
$$;

-- Draft and ready.
SELECT test.draft('LIFE') AS life \gset
SELECT is(test.state(:life), 'draft 1', 'it begins as a draft');
SELECT is(test.refusal('ruben', format('SELECT apoyo.declare_ready(%s, 1)', :life)), 'AP107', 'nobody to support');
SELECT test.ask('ruben', format('SELECT apoyo.register_promovente(%s, 1, ''F1'', ''Uno'', ''MX'')', :life));
SELECT is(test.refusal('sofia', format('SELECT apoyo.declare_ready(%s, 1)', :life)), 'AP150',
          'who looked before somebody changed it is told');
SELECT is(test.refusal('sofia', format('SELECT apoyo.declare_ready(%s, NULL)', :life)), 'AP150', 'who did not look, too');
SELECT throws_like(format('SELECT test.ask(''sofia'', ''SELECT apoyo.declare_ready(%s, 1)'')', :life),
                   'Process LIFE was changed by Ruben at 20%Z', 'by whom, and when');
SELECT is(test.refusal('carlos', format('SELECT apoyo.declare_ready(%s, 2)', :life)), '42501', 'who closes does not prepare');
SELECT is(test.refusal('ruben', format('SELECT apoyo.declare_ready(999, 1)')), 'AP005', 'nor what is not there');
SELECT is(test.refusal('ruben', format('SELECT apoyo.propose(''open-process'', %s)', :life)), 'AP102', 'a draft is not opened');
SELECT is(test.refusal('sofia', format('SELECT apoyo.declare_ready(%s, %s)', :life, test.revision(:life))), 'done', 'it is ready');
SELECT is(split_part(test.state(:life), ' ', 1), 'ready', 'and says so');
SELECT test.propose('ruben', 'open-process', :life) AS opening \gset
SELECT is(test.refusal('sofia', format('SELECT apoyo.back_to_draft(%s, %s, '' '')', :life, test.revision(:life))), 'AP116',
          'back to draft takes a reason');
SELECT is(test.refusal('sofia', format('SELECT apoyo.back_to_draft(%s, 1, ''r'')', :life)), 'AP150', 'and a look');
SELECT is(test.refusal('sofia', format('SELECT apoyo.back_to_draft(%s, %s, ''The name'')', :life, test.revision(:life))), 'done',
          'back to draft');
SELECT is((SELECT concat_ws(' ', o.state, o.reason) FROM apoyo.proposal AS o WHERE o.id = :opening), 'overtaken The name',
          'which nobody opens meanwhile');
SELECT is((SELECT p.ready_at FROM apoyo.process AS p WHERE p.id = :life), NULL, 'it is not ready any more');

-- Amending.
SELECT is(test.refusal('ruben', test.amending(:life, c.changes)), c.refusal, c.what)
  FROM (VALUES ('{"name": " "}'::jsonb, 'AP116', 'no name'), ('{"simulacro": false}', 'AP155', 'a drill stays one'),
               ('{"code": "X1"}', 'AP155', 'a code too'), ('{"geography": {"name": "x"}}', 'AP155', 'a geography is a number'),
               ('[]', 'AP155', 'a list'), ('{"opens_at": "soon"}', 'AP155', 'a time that is none'),
               ('{"closes_at": "2001-01-01T00:00:00Z"}', 'AP105', 'an end before the beginning'),
               ('{"geography": {"version": 99}}', 'AP133', 'a version that there is not'),
               ('{"geography": {"cutoff": "2020-01-01"}}', 'AP212', 'a date without a list'),
               ('{"scope": "33"}', 'AP108', 'a scope that there is not'), ('{}', 'AP154', 'nothing'),
               ('{"name": "Process LIFE"}', 'AP154', 'what it is already')) AS c (changes, refusal, what);
SELECT is(test.refusal('ruben', test.amending(:life, '{"name": "Life"}', '')), 'AP116', 'it takes a reason');
SELECT is(test.refusal('carlos', test.amending(:life, '{"name": "Life"}')), '42501', 'and the right');
SELECT is(test.refusal('sofia', format('SELECT apoyo.amend_process(%s, 1, ''{"name": "x"}'', NULL, ''r'')', :life)), 'AP150',
          'nobody overwrites what they have not seen');
SELECT is(test.refusal('sofia', test.amending(:life, '{"name": "Life", "closes_at": "2039-01-01T00:00:00Z"}')), 'done', 'a name and an end');
SELECT is((SELECT concat_ws(' ', c.act, c.was ->> 'name', c.becomes, c.acuerdo, c.reason, c.changed_by, c.countersigned_by)
             FROM apoyo.process_change AS c WHERE c.process = :life ORDER BY c.id DESC LIMIT 1),
          'process-amended Process LIFE {"name": "Life", "closes_at": "2039-01-01T00:00:00.000000Z"} INE/CG5/2026 r sofia',
          'stand in its history');
SELECT is(test.refusal('ruben', test.changing(:life, '{"kind": "consultation"}')), 'AP153', 'another kind is another process');
SELECT is(test.refusal('ruben', test.changing(:life, '{}')), 'AP154', 'the same rule');
SELECT is(test.refusal('ruben', test.changing(:life, '{"percentage": "0"}')), 'AP103', 'a rule that is none');
SELECT is(test.refusal('ruben', test.changing(:life, '{"percentage": "1"}')), 'done', 'another rule');
SELECT is((SELECT concat_ws(' ', p.rule_version, r.acuerdo, r.reason, g.required)
             FROM apoyo.process AS p JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
             JOIN apoyo.goal AS g ON g.process = p.id WHERE p.id = :life), '2 INE/CG1/2026 r 81',
          'is the next version, on the same acuerdo');
SELECT test.declare(:life);
SELECT is(test.refusal('ruben', test.changing(:life, '{"dispersion": {"level": "entity", "at_least": 3, "percentage": "3"}}')),
          'AP119', 'what is ready takes no rule that nobody can reach');
SELECT is(test.refusal('ruben', test.amending(:life, jsonb_build_object('closes_at', now() - interval '1 hour'))), 'AP106',
          'nor a period that is over');
SELECT is(split_part(test.state(:life), ' ', 1), 'ready', 'it stays ready');

-- Open: two people, and only what may still change.
SELECT is(test.enact('open-process', :life), 'applied', 'it is opened');
SELECT is(test.refusal('ruben', test.amending(:life, '{"name": "x"}')), 'AP102', 'one person changes nothing any more');
SELECT is(test.refusal('ruben', test.changing(:life, '{"percentage": "2"}')), 'AP102', 'not the rule either');
SELECT is(test.refusal('ruben', test.proposing_change(:life, c.request)), c.refusal, c.what)
  FROM (VALUES ('[]'::jsonb, 'AP161', 'a list'), ('{"rool": {}}', 'AP161', 'what it does not know'),
               ('{"reason": "r"}', 'AP116', 'no acuerdo'), ('{"acuerdo": "A"}', 'AP116', 'no reason'),
               ('{"acuerdo": "A", "reason": "r"}', 'AP154', 'nothing'),
               ('{"acuerdo": "A", "reason": "r", "closes_at": "then"}', 'AP161', 'a time that is none'),
               ('{"acuerdo": "A", "reason": "r", "changes": []}', 'AP161', 'reasons that are none'),
               (jsonb_build_object('acuerdo', 'A', 'reason', 'r', 'rule', test.rule('{"percentage": "1", "time_zone": "America/Tijuana"}')),
                'AP153', 'the time zone'),
               (jsonb_build_object('acuerdo', 'A', 'reason', 'r', 'rule', test.rule('{"percentage": "1", "cell_level": "section"}')),
                'AP153', 'the cells that are counted'),
               (jsonb_build_object('acuerdo', 'A', 'reason', 'r', 'rule',
                  test.rule('{"dispersion": {"level": "entity", "at_least": 3, "percentage": "3"}}')), 'AP119', 'beyond reach'),
               (jsonb_build_object('acuerdo', 'A', 'reason', 'r', 'rule', test.rule('{"percentage": "1", "base": "roll"}')),
                'AP125', 'a base that nobody told'),
               (jsonb_build_object('acuerdo', 'A', 'reason', 'r', 'rule',
                  test.rule('{"percentage": "1", "modalities": ["auxiliary", "exception"], "exception_list": "None"}')),
                'AP136', 'a list that there is not'),
               (jsonb_build_object('acuerdo', 'A', 'reason', 'r', 'opens_at', now() + interval '1 day'), 'AP156',
                'a beginning that has been'),
               (jsonb_build_object('acuerdo', 'A', 'reason', 'r', 'closes_at', now() - interval '1 hour'), 'AP157',
                'an end that has been'),
               (jsonb_build_object('acuerdo', 'A', 'reason', 'r', 'closes_at', now() - interval '2 days'), 'AP105',
                'an end before the beginning')) AS c (request, refusal, what);
SELECT is(test.refusal('carlos', test.proposing_change(:life, '{"acuerdo": "A", "reason": "r"}')), 'AP001', 'who closes changes no rule');
SELECT test.ask('ruben', test.proposing_change(:life, jsonb_build_object('acuerdo', 'INE/CG6/2026', 'reason', 'Prórroga',
  'closes_at', '2040-01-01T00:00:00Z'))) AS longer \gset
SELECT is(test.ask('sofia', test.signing(:longer)), 'applied', 'two people make the period longer');
SELECT is((SELECT concat_ws(' ', p.closes_at AT TIME ZONE 'UTC', r.version, r.closes_at = p.closes_at, r.opens_at)
             FROM apoyo.process AS p JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
            WHERE p.id = :life), '2040-01-01 00:00:00 3 t', 'by a version of the rule');

-- Closing.
SELECT is(test.refusal('carlos', format('SELECT apoyo.begin_closing(%s)', :life)), 'AP158', 'it collects still');
UPDATE apoyo.process SET opens_at = now() - interval '9 days', closes_at = now() - interval '1 hour' WHERE id = :life;
UPDATE apoyo.promovente SET closes_at = now() + interval '1 hour' WHERE process = :life;
SELECT is(test.refusal('carlos', format('SELECT apoyo.begin_closing(%s)', :life)), 'AP158', 'one promovente does');
UPDATE apoyo.promovente SET closes_at = NULL WHERE process = :life;
SELECT test.process('SEND') AS send \gset
UPDATE apoyo.process SET opens_at = now() - interval '9 days', closes_at = now() - interval '1 hour' WHERE id = :send;
SELECT is(test.refusal('ruben', format('SELECT apoyo.begin_closing(%s)', :send)), '42501', 'who prepares does not close');
SELECT is(test.refusal('carlos', format('SELECT apoyo.begin_closing(%s, ''Plazo'')', :send)), 'done', 'closing begins');
SELECT is(test.ask('apoyo_intake', test.reception(:send, 1, 'in time', now() - interval '2 hours')), 'stored processing',
          'what was captured in time is taken within the grace');
SELECT is(test.ask('apoyo_intake', test.reception(:send, 1, 'after')), 'stored late', 'what was not is late');
SELECT is(test.judge((SELECT s.id FROM apoyo.support AS s WHERE s.folio = 'T-in time'), test.person('eva')), 'valid', 'it is validated');
UPDATE apoyo.process SET closes_at = now() - interval '25 hours' WHERE id = :send;
SELECT is(test.refusal('apoyo_intake', test.reception(:send, 1, 'too late', now() - interval '30 hours')), 'AP303',
          'after the grace nothing comes any more');
SELECT is(test.refusal('carlos', format('SELECT apoyo.propose(''close-process'', %s)', :send)), 'AP113', 'while one is open it is not closed');
SELECT test.judge((SELECT s.id FROM apoyo.support AS s WHERE s.folio = 'T-after'), test.person('fay'));
SELECT is(test.enact('close-process', :send), 'applied', 'closed by two');
SELECT is(test.refusal('ruben', test.proposing_change(:send, jsonb_build_object('acuerdo', 'A', 'reason', 'r', 'rule',
            test.rule('{"duplicates": "last"}')))), 'AP153', 'then no rule moves a support');
SELECT test.ask('ruben', test.proposing_change(:send, jsonb_build_object('acuerdo', 'INE/CG8/2026', 'reason', 'SUP-1/2026', 'rule',
  test.rule('{"percentage": "0.001", "dispersion": {"level": "entity", "at_least": 1, "percentage": "0.001"}}')))) AS court \gset
SELECT is(test.ask('sofia', test.signing(:court)), 'applied', 'a court may still say what had to be reached');

-- Certifying.
SELECT is(test.refusal('carlos', format('SELECT apoyo.propose(''certify-process'', %s)', :send)), 'AP159', 'the log is not whole');
SELECT test.fold();
SELECT is(test.refusal('carlos', format('SELECT apoyo.propose(''certify-process'', %s)', :send)), 'AP160', 'nor signed');
UPDATE apoyo.tree SET root_size = size, root = test.h('root') WHERE process = :send;
INSERT INTO apoyo.checkpoint (process, size, root, note)
SELECT t.process, t.size, t.root, 'note' FROM apoyo.tree AS t WHERE t.process = :send;
SELECT test.propose('carlos', 'certify-process', :send) AS certifying \gset
SELECT is((SELECT o.plan - '{root,size,standing_hash}'::text[] FROM apoyo.proposal AS o WHERE o.id = :certifying),
          '{"process": "SEND", "name": "Process SEND", "kind": "revocation", "simulacro": true, "rule_version": 2,
            "acuerdo": "INE/CG8/2026", "received": 2, "valid": 1, "promoventes": 3, "with_goal": 1, "met": 1,
            "standing": [[0, 1, 1, 1, 1, true]]}'::jsonb, 'both see the figures');
SELECT is(test.refusal('sofia', test.signing(:certifying)), 'AP001', 'who prepares does not certify');
SELECT is(test.ask('diego', test.signing(:certifying)), 'applied', 'two certify');
SELECT is((SELECT concat_ws(' ', c.root = test.h('root'), c.note, c.rule_version, c.certified_by, c.countersigned_by)
             FROM apoyo.certificate AS c WHERE c.process = :send), 't note 2 carlos diego', 'with the tree and who signed');
SELECT is((SELECT string_agg(concat_ws(' ', s.promovente, s.received, s.valid, s.required, s.reached, s.needed, s.met), ', ' ORDER BY s.promovente)
             FROM apoyo.certificate_standing AS s WHERE s.process = :send),
          '0 2 1 1 1 1 t, 1 2 1 0 0, 2 0 0 0 0, 3 0 0 0 0', 'what each reached');
SELECT is((SELECT string_agg(concat_ws(' ', l.promovente, l.demarcation, l.valid, l.required), ', ' ORDER BY l.demarcation)
             FROM apoyo.certificate_place AS l WHERE l.process = :send), '0 05 1 1, 0 09 0 1', 'and where');
SELECT is(test.refusal('ruben', test.proposing_change(:send, '{"acuerdo": "A", "reason": "r"}')), 'AP102', 'a result stands');
SELECT is(test.enact('archive-process', :send), 'applied', 'it is archived by two');
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('':'', t.state, t.by_name), '' '' ORDER BY t.place) FROM apoyo.process_timeline AS t WHERE t.process = %s AND t.reached_at IS NOT NULL', :send)),
          'draft:Ruben ready:Ruben open:Ruben, Sofia closing:Carlos closed:Carlos, Diego certified:Carlos, Diego archived:Carlos, Diego',
          'the timeline says by whom');
SELECT is(test.ask('elena', format('SELECT count(*) FROM apoyo.certificate_list AS c WHERE c.process = %s', :send)), '1', 'an auditor sees the certificate');
SELECT is(test.refusal('opl', 'SELECT * FROM apoyo.process_list'), '42501', 'who only watches sees no configuration');
SELECT is(test.ask('lucia', format('SELECT concat_ws('' '', l.state, l.changed_by_name, l.checks_failing) FROM apoyo.process_list AS l WHERE l.process = %s', :send)),
          'archived Diego', 'the list says who was last');
-- The end of its personal data.
CREATE FUNCTION test.persons(p_process integer) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', (SELECT count(*) FROM apoyo.trace AS t WHERE t.process = p_process),
                   (SELECT count(*) FROM apoyo.picture_hash AS h WHERE h.process = p_process),
                   (SELECT count(*) FROM apoyo.support AS s WHERE s.process = p_process AND s.roll > 0),
                   (SELECT count(*) FROM apoyo.auxiliary AS a WHERE a.process = p_process AND a.roll IS NOT NULL),
                   (SELECT count(*) FROM apoyo.device AS d WHERE d.process = p_process AND d.label <> ''));
$$;
SELECT test.process('KEPT') AS kept \gset
SELECT test.judge(test.receive(:kept, 1, 'kept'), test.person('kim'));
INSERT INTO apoyo.trace (support, process, promovente, captured_at, latitude, longitude)
SELECT s.id, s.process, s.promovente, s.captured_at, 1943, -9913 FROM apoyo.support AS s WHERE s.process IN (:send, :kept);
INSERT INTO apoyo.picture_hash (support, process, picture, hash)
SELECT s.id, s.process, 'selfie', 7 FROM apoyo.support AS s WHERE s.process IN (:send, :kept);
UPDATE apoyo.auxiliary SET roll = (SELECT min(o.id) FROM apoyo.roll AS o) WHERE process IN (:send, :kept) AND promovente = 1;
SELECT is(test.persons(:send) || ', ' || test.persons(:kept), '2 2 2 1 3, 1 1 1 1 3', 'what stands open about persons');
SELECT is(test.refusal('carlos', format('SELECT apoyo.propose(''purge-process'', %s)', :kept)), 'AP102', 'an archived one only');
SELECT is(test.refusal('ruben', format('SELECT apoyo.propose(''purge-process'', %s)', :send)), 'AP001', 'closers do it');
SELECT is(test.refusal('carlos', format('SELECT apoyo.allow_key_destruction(%s, ''\x33'')', :send)), 'AP192', 'no key goes before two have signed');
INSERT INTO apoyo.support_act (support, process, act, flag, reason, made_by)
SELECT min(s.id), s.process, 'flag-set', 'resguardo', 'SUP-2/2026', 'lucia' FROM apoyo.support AS s WHERE s.process = :send GROUP BY s.process;
SELECT is(test.refusal('carlos', format('SELECT apoyo.propose(''purge-process'', %s)', :send)), 'AP191', 'nor what a legal order keeps');
INSERT INTO apoyo.support_act (support, process, act, flag, reason, acuerdo, made_by)
SELECT min(s.id), s.process, 'flag-lifted', 'resguardo', 'SUP-2/2026', 'INE/CG1/2026', 'elena' FROM apoyo.support AS s WHERE s.process = :send GROUP BY s.process;
SELECT concat(test.figures(:send, 'supports'), test.figures(:send, 'log'), test.figures(:send, 'tally'), (SELECT p.state FROM apoyo.process AS p WHERE p.id = :send),
              (SELECT string_agg(concat(s.folio, s.situation, s.rank, s.citizen_key), ' ' ORDER BY s.id) FROM apoyo.support AS s WHERE s.process = :send),
              (SELECT string_agg(c.citizen_key::text, ' ') FROM apoyo.counting AS c WHERE c.process = :send)) AS counted \gset
SELECT test.propose('carlos', 'purge-process', :send) AS purging \gset
SELECT is((SELECT (o.plan - '{root,size,certified_at}'::text[]) || jsonb_build_object('root', o.plan ->> 'root' = encode(test.h('root'), 'hex')) FROM apoyo.proposal AS o WHERE o.id = :purging),
          '{"process": "SEND", "name": "Process SEND", "simulacro": true, "supports": 2, "root": true}'::jsonb, 'both see what stays');
SELECT is(test.persons(:send), '2 2 2 1 3', 'one signature ends nothing');
SELECT is(test.ask('diego', test.signing(:purging)), 'applied', 'two do');
SELECT is(test.persons(:send) || ', ' || test.persons(:kept), '0 0 0 0 0, 1 1 1 1 3', 'of that process only');
SELECT is(concat(test.figures(:send, 'supports'), test.figures(:send, 'log'), test.figures(:send, 'tally'), (SELECT p.state FROM apoyo.process AS p WHERE p.id = :send),
                 (SELECT string_agg(concat(s.folio, s.situation, s.rank, s.citizen_key), ' ' ORDER BY s.id) FROM apoyo.support AS s WHERE s.process = :send),
                 (SELECT string_agg(c.citizen_key::text, ' ') FROM apoyo.counting AS c WHERE c.process = :send)),
          :'counted', 'what was counted stays, and each once');
SELECT is(test.refusal('carlos', format('SELECT apoyo.propose(''purge-process'', %s)', :send)), 'AP190', 'once');
SELECT is(test.refusal('ruben', format('SELECT apoyo.allow_key_destruction(%s, ''\x33'')', :send)), '42501', 'closers destroy its key');
SELECT min(s.id) AS purged FROM apoyo.support AS s WHERE s.process = :send \gset
SELECT is(test.refusal('lucia', format('SELECT apoyo.set_support_flag(%s, ''resguardo'', ''SUP-3/2026'', NULL)', :purged)), 'AP193',
          'what was ended nobody keeps');
SELECT is(test.refusal('lucia', format('SELECT apoyo.open_evidence(%s, ''{front}'', ''supervision'')', :purged)), 'AP193', 'nor looks at');
INSERT INTO apoyo.examination (support, process, attempt, engine, settings, rule_version, evaluation, digest, sealed)
SELECT s.id, s.process, 1, 2, 1, s.rule_version, '{"nodes": []}', test.h('tree'), 'x' FROM apoyo.support AS s WHERE s.id = :purged;
SELECT is(test.refusal('lucia', format('SELECT apoyo.open_examination(%s)', :purged)), 'AP193', 'in whatever way');
INSERT INTO apoyo.support_act (support, process, act, flag, reason, made_by)
SELECT s.id, s.process, 'flag-set', 'resguardo', 'SUP-4/2026', 'lucia' FROM apoyo.support AS s WHERE s.id = :purged;
SELECT is(test.refusal('carlos', format('SELECT apoyo.allow_key_destruction(%s, ''\x33'')', :send)), 'AP191', 'what is kept all the same keeps the key');
INSERT INTO apoyo.support_act (support, process, act, flag, reason, acuerdo, made_by)
SELECT s.id, s.process, 'flag-lifted', 'resguardo', 'SUP-4/2026', 'INE/CG1/2026', 'elena' FROM apoyo.support AS s WHERE s.id = :purged;
-- The key that it was begun with, and no other.
INSERT INTO apoyo.process_key (process, key_id) VALUES (:send, substr(test.h('send'), 1, 16));
SELECT is(test.refusal('carlos', format('SELECT apoyo.allow_key_destruction(%s, ''\x33'')', :send)), 'AP312', 'not another key');
SELECT is(test.refusal('carlos', format('SELECT apoyo.allow_key_destruction(%s, NULL)', :send)), 'AP312', 'nor is it done where there is none');
SELECT is((SELECT p.key_destroyed_at FROM apoyo.process AS p WHERE p.id = :send), NULL, 'nothing is told of it');
SELECT is(test.refusal('carlos', format('SELECT apoyo.allow_key_destruction(%s, %L)', :send, substr(test.h('send'), 1, 16))), 'done', 'then');
SELECT is((SELECT string_agg(convert_from(e.body, 'UTF8')::jsonb ->> 'kind', ' ' ORDER BY e.id) FROM apoyo.event AS e
            WHERE e.process = 0 AND convert_from(e.body, 'UTF8') ~ '"(process-purged|key-destroyed)"'), 'process-purged key-destroyed',
          'both are told');
-- A key that was destroyed when only the log kept the time.
UPDATE apoyo.process SET key_destroyed_at = NULL WHERE id = :send;
\set ended `cat "$(dirname "$TEST_HERE")/../data/sql/migrations/0036-keys-ended.sql"`
:ended
SELECT is((SELECT p.key_destroyed_at FROM apoyo.process AS p WHERE p.id = :send),
          (SELECT e.recorded_at FROM apoyo.event AS e WHERE e.process = 0 AND convert_from(e.body, 'UTF8') ~ '"key-destroyed"'),
          'an upgrade takes it from there');
SELECT is(test.refusal('carlos', format('SELECT apoyo.allow_key_destruction(%s, NULL)', :send)), 'done', 'what was not finished is told again');
-- Who withdrew has met nothing, whatever was collected before.
SELECT test.process('OWN', '{"joint": false, "exclusive": false, "percentage": "0.001", "dispersion": null}') AS own \gset
SELECT test.judge(test.receive(:own, n, 'own' || n), test.person('own' || n)) FROM generate_series(1, 2) AS n;
SELECT test.fold();
SELECT test.ask('ruben', format('SELECT apoyo.withdraw_promovente(%s, 2, 1, ''gave up'', ''A-1'')', :own));
SELECT is((SELECT string_agg(concat_ws(' ', s.promovente, s.valid, s.required, coalesce(s.met::text, 'none')), ', ' ORDER BY s.promovente)
             FROM apoyo.final_standing(:own) AS s WHERE s.promovente > 0), '1 1 1 true, 2 1 1 none, 3 0 1 false',
          'a promovente who withdrew meets no goal');
INSERT INTO apoyo.staff_scope (role, process, bar) VALUES ('elena', :send, true);
SELECT is(test.ask('elena', format('SELECT count(*) FROM apoyo.process_list AS l WHERE l.process = %1$s', :send))
          || test.ask('elena', format('SELECT count(*) FROM apoyo.process_history AS l WHERE l.process = %1$s', :send))
          || test.ask('elena', format('SELECT count(*) FROM apoyo.certificate_standing_list AS l WHERE l.process = %1$s', :send)),
          '000', 'whoever is barred sees nothing of it');

-- What a draft fails is counted before anybody declares it ready.
SELECT test.draft('FAIL') AS fail \gset
SELECT test.ask('ruben', format('SELECT apoyo.register_promovente(%s, 1, ''F1'', ''Uno'', ''MX'')', :fail));
SELECT is(test.refusal('ruben', test.amending(:fail, '{"scope": "05"}')), 'done', 'a draft may be wrong');
SELECT is(test.ask('ruben', format('SELECT l.checks_failing > 0 FROM apoyo.process_list AS l WHERE l.process = %s', :fail)), 'true',
          'a promovente outside the scope fails');
SELECT is(test.refusal('ruben', format('SELECT apoyo.declare_ready(%s, %s)', :fail, test.revision(:fail))), 'AP151', 'which is refused');
SELECT is(test.unlike(), NULL, 'what each act left gives again what it decided');
SELECT * FROM finish();
ROLLBACK;
