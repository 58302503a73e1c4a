-- auxiliaries: the people who collect, held against the roll; their keys, and the end of them.
BEGIN;
SET search_path = tap, public;
SELECT plan(47);
SELECT test.sign_in();
SELECT test.geography();
-- Of the roll: who is on the nominal list, who is not, and whom nobody knows.
SELECT test.person('ada') AS ada, test.person('bea') AS bea,
       test.person('dead', p_status => 'dropped', p_cause => 'death') AS dead,
       test.person('off', p_status => 'not_on_list') AS off \gset
-- The call with which somebody registers one person of the roll.
CREATE FUNCTION test.registering(p_process integer, p_promovente integer, p_person text, p_key text)
RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT apoyo.register_auxiliary(%s, %s, %L, %L)', p_process, p_promovente,
                test.h(p_key), test.h(p_person || 'clave'));
$$;
CREATE FUNCTION test.real(p_code text, p_changes jsonb DEFAULT '{}', p_scope text DEFAULT 'MX')
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_process integer := test.ask('ruben', format(
    'SELECT apoyo.create_process(%L, ''Real'', %L, %L, now() - interval ''1 day'', '
    'now() + interval ''10 days'', ''INE/CG1/2026'', false)',
    p_code, test.rule(p_changes) ->> 'kind', test.rule(p_changes)));
BEGIN
  PERFORM test.ask('ruben', format('SELECT apoyo.register_promovente(%s, NULL, NULL, ''P'', %L)', v_process, p_scope))
     FROM generate_series(1, 3);
  PERFORM test.enact('open-process', v_process);
  RETURN v_process;
END
$$;
CREATE FUNCTION test.listed(p_process integer) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('ruben', format(
    'SELECT string_agg(concat_ws('' '', l.label, l.on_roll, l.revoked_at IS NOT NULL, l.devices, '
    'l.last_sent_at IS NOT NULL), '', '' ORDER BY l.auxiliary) FROM apoyo.auxiliary_list AS l '
    'WHERE l.process = %s', p_process));
$$;

SELECT test.real('RM') AS rm, test.real('CI', '{"joint": false}') AS ci \gset
SELECT is(test.refusal('ruben', test.registering(:rm, 1, 'ada', 'k1')), 'done', 'a person of the nominal list');
SELECT is(test.refusal('ruben', test.registering(:rm, 1, 'nobody', 'k2')), 'AP177', 'nobody of the roll');
SELECT is(test.refusal('ruben', test.registering(:rm, 1, 'dead', 'k2')), 'AP178', 'who was dropped from it');
SELECT is(test.refusal('ruben', test.registering(:rm, 1, 'off', 'k2')), 'AP178', 'who is not on the list');
SELECT is(test.refusal('ruben', test.registering(:rm, 1, 'ada', 'k2')), 'AP179', 'one person, one key for a promovente');
SELECT is(test.refusal('ruben', test.registering(:rm, 9, 'ada', 'k2')), 'AP110', 'a promovente that there is');
SELECT is(test.refusal('ruben', test.registering(:rm, 2, 'bea', 'k1')), 'AP117', 'a key of their own');
SELECT is(test.refusal('ruben', test.registering(:rm, 2, 'ada', 'k2')), 'done',
          'where all feed one goal somebody may help several');
SELECT is(test.refusal('ruben', test.registering(:ci, 1, 'ada', 'c1')), 'done', 'another contest is another matter');
SELECT is(test.refusal('ruben', test.registering(:ci, 2, 'ada', 'c2')), 'AP180',
          'where they compete, nobody serves two');
SELECT is(test.refusal('ruben', format('SELECT apoyo.register_auxiliary(%s, 1, %L)', :rm, test.h('k2'))), 'AP181',
          'who is not named is nobody');
SELECT is(test.refusal('postgres', format(
            'INSERT INTO apoyo.auxiliary (process, promovente, number, key_hash, roll) VALUES (%s, 1, 9, %L, %s)',
            :rm, test.h('k9'), :ada)), '23505', 'not even the owner gives a person two keys');
SELECT is(test.listed(:rm), '1-1 t f 0 f, 2-1 t f 0 f', 'they are listed without a name');

-- What they send, and the end of it.
SELECT is(test.ask('apoyo_intake', format('SELECT r.promovente FROM apoyo.register_device(%L, %L, ''phone'') AS r',
                                          test.h('k1'), test.h('token' || :rm || '1'))), '1', 'a key registers a phone');
SELECT is(test.ask('apoyo_intake', test.reception(:rm, 1, 'a1')), 'stored processing', 'which sends');
SELECT is(test.listed(:rm), '1-1 t f 1 t, 2-1 t f 0 f', 'and that is told');
SELECT d.last_sent_at AS sent FROM apoyo.device AS d WHERE d.id = test.device(:rm, 1) \gset
SELECT is(test.ask('apoyo_intake', test.reception(:rm, 1, 'a2')), 'stored processing', 'once more');
SELECT is((SELECT d.last_sent_at FROM apoyo.device AS d WHERE d.id = test.device(:rm, 1)), :'sent'::timestamptz,
          'to the hour');
UPDATE apoyo.device SET last_sent_at = now() - interval '61 minutes' WHERE id = test.device(:rm, 1);
SELECT test.receive(:rm, 1, 'a3');
SELECT ok((SELECT d.last_sent_at > now() FROM apoyo.device AS d WHERE d.id = test.device(:rm, 1)), 'and the next hour again');
SELECT a.id AS one FROM apoyo.auxiliary AS a WHERE a.process = :rm AND a.promovente = 1 \gset
SELECT is(test.refusal('ruben', format('SELECT apoyo.issue_auxiliary_key(%s, %L, '' '')', :one, test.h('k3'))), 'AP116',
          'another key has a reason');
SELECT is(test.refusal('ruben', format('SELECT apoyo.issue_auxiliary_key(%s, %L, ''lost'')', :one, test.h('k2'))), 'AP117',
          'and is nobody else''s');
SELECT is(test.refusal('ruben', format('SELECT apoyo.issue_auxiliary_key(%s, NULL, ''lost'')', :one)), 'AP117',
          'and is one');
SELECT is(test.refusal('ruben', format('SELECT apoyo.issue_auxiliary_key(%s, %L, ''lost'')', :one, test.h('k3'))), 'done',
          'a person who lost the key gets another');
SELECT is(test.refusal('apoyo_intake', test.reception(:rm, 1, 'a4')), 'AP302', 'what was registered with the old one stops');
SELECT is(test.refusal('apoyo_intake', format('SELECT apoyo.register_device(%L, %L, ''x'')', test.h('k1'), test.h('t'))), 'AP301',
          'and it registers nothing');
SELECT is(test.ask('apoyo_intake', format('SELECT r.promovente FROM apoyo.register_device(%L, %L, ''phone'') AS r',
                                          test.h('k3'), test.h('phone 2'))), '1', 'the new one does');
SELECT is(test.listed(:rm), '1-1 t f 1 t, 2-1 t f 0 f', 'for the same auxiliary');
SELECT is(test.refusal('ruben', format('SELECT apoyo.revoke_auxiliary(%s, NULL)', :one)), 'AP116', 'a revocation has a reason');
SELECT is(test.refusal('ruben', format('SELECT apoyo.revoke_auxiliary(%s, ''fraud'')', :one)), 'done', 'an auxiliary is revoked');
SELECT is(test.ask('apoyo_intake', format('SELECT d.active FROM apoyo.authenticate_device(%L) AS d', test.h('phone 2'))), 'false',
          'at once');
SELECT is(test.refusal('apoyo_intake', format('SELECT apoyo.register_device(%L, %L, ''x'')', test.h('k3'), test.h('t'))), 'AP301',
          'with the key');
SELECT is(test.listed(:rm), '1-1 t t 0 t, 2-1 t f 0 f', 'and it is told');
SELECT is(test.refusal('ruben', format('SELECT apoyo.revoke_auxiliary(%s, ''fraud'')', :one)), 'AP183', 'once');
SELECT is(test.refusal('ruben', format('SELECT apoyo.issue_auxiliary_key(%s, %L, ''lost'')', :one, test.h('k4'))), 'AP183',
          'for good');
SELECT is(test.refusal('ruben', 'SELECT apoyo.revoke_auxiliary(99999, ''fraud'')'), 'AP182', 'there is such an auxiliary');
SELECT is(test.refusal('ruben', test.registering(:rm, 1, 'ada', 'k5')), 'done', 'the person may be registered again');
SELECT is(test.listed(:rm), '1-1 t t 0 t, 2-1 t f 0 f, 1-2 t f 0 f', 'as another auxiliary');
SELECT is((SELECT count(*) FROM apoyo.support AS s WHERE s.process = :rm AND s.promovente = 1), 3::bigint,
          'what was sent stays');
SELECT matches((SELECT string_agg(convert_from(v.body, 'UTF8'), E'\n' ORDER BY v.event) FROM apoyo.event_private AS v
                 WHERE v.process = 0), '"reason": "fraud"', 'and the internal log knows why it ended');
SELECT is((SELECT count(*) FROM apoyo.event_private AS v WHERE v.process = 0
             AND convert_from(v.body, 'UTF8') LIKE '%' || encode(test.h('adaclave'), 'hex') || '%'), 0::bigint,
          'but not who it was');
SELECT is(test.refusal('lucia', format('SELECT apoyo.revoke_auxiliary(%s, ''x'')', :one)), '42501', 'a supervisor revokes nobody');
SELECT is(test.refusal('ana', 'SELECT count(*) FROM apoyo.auxiliary_list'), '42501', 'a reviewer sees nobody');
SELECT a.id AS two FROM apoyo.auxiliary AS a WHERE a.process = :rm AND a.promovente = 2 \gset
INSERT INTO apoyo.staff_scope (role, process, bar) VALUES ('ruben', :rm, true);
SELECT is(test.refusal('ruben', format('SELECT apoyo.revoke_auxiliary(%s, ''x'')', :two)), 'AP182', 'nor anybody outside the scope');
SELECT is(test.listed(:rm), NULL, 'where nobody is seen');
DELETE FROM apoyo.staff_scope WHERE role = 'ruben' AND bar;
UPDATE apoyo.process SET state = 'closed' WHERE id = :rm;
SELECT is(test.refusal('ruben', format('SELECT apoyo.revoke_auxiliary(%s, ''x'')', :two)), 'AP102', 'nobody after the close');

-- In a drill they need not be anybody, but whoever is named is held against the roll.
SELECT test.process('DRILL') AS drill \gset
SELECT is(test.refusal('ruben', test.registering(:drill, 1, 'nobody', 'd1')), 'AP177', 'a drill takes no invented clave');
SELECT is(test.refusal('ruben', test.registering(:drill, 1, 'ada', 'd1')), 'done', 'but a person');
SELECT * FROM finish();
ROLLBACK;
