-- people: promoventes while their process lives, and every refusal of theirs.
BEGIN;
SET search_path = tap, public;
SELECT plan(117);
SELECT test.sign_in();
SELECT test.geography();

CREATE FUNCTION test.act(p_call text, VARIADIC p_values anyarray) RETURNS text LANGUAGE sql AS $$
  SELECT test.refusal('ruben', format('SELECT apoyo.' || p_call, VARIADIC p_values));
$$;
-- What the page shows of one promovente.
CREATE FUNCTION test.shown(p_process integer, p_promovente integer, p_columns text) RETURNS text
LANGUAGE sql AS $$
  SELECT test.ask('ruben', format(
    'SELECT concat_ws('' '', %s) FROM apoyo.promovente_setup_list AS l '
    ' WHERE l.process = %s AND l.promovente = %s', p_columns, p_process, p_promovente));
$$;

-- Registering one.
SELECT test.draft('RM') AS rm,
       test.draft('DF', '{"kind": "federal_deputy", "joint": false, "scope": "federal_district", "cell_level": "section", "dispersion": {"level": "section", "fraction": "1/2", "percentage": "1"}}') AS df \gset
SELECT is(test.ask('ruben', format('SELECT apoyo.register_promovente(%s, NULL, NULL, '' Ada '', NULL)', :rm)),
          '1', 'number, folio and scope are given');
SELECT is(test.shown(:rm, 1, 'l.folio, l.name, l.scope, l.scope_name, l.state, l.revision'),
          'RM-00001 Ada MX México active 1', 'where only one is possible');
SELECT is(test.act('register_promovente(%s, 7, NULL, ''Bea'', NULL)', :rm), 'done', 'a number of one''s own');
SELECT is(test.ask('ruben', format('SELECT apoyo.next_promovente_number(%s)', :rm)), '8', 'the next is behind the last');
SELECT is(test.refusal('lucia', format('SELECT apoyo.next_promovente_number(%s)', :rm)), '42501',
          'and who does not set up is not told');
SELECT is(test.act('register_promovente(%s, NULL, NULL, ''Cleo'', NULL)', :df), 'AP108',
          'where there are several scopes one is told');
UPDATE apoyo.process SET given_scope = '05' WHERE id = :df;
SELECT is(test.act('register_promovente(%s, 1, NULL, ''Cleo'', ''05-F01'')', :df), 'done', 'a district of the scope');
SELECT is(test.act('register_promovente(%s, 2, NULL, ''Dora'', ''09-F01'')', :df), 'AP140', 'and not one outside');
SELECT is(test.act('register_promovente(%s, 2, NULL, ''Dora'', ''05'')', :df), 'AP114', 'nor one of another level');

-- Correcting it, and two people at once.
SELECT is(test.act('change_promovente(%s, 1, 1, ''Ada'', ''F-1'', ''MX'')', :rm), 'done', 'a name is corrected');
SELECT is(test.act('change_promovente(%s, 1, 1, ''Eva'', ''F-1'', ''MX'')', :rm), 'AP170',
          'by whoever has looked at it as it is');
SELECT is(test.act('change_promovente(%s, 1, NULL, ''Eva'', ''F-1'', ''MX'')', :rm), 'AP170', 'whoever says what they saw');
SELECT is(test.shown(:rm, 1, 'l.name, l.folio, l.revision, l.changed_by'), 'Ada F-1 2 ruben', 'and not overwritten');
SELECT is(test.act('change_promovente(%s, 1, 2, ''Eva'', ''RM-00007'', ''MX'')', :rm), 'AP109', 'a folio is one''s own');
SELECT is(test.act('change_promovente(%s, 1, 2, '' '', ''F-1'', ''MX'')', :rm), 'AP116', 'a name is not empty');
SELECT is(test.act('change_promovente(%s, 1, 2, ''Ada'', ''F-1'', ''05'')', :rm), 'AP114', 'a scope is of its level');
SELECT is(test.act('change_promovente(%s, 9, 1, ''Ada'', ''F-1'', ''MX'')', :rm), 'AP110', 'there is such a promovente');
SELECT is(test.ask('ruben', format($q$
  SELECT string_agg(h.act || ' ' || coalesce(h.was ->> 'folio', '-') || ' ' || (h.becomes ->> 'folio'), ', ' ORDER BY h.change)
    FROM apoyo.process_history AS h WHERE h.process = %s$q$, :rm)),
  'promovente-registered - RM-00001, promovente-registered - RM-00007, promovente-changed RM-00001 F-1',
  'the history of the process tells what changed');
SELECT is(test.act('remove_promovente(%s, 7, 1, '' '')', :rm), 'AP116', 'who is taken away has a reason');
SELECT is(test.act('remove_promovente(%s, 7, 2, ''twice'')', :rm), 'AP170', 'and is as it was looked at');
SELECT test.ask('ruben', format('SELECT apoyo.register_auxiliary(%s, 7, %L)', :rm, test.h('seven')));
SELECT test.ask('apoyo_intake', format('SELECT apoyo.register_device(%L, %L, ''x'')', test.h('seven'), test.h('seven device')));
SELECT is(test.act('remove_promovente(%s, 7, 1, ''twice'')', :rm), 'done', 'and goes');
SELECT is((SELECT (SELECT count(*) FROM apoyo.promovente AS m WHERE m.process = :rm)
                + (SELECT count(*) FROM apoyo.auxiliary AS m WHERE m.process = :rm)
                + (SELECT count(*) FROM apoyo.device AS m WHERE m.process = :rm)
                + (SELECT count(*) FROM apoyo.tally_promovente AS m
                    WHERE m.process = :rm AND m.promovente > 0)), 2::bigint, 'with all that hung from it');

-- Windows before the opening.
SELECT is(test.act('set_promovente_window(%s, 1, 2, now() - interval ''2 days'', NULL, NULL, NULL)', :rm),
          'AP173', 'no window begins before the process');
SELECT is(test.act('set_promovente_window(%s, 1, 2, now() + interval ''3 days'', now() + interval ''2 days'', NULL, NULL)', :rm),
          'AP141', 'nor ends before it begins');
SELECT is(test.act('set_promovente_window(%s, 1, 2, now() + interval ''11 days'', NULL, NULL, NULL)', :rm),
          'AP141', 'nor begins after the process has ended');
SELECT is(test.act('set_promovente_window(%s, 1, 1, NULL, NULL, NULL, NULL)', :rm), 'AP170', 'a revision is told');
SELECT is(test.act('set_promovente_window(%s, 1, 2, now() + interval ''1 day'', now() + interval ''2 days'', NULL, NULL)', :rm),
          'done', 'one of its own');
SELECT is(test.act('set_promovente_window(%s, 1, 3, NULL, NULL, NULL, NULL)', :rm), 'done', 'and back to the process''s');
SELECT is(test.shown(:rm, 1, 'l.opens_at IS NULL, l.closes_at IS NULL'), 't t', 'which is none');

-- While it is open. The process began yesterday and ends in ten days.
SELECT test.process('OP') AS op \gset
SELECT is(test.act('change_promovente(%s, 1, 1, ''Ada'', ''F-1'', ''MX'')', :op), 'AP102', 'no name is changed any more');
SELECT is(test.act('remove_promovente(%s, 1, 1, ''twice'')', :op), 'AP102', 'and nobody is taken away');
SELECT is(test.act('set_promovente_window(%s, 1, 1, NULL, now() + interval ''12 days'', NULL, ''court'')', :op),
          'AP116', 'an extension has an acuerdo');
SELECT is(test.act('set_promovente_window(%s, 1, 1, NULL, now() + interval ''12 days'', ''A-1'', '' '')', :op),
          'AP116', 'and a reason');
SELECT is(test.act('set_promovente_window(%s, 1, 1, NULL, now() + interval ''9 days'', ''A-1'', ''court'')', :op),
          'AP175', 'what has begun is not shortened');
SELECT is(test.act('set_promovente_window(%s, 1, 1, now(), NULL, ''A-1'', ''court'')', :op), 'AP174',
          'and its beginning stays');
SELECT is(test.act('set_promovente_window(%s, 1, 1, NULL, now() + interval ''12 days'', ''A-1'', ''court'')', :op),
          'done', 'but extended');
SELECT is(test.act('set_promovente_window(%s, 1, 2, NULL, NULL, ''A-1'', ''court'')', :op), 'AP175',
          'nor taken back to the process''s end');
SELECT is(test.ask('ruben', format($q$
  SELECT concat_ws(' ', h.act, h.acuerdo, h.reason) FROM apoyo.process_history AS h
   WHERE h.process = %s ORDER BY h.change DESC LIMIT 1$q$, :op)), 'promovente-window A-1 court', 'told with its reason');
SELECT is(test.act('set_promovente_window(%s, 2, 1, now() + interval ''3 days'', NULL, ''A-1'', ''later'')', :op),
          'AP174', 'who collects since yesterday does not begin in three days');
UPDATE apoyo.promovente SET opens_at = now() + interval '1 day', closes_at = now() + interval '2 days'
 WHERE process = :op AND number = 3;
SELECT is(test.act('set_promovente_window(%s, 3, 1, now() + interval ''3 days'', now() + interval ''4 days'', ''A-1'', ''later'')', :op),
          'done', 'what has not begun is moved');
SELECT is(test.act('set_promovente_window(%s, 3, 2, NULL, now() - interval ''1 hour'', ''A-1'', ''never'')', :op),
          'AP176', 'but not into the past');
UPDATE apoyo.promovente SET opens_at = NULL, closes_at = now() - interval '1 hour' WHERE process = :op AND number = 3;
SELECT is(test.ask('apoyo_intake', test.reception(:op, 3, 'over')), 'stored late', 'what is over is over');
CREATE FUNCTION test.window_effect(p_process integer, p_hours integer) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(s::text, ', ' ORDER BY s ->> 0)
    FROM jsonb_array_elements(test.ask('ruben', format(
           'SELECT apoyo.window_effect(%s, 3, NULL, now() + interval ''%s hours'')', p_process, p_hours))::jsonb -> 'situations') AS s
   WHERE s -> 1 <> s -> 2;
$$;
SELECT is(test.window_effect(:op, 1), '["late", 1, 0], ["processing", 0, 1]', 'what an extension would take in is told before');
SELECT is((SELECT s.situation::text FROM apoyo.support AS s WHERE s.capture = md5('over')::uuid), 'late', 'and nothing is changed by that');
SELECT is(test.refusal('ruben', format('SELECT apoyo.window_effect(%s, 3, now() + interval ''2 days'', now() + interval ''1 day'')', :op)), 'AP141',
          'a window that may not be has no effect');
SELECT is(test.refusal('ruben', format('SELECT apoyo.window_effect(%s, 99, NULL, NULL)', :op)), 'AP110', 'nor has that of nobody');
SELECT is(test.refusal('opl', format('SELECT apoyo.window_effect(%s, 3, NULL, NULL)', :op)), '42501', 'who only watches asks nothing');
SELECT is(test.act('set_promovente_window(%s, 3, 2, NULL, now() + interval ''1 hour'', ''A-2'', ''court'')', :op),
          'done', 'until it is extended');
SELECT is(test.ask('apoyo_intake', test.reception(:op, 3, 'again')), 'stored processing', 'and goes on');
SELECT is((SELECT s.situation::text FROM apoyo.support AS s WHERE s.capture = md5('over')::uuid), 'processing',
          'what was captured in the longer period is late no more');
SELECT is(test.ask('lucia', format('SELECT concat_ws('' '', b.closes_at = now() + interval ''12 days'', b.promoventes) FROM apoyo.board_process AS b WHERE b.process = %s', :op)),
          't 3', 'the board counts to the last window''s end');

-- All windows of their own together, by the clocks of the process.
CREATE FUNCTION test.extending(p_process integer, p_by text, p_acuerdo text DEFAULT 'A-3', p_reason text DEFAULT 'Council')
RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT apoyo.extend_own_windows(%s, %s, %L, %L, %L)', p.id, p.revision, p_by, p_acuerdo, p_reason)
    FROM apoyo.process AS p WHERE p.id = p_process;
$$;
SELECT test.process('MANY', '{"joint": false}') AS many \gset
SELECT is(test.refusal('ruben', test.extending(:many, '7 days')), 'AP196', 'where nobody has a window of their own nothing goes on');
SELECT test.act('withdraw_promovente(%s, 3, 1, ''gave up'', ''A-5'')', :many);
UPDATE apoyo.promovente AS m SET closes_at = now() + w.ends
  FROM (VALUES (1, interval '5 days'), (2, interval '-1 day'), (3, interval '6 days')) AS w (number, ends)
 WHERE m.process = :many AND m.number = w.number;
SELECT is(test.refusal('ruben', test.extending(:many, '0 days')), 'AP195', 'nor by nothing');
SELECT is(test.refusal('ruben', test.extending(:many, '-1 days')), 'AP195', 'nor by less');
SELECT is(test.refusal('ruben', test.extending(:many, '7 days', NULL)), 'AP116', 'an acuerdo is needed once it is open');
SELECT is(test.refusal('ruben', test.extending(:many, '7 days', 'A-3', ' ')), 'AP116', 'and a reason');
SELECT is(test.refusal('lucia', test.extending(:many, '7 days')), '42501', 'and the right to set up');
SELECT is(test.act('extend_own_windows(%s, 1, ''7 days'', ''A-3'', ''Council'')', :many), 'AP150', 'by whoever saw the process as it is');
SELECT is(test.ask('apoyo_intake', test.reception(:many, 2, 'after the end')), 'stored late', 'one window is over');
CREATE FUNCTION test.own_effect(p_process integer, p_by text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(s::text, ', ' ORDER BY s ->> 0)
    FROM jsonb_array_elements(test.ask('ruben', format('SELECT apoyo.own_windows_effect(%s, %L)', p_process, p_by))::jsonb
                              -> 'situations') AS s
   WHERE s -> 1 <> s -> 2;
$$;
SELECT is(test.own_effect(:many, '7 days'), '["late", 1, 0], ["processing", 0, 1]', 'the effect of all of them is told before');
SELECT is(test.own_effect(:many, '12 hours'), NULL, 'what stays over stays late');
SELECT is(test.refusal('ruben', format('SELECT apoyo.own_windows_effect(%s, ''0'')', :many)), 'AP195', 'and nothing has none');
SELECT is(test.refusal('opl', format('SELECT apoyo.own_windows_effect(%s, ''7 days'')', :many)), '42501', 'who only watches is not told');
SELECT is(test.ask('ruben', test.extending(:many, '7 days')), '2', 'those who collect or did');
SELECT is((SELECT string_agg(concat_ws(' ', m.number, date_trunc('day', m.closes_at - now()), m.revision), ', ' ORDER BY m.number)
             FROM apoyo.promovente AS m WHERE m.process = :many),
          '1 12 days 2, 2 6 days 2, 3 6 days 2', 'have seven days more, and others what they had');
SELECT is((SELECT s.situation::text FROM apoyo.support AS s WHERE s.capture = md5('after the end')::uuid), 'processing',
          'what was captured in the longer period is late no more');
SELECT is(test.ask('ruben', format($q$
  SELECT concat_ws(' ', h.act, h.acuerdo, h.reason, (SELECT count(*) FROM jsonb_object_keys(h.becomes -> 'promoventes')))
    FROM apoyo.process_history AS h WHERE h.process = %s ORDER BY h.change DESC LIMIT 1$q$, :many)),
  'own-windows A-3 Council 2', 'the history tells whose');
SELECT is(test.figures(:many, 'log'), test.figures(:many, 'supports'), 'and the log what moved');
UPDATE apoyo.rule SET time_zone = 'America/Tijuana' WHERE process = :many;
UPDATE apoyo.promovente SET closes_at = '2039-03-12 23:59 America/Tijuana' WHERE process = :many AND number = 1;
SELECT test.ask('ruben', test.extending(:many, '7 days'));
SELECT is((SELECT m.closes_at AT TIME ZONE 'America/Tijuana' FROM apoyo.promovente AS m WHERE m.process = :many AND m.number = 1),
          '2039-03-19 23:59'::timestamp, 'a day ends when it does where the process is held');
UPDATE apoyo.promovente SET closes_at = now() - interval '30 days' WHERE process = :many AND number IN (1, 2);
SELECT is(test.refusal('ruben', test.extending(:many, '7 days')), 'AP196', 'what would be over nevertheless stays so');
SELECT is(test.act('extend_own_windows(%s, 1, ''7 days'', ''A-3'', ''Council'')', 999), 'AP005', 'there is such a process');

-- One who could never meet the rule is not registered while it collects, as it is not opened with one.
SELECT test.process('REACH', '{"kind": "federal_deputy", "joint": false, "scope": "federal_district", "cell_level": "section", "dispersion": {"level": "section", "fraction": "1/2", "percentage": "1"}}',
                    '{05-F01,05-F01,05-F02}') AS reach \gset
UPDATE apoyo.section SET nominal_list = 0 WHERE federal_district = '09-F02';
SELECT is(test.act('register_promovente(%s, 4, NULL, ''Dora'', ''09-F02'')', :reach), 'AP132', 'nobody where nobody can sign');
SELECT is(test.act('register_promovente(%s, 4, NULL, ''Dora'', ''09-F01'')', :reach), 'done', 'but elsewhere');
SELECT test.ask('ruben', format('SELECT apoyo.begin_people_import(''promoventes'', %s)', :reach)) AS import \gset
SELECT format('INSERT INTO staging.promoventes_%s (name, scope) VALUES (''E'', ''09-F01''), (''F'', ''09-F02'')', :import) \gexec
SELECT is(test.act('adopt_promoventes(%s, %s)', :reach, :import), 'AP132', 'nor in a file');
SELECT is((SELECT count(*) FROM apoyo.promovente AS m WHERE m.process = :reach), 4::bigint, 'of which nothing is taken');

-- Suspension.
SELECT is(test.act('suspend_promovente(%s, 1, 2, '' '', ''A-3'')', :op), 'AP116', 'a suspension has a reason');
SELECT is(test.act('suspend_promovente(%s, 1, 2, ''fraud'', NULL)', :op), 'AP116', 'and an acuerdo');
SELECT is(test.act('reinstate_promovente(%s, 1, 2, ''court'', ''A-3'')', :op), 'AP171', 'who collects is not reinstated');
SELECT is(test.ask('apoyo_intake', test.reception(:op, 1, 'before')), 'stored processing', 'it collects');
SELECT is(test.act('suspend_promovente(%s, 1, 1, ''fraud'', ''A-3'')', :op), 'AP170', 'by whoever saw the longer window');
SELECT is(test.act('suspend_promovente(%s, 1, NULL, ''fraud'', ''A-3'')', :op), 'AP170', 'or anything at all');
SELECT is(test.act('suspend_promovente(%s, 1, 2, ''fraud'', ''A-3'')', :op), 'done', 'until it is suspended');
SELECT is(test.shown(:op, 1, 'l.state, l.reason, l.acuerdo'), 'suspended fraud A-3', 'by whom it matters');
SELECT is(test.act('suspend_promovente(%s, 1, 3, ''fraud'', ''A-3'')', :op), 'AP171', 'once');
SELECT is(test.refusal('apoyo_intake', test.reception(:op, 1, 'during')), 'AP172', 'from then on nothing is collected');
SELECT is(test.ask('apoyo_intake', test.reception(:op, 1, 'sent later', clock_timestamp() - interval '1 hour')),
          'stored processing', 'what was captured before still comes');
SELECT is(test.ask('apoyo_intake', test.reception(:op, 1, 'before')), 'repeated processing',
          'and what was acknowledged is acknowledged again');
SELECT is(test.ask('apoyo_intake', test.reception(:op, 2, 'other')), 'stored processing', 'others go on');
UPDATE apoyo.promovente SET barred = tstzmultirange(tstzrange(now() - interval '25 hours', NULL))
 WHERE process = :op AND number = 1;
SELECT is(test.refusal('apoyo_intake', test.reception(:op, 1, 'too late', clock_timestamp() - interval '26 hours')),
          'AP172', 'for as long as there is for sending');
UPDATE apoyo.promovente SET barred = tstzmultirange(tstzrange(now() - interval '2 hours', NULL))
 WHERE process = :op AND number = 1;
SELECT is(test.act('reinstate_promovente(%s, 1, 2, ''court'', ''A-4'')', :op), 'AP170', 'whoever saw it collect does not reinstate it');
SELECT is(test.act('reinstate_promovente(%s, 1, 3, ''court'', ''A-4'')', :op), 'done', 'it is reinstated');
SELECT is(test.ask('apoyo_intake', test.reception(:op, 1, 'after')), 'stored processing', 'and collects');
SELECT is(test.refusal('apoyo_intake', test.reception(:op, 1, 'meanwhile', clock_timestamp() - interval '1 hour')),
          'AP186', 'but what was captured meanwhile is nothing');
SELECT is(test.ask('apoyo_intake', test.reception(:op, 1, 'earlier', clock_timestamp() - interval '3 hours')),
          'stored processing', 'unlike what was captured before');
SELECT is(test.shown(:op, 1, 'l.state, l.reason'), 'active court', 'the reason is that of the state');

-- Withdrawal.
SELECT is(test.act('withdraw_promovente(%s, 2, NULL, ''gave up'', ''A-5'')', :op), 'AP170', 'nobody is withdrawn unseen');
SELECT is(test.act('withdraw_promovente(%s, 2, 1, ''gave up'', ''A-5'')', :op), 'done', 'a promovente withdraws');
SELECT is(test.refusal('apoyo_intake', test.reception(:op, 2, 'gone')), 'AP172', 'and collects no more');
SELECT is(test.act('register_auxiliary(%s, 2, %L)', :op::text, test.h('late')::text), 'AP110', 'and gets no auxiliary');
SELECT is((SELECT count(*) FROM apoyo.support AS s WHERE s.process = :op AND s.promovente = 2), 1::bigint,
          'what it has stays');
SELECT is(test.act('suspend_promovente(%s, 2, 2, ''fraud'', ''A-6'')', :op), 'AP171', 'who is gone is not suspended');
SELECT is(test.act('reinstate_promovente(%s, 2, 2, ''court'', ''A-7'')', :op), 'done', 'a court may bring it back');
SELECT is(test.act('suspend_promovente(%s, 2, 3, ''fraud'', ''A-8'')', :op), 'done', 'suspended');
SELECT is(test.act('withdraw_promovente(%s, 2, 4, ''gave up'', ''A-9'')', :op), 'done', 'it can withdraw as well');
SELECT is((SELECT count(*) FROM apoyo.promovente AS m, unnest(m.barred) AS r
            WHERE m.process = :op AND m.number = 2), 2::bigint, 'and is barred without a gap since');
SELECT is(test.refusal('postgres', format('UPDATE apoyo.promovente SET state = ''active'' WHERE process = %s AND number = 2', :op)),
          '23514', 'a state without its time cannot be written');
SELECT matches((SELECT convert_from(v.body, 'UTF8') FROM apoyo.event_private AS v
                 WHERE v.process = 0 ORDER BY v.event DESC LIMIT 1),
               '"actor": "ruben".*"reason": "gave up"', 'the internal log knows who and why');
SELECT is((SELECT string_agg(b.kind, ' ' ORDER BY b.id) FROM (
             SELECT e.id, convert_from(e.body, 'UTF8')::jsonb ->> 'kind' AS kind
               FROM apoyo.event AS e WHERE e.process = :op ORDER BY e.id DESC LIMIT 4) AS b),
          'promovente-withdrawn promovente-reinstated promovente-suspended promovente-withdrawn',
          'the public log that it was');
SELECT is(test.ask('lucia', format('SELECT count(*) FROM apoyo.promovente_setup_list AS l WHERE l.process = %s', :op)),
          '3', 'supervisors see them');
SELECT is(test.refusal('ana', 'SELECT count(*) FROM apoyo.promovente_setup_list'), '42501', 'reviewers do not');
INSERT INTO apoyo.staff_scope (role, process, bar) VALUES ('ruben', :op, true);
SELECT is(test.act(c.call, :op), 'AP005', 'outside one''s scope: ' || c.call)
  FROM (VALUES ('register_promovente(%s, 9, NULL, ''x'', NULL)'), ('suspend_promovente(%s, 1, 1, ''r'', ''a'')'),
               ('set_promovente_window(%s, 1, NULL, NULL, NULL, ''a'', ''r'')'),
               ('begin_people_import(''promoventes'', %s)')) AS c (call);
SELECT is(test.ask('ruben', format('SELECT count(*) FROM apoyo.promovente_setup_list AS l WHERE l.process = %s', :op)),
          '0', 'and nothing is seen');
SELECT is(test.act('suspend_promovente(%s, 1, 1, ''r'', ''a'')', 999), 'AP005', 'no such process');
SELECT is(test.unlike(), NULL, 'what each act left gives again what it decided');
SELECT * FROM finish();
ROLLBACK;
