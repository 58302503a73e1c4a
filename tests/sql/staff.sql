-- staff: accounts, groups and scopes, and everything that nobody gets that way.
BEGIN;
SET search_path = tap, public;
SELECT plan(118);
SELECT test.sign_in();
SELECT test.geography();
SELECT test.process('RM') AS rm \gset

-- A verifier as a client makes them, of any word.
CREATE FUNCTION test.verifier(p_word text, p_iterations text DEFAULT '4096') RETURNS text
LANGUAGE sql AS $$
  SELECT format('SCRAM-SHA-256$%s:%s$%s:%s', p_iterations,
                encode(substr(test.h(p_word), 1, 16), 'base64'),
                encode(test.h(p_word || 'stored'), 'base64'),
                encode(test.h(p_word || 'server'), 'base64'));
$$;
CREATE FUNCTION test.adding(p_role text, p_name text, p_verifier text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT apoyo.add_staff(%L, %L, %L)', p_role, p_name, p_verifier);
$$;
-- What the catalogue has: may log in, groups.
CREATE FUNCTION test.role(p_role text) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', CASE WHEN r.rolcanlogin THEN 'in' ELSE 'out' END,
                   (SELECT string_agg(g.rolname, ' ' ORDER BY g.rolname) FROM pg_auth_members AS m
                      JOIN pg_roles AS g ON g.oid = m.roleid WHERE m.member = r.oid))
    FROM pg_roles AS r WHERE r.rolname = p_role;
$$;

-- Adding somebody.
SELECT is(test.refusal('ruben', test.adding('eva', 'Eva', test.verifier('eva'))), '42501', 'not by who sets up');
SELECT is(test.refusal('elena', test.adding('eva', 'Eva', test.verifier('eva'))), '42501', 'nor by who audits');
SELECT is(test.refusal('lucia', test.adding(c.name, 'Eva', test.verifier('eva'))), c.refusal, c.what)
  FROM (VALUES ('Eva', 'AP601', 'a capital'), ('e', 'AP601', 'too short'), ('1eva', 'AP601', 'a digit first'),
               ('eva; DROP ROLE ana', 'AP601', 'something else'), (repeat('e', 32), 'AP601', 'too long'),
               ('apoyo_setup', 'AP601', 'a group'), ('apoyo_eva', 'AP601', 'like a group'),
               ('pg_monitor', 'AP601', 'one of PostgreSQL''s'), ('postgres', 'AP601', 'its superuser'),
               ('ana', 'AP606', 'a colleague'), ('nobody', 'AP606', 'a login that is not of the staff'))
       AS c (name, refusal, what);
SELECT is(test.refusal('lucia', test.adding('eva', ' ', test.verifier('eva'))), 'AP116', 'without a name');
SELECT is(test.refusal('lucia', test.adding('eva', 'Eva', c.verifier)), 'AP602', c.what)
  FROM (VALUES ('secret', 'a plain password'), ('', 'none'), (NULL, 'nothing'),
               ('md5' || md5('secreteva'), 'an MD5 one'),
               (test.verifier('eva', '1000'), 'too few rounds'), (test.verifier('eva', '0004096'), 'odd rounds'),
               (test.verifier('eva') || ' ', 'something behind it'), (test.verifier('eva') || E'\n', 'or a line'),
               ('x' || test.verifier('eva'), 'something before it'),
               (replace(test.verifier('eva'), ':', ';'), 'another shape'),
               ('SCRAM-SHA-256$4096:!!!!!!!!!!!!!!!!!!!!!!==$' || repeat('A', 43) || '=:' || repeat('A', 43) || '=', 'no base 64'),
               ('SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAAB==$' || repeat('A', 43) || '=:' || repeat('A', 43) || '=', 'loose bits'),
               ('SCRAM-SHA-256$4096:' || repeat('A', 24) || '$' || repeat('A', 40) || ':' || repeat('A', 43) || '=', 'a short key'))
       AS c (verifier, what);
SELECT is(test.refusal('lucia', test.adding('eva', 'Eva Prado', test.verifier('eva'))), 'done', 'somebody is added');
SELECT is((SELECT a.rolpassword FROM pg_authid AS a WHERE a.rolname = 'eva'), test.verifier('eva'),
          'PostgreSQL holds the verifier as it came');
SELECT is(test.role('eva'), 'in', 'who may log in and nothing else');
SELECT is((SELECT concat_ws(' ', r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolbypassrls)
             FROM pg_roles AS r WHERE r.rolname = 'eva'), 'f f f f f', 'no attribute');
SELECT is(test.refusal('lucia', test.adding('eva', 'Eva', test.verifier('eva'))), 'AP606', 'once');

-- Groups.
CREATE FUNCTION test.grouping(p_act text, p_role text, p_group text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT apoyo.%s_group(%L, %L)', p_act, p_role, p_group);
$$;
SELECT is(test.refusal('lucia', test.grouping('grant', 'eva', c.name)), 'AP610', 'not ' || coalesce(c.name, 'nothing'))
  FROM (VALUES ('pg_execute_server_program'), ('pg_read_all_data'), ('apoyo_owner'), ('apoyo_role_admin'),
               ('apoyo_intake'), ('postgres'), ('ruben'), (NULL)) AS c (name);
SELECT is(test.refusal('lucia', test.grouping('revoke', 'eva', 'apoyo_owner')), 'AP610', 'nor takes it away');
SELECT is(test.refusal('lucia', test.grouping('grant', 'lucia', 'apoyo_setup')), 'AP604', 'not to oneself');
SELECT is(test.refusal('lucia', test.grouping('grant', 'nobody', 'apoyo_setup')), 'AP603', 'not to a stranger');
SELECT is(test.refusal('ruben', test.grouping('grant', 'eva', 'apoyo_setup')), '42501', 'not by who sets up');
SELECT is(test.refusal('lucia', test.grouping('grant', 'eva', 'apoyo_setup')), 'done', 'a group of the list');
SELECT is(test.refusal('lucia', test.grouping('grant', 'eva', c.name)), 'AP611', c.what)
  FROM (VALUES ('apoyo_closer', 'who opens does not close'), ('apoyo_auditor', 'who acts does not audit')) AS c (name, what);
SELECT is(test.refusal('lucia', test.grouping('grant', 'elena', 'apoyo_reviewer')), 'AP611', 'who audits does not act');
SELECT is(test.refusal('lucia', test.grouping('grant', 'elena', 'apoyo_watch')), 'done', 'but may watch');
SELECT is(test.role('eva'), 'in apoyo_setup', 'it is held');
SELECT is(test.ask('eva', 'SELECT roles::text FROM apoyo.sign_in(''1'', ''desk'')'), '{apoyo_setup}', 'and signed in with');
SELECT is(test.refusal('lucia', test.grouping('revoke', 'eva', 'apoyo_setup')), 'done', 'it is taken away');
SELECT is(test.refusal('eva', 'SELECT apoyo.begin_import(''roll'')'), '42501', 'at once');
SELECT test.ask('lucia', test.grouping('grant', 'eva', 'apoyo_setup'));
-- A login that came by more than groups is left alone.
CREATE ROLE dba LOGIN CREATEROLE;
INSERT INTO apoyo.staff (role, display_name) VALUES ('dba', 'Administrator');
SELECT is(test.refusal('lucia', format('SELECT apoyo.reset_password(''dba'', %L)', test.verifier('x'))), '42501',
          'who administers the server is not taken over');
SELECT is(test.refusal('lucia', 'SELECT apoyo.role_set_group(''lucia'', ''apoyo_setup'', true)'), '42501',
          'nobody gets behind the commands');
SELECT is(test.refusal('lucia', 'GRANT apoyo_setup TO lucia'), '42501', 'nor past them');
SELECT is(test.refusal('lucia', 'CREATE ROLE x'), '42501', 'by any way');

-- Scopes.
CREATE FUNCTION test.scoping(p_role text, p_process text, p_entity text, p_until text DEFAULT 'NULL',
                             p_bar boolean DEFAULT false, p_since text DEFAULT 'NULL')
RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT apoyo.grant_scope(%L, %s, %L, %s, %s, %L)', p_role, coalesce(p_process, 'NULL'), p_entity,
                p_since, p_until, p_bar);
$$;
SELECT is(test.refusal('lucia', test.scoping('lucia', NULL, NULL)), 'AP604', 'not to oneself');
SELECT is(test.refusal('lucia', test.scoping('eva', :'rm', '05')), 'AP612', 'one thing at a time');
SELECT is(test.refusal('lucia', test.scoping('eva', NULL, '33')), 'AP613', 'an entity that there is not');
SELECT is(test.refusal('lucia', test.scoping('eva', '999', NULL)), 'AP005', 'a process that there is not');
SELECT is(test.refusal('lucia', test.scoping('eva', '0', NULL)), 'AP005', 'the internal log is none');
SELECT is(test.refusal('lucia', test.scoping('eva', NULL, NULL, 'now() - interval ''1 day''')), 'AP105', 'one that has ended');
SELECT is(test.refusal('eva', test.scoping('ana', :'rm', NULL)), '42501', 'not by who sets up');
SELECT is(test.ask('eva', 'SELECT count(*) FROM apoyo.board_process'), '0', 'she sees nothing yet');
SELECT test.ask('lucia', test.scoping('eva', :'rm', NULL, 'now() + interval ''1 day''')) AS scope \gset
SELECT is(test.ask('eva', 'SELECT count(*) FROM apoyo.board_process'), '1', 'a process');
SELECT test.ask('lucia', test.scoping('eva', :'rm', NULL, 'NULL', true)) AS bar \gset
SELECT is(test.ask('eva', 'SELECT count(*) FROM apoyo.board_process'), '0', 'a bar outweighs it');
SELECT is(test.refusal('eva', format('SELECT apoyo.end_scope(%s)', :bar)), '42501', 'which she does not lift');
SELECT is(test.refusal('lucia', format('SELECT apoyo.end_scope(%s)', :bar)), 'done', 'but a supervisor does');
SELECT is(test.refusal('lucia', format('SELECT apoyo.end_scope(%s)', :bar)), 'AP614', 'once');
SELECT is(test.ask('lucia', 'SELECT string_agg(concat_ws('' '', l.role, l.code, l.bar), '','') FROM apoyo.staff_scope_list AS l WHERE l.role = ''eva'''),
          'eva RM f', 'the list shows what holds');

-- A supervisor of one entity stays within it.
SELECT test.ask('lucia', test.grouping('grant', 'opl', 'apoyo_supervisor'));
SELECT test.ask('lucia', test.scoping('opl', NULL, '05', 'now() + interval ''10 days'''));
SELECT test.ask('opl', 'SELECT 1 FROM apoyo.sign_in(''1'', ''desk'')');
SELECT is(test.refusal('opl', test.scoping('ana', NULL, c.entity, c.until, c.bar)), c.refusal, c.what)
  FROM (VALUES (NULL, 'NULL', false, 'AP605', 'nobody gives what they do not have'),
               ('09', 'now() + interval ''1 day''', false, 'AP605', 'another entity'),
               ('05', 'NULL', false, 'AP605', 'for longer'),
               ('09', 'now() + interval ''1 day''', true, 'AP605', 'nor bars there'),
               ('05', 'now() + interval ''1 day''', false, 'done', 'their own, for a while'))
       AS c (entity, until, bar, refusal, what);
SELECT is(test.refusal('opl', format('SELECT apoyo.reset_password(''ruben'', %L)', test.verifier('x'))), 'AP605',
          'nobody takes over an account of wider scope');
SELECT is(test.refusal('opl', 'SELECT apoyo.disable_staff(''lucia'')'), 'AP605', 'or shuts it');

-- Somebody barred from one process does not administer those who are not, whatever else they hold.
INSERT INTO apoyo.staff_scope (role, process, bar) VALUES ('lucia', :'rm', true);
SELECT is(test.refusal('lucia', test.scoping('ana', NULL, NULL)), 'AP605', 'a bar from a part is a bar from granting the whole');
SELECT is(test.refusal('lucia', format('SELECT apoyo.reset_password(''ruben'', %L)', test.verifier('x'))), 'AP605',
          'or from taking over who holds it');
DELETE FROM apoyo.staff_scope WHERE role = 'lucia' AND bar;

-- Passwords.
SELECT is(test.refusal('lucia', 'SELECT apoyo.reset_password(''eva'', ''secret'')'), 'AP602', 'no plain one');
SELECT is(test.refusal('lucia', format('SELECT apoyo.reset_password(''lucia'', %L)', test.verifier('x'))), 'AP604', 'not one''s own');
SELECT is(test.refusal('lucia', format('SELECT apoyo.reset_password(''eva'', %L)', test.verifier('new'))), 'done', 'it is reset');
SELECT is(test.refusal('ana', 'SELECT apoyo.change_own_password(''secret'')'), 'AP602', 'nor for oneself');
SELECT is(test.refusal('ana', format('SELECT apoyo.change_own_password(%L)', test.verifier('ana'))), 'done', 'everybody changes their own');
SELECT is((SELECT string_agg(a.rolname || ' ' || (a.rolpassword IN (test.verifier('new'), test.verifier('ana'))), ', ' ORDER BY a.rolname)
             FROM pg_authid AS a WHERE a.rolname IN ('ana', 'eva')), 'ana true, eva true', 'both hold');

-- Out, and in again.
SELECT is(test.refusal('lucia', 'SELECT apoyo.disable_staff(''lucia'')'), 'AP604', 'not oneself');
SELECT is(test.ask('lucia', 'SELECT apoyo.disable_staff(''eva'')'), '0', 'she is out');
SELECT is(test.role('eva'), 'out apoyo_setup', 'without a login');
SELECT is(test.refusal('eva', format('SELECT apoyo.change_own_password(%L)', test.verifier('eva'))), 'AP003', 'or a right');
SELECT is(test.refusal('lucia', 'SELECT apoyo.disable_staff(''eva'')'), 'AP608', 'once');
SELECT is(test.refusal('lucia', 'SELECT apoyo.enable_staff(''eva'')'), 'done', 'she is back');
SELECT is(test.role('eva'), 'in apoyo_setup', 'as she was');
SELECT is(test.refusal('lucia', 'SELECT apoyo.enable_staff(''eva'')'), 'AP609', 'once');

-- Somebody whole, or not at all.
CREATE FUNCTION test.admitting(p_role text, p_groups text, p_everywhere boolean, p_process text, p_entity text,
                               p_until text DEFAULT 'NULL') RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT apoyo.admit_staff(%L, %L, %L, %L, %L, %s, %L, %s)', p_role, 'Iris Mota', test.verifier('iris'),
                p_groups, p_everywhere, coalesce(p_process, 'NULL'), p_entity, p_until);
$$;
SELECT is(test.refusal(c.who, test.admitting('iris', c.groups, c.everywhere, c.process, c.entity, c.until)), c.refusal, c.what)
  FROM (VALUES ('ruben', '{}', false, NULL, NULL, 'NULL', '42501', 'not by who sets up'),
               ('lucia', '{apoyo_setup,apoyo_closer}', false, NULL, NULL, 'NULL', 'AP611', 'no conflict of groups'),
               ('lucia', '{apoyo_owner}', false, NULL, NULL, 'NULL', 'AP610', 'no other group'),
               ('lucia', '{}', false, :'rm', '05', 'NULL', 'AP612', 'one place'),
               ('lucia', '{}', true, NULL, NULL, 'now() - interval ''1 day''', 'AP105', 'not for a time that is over'),
               ('opl', '{apoyo_watch}', true, NULL, NULL, 'NULL', 'AP605', 'nor further than one''s own scope'))
       AS c (who, groups, everywhere, process, entity, until, refusal, what);
SELECT is(test.role('iris'), NULL, 'what is refused leaves nothing behind');
SELECT is(test.refusal('lucia', test.admitting('iris', '{apoyo_watch,apoyo_closer}', false, :'rm', NULL, 'now() + interval ''1 day''')),
          'done', 'everything at once');
SELECT is(test.role('iris'), 'in apoyo_closer apoyo_watch', 'groups');
SELECT is(test.ask('iris', 'SELECT count(*) FROM apoyo.board_process'), '1', 'and scope');
SELECT is(test.refusal('lucia', test.admitting('nina', '{}', false, NULL, NULL)), 'done', 'or nothing yet');
SELECT is(test.role('nina'), 'in', 'which is nothing');

-- What was done to an account.
SELECT is(test.ask('lucia', 'SELECT string_agg(concat_ws('' '', h.act, h."group", h.code, h.bar, h.by_name), '', '' ORDER BY h.id)
                               FROM apoyo.staff_history AS h WHERE h.role = ''iris'''),
          'staff-added Lucia, group-granted apoyo_watch Lucia, group-granted apoyo_closer Lucia, scope-granted RM f Lucia',
          'the history says what, and who');
SELECT is(test.ask('elena', 'SELECT count(*) > 0 FROM apoyo.staff_history'), 'true', 'auditors read it');
SELECT is(test.refusal('ruben', 'SELECT * FROM apoyo.staff_history'), '42501', 'who sets up does not');
SELECT is(test.ask('elena', 'SELECT count(*) FROM apoyo.staff_history AS h WHERE h::text ~ ''SCRAM'''), '0', 'it holds no verifier');

-- Who sees the staff, and the first of all.
SELECT is(test.ask('elena', 'SELECT concat_ws('' '', l.display_name, l.active, l.groups, l.last_workstation) FROM apoyo.staff_list AS l WHERE l.role = ''eva'''),
          'Eva Prado t {apoyo_setup} desk', 'the list tells groups and last sign-in');
SELECT is(test.refusal('ana', 'SELECT * FROM apoyo.staff_list'), '42501', 'not to a reviewer');
SELECT is((SELECT count(*) FROM apoyo.event_private AS v
            WHERE v.process = 0 AND convert_from(v.body, 'UTF8') ~ 'SCRAM|secret'), 0::bigint, 'the log holds no verifier');
SELECT is((SELECT count(*) FROM apoyo.event_private AS v
            WHERE v.process = 0 AND convert_from(v.body, 'UTF8')::jsonb ->> 'person' = 'eva'
              AND convert_from(v.body, 'UTF8')::jsonb ->> 'actor' = 'lucia'), 10::bigint, 'but every act');
SELECT throws_ok(format('SELECT apoyo.add_first_supervisor(''adam'', ''Adam'', %L)', test.verifier('a')), 'AP607', NULL,
                 'there is no second first');
SELECT is(test.refusal('lucia', format('SELECT apoyo.add_first_supervisor(''adam'', ''Adam'', %L)', test.verifier('a'))),
          '42501', 'and only who installs names one');
UPDATE apoyo.staff SET active = false;
SELECT lives_ok(format('SELECT apoyo.add_first_supervisor(''adam'', ''Adam'', %L)', test.verifier('a')), 'where there is none');
SELECT is(test.role('adam'), 'in apoyo_supervisor', 'who can add the others');
SELECT * FROM finish();
ROLLBACK;
