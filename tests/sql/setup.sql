-- setup: signing in, scopes, processes and imports, and every refusal of theirs.
BEGIN;
SET search_path = tap, public;
SELECT plan(86);

-- Signing in.
SELECT is(test.refusal('ruben', 'SELECT apoyo.begin_import(''roll'')'), 'AP002',
          'nothing without signing in');
SELECT is(test.refusal('gone', 'SELECT * FROM apoyo.sign_in(''1'', ''desk'')'), 'AP003',
          'whoever left does not sign in');
SELECT is(test.refusal('ruben', 'SELECT * FROM apoyo.sign_in('''', ''desk'')'), 'AP004',
          'a version is told');
SELECT is(test.refusal('ruben', 'SELECT * FROM apoyo.sign_in(''1'', NULL)'), 'AP004',
          'and a workstation');
SELECT is(test.refusal('nobody', 'SELECT * FROM apoyo.sign_in(''1'', ''desk'')'), '42501',
          'a login without a group does not');
SELECT is(test.refusal('postgres', 'SELECT * FROM apoyo.sign_in(''1'', ''desk'')'), 'AP003',
          'nor does a superuser');
SELECT is(test.ask('lucia', 'SELECT concat_ws('' '', s.display_name, s.roles, s.server_version) FROM apoyo.sign_in(''1'', ''desk'') AS s'),
          'Lucia {apoyo_watch,apoyo_supervisor} 0.1.0', 'who one is and what one may');
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT is((SELECT count(*) FROM apoyo.session AS s WHERE s.role = 'lucia'), 1::bigint,
          'twice on one connection is one session');
SELECT matches((SELECT convert_from(v.body, 'UTF8') FROM apoyo.event_private AS v
                 WHERE v.process = 0 ORDER BY v.event DESC LIMIT 1),
               '"actor": "elena".*"workstation": "desk"', 'the internal log knows who and where');
UPDATE apoyo.staff SET active = false WHERE role = 'ruben';
SELECT is(test.refusal('ruben', 'SELECT apoyo.begin_import(''roll'')'), 'AP003',
          'whoever is put out in the middle of a session is out');
UPDATE apoyo.staff SET active = true WHERE role = 'ruben';
SELECT is(test.refusal('lucia', 'SELECT apoyo.begin_import(''roll'')'), '42501',
          'a supervisor sets nothing up');

-- Imports.
SELECT is(test.refusal('ruben', 'SELECT apoyo.create_process(''RM'', ''x'', ''revocation'', ''{}'', now(), now(), ''a'', true)'),
          'AP105', 'dates first');
SELECT is(test.refusal('ruben', format('SELECT apoyo.create_process(''RM'', ''x'', ''revocation'', %L, now(), now() + interval ''1 day'', ''a'', true)', test.rule())),
          'AP111', 'no process without a geography');
SELECT is(test.refusal('ruben', 'SELECT apoyo.begin_import(''people'')'), 'AP204', 'kinds of imports');
SELECT is(test.refusal('ruben', 'SELECT apoyo.begin_import(''roll'')'), 'AP313', 'a roll tells what key it is made with');
SELECT test.ask('ruben', format('SELECT apoyo.begin_import(''roll'', %L)', substr(test.h('other'), 1, 16))) AS strange \gset
SELECT test.ask('ruben', format('SELECT apoyo.begin_import(''roll'', %L)', substr(test.h('roll'), 1, 16))) AS roll \gset
SELECT is(test.refusal('ruben', format('SELECT * FROM apoyo.adopt_roll(%s)', :roll)), 'AP203',
          'an empty import');
SELECT is((SELECT count(*) FROM apoyo.shared_key), 0::bigint, 'puts no key in use');
SELECT is(test.refusal('ruben', format('SELECT * FROM apoyo.adopt_roll(%s)', :roll + 1)), 'AP201',
          'an import that is not there');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_geography(%s)', :roll)), 'AP201',
          'an import of another kind');
SELECT is(test.refusal('lucia', format('INSERT INTO staging.roll_%s (entity) VALUES (''05'')', :roll)),
          '42501', 'nobody else fills it');
SELECT is(test.refusal('ruben', format('SELECT count(*) FROM staging.roll_%s', :roll)), '42501',
          'and who fills it does not read it');
SELECT is(test.refusal('ruben', format($q$
  INSERT INTO staging.roll_%s (clave_key, curp_key, entity, section, status, cause, valid_until)
  VALUES ('%s', NULL, '05', '0001', 'active', NULL, '2031'),
         ('%s', 'short', '33', '1', 'alive', 'death', 'soon'),
         ('%1$s2', NULL, '05', '0001', 'active', NULL, NULL),
         ('%2$s', NULL, '05', '0001', 'active', NULL, NULL),
         ('%4$s', NULL, '05', '0001', 'dropped', 'boredom', NULL),
         ('%5$s', NULL, '05', '0001', 'dropped', 'other', NULL)$q$, :roll,
  encode(test.h('x'), 'hex'), encode(test.h('y'), 'hex'), repeat('c', 64), repeat('d', 64))), 'done', 'its rows come in');
SELECT is(test.refusal('ruben', format('SELECT * FROM apoyo.adopt_roll(%s)', :roll)), 'AP202',
          'a bad row, and nothing is adopted');
SELECT is((SELECT count(*) FROM apoyo.roll), 0::bigint, 'nothing at all');
SELECT is(test.ask('ruben', format('SELECT string_agg(concat_ws('' '', p.line, p.field, p.reason), ''; '' ORDER BY p.line, p.field, p.reason) FROM apoyo.import_problems(%s) AS p', :roll)),
          '2 cause goes with status dropped only; 2 curp is not a hash; '
          '2 entity is not one of 01 to 32; 2 section is not four digits; '
          '2 status is not active, not_on_list or dropped; 2 valid_until is not a year; '
          '3 clave_elector is not a hash; 4 clave_elector repeats the person of line 1; '
          '5 cause is not one of death, rights_suspended, expired, duplicate_in_roll, procedure_cancelled, irregular_data, irregular_address, identity_usurped, nationality_renounced, apocryphal_document, court_ruling, other',
          'each bad row by line, field and reason');
SELECT test.ask('ruben', format('SELECT apoyo.begin_import(''roll'', %L)', substr(test.h('roll'), 1, 16))) AS roll \gset
SELECT is(test.refusal('ruben', format($q$
  INSERT INTO staging.roll_%s (clave_key, cic_key, entity, section, status)
  VALUES ('%s', '%s', '05', '0001', 'active'), ('%s', NULL, '09', '0002', 'dropped')$q$, :roll,
  encode(test.h('x'), 'hex'), encode(test.h('c'), 'hex'), encode(test.h('y'), 'hex'))),
  'done', 'a good file');
SELECT is(test.ask('ruben', format('SELECT a.added || '' '' || a.updated FROM apoyo.adopt_roll(%s) AS a', :roll)),
          '2 0', 'is adopted');
SELECT is((SELECT k.key_id FROM apoyo.shared_key AS k WHERE k.name = 'roll'), substr(test.h('roll'), 1, 16), 'and its key is the one in use');
SELECT is(test.refusal('ruben', format('INSERT INTO staging.roll_%s (clave_key, entity, section, status) VALUES (%L, ''05'', ''0001'', ''active'')',
                                       :strange, encode(test.h('x'), 'hex'))), 'done', 'one under another key');
SELECT is(test.refusal('ruben', format('SELECT * FROM apoyo.adopt_roll(%s)', :strange)), 'AP313', 'is not, although it began before');
SELECT is(test.refusal('ruben', format('SELECT apoyo.begin_import(''roll'', %L)', substr(test.h('other'), 1, 16))), 'AP313', 'nor does another begin');
SELECT is(test.refusal('ruben', format('SELECT * FROM apoyo.adopt_roll(%s)', :roll)), 'AP201', 'once');
SELECT test.ask('ruben', format('SELECT apoyo.begin_import(''roll'', %L)', substr(test.h('roll'), 1, 16))) AS roll \gset
SELECT is(test.refusal('ruben', format($q$
  INSERT INTO staging.roll_%s (clave_key, entity, section, status)
  VALUES ('%s', '05', '0001', 'not_on_list'), ('%s', '05', '0001', 'active')$q$, :roll,
  encode(test.h('x'), 'hex'), encode(test.h('z'), 'hex'))), 'done', 'a later one');
SELECT is(test.ask('ruben', format('SELECT a.added || '' '' || a.updated FROM apoyo.adopt_roll(%s) AS a', :roll)),
          '1 1', 'adds and updates');
SELECT is((SELECT o.status::text FROM apoyo.roll AS o WHERE o.clave_key = test.h('x')),
          'not_on_list', 'a person keeps its number and gets the new status');

SELECT test.ask('ruben', 'SELECT apoyo.begin_import(''geography'')') AS geo \gset
SELECT is(test.refusal('ruben', format($q$
  INSERT INTO staging.geography_%s (code, level, name, parent, nominal_list, municipality, federal_district, local_district)
  VALUES ('MX', 'country', 'México', NULL, NULL, NULL, NULL, NULL),
         ('5', 'entity', '', 'C1', NULL, NULL, NULL, NULL),
         ('05-S0001', 'section', 'S', 'MX', 'many', '05-M001', NULL, NULL)$q$, :geo)),
  'done', 'a geography that is none');
SELECT is(test.ask('ruben', format('SELECT string_agg(p.line || '' '' || p.field, '', '' ORDER BY p.line, p.field) FROM apoyo.import_problems(%s) AS p', :geo)),
          '2 code, 2 name, 2 parent, 3 federal_district, 3 local_district, 3 municipality, 3 nominal_list',
          'is told field by field');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_geography(%s)', :geo)), 'AP202', 'and refused');
SELECT lives_ok('SELECT test.geography()', 'a good one');
SELECT is((SELECT string_agg(d.code || ' ' || d.nominal_list, ', ' ORDER BY d.code)
             FROM apoyo.demarcation AS d WHERE d.level < 'section' AND d.code !~ '^09'),
          '05 4006, 05-F01 2001, 05-F02 2005, 05-L01 4006, 05-M001 4006, C1 8012, MX 8012',
          'sums go up from the sections');

-- Processes.
SELECT isnt(test.draft('RM')::text, NULL, 'a process');
SELECT p.id AS rm FROM apoyo.process AS p WHERE p.code = 'RM' \gset
SELECT is(test.refusal('ruben', format('SELECT apoyo.create_process(%L, ''x'', ''revocation'', %L, now(), now() + interval ''1 day'', ''a'', true)', c.code, test.rule())),
          c.refusal, c.what)
  FROM (VALUES ('RM', 'AP104', 'a code is used once'), ('rm', 'AP115', 'a code in small letters'),
               ('R', 'AP115', 'too short a code')) AS c (code, refusal, what);
SELECT is(test.refusal('ruben', format('SELECT apoyo.create_process(''NEW'', '' '', ''revocation'', %L, now(), now() + interval ''1 day'', ''a'', true)', test.rule())),
          'AP116', 'a process has a name');
SELECT is(test.refusal('ruben', format('SELECT apoyo.create_process(''NEW'', ''x'', ''revocation'', %L, now(), now() + interval ''1 day'', '''', true)', test.rule())),
          'AP116', 'and an acuerdo');
SELECT is(test.refusal('ruben', format('SELECT apoyo.declare_ready(%s, 1)', :rm)), 'AP107',
          'it is not ready without a promovente');
SELECT is(test.refusal('ruben', format('SELECT apoyo.register_promovente(%s, %s, %L, %L, %L)', :rm, c.number, c.folio, c.name, c.scope)),
          c.refusal, c.what)
  FROM (VALUES (1, 'F1', 'Uno', 'MX', 'done', 'a promovente'),
               (1, 'F2', 'Dos', 'MX', 'AP109', 'a number is used once'),
               (2, 'F1', 'Dos', 'MX', 'AP109', 'and a folio'),
               (0, 'F0', 'Cero', 'MX', 'AP109', 'number 0 is the process'),
               (2, '', 'Dos', 'MX', 'AP116', 'a folio is not empty'),
               (2, 'F2', '', 'MX', 'AP116', 'nor a name'),
               (2, 'F2', 'Dos', '33', 'AP108', 'a scope that does not exist'),
               (2, 'F2', 'Dos', '05', 'AP114', 'a scope of another level'))
       AS c (number, folio, name, scope, refusal, what);
SELECT is(test.refusal('ruben', 'SELECT apoyo.register_promovente(999, 1, ''F'', ''N'', ''MX'')'), 'AP005',
          'a process that does not exist');
SELECT is(test.refusal('ruben', 'SELECT apoyo.propose(''open-process'', 0)'), 'AP005', 'the internal log is nobody''s');
SELECT test.ask('ruben', 'SELECT apoyo.begin_import(''promoventes'')') AS prom \gset
SELECT is(test.refusal('ruben', format('INSERT INTO staging.promoventes_%s (number, folio, name, scope) VALUES (''2'', ''F2'', ''Dos'', ''MX''), (''x'', ''F2'', '''', ''Mexico'')', :prom)),
          'done', 'promoventes in bulk');
SELECT is(test.refusal('ruben', format('SELECT apoyo.adopt_promoventes(%s, %s)', :rm, :prom)), 'AP202',
          'with a bad row');
SELECT is(test.ask('ruben', format('SELECT string_agg(p.line || '' '' || p.field, '', '' ORDER BY p.line, p.field) FROM apoyo.import_problems(%s) AS p', :prom)),
          '2 folio, 2 name, 2 number, 2 scope', 'told field by field');
SELECT test.ask('ruben', 'SELECT apoyo.begin_import(''promoventes'')') AS prom \gset
SELECT is(test.refusal('ruben', format('INSERT INTO staging.promoventes_%s (number, folio, name, scope) VALUES (''2'', ''F2'', ''Dos'', ''MX''), (''3'', ''F3'', ''Tres'', ''MX'')', :prom)),
          'done', 'good ones');
SELECT is(test.ask('ruben', format('SELECT apoyo.adopt_promoventes(%s, %s)', :rm, :prom)), '2', 'are adopted');
SELECT is(test.refusal('ruben', format('SELECT apoyo.register_auxiliaries(%s, ''{1,9}'', ARRAY[%L, %L]::bytea[])', :rm, test.h('k1'), test.h('k2'))),
          'AP110', 'an auxiliary of nobody');
SELECT is(test.ask('ruben', format('SELECT apoyo.register_auxiliaries(%s, ''{1,2}'', ARRAY[%L, %L]::bytea[])', :rm, test.h('k1'), test.h('k2'))),
          '2', 'auxiliaries in bulk');
SELECT is(test.refusal('ruben', format('SELECT apoyo.register_auxiliary(%s, 1, %L)', :rm, test.h('k1'))),
          'AP117', 'a key is used once');
SELECT is(test.refusal('ruben', format('SELECT apoyo.register_auxiliary(%s, 1, ''\x00'')', :rm)),
          'AP117', 'and is a hash');
SELECT is(test.enact('open-process', :rm), 'applied', 'it is opened');
SELECT is(test.refusal('ruben', format('SELECT apoyo.propose(''open-process'', %s)', :rm)), 'AP102', 'once');
SELECT test.draft('OLD') AS old \gset
SELECT test.ask('ruben', format('SELECT apoyo.register_promovente(%s, 1, ''F1'', ''Uno'', ''MX'')', :old));
UPDATE apoyo.process SET closes_at = now() - interval '1 second' WHERE id = :old;
SELECT is(test.refusal('ruben', format('SELECT apoyo.declare_ready(%s, 2)', :old)), 'AP106',
          'not after its period');
SELECT is(test.refusal('carlos', format('SELECT apoyo.begin_closing(%s)', :rm)), 'AP158',
          'it is not closed while supports may come');
SELECT is(test.refusal('carlos', format('SELECT apoyo.propose(''close-process'', %s)', :old)), 'AP102',
          'nor before it was opened');
SELECT test.process('END') AS end \gset
SELECT test.receive(:end, 1, 'open');
UPDATE apoyo.process SET opens_at = now() - interval '3 days', closes_at = now() - interval '25 hours' WHERE id = :end;
SELECT test.ask('carlos', format('SELECT apoyo.begin_closing(%s)', :end));
SELECT is(test.refusal('carlos', format('SELECT apoyo.propose(''close-process'', %s)', :end)), 'AP113',
          'nor while a support is open');
DELETE FROM apoyo.work WHERE process = :end;
UPDATE apoyo.promovente SET closes_at = now() WHERE process = :end AND number = 3;
SELECT is(test.refusal('carlos', format('SELECT apoyo.propose(''close-process'', %s)', :end)), 'AP112',
          'nor while one promovente''s period goes on');
UPDATE apoyo.promovente SET closes_at = NULL WHERE process = :end;
SELECT is(test.enact('close-process', :end), 'applied', 'it is closed');
SELECT is(test.refusal('ruben', format('SELECT apoyo.register_promovente(%s, 9, ''F9'', ''Nueve'', ''MX'')', :end)),
          'AP102', 'and nothing is added');
SELECT is(test.refusal('ruben', format('SELECT apoyo.propose(''close-process'', %s)', :end)), 'AP001',
          'who opens does not close');

-- Scopes.
SELECT test.process('LOC', '{"joint": false, "scope": "entity", "dispersion": null}',
                    '{05,05,05}') AS loc \gset
CREATE FUNCTION test.sees(p_role text) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask(p_role, 'SELECT string_agg(b.code, '' '' ORDER BY b.code) FROM apoyo.board_process AS b');
$$;
SELECT is(test.sees('lucia'), 'END LOC OLD RM', 'everywhere');
SELECT is(test.sees('opl'), NULL, 'nowhere');
INSERT INTO apoyo.staff_scope (role, entity) VALUES ('opl', '05');
SELECT is(test.sees('opl'), 'LOC', 'the contests of an entity');
SELECT is(test.ask('opl', 'SELECT count(*) || '' '' || min(b.process) FROM apoyo.board_promovente AS b'),
          '3 ' || :loc, 'and what belongs to them');
INSERT INTO apoyo.staff_scope (role, process, until) VALUES ('opl', :rm, now() - interval '1 hour');
SELECT is(test.sees('opl'), 'LOC', 'not what one could once see');
INSERT INTO apoyo.staff_scope (role, process, bar) VALUES ('lucia', :rm, true);
SELECT is(test.sees('lucia'), 'END LOC OLD', 'nor what one is barred from');
SELECT is(test.refusal('lucia', format('SELECT * FROM apoyo.recount_supports(%s)', :rm)), 'AP005',
          'in commands as in views');
SELECT is(test.refusal('ana', 'SELECT * FROM apoyo.board_process'), '42501', 'a reviewer sees no board');
SELECT is(test.refusal('lucia', 'SELECT * FROM apoyo.support'), '42501', 'and nobody the tables');
SELECT * FROM finish();
ROLLBACK;
