-- dossier: one support by itself: who sees it, tickets for its evidence, searches and registrations,
-- flags, and work that got stuck.
BEGIN;
SET search_path = tap, public;
SELECT plan(130);
CREATE ROLE olga LOGIN;
GRANT apoyo_hearing TO olga;
CREATE ROLE other LOGIN;
GRANT apoyo_supervisor TO other;
CREATE ROLE lucas LOGIN;
GRANT apoyo_supervisor TO lucas;
INSERT INTO apoyo.staff (role, display_name) VALUES ('olga', 'Olga'), ('other', 'Other'), ('lucas', 'Lucas');
INSERT INTO apoyo.staff_scope (role) VALUES ('olga'), ('lucas');
SELECT test.sign_in();
SELECT test.ask(r.name, 'SELECT display_name FROM apoyo.sign_in(''1'', ''desk'')')
  FROM unnest('{olga,other,lucas}'::text[]) AS r (name);
SELECT test.geography();
SELECT test.process('RM') AS rm, test.process('CI', '{"exclusive": false, "joint": false}') AS ci \gset
SELECT test.person('ada') AS ada, test.person('bea') AS bea \gset
SELECT test.receive(:rm, 1, 'a1') AS a1, test.receive(:rm, 1, 'a2') AS a2, test.receive(:rm, 2, 'a3') AS a3,
       test.receive(:rm, 2, 'b1') AS b1 \gset
SELECT test.judge(:a1, :ada), test.judge(:a2, :ada), test.judge(:a3, :ada), test.judge(:b1, NULL, 'in_review');
SELECT test.receive(:ci, 1, 'c1') AS c1, test.receive(:ci, 2, 'c2') AS c2 \gset
SELECT test.judge(:c1, :ada), test.judge(:c2, :ada);

-- The internal log's last entries, newest first, without their times.
CREATE FUNCTION test.told(p_n integer DEFAULT 1) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(l.told, ' | ' ORDER BY l.event)
    FROM (SELECT v.event, convert_from(e.body, 'UTF8')::jsonb ->> 'kind' || ' '
                 || (convert_from(v.body, 'UTF8')::jsonb - 'at' - 'ticket')::text AS told
            FROM apoyo.event_private AS v
            JOIN apoyo.event AS e ON e.process = 0 AND e.id = v.event
           WHERE v.process = 0 ORDER BY v.event DESC LIMIT p_n) AS l;
$$;
CREATE FUNCTION test.dossier(p_role text, p_support bigint) RETURNS jsonb LANGUAGE sql AS $$
  SELECT test.ask(p_role, format('SELECT apoyo.support_dossier(%s)', p_support))::jsonb;
$$;
-- Opens a ticket; answers number and secret as the service gets them: "17, '\x…'".
CREATE FUNCTION test.ticket(p_role text, p_call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_ticket text := test.ask(p_role, 'SELECT t.ticket FROM ' || p_call || ' AS t');
BEGIN
  RETURN split_part(v_ticket, '.', 1) || ', '
         || '''\x' || encode(decode(translate(split_part(v_ticket, '.', 2), '-_', '+/') || '=', 'base64'), 'hex') || '''';
END
$$;

-- By its folio, for the roles that may, within the scope.
SELECT is(test.ask('lucia', 'SELECT apoyo.find_support(''T-a1'')'), :'a1', 'a supervisor finds a support by its folio');
SELECT is(test.ask('elena', 'SELECT apoyo.find_support(''T-a1'')'), :'a1', 'an auditor does');
SELECT is(test.ask('olga', 'SELECT apoyo.find_support(''T-a1'')'), :'a1', 'who holds hearings does');
SELECT is(test.refusal(r.name, 'SELECT apoyo.find_support(''T-a1'')'), '42501', r.name || ' does not')
  FROM unnest('{ruben,ana,carlos,opl,apoyo_evidence}'::text[]) AS r (name);
SELECT is(test.refusal('lucia', 'SELECT apoyo.find_support(''T-none'')'), 'AP801', 'one that there is not');
SELECT is(test.refusal('other', 'SELECT apoyo.find_support(''T-a1'')'), 'AP801', 'and one out of scope have the same answer');
SELECT is(test.refusal('other', format('SELECT apoyo.support_dossier(%s)', :a1)), 'AP801', 'by number too');
SELECT is(test.refusal('ruben', format('SELECT apoyo.support_dossier(%s)', :a1)), '42501',
          'setup staff has nothing to do with what citizens support');

-- The document.
SELECT is(test.dossier('lucia', :a1) #>> '{process,code}', 'RM', 'it names its process');
SELECT is(test.dossier('lucia', :a1) - '{v,support,folio,process,promovente,auxiliary,modality,rule_version,captured_at,sent_at,received_at,situation,grounds,rank,counts,on_roll,demarcation,rule,counting,duplicates,events,acts,accesses,findings,examination,work,may}'::text[],
          '{}', 'it has these members and no other');
SELECT is(test.dossier('lucia', :a1) -> 'counts', 'true', 'the first one counts');
SELECT is(jsonb_path_query_first(test.dossier('lucia', :a1), '$.counting.tree.nodes[*] ? (@.id == "counting.not_found").article'), '"LFRM arts. 21-26"', 'the articles are those of the kind');
SELECT is((SELECT string_agg(DISTINCT k.kind, ' ' ORDER BY k.kind)
             FROM apoyo.kind AS k, jsonb_each_text(apoyo.counting_articles(k.kind)) AS a WHERE a.value ~ '385'),
          'federal_deputy presidency senate', 'candidaturas are counted by LGIPE 385, nothing else is');
SELECT is((SELECT count(*) FROM apoyo.kind AS k, jsonb_each_text(apoyo.counting_articles(k.kind)) AS a WHERE a.value <> ''),
          10 * 14::bigint, 'each ground of each kind has one');
SELECT is(apoyo.counting_articles('revocation') - '{withdrawn,late,out_of_scope,out_of_exception,processing,in_review,duplicate_same,duplicate_other,not_verified}'::text[],
          '{"not_found": "LFRM arts. 21-26", "dropped": "LFRM arts. 21-26", "not_on_roll": "LFRM arts. 21-26",
            "inconsistent": "Lineamientos de RM, Anexo Técnico", "valid": "LFRM art. 7"}', 'the threshold''s article is that of what counts');
SELECT is(apoyo.counting_articles('senate') ->> 'out_of_scope', 'LGIPE art. 385.2.c', 'the senate''s its letter');
SELECT is(apoyo.counting_articles('federal_deputy') ->> 'out_of_scope', 'LGIPE art. 385.2.d', 'the deputy''s another');
SELECT is(apoyo.counting_articles('party') ->> 'duplicate_same', 'LGPP art. 18', 'a party''s last affiliation prevails by its own');
SELECT is(test.dossier('lucia', :a2) -> 'counts', 'false', 'the second does not');
SELECT is((SELECT string_agg(concat_ws(' ', d ->> 'folio', d ->> 'place', d ->> 'rank', d ->> 'this', d ->> 'other'), ', ')
             FROM jsonb_array_elements(test.dossier('lucia', :a2) -> 'duplicates') AS d),
          'T-a1 1 first, T-a2 2 behind_same true, 3 behind_other true',
          'duplicates have their place; another promovente''s has no folio');
SELECT is((SELECT string_agg(concat_ws(' ', d ->> 'folio', d ->> 'place', d ->> 'this'), ', ')
             FROM jsonb_array_elements(test.dossier('lucia', :c1) -> 'duplicates') AS d), 'T-c1 1 true',
          'where promoventes do not exclude each other, the other one is not even mentioned');
SELECT is((SELECT string_agg(concat_ws(' ', e ->> 'kind', e ->> 'from', e ->> 'to'), ', ')
             FROM jsonb_array_elements(test.dossier('lucia', :a1) -> 'events') AS e),
          'support-received processing, support-validated processing valid', 'its own events and no other''s');
SELECT is(test.dossier('elena', :a1) -> 'may', '{"flag": false, "purposes": ["audit"], "requeue": false}', 'an auditor looks');
SELECT is(test.dossier('lucia', :b1) -> 'may',
          '{"flag": true, "purposes": ["complaint", "data-rights", "supervision"], "requeue": true}', 'a supervisor acts');
SELECT is(test.dossier('olga', :b1) #> '{may,purposes}', '["data-rights", "hearing"]', 'a hearing has its own purpose');

-- Tickets for evidence.
SELECT is(test.refusal('lucia', format('SELECT * FROM apoyo.open_evidence(%s, ''{front}'', ''hearing'')', :a1)), 'AP802',
          'nobody looks for another''s purpose');
SELECT is(test.refusal('lucia', format('SELECT * FROM apoyo.open_evidence(%s, ''{front}'', NULL)', :a1)), 'AP802', 'nor for none');
SELECT is(test.refusal('lucia', format('SELECT * FROM apoyo.open_evidence(%s, %s, ''supervision'')', :a1, t.things)), 'AP803',
          'nor at ' || t.things)
  FROM unnest(ARRAY['''{}''', 'NULL', '''{front,roll}''']) AS t (things);
SELECT is(test.refusal('other', format('SELECT * FROM apoyo.open_evidence(%s, ''{front}'', ''supervision'')', :a1)), 'AP801',
          'nor out of scope');
SELECT is(test.refusal(r.name, format('SELECT * FROM apoyo.open_evidence(%s, ''{front}'', ''supervision'')', :a1)), '42501',
          r.name || ' opens none')
  FROM unnest('{ruben,ana,carlos,apoyo_evidence}'::text[]) AS r (name);
SELECT test.ticket('lucia', format('apoyo.open_evidence(%s, ''{front,data}'', ''supervision'')', :a1)) AS t \gset
SELECT is(test.told(), format('evidence-opened {"actor": "lucia", "folio": "T-a1", "things": ["front", "data"], "process": "RM", "purpose": "supervision"}'),
          'opening is an event');
SELECT is((SELECT count(*) FROM apoyo.ticket AS t WHERE t.secret_hash = sha256(split_part(:'t', '''', 2)::bytea)), 1::bigint,
          'the hash is stored');
SELECT is(test.refusal('lucia', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''front'', ''small'')', :'t')), '42501',
          'only the service uses it');
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''back'', ''small'')', :'t')), 'AP804',
          'for what it was opened');
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, %L, ''front'', ''small'')',
                                                split_part(:'t', ',', 1), test.h('x'))), 'AP804', 'with the secret');
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, NULL, ''front'', ''small'')',
                                                split_part(:'t', ',', 1))), 'AP804', 'which is not left out');
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.begin_search(%s, %L)', :'t', test.h('x'))), 'AP804',
          'for its own kind of use');
SELECT is(test.ask('apoyo_evidence', format('SELECT u.capture FROM apoyo.use_evidence_ticket(%s, ''front'', ''small'') AS u', :'t')),
          (SELECT s.capture::text FROM apoyo.support AS s WHERE s.id = :a1), 'it leads to the capture');
SELECT is(test.told(), 'evidence-seen {"size": "small", "actor": "lucia", "folio": "T-a1", "thing": "front", "process": "RM", "purpose": "supervision"}',
          'and that is an event as well, of the person');
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''front'', ''small'')', :'t')), 'AP804', 'once');
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''front'', ''large'')', :'t')), 'done',
          'the other size is another look');
SELECT is((test.dossier('elena', :a1) #> '{accesses,0}') - 'at',
          '{"by": "Lucia", "seen": 2, "things": ["front", "data"], "purpose": "supervision"}'::jsonb, 'an auditor sees who looked');
SELECT is(test.dossier('olga', :a1) -> 'accesses', '[]', 'a hearing does not');
-- What ends a ticket before its minute.
SAVEPOINT alive;
UPDATE apoyo.ticket SET opened_at = opened_at - interval '1 minute', expires_at = expires_at - interval '1 minute';
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''data'', NULL)', :'t')), 'AP804',
          'a minute later it is over');
ROLLBACK TO alive;
UPDATE apoyo.session SET started_at = started_at - interval '1 hour' WHERE role = 'lucia';
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''data'', NULL)', :'t')), 'AP804',
          'and so it is when its session is');
ROLLBACK TO alive;
UPDATE apoyo.staff SET active = false WHERE role = 'lucia';
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''data'', NULL)', :'t')), 'AP804',
          'or the person was disabled');
ROLLBACK TO alive;
DELETE FROM apoyo.staff_scope WHERE role = 'lucia';
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''data'', NULL)', :'t')), 'AP804',
          'or lost the scope');
ROLLBACK TO alive;
REVOKE apoyo_supervisor FROM lucia;
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''data'', NULL)', :'t')), 'AP804',
          'or the right');
ROLLBACK TO alive;
ALTER TABLE apoyo.event ADD CONSTRAINT full_disk CHECK (process <> 0) NOT VALID;
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''data'', NULL)', :'t')), '23514',
          'what cannot be written down is not shown');
SELECT is(test.refusal('lucia', format('SELECT * FROM apoyo.open_evidence(%s, ''{front}'', ''supervision'')', :a1)), '23514', 'nor opened');
ROLLBACK TO alive;
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.use_evidence_ticket(%s, ''data'', NULL)', :'t')), 'done',
          'nothing of all this: it is good');
SELECT count(test.ask('lucia', format('SELECT 1 FROM apoyo.open_evidence(%s, ''{data}'', ''supervision'')', :a1)))
  FROM generate_series(1, 59) \gset x_
SELECT is(test.refusal('lucia', format('SELECT * FROM apoyo.open_evidence(%s, ''{front}'', ''supervision'')', :a1)), 'AP806',
          'sixty in a minute, and no more');

-- Searches.
SELECT is(test.refusal('lucia', format('SELECT * FROM apoyo.open_search(%s, '' '')', :rm)), 'AP116', 'a search has a reason');
SELECT is(test.refusal('other', format('SELECT * FROM apoyo.open_search(%s, ''why'')', :rm)), 'AP005', 'within the scope');
SELECT is(test.refusal(r.name, 'SELECT * FROM apoyo.open_search(NULL, ''why'')'), '42501', r.name || ' does not search')
  FROM unnest('{ruben,ana,olga}'::text[]) AS r (name);
SELECT test.ticket('lucia', format('apoyo.open_search(%s, ''Queja 7'')', :rm)) AS t \gset
INSERT INTO apoyo.process_key (process, key_id) VALUES (:rm, substr(test.h('rm'), 1, 16)), (:ci, substr(test.h('ci'), 1, 16));
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.finish_search(%s, ''{}'', ''{}'')', :'t')), 'AP804', 'it begins before it ends');
SELECT is(test.ask('apoyo_evidence', format('SELECT concat(b.roll, b.processes, encode(b.key_ids[1], ''hex'')) FROM apoyo.begin_search(%s, %L) AS b', :'t', test.h('adaclave'))),
          concat(:ada, '{', :rm, '}', encode(substr(test.h('rm'), 1, 16), 'hex')), 'the service learns the person and where to look');
SELECT is(test.ask('apoyo_evidence', format(
            'SELECT string_agg(f.folio, '' '') FROM apoyo.finish_search(%s, ARRAY[%s, %s], ARRAY[%L, %2$L]::bytea[]) AS f', :'t', :rm, :ci,
            test.h('citizen' || :ada))), 'T-a1 T-a2 T-a3', 'and finds the supports, of that process only');
SELECT is(test.told(), 'search-made {"actor": "lucia", "found": ["T-a1", "T-a2", "T-a3"], "reason": "Queja 7"}', 'and that is written down');
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.begin_search(%s, %L)', :'t', test.h('adaclave'))), 'AP804', 'one search');
SELECT test.ticket('lucia', 'apoyo.open_search(NULL, ''Queja 8'')') AS t \gset
SELECT is(test.ask('apoyo_evidence', format('SELECT b.codes FROM apoyo.begin_search(%s, %L) AS b', :'t', test.h('adaclave'))),
          (SELECT array_agg(p.code ORDER BY p.id)::text FROM apoyo.process AS p WHERE p.id IN (:rm, :ci)), 'it knows what they are called');
SELECT test.ask('apoyo_evidence', format('SELECT count(*) FROM apoyo.finish_search(%s, ARRAY[%s], ARRAY[%L]::bytea[])', :'t', :rm, test.h('citizen' || :ada)));
SELECT is(test.told(), format('search-made {"actor": "lucia", "found": ["T-a1", "T-a2", "T-a3"], "reason": "Queja 8", "not_searched": ["%s"]}',
                              (SELECT p.code FROM apoyo.process AS p WHERE p.id = :ci)), 'where nobody could be named is written down');

SAVEPOINT many;
SELECT count(test.receive(:rm, 1, 'many' || n)) FROM generate_series(1, apoyo.most_found() + 1) AS n;
UPDATE apoyo.support SET roll = :ada, citizen_key = test.h('many') WHERE folio LIKE 'T-many%';
SELECT test.ticket('lucia', format('apoyo.open_search(%s, ''Queja 9'')', :rm)) AS t \gset
SELECT test.ask('apoyo_evidence', format('SELECT b.roll FROM apoyo.begin_search(%s, %L) AS b', :'t', test.h('adaclave')));
SELECT is(test.ask('apoyo_evidence', format('SELECT count(*) || '' '' || bool_and(f.more) FROM apoyo.finish_search(%s, ARRAY[%s], ARRAY[%L]::bytea[]) AS f', :'t', :rm, test.h('many'))),
          apoyo.most_found() || ' true', 'of whoever has more it says so');
ROLLBACK TO many;

-- Registrations.
SELECT is(test.refusal('lucia', format('SELECT * FROM apoyo.open_registration(%s)', :rm)), '42501', 'auxiliaries are setup''s');
CREATE FUNCTION test.enrol(p_ticket text, p_promovente integer, p_clave text) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('apoyo_evidence', format(
    'SELECT concat_ws('' '', r.label, r.refusal, r.names, r.auxiliary > 0) FROM apoyo.register_auxiliary_by_ticket(%s, %s, %L, %L) AS r',
    p_ticket, p_promovente, test.h('n' || p_promovente || p_clave), test.h(p_clave || 'clave')));
$$;
SELECT test.person('gone', '05', '0001', 'dropped', 'death') AS gone \gset
SELECT test.ticket('ruben', format('apoyo.open_registration(%s)', :rm)) AS t \gset
SELECT is(test.told(), 'registration-opened {"actor": "ruben", "process": "RM"}', 'opening one is written down');
SELECT is(test.enrol(:'t', 1, 'nobody'), 'AP177 {""}', 'somebody of the roll');
SELECT is(test.told(), 'registration-refused {"actor": "ruben", "process": "RM", "refusal": "AP177", "promovente": 1}',
          'whoever asked after somebody is told in the log, and who it was is not');
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.register_auxiliary_by_ticket(%s, 1, %L, %L)', :'t', test.h('n1'), test.h('beaclave'))),
          'AP804', 'which has used up the ticket');
SELECT is(test.enrol(test.ticket('ruben', format('apoyo.open_registration(%s)', :rm)), r.promovente, r.clave), r.answer, r.answer)
  FROM (VALUES (1, 'gone', 'AP178 {""}'), (99, 'bea', 'AP110 {RM,99}')) AS r (promovente, clave, answer);
SELECT test.ticket('ruben', format('apoyo.open_registration(%s)', :rm)) AS t \gset
SELECT is(test.enrol(:'t', 1, 'bea'), '1-2 t', 'a person of the list');
SELECT is(test.enrol(test.ticket('ruben', format('apoyo.open_registration(%s)', :rm)), 1, 'bea'), 'AP179 {1}', 'once');
SELECT is((SELECT a.registered_by::text FROM apoyo.auxiliary AS a WHERE a.key_hash = test.h('n1bea')), 'ruben', 'it is the person''s act');
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.register_auxiliary_by_ticket(%s, 2, %L, %L)', :'t', test.h('n2'), test.h('beaclave'))),
          'AP804', 'one');

-- The auxiliaries of a file.
SELECT is(test.refusal(r.name, format('SELECT * FROM apoyo.open_auxiliary_import(%s)', :rm)), r.code, r.name || ' brings no file of them')
  FROM (VALUES ('lucia', '42501'), ('ana', '42501')) AS r (name, code);
SELECT test.ticket('ruben', format('apoyo.open_auxiliary_import(%s)', :rm)) AS t \gset
SELECT is(test.refusal('apoyo_evidence', format('SELECT * FROM apoyo.register_auxiliary_by_ticket(%s, 1, %L, %L)', :'t', test.h('n3'), test.h('adaclave'))),
          'AP804', 'its ticket is for a file');
SELECT is(test.refusal('ruben', format('SELECT apoyo.stage_auxiliaries(%s, ''{2}'', ''{1}'', ''{}'', ''{}'')', :'t')), '42501', 'which the service brings');
SELECT test.ask('apoyo_evidence', format('SELECT apoyo.stage_auxiliaries(%s, ''{2,3,4}'', ''{1,1,1}'', ARRAY[%L, NULL, ''''], ARRAY[%L, %L, %L])', :'t',
                encode(test.h('adaclave'), 'hex'), encode(test.h('k1'), 'hex'), encode(test.h('k2'), 'hex'), encode(test.h('k3'), 'hex'))) AS i \gset
SELECT is(test.told(), format('auxiliaries-staged {"actor": "ruben", "import": %s, "number": 3, "process": "RM"}', :i), 'and that is written down');
SELECT is(test.ask('ruben', format('SELECT string_agg(concat_ws('' '', p.line, p.field, p.reason), ''; '' ORDER BY p.line, p.field) FROM apoyo.import_problems(%s) AS p', :i)),
          '4 clave_elector is not a clave de elector', 'the person sees what is wrong in it');
SELECT is(test.refusal('apoyo_evidence', format('SELECT apoyo.stage_auxiliaries(%s, ''{}'', ''{}'', ''{}'', ''{}'')', :'t')), 'AP804', 'one');
SELECT is(has_table_privilege('apoyo_evidence', 'staging.auxiliaries_' || :i, 'INSERT'), false, 'the service writes no more of it');

-- Where the service is.
SELECT is(test.refusal('apoyo_evidence', format('SELECT apoyo.announce_service(''evidence'', %L)', a.address)), a.code, a.address)
  FROM (VALUES ('http://127.0.0.1:8080', 'done'), ('https://apoyo.example:8443/evidence', 'done'), ('http://apoyo.example', 'AP807'),
               ('https://a@b', 'AP807')) AS a (address, code);
SELECT is(test.ask('ruben', 'SELECT f.address FROM apoyo.find_service(''evidence'') AS f'), 'https://apoyo.example:8443/evidence', 'staff is told');
SELECT is(test.refusal('ana', 'SELECT * FROM apoyo.find_service(''evidence'')'), '42501', 'who has a use for it');

-- Flags.
SELECT is(test.refusal('lucia', format('SELECT apoyo.set_support_flag(%s, ''urgent'', ''x'', NULL)', :a1)), 'AP811', 'there are two flags');
SELECT is(test.refusal('lucia', format('SELECT apoyo.set_support_flag(%s, ''vista'', '''', NULL)', :a1)), 'AP116', 'one has a reason');
SELECT is(test.refusal('elena', format('SELECT apoyo.set_support_flag(%s, ''vista'', ''x'', NULL)', :a1)), '42501', 'an auditor sets none');
SELECT is(test.refusal('lucia', format('SELECT apoyo.set_support_flag(%s, ''vista'', ''Queja 7'', NULL)', :a1)), 'done', 'a supervisor does');
SELECT is(test.refusal('lucas', format('SELECT apoyo.set_support_flag(%s, ''vista'', ''x'', NULL)', :a1)), 'AP812', 'once');
SELECT is(test.refusal('lucia', format('SELECT apoyo.lift_support_flag(%s, ''vista'', ''x'', ''INE/CG1/2026'')', :a1)), 'AP814', 'somebody else lifts it');
SELECT is(test.refusal('lucas', format('SELECT apoyo.lift_support_flag(%s, ''vista'', ''x'', NULL)', :a1)), 'AP116', 'by an acuerdo');
SELECT is(test.refusal('lucas', format('SELECT apoyo.lift_support_flag(%s, ''vista'', ''Resuelta'', ''INE/CG1/2026'')', :a1)), 'done', 'which is given');
SELECT is(test.refusal('lucas', format('SELECT apoyo.lift_support_flag(%s, ''vista'', ''x'', ''INE/CG1/2026'')', :a1)), 'AP813', 'once');
SELECT is((SELECT string_agg(concat_ws(' ', a ->> 'act', a ->> 'flag', a ->> 'by', a ->> 'reason', a ->> 'acuerdo'), ', ')
             FROM jsonb_array_elements(test.dossier('elena', :a1) -> 'acts') AS a),
          'flag-set vista Lucia Queja 7, flag-lifted vista Lucas Resuelta INE/CG1/2026', 'both are told');

-- Work that got stuck.
SELECT test.receive(:rm, 3, 'stuck') AS stuck \gset
SELECT is(test.ask('elena', format('SELECT count(*) FROM apoyo.stuck_work(%s)', :rm)), '0', 'nothing is stuck');
UPDATE apoyo.work SET attempt = 3 WHERE support = :stuck;
SELECT is(test.ask('elena', format('SELECT string_agg(concat_ws('' '', s.folio, s.cause, s.attempts), '', '') FROM apoyo.stuck_work(%s) AS s', :rm)),
          'T-stuck attempts 3', 'what fails again and again is');
SELECT is(test.refusal('elena', format('SELECT apoyo.requeue_work(%s, ''x'')', :stuck)), '42501', 'an auditor only sees it');
SELECT is(test.refusal('lucia', format('SELECT apoyo.requeue_work(%s, '' '')', :stuck)), 'AP116', 'another try has a reason');
SELECT is(test.refusal('lucia', format('SELECT apoyo.requeue_work(%s, ''x'')', :a1)), 'AP815', 'what is decided waits for nothing');
SELECT is(test.ask('lucia', format('SELECT apoyo.requeue_work(%s, ''disk was full'')', :stuck)), 'processing', 'a supervisor has it tried again');
SELECT is((SELECT concat_ws(' ', w.attempt - w.first_attempt, w.due_at <= clock_timestamp()) FROM apoyo.work AS w WHERE w.support = :stuck), '0 t', 'from the beginning');
SELECT is(test.ask('lucia', format('SELECT apoyo.requeue_work(%s, ''new reader'')', :b1)), 'processing', 'what waits for a person may be read again');
SELECT is(test.judge(:b1, :bea), 'valid', 'and may turn out well');
-- Whoever had it in hand before cannot finish it, whether the work goes on or begins anew.
CREATE FUNCTION test.late(p_support bigint, p_claim integer) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(DISTINCT test.refusal('apoyo_validator', format(c.call, p_support, p_claim, test.h('s'))), ' ')
    FROM (VALUES ('SELECT apoyo.renew_validation(%s, %s, ''1 hour'')'), ('SELECT apoyo.note_habits(%s, %s, 0, 0, NULL)'),
                 ('SELECT apoyo.give_up_validation(%s, %s, ''x'')'),
                 ('SELECT apoyo.record_findings(%s, %s, ''in_review'', NULL, NULL, NULL, NULL, ''[{"code": "screen"}]'', %L, ''p'')'))
         AS c (call);
$$;
CREATE FUNCTION test.traces() RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', (SELECT count(*) FROM apoyo.event), (SELECT count(*) FROM apoyo.finding), (SELECT count(*) FROM apoyo.trace),
                   (SELECT string_agg(w::text, ' ' ORDER BY w.support, w.kind) FROM apoyo.work AS w));
$$;
SELECT test.receive(:rm, 3, 'slow') AS slow \gset
SELECT test.claim(:slow) AS claim \gset
SELECT test.ask('lucia', format('SELECT apoyo.requeue_work(%s, ''slow'')', :slow));
SELECT test.traces() AS before \gset
SELECT is(test.late(:slow, :claim), 'AP401', 'not while nobody has it');
SELECT is(test.late(:slow, (SELECT w.attempt FROM apoyo.work AS w WHERE w.support = :slow)), 'AP401', 'nor by the number that nobody was given');
SELECT is(test.traces(), :'before', 'and nothing is changed by trying');
SELECT is(test.claim(:slow) <> :claim, true, 'the next claim has another number');
SELECT is((test.dossier('lucia', :slow) #>> '{work,0,attempt}'), '1', 'of the first attempt');
SELECT is(test.late(:slow, :claim), 'AP401', 'not while somebody else has it');
SELECT is(test.ask('apoyo_validator', format('SELECT apoyo.record_findings(%s, %s, ''in_review'', NULL, NULL, NULL, NULL, NULL, %L, ''p'')',
                                             :slow, (SELECT w.attempt FROM apoyo.work AS w WHERE w.support = :slow), test.h('s'))),
          'in_review', 'who does finishes it');
SELECT test.ask('lucia', format('SELECT apoyo.requeue_work(%s, ''once more'')', :slow));
SELECT is(test.claim(:slow) <> :claim AND test.late(:slow, :claim) = 'AP401', true, 'nor when its row is another one');
SELECT is(test.ask('apoyo_validator', format('SELECT apoyo.give_up_validation(%s, %s, ''x'')', :slow,
                                             (SELECT w.attempt FROM apoyo.work AS w WHERE w.support = :slow))), '', 'who gives up');
SELECT is(test.late(:slow, (SELECT w.attempt FROM apoyo.work AS w WHERE w.support = :slow)), 'AP401', 'has given it up');
SELECT is((SELECT f.detail ->> 'attempt' FROM apoyo.finding AS f WHERE f.support = :slow AND f.code = 'attempt_failed'), '1',
          'attempts are told from the first of their round');
SELECT is(test.figures(:rm, 'log'), test.figures(:rm, 'supports'), 'the log has followed') FROM test.fold();
SELECT * FROM finish();
ROLLBACK;
