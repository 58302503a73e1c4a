-- proposals: acts of two people, and every way in which one does not come about.
BEGIN;
SET search_path = tap, public;
SELECT plan(53);
SELECT test.sign_in();
SELECT test.geography();

-- The call of propose for an act on a process.
CREATE FUNCTION test.proposing(p_process integer, p_kind text DEFAULT 'open-process') RETURNS text
LANGUAGE sql AS $$
  SELECT format('SELECT p.proposal FROM apoyo.propose(%L, %s) AS p', p_kind, p_process);
$$;
-- One that could be opened.
CREATE FUNCTION test.ready(p_code text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_process integer := test.draft(p_code);
BEGIN
  PERFORM test.ask('ruben', format('SELECT apoyo.register_promovente(%s, 1, ''F1'', ''Uno'', ''MX'')',
                                   v_process));
  PERFORM test.declare(v_process);
  RETURN v_process;
END
$$;
CREATE FUNCTION test.inbox(p_role text) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask(p_role, 'SELECT string_agg(i.kind || '' '' || i.code, '', '' ORDER BY i.proposal)'
                          '  FROM apoyo.proposal_inbox AS i');
$$;
CREATE FUNCTION test.end_of(p_proposal bigint) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(': ', o.state, o.reason) FROM apoyo.proposal AS o WHERE o.id = p_proposal;
$$;

-- Who may propose what.
SELECT test.ready('RM') AS rm \gset
SELECT is(test.refusal('ruben', test.proposing(:rm, 'burn-process')), 'AP701', 'an act that there is not');
SELECT is(test.refusal('ruben', format('SELECT apoyo.propose(''open-process'', %s, ''{"at": 1}'')', :rm)),
          'AP702', 'details that it does not take');
SELECT is(test.refusal('ruben', format('SELECT apoyo.propose(''open-process'', %s, NULL)', :rm)),
          'AP702', 'nor nothing at all');
SELECT is(test.refusal('ana', test.proposing(:rm)), '42501', 'a reviewer proposes nothing');
SELECT is(test.refusal('carlos', test.proposing(:rm)), 'AP001', 'who closes does not open');
SELECT is(test.refusal('ruben', test.proposing(:rm, 'close-process')), 'AP001', 'who opens does not close');
SELECT is(test.refusal('ruben', test.proposing(999)), 'AP005', 'a process that there is not');
SELECT is(test.refusal('ruben', test.proposing(test.draft('NONE'))), 'AP102', 'what cannot be done');
SELECT test.ready('LATE') AS late \gset
UPDATE apoyo.process SET closes_at = now() WHERE id = :late;
SELECT is(test.refusal('ruben', test.proposing(:late)), 'AP106', 'nor what can be done no more');
SELECT is((SELECT count(*) FROM apoyo.proposal), 0::bigint, 'nothing of that is left');

-- The plan and its hash.
SELECT test.propose('ruben', 'open-process', :rm) AS one \gset
SELECT is((SELECT o.plan ->> 'process' FROM apoyo.proposal AS o WHERE o.id = :one), 'RM', 'one is proposed');
SELECT is((SELECT o.plan_hash::bytea FROM apoyo.proposal AS o WHERE o.id = :one),
          (SELECT sha256(convert_to(o.plan::text, 'UTF8')) FROM apoyo.proposal AS o WHERE o.id = :one),
          'its hash is that of its bytes');
SELECT is((SELECT string_agg(k.key, ' ' ORDER BY k.key)
             FROM apoyo.proposal AS o, jsonb_object_keys(o.plan) AS k (key) WHERE o.id = :one),
          'acuerdo closes_at cutoff geography goals kind name opens_at process promoventes promoventes_hash'
          ' rule rule_version scope simulacro', 'the plan says all that is answered for');
SELECT is((SELECT o.expires_at - o.proposed_at > interval '71 hours' FROM apoyo.proposal AS o
            WHERE o.id = :one), true, 'it waits three days');
SELECT is((SELECT p.state FROM apoyo.process AS p WHERE p.id = :rm), 'ready', 'one signature does nothing');
SELECT is(test.refusal('sofia', test.proposing(:rm)), 'AP703', 'it cannot be proposed beside');

-- Where it waits.
SELECT is(test.inbox('sofia'), 'open-process RM', 'it waits for whoever holds the right');
SELECT is(test.inbox('ruben'), NULL, 'not for its proposer');
SELECT is(test.inbox('carlos'), NULL, 'nor for another right');
SELECT is(test.inbox('lucia'), NULL, 'nor for a supervisor');
SELECT is(test.ask('lucia', 'SELECT string_agg(l.proposed_by || '' '' || l.state, '','') FROM apoyo.proposal_list AS l'),
          'ruben waiting', 'who sees it, though');
SELECT is(test.refusal('opl', 'SELECT * FROM apoyo.proposal_inbox'), '42501', 'who only watches does not');
INSERT INTO apoyo.staff_scope (role, process, bar) VALUES ('sofia', :rm, true);
SELECT is(test.inbox('sofia'), NULL, 'nor who is barred');
SELECT is(test.refusal('sofia', test.signing(:one)), 'AP704', 'and such a one does not sign');
DELETE FROM apoyo.staff_scope WHERE bar;

-- The second signature.
SELECT is(test.refusal('ruben', test.signing(:one)), 'AP707', 'nobody signs twice');
SELECT is(test.refusal('postgres', format('INSERT INTO apoyo.proposal_signature (proposal, place, role, workstation) VALUES (%s, 2, ''ruben'', ''desk'')', :one)),
          '23505', 'whatever way is tried');
SELECT is(test.refusal('carlos', test.signing(:one)), 'AP001', 'the second needs the right too');
SELECT is(test.refusal('ana', test.signing(:one)), '42501', 'a reviewer never has it');
SELECT is(test.refusal('sofia', format('SELECT apoyo.sign_proposal(%s, sha256(''another''))', :one)), 'AP706',
          'what was shown is what is signed');
SELECT is(test.refusal('sofia', format('SELECT apoyo.sign_proposal(%s, NULL)', :one)), 'AP706', 'not nothing');
SELECT is(test.refusal('sofia', 'SELECT apoyo.sign_proposal(0, '''')'), 'AP704', 'one that there is not');
SET TimeZone = 'Asia/Tokyo';
SET DateStyle = 'SQL, DMY';
SELECT is(test.ask('sofia', test.signing(:one)), 'applied', 'signed, in another time zone');
RESET TimeZone;
RESET DateStyle;
SELECT is((SELECT p.state FROM apoyo.process AS p WHERE p.id = :rm), 'open', 'and done');
SELECT is((SELECT string_agg(concat_ws(' ', s.place, s.role, s.workstation), ', ' ORDER BY s.place)
             FROM apoyo.proposal_signature AS s WHERE s.proposal = :one),
          '1 ruben desk, 2 sofia desk', 'who signed where is written down');
SELECT is(test.refusal('sofia', test.signing(:one)), 'AP705', 'once');
SELECT is(test.inbox('sofia'), NULL, 'it waits no more');
SELECT is((SELECT string_agg(convert_from(e.body, 'UTF8')::jsonb ->> 'kind' || ' '
                             || (convert_from(v.body, 'UTF8')::jsonb ->> 'actor'), ', ' ORDER BY e.id)
             FROM apoyo.event AS e
             JOIN apoyo.event_private AS v ON v.process = 0 AND v.event = e.id
            WHERE e.process = 0 AND convert_from(e.body, 'UTF8') ~ '"(proposal-[a-z]+|process-opened)"'),
          'proposal-made ruben, process-opened sofia, proposal-applied sofia', 'in the internal log');

-- The world changes.
SELECT test.ready('MORE') AS more \gset
SELECT test.propose('ruben', 'open-process', :more) AS two \gset
SELECT test.ask('ruben', format('SELECT apoyo.register_promovente(%s, 2, ''F2'', ''Dos'', ''MX'')', :more));
SELECT is(test.ask('sofia', test.signing(:two)), 'overtaken', 'another promovente, another plan');
SELECT is(test.end_of(:two), 'overtaken: It would do something else by now', 'which is said');
SELECT is((SELECT p.state FROM apoyo.process AS p WHERE p.id = :more), 'ready', 'and nothing is done');
SELECT test.propose('ruben', 'open-process', :more) AS two \gset
UPDATE apoyo.process SET closes_at = now() - interval '1 second' WHERE id = :more;
SELECT is(test.ask('sofia', test.signing(:two)) || ' ' || test.end_of(:two),
          'overtaken overtaken: The period of process MORE is over', 'what became impossible is said');
SELECT test.ready('LEFT') AS left \gset
SELECT test.propose('ruben', 'open-process', :left) AS three \gset
REVOKE apoyo_setup FROM ruben;
SELECT is(test.ask('sofia', test.signing(:three)) || ' ' || test.end_of(:three),
          'overtaken overtaken: Whoever proposed it may not do it any more', 'the proposer''s right is asked again');
GRANT apoyo_setup TO ruben;
SELECT test.propose('ruben', 'open-process', :left) AS three \gset
UPDATE apoyo.staff SET active = false WHERE role = 'ruben';
SELECT is(test.ask('sofia', test.signing(:three)), 'overtaken', 'as is whether they still work here');
UPDATE apoyo.staff SET active = true WHERE role = 'ruben';

-- Refusing, and expiring.
SELECT test.propose('sofia', 'open-process', :left) AS four \gset
SELECT is(test.refusal('ruben', format('SELECT apoyo.refuse_proposal(%s, '' '')', :four)), 'AP116', 'a refusal has a reason');
SELECT is(test.refusal('carlos', format('SELECT apoyo.refuse_proposal(%s, ''no'')', :four)), 'AP001', 'and the right');
SELECT is(test.refusal('ruben', format('SELECT apoyo.refuse_proposal(%s, ''The name is wrong'')', :four)), 'done', 'it is refused');
SELECT is(test.end_of(:four), 'refused: The name is wrong', 'for that reason');
SELECT is(test.refusal('ruben', test.signing(:four)), 'AP705', 'and not signed afterwards');
SELECT test.propose('ruben', 'open-process', :left) AS five \gset
UPDATE apoyo.proposal SET proposed_at = now() - interval '4 days', expires_at = now() - interval '1 day' WHERE id = :five;
SELECT is(test.inbox('sofia'), NULL, 'what expired waits no more');
SELECT is(test.ask('sofia', test.signing(:five)) || ' ' || test.end_of(:five), 'expired expired', 'and is not done');
SELECT test.propose('ruben', 'open-process', :left) AS six \gset
UPDATE apoyo.proposal SET proposed_at = now() - interval '4 days', expires_at = now() - interval '1 day' WHERE id = :six;
SELECT isnt(test.propose('sofia', 'open-process', :left), NULL, 'it may be proposed anew');
SELECT is(test.end_of(:six), 'expired', 'which ends the old one');
SELECT is((SELECT count(*) FROM apoyo.proposal AS o WHERE o.state = 'applied'), 1::bigint, 'only the signed one was done');
SELECT * FROM finish();
ROLLBACK;
