-- configuration: drafts that nobody overwrites unseen, what a check says of every contradiction, and
-- the process made of a configuration.
BEGIN;
SET search_path = tap, public;
SELECT plan(142);
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();

-- A configuration of a kind as the law has it, changed: a null member takes it out.
CREATE FUNCTION test.configuration(p_kind text, p_scope text, p_changes jsonb DEFAULT '{}')
RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object(
           'format', 'apoyo-ciudadano/process', 'version', 1, 'code', 'NEW1', 'name', 'New',
           'kind', p_kind, 'simulacro', true, 'scope', p_scope,
           'opens_at', to_char(now() + interval '1 day', 'YYYY-MM-DD"T00:00:00-06:00"'),
           'closes_at', to_char(now() + interval '60 days', 'YYYY-MM-DD"T23:59:59-06:00"'),
           'acuerdo', 'INE/CG1/2026', 'rule', k.document) || p_changes
         -- What is said of the rule changes the law's, it does not stand for it.
         || CASE WHEN p_changes ? 'rule' THEN jsonb_build_object('rule', k.document || (p_changes -> 'rule'))
                 ELSE '{}' END)
    FROM apoyo.kind AS k WHERE k.kind = p_kind;
$$;

-- What is not good in it: severity, field, code.
CREATE FUNCTION test.checked(p_configuration jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT test.ask('ruben', format(
    'SELECT string_agg(concat_ws('' '', left(c.severity, 1), c.field, c.code), '', '' '
    'ORDER BY c.field, c.code) FROM apoyo.check_configuration(%L) AS c WHERE c.severity <> ''ok''',
    p_configuration));
$$;

-- Its refusal in words.
CREATE FUNCTION test.message(p_role text, p_statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN test.ask(p_role, p_statement);
EXCEPTION
  WHEN OTHERS THEN
    RETURN SQLERRM;
END
$$;

-- Somebody of an entity's own institute.
CREATE ROLE nueve LOGIN;
GRANT apoyo_setup TO nueve;
INSERT INTO apoyo.staff (role, display_name) VALUES ('nueve', 'Nueve');
INSERT INTO apoyo.staff_scope (role, entity) VALUES ('nueve', '09');
SELECT test.ask('nueve', 'SELECT apoyo.sign_in(''1'', ''desk'')') IS NOT NULL AS nueve \gset

-- The kinds.
SELECT is((SELECT string_agg(k.kind, ' ' ORDER BY k.place) FROM apoyo.kind_list AS k),
          'revocation presidency senate federal_deputy governorship local_deputy municipality '
          'consultation initiative party', 'there are the ten kinds of the design');
SELECT is_empty('SELECT k.kind, f.member FROM apoyo.kind AS k, apoyo.rule_flaws(k.document) AS f',
                'what the law gives is a rule');
SELECT is_empty($$
  SELECT k.kind, m.member FROM apoyo.kind AS k, apoyo.rule_members(k.document) AS m
   WHERE m.member <> 'kind'
     AND coalesce(k.basis ->> m.member, k.basis ->> split_part(m.member, '.', 1), '') = ''
$$, 'each member names what it stands on');
SELECT is((SELECT count(*) FROM apoyo.kind AS k, apoyo.rule_changes(k.document)), 0::bigint,
          'and changes nothing of the law');
SELECT is((SELECT string_agg(c.member, ' ' ORDER BY c.member)
             FROM apoyo.kind AS k,
                  apoyo.rule_changes(k.document || '{"percentage": "2.5", "cutoff": "2026-01-01",
                    "time_zone": "America/Cancun", "review": {"model": "sample", "sample": "1/10",
                    "trigger": "1/10"}, "dispersion": {"level": "section", "at_least": 3,
                    "percentage": "1"}}') AS c
            WHERE k.kind = 'federal_deputy'),
          'dispersion.needed percentage review.model',
          'changes have one name each, technical members none');
SELECT is((SELECT string_agg(c.member, ' ' ORDER BY c.member)
             FROM apoyo.kind AS k, apoyo.rule_changes(k.document - 'dispersion') AS c
            WHERE k.kind = 'senate'), 'dispersion.level', 'taking the dispersion out is one change');

-- Rules: what a document cannot say.
SELECT is((SELECT f.member || ' ' || f.code FROM apoyo.rule_flaws(test.rule(r.changes)) AS f LIMIT 1),
          r.wanted, r.changes::text)
  FROM (VALUES
    ('{"joint": "true"}'::jsonb, 'joint AP103'), ('{"base": "padron"}', 'base AP103'),
    ('{"cutoff": "2026-02-30"}', 'cutoff AP103'), ('{"cutoff": "2026-02-28"}', NULL),
    ('{"scope": "street"}', 'scope AP103'), ('{"percentage": 3}', 'percentage AP103'),
    ('{"percentage": "3.1234567"}', 'percentage AP103'), ('{"percentage": "100.1"}', 'percentage AP103'),
    ('{"dispersion": {"level": "entity", "at_least": 3, "fraction": "1/2", "percentage": "3"}}',
     'dispersion.needed AP103'),
    ('{"dispersion": {"level": "entity", "fraction": "3/2", "percentage": "3"}}',
     'dispersion.fraction AP103'),
    ('{"dispersion": {"level": "entity", "at_least": 1, "percentage": "3", "more": 1}}',
     'dispersion.more AP120'),
    ('{"dispersion": "half"}', 'dispersion AP103'), ('{"dispersion": null}', NULL),
    ('{"dispersion": {"level": "country", "at_least": 1, "percentage": "3"}}', 'dispersion.level AP121'),
    ('{"scope": "federal_district", "dispersion": {"level": "entity", "at_least": 1,
       "percentage": "3"}}', 'dispersion.level AP121'),
    ('{"scope": "municipality", "dispersion": {"level": "local_district", "at_least": 1,
       "percentage": "3"}, "cell_level": "section"}', NULL),
    ('{"dispersion": {"level": "municipality", "at_least": 1, "percentage": "3"}}',
     'cell_level AP122'),
    ('{"duplicates": "any"}', 'duplicates AP103'), ('{"exclusive": false}', 'exclusive AP118'),
    ('{"models": ["G", "G"]}', 'models AP103'), ('{"models": ["Z"]}', 'models AP103'),
    ('{"modalities": ["self", "post"]}', 'modalities AP103'),
    ('{"exception_list": "CONAPO"}', 'exception_list AP123'),
    ('{"exception_list": "CONAPO", "modalities": ["exception"]}', NULL),
    ('{"grace_hours": 721}', 'grace_hours AP103'), ('{"grace_hours": 2.5}', 'grace_hours AP103'),
    ('{"review": {"model": "sample"}}', 'review.sample AP103'),
    ('{"review": {"model": "all", "sample": "1/10"}}', 'review.sample AP103'),
    ('{"review": {"model": "sample", "sample": "1/10", "trigger": "1/10"}}', NULL),
    ('{"withdrawal": 1}', 'withdrawal AP103'), ('{"hearing_days": 366}', 'hearing_days AP103'),
    ('{"time_zone": "UTC+3"}', 'time_zone AP103'), ('{"time_zone": "America/Nowhere"}', 'time_zone AP103'),
    ('{"time_zone": "America/Hermosillo"}', NULL), ('{"cell_level": "country"}', 'cell_level AP103'),
    ('{"unknown": 1}', 'unknown AP120')) AS r (changes, wanted);

-- Drafts.
SELECT is(test.ask('ruben', $$SELECT d.revision FROM apoyo.save_draft(NULL, NULL, '{"name": "One"}', 2) AS d$$),
          '1', 'a draft may lack nearly everything');
SELECT max(d.id) AS draft FROM apoyo.draft AS d \gset
SELECT is(test.ask('sofia', format($$SELECT d.revision FROM apoyo.save_draft(%s, 1, '{"name": "Two", "scope": "05"}', 3) AS d$$, :draft)),
          '2', 'somebody else goes on with it');
SELECT is(test.refusal('ruben', format('SELECT apoyo.save_draft(%s, 1, ''{}'', 2)', :draft)),
          'AP128', 'and is not overwritten unseen');
SELECT matches((SELECT test.message('ruben', format('SELECT apoyo.save_draft(%s, 1, ''{}'', 2)', :draft))),
               '^Draft [0-9]+ was changed by Sofia at 20[0-9-]+T', 'the refusal names who and when');
SELECT is(test.ask('ruben', 'SELECT concat_ws('' '', d.name, d.step, d.revision, d.changed_by) FROM apoyo.draft_list AS d'),
          'Two 3 2 sofia', 'the list has its state');
SELECT is(test.refusal('ruben', format('SELECT apoyo.discard_draft(%s, 1)', :draft)), 'AP128',
          'discarding needs the revision, too');
SELECT is(test.refusal('ruben', format('SELECT apoyo.discard_draft(%s, 2)', :draft)), 'done', 'a draft is discarded');
SELECT is(test.ask('ruben', 'SELECT count(*) FROM apoyo.draft_list'), '0', 'and gone');
SELECT is(test.refusal('ruben', format('SELECT apoyo.save_draft(%s, 2, ''{}'', 2)', :draft)), 'AP127',
          'what is gone is not saved over');
SELECT is(test.refusal('ruben', format('SELECT apoyo.restore_draft(%s)', :draft)), 'done', 'it is undone');
SELECT is(test.ask('ruben', 'SELECT d.name FROM apoyo.draft_list AS d'), 'Two', 'and it is there again');
SELECT is(test.refusal('ruben', format('SELECT apoyo.restore_draft(%s)', :draft)), 'AP127', 'once');
-- Its answer was lost, and so it is asked for again.
\set key '00000000-0000-4000-8000-000000000038'
SELECT test.ask('ruben', format('SELECT d.draft FROM apoyo.save_draft(NULL, NULL, ''{"name": "Once"}'', 1, %L) AS d',
                                :'key')) AS once \gset
SELECT is(test.ask('ruben', format('SELECT apoyo.save_draft(NULL, NULL, ''{"name": "Once"}'', 1, %L)', :'key')),
          format('(%s,1)', :once), 'a new draft is made once, however often it is asked for');
SELECT is(test.ask('ruben', format('SELECT d.revision FROM apoyo.save_draft(%s, 1, ''{"name": "Twice"}'', 1) AS d', :once)),
          '2', 'and written on');
SELECT is(test.ask('ruben', format('SELECT apoyo.save_draft(NULL, NULL, ''{"name": "Once"}'', 1, %L)', :'key')),
          format('(%s,1)', :once), 'who asks late has not seen what was written since');
SELECT is(test.ask('ruben', format('SELECT d.name FROM apoyo.draft_list AS d WHERE d.draft = %s', :once)), 'Twice',
          'and overwrites nothing');
SELECT is(test.refusal('sofia', format('SELECT apoyo.save_draft(NULL, NULL, ''{}'', 1, %L)', :'key')), 'done',
          'somebody of its scope gets it');
SELECT is(test.refusal('nueve', format('SELECT apoyo.save_draft(NULL, NULL, ''{}'', 1, %L)', :'key')), 'AP127',
          'nobody else learns of it');
SELECT is(test.refusal('ruben', format('SELECT apoyo.discard_draft(%s, 2)', :once)), 'done', 'it goes');
SELECT is(test.refusal('ruben', format('SELECT apoyo.save_draft(NULL, NULL, ''{}'', 1, %L)', :'key')), 'AP127',
          'and its key does not give what was put away');
SELECT is(test.refusal('ruben', 'SELECT apoyo.save_draft(NULL, NULL, ''[]'', 1)'), 'AP126',
          'a draft is an object');
SELECT is(test.refusal(r.role, 'SELECT apoyo.save_draft(NULL, NULL, ''{}'', 1)'), '42501', r.role || ' writes none')
  FROM (VALUES ('ana'), ('elena'), ('lucia')) AS r (role);
SELECT is(test.refusal('nueve', format('SELECT apoyo.save_draft(%s, 2, ''{}'', 2)', :draft)), 'AP127',
          'nobody writes outside their scope');

SELECT is(test.ask('nueve', 'SELECT count(*) FROM apoyo.draft_list'), '0', 'or reads there');
SELECT is(test.ask('elena', 'SELECT count(*) FROM apoyo.draft_list'), '1', 'an auditor reads');

-- Checks: every contradiction in words.
SELECT is(test.checked(test.configuration('senate', '05')), 'w closes_at AP144',
          'the law''s own rule is good, a shorter period a doubt');
SELECT is(test.ask('ruben', format(
            'SELECT string_agg(c.code || '' '' || c.message, '' · '' ORDER BY c.code) '
            'FROM apoyo.check_configuration(%L) AS c WHERE c.severity = ''ok''',
            test.configuration('senate', '05', '{"rule": {"percentage": "3"},
              "changes": {"percentage": {"reason": "x", "acuerdo": "INE/CG2/2026"}}}'))),
          'AP146 The scope 05 is in version 1 of the geography · '
          'AP147 There are 2 demarcations (federal_district) for the dispersion, and 1 are needed · '
          'AP148 The period has 60 days and is consistent · '
          'AP149 Every change has its reason and its acuerdo (1)', 'what is good is said, too');
SELECT is(test.checked(test.configuration(c.kind, c.scope, c.changes)), c.wanted, c.wanted)
  FROM (VALUES
    ('revocation', 'MX', '{}'::jsonb, 'e rule.dispersion.needed AP129'),
    ('revocation', 'MX', '{"rule": {"dispersion": {"level": "entity", "at_least": 2, "percentage": "3"}}}',
     'e changes.dispersion.needed.acuerdo AP142, e changes.dispersion.needed.reason AP138'),
    ('revocation', 'MX', '{"rule": {"dispersion": {"level": "entity", "at_least": 2, "percentage": "3"}},
       "changes": {"dispersion": {"reason": "Two entities", "acuerdo": "INE/CG443/"}}}',
     'e changes.dispersion.needed.acuerdo AP139'),
    ('governorship', '05', '{"name": null, "code": "x", "acuerdo": "1"}',
     'e acuerdo AP139, e code AP115, e name AP116'),
    ('governorship', '05', '{"kind": "mayor"}', 'e kind AP103'),
    ('governorship', '05', '{"opens_at": "tomorrow"}', 'e opens_at AP116'),
    ('governorship', '05', '{"closes_at": "2020-01-01T00:00:00Z"}', 'e closes_at AP105'),
    ('governorship', '05', '{"opens_at": "2020-01-01T00:00:00Z", "closes_at": "2020-02-01T00:00:00Z"}',
     'e closes_at AP106'),
    ('governorship', '05', '{"opens_at": "2020-01-01T00:00:00Z"}', 'w opens_at AP143'),
    ('governorship', '07', '{}', 'e scope AP108'),
    ('governorship', ' ', '{}', 'e scope AP116'),
    ('governorship', '05-F01', '{}', 'e scope AP135'),
    ('governorship', '05', '{"geography": {"version": 99}}', 'e geography.version AP205'),
    ('governorship', '05', '{"geography": {"cutoff": "2026-01-01"}}', 'e geography.cutoff AP212'),
    ('governorship', '05', '{"geography": {"cutoff": "soon"}}', 'e geography.cutoff AP210'),
    ('governorship', '05', '{"geography": {"cutoff": "2026-01-01"}, "rule": {"cutoff": "2026-01-02"}}',
     'e geography.cutoff AP124'),
    ('party', 'MX', '{}', 'e rule.base AP125'),
    ('governorship', '05', '{"rule": {"exception_list": "CONAPO", "modalities": ["auxiliary", "exception"]},
       "changes": {"modalities": {"reason": "Paper", "acuerdo": "INE/CG2/2026"}}}',
     'e rule.exception_list AP136'),
    ('governorship', '05', '{"rule": {"modalities": ["auxiliary", "exception"]},
       "changes": {"modalities": {"reason": "Paper", "acuerdo": "INE/CG2/2026"}}}',
     'w rule.exception_list AP137'),
    ('governorship', '05', '{"rule": {"review": {"model": "sample", "sample": "1/10", "trigger": "1/5"}},
       "changes": {"review": {"reason": "Many", "acuerdo": "INE/CG2/2026"}}}',
     'w rule.review.model AP194'),
    ('governorship', '05', '{"rule": {"percentage": "0.001", "rounding": "floor"},
       "changes": {"percentage": {"reason": "Low", "acuerdo": "A/1/2026"},
                   "rounding": {"reason": "Low", "acuerdo": "A/1/2026"}}}', 'e rule.percentage AP132'),
    ('governorship', '05', '{"rule": {"percentage": "lots"}}',
     'e changes.percentage.acuerdo AP142, e changes.percentage.reason AP138, e rule.percentage AP103'),
    ('governorship', '05', '{"colour": "blue"}', 'e colour AP126'),
    ('governorship', '05', '{"promoventes": [{"name": "One"}, {"name": "Two", "number": 1}]}',
     'e promoventes.1.folio AP109, e promoventes.1.number AP109'),
    ('governorship', '05', '{"promoventes": [{"name": "", "scope": "05"}, {"name": "Two", "scope": "09"},
       {"name": "Three", "scope": "05-F01"}, {"name": "Four", "scope": "44"},
       {"name": "Five", "opens_at": "2090-01-01T00:00:00Z"}, {"name": "Six", "age": 40},
       {"name": "Seven", "number": 123456, "opens_at": "2020-01-01T00:00:00Z"}]}',
     'e promoventes.0.name AP116, e promoventes.1.scope AP140, e promoventes.2.scope AP114, '
     'e promoventes.3.scope AP108, e promoventes.4.closes_at AP141, e promoventes.5 AP126, '
     'e promoventes.6.opens_at AP173'),
    ('governorship', '05', '{"promoventes": "all"}', 'e promoventes AP126')
  ) AS c (kind, scope, changes, wanted);

-- A cut-off in which the electors have gone elsewhere: what was asked for then, nobody can give now.
INSERT INTO apoyo.nominal_cutoff (geography, cutoff, adopted_by)
SELECT apoyo.current_geography(), '2025-01-01', 'ruben';
INSERT INTO apoyo.nominal_section (geography, cutoff, code, nominal_list, roll)
SELECT s.geography, '2025-01-01', s.code, CASE WHEN s.code LIKE '05-S%' THEN 90000 ELSE 99 END, 100000
  FROM apoyo.section AS s WHERE s.geography = apoyo.current_geography();
SELECT is(test.checked(test.configuration('governorship', '05', '{"geography": {"cutoff": "2025-01-01"}}')),
          'e rule.percentage AP130', 'more than the electors there are');
SELECT is(test.checked(test.configuration('federal_deputy', '05-F01', '{"geography": {"cutoff": "2025-01-01"},
            "rule": {"percentage": "1", "dispersion": {"level": "section", "at_least": 2, "percentage": "2"}},
            "changes": {"percentage": {"reason": "x", "acuerdo": "A/1/2026"},
                        "dispersion": {"reason": "x", "acuerdo": "A/1/2026"}}}')),
          'e rule.dispersion.percentage AP131', 'more than their sections hold');
SELECT is(test.checked(test.configuration('federal_deputy', '09-F01', '{"geography": {"cutoff": "2025-01-01"}}')),
          'w rule.dispersion.percentage AP145', 'a section too small to tell anything is a doubt');
SELECT is(test.ask('ruben', format('SELECT concat_ws('' '', v.nominal_list, v.required, v.demarcations, '
            'v.dispersion_needed, v.smallest_required, v.median_required, v.small_demarcations) '
            'FROM apoyo.preview_configuration(%L) AS v',
            test.configuration('federal_deputy', '09-F01', '{"geography": {"cutoff": "2025-01-01"}}'))),
          '198 4 2 1 1 1 2', 'and the preview counts by the cut-off');
SELECT is(test.ask('ruben', format('SELECT concat_ws('' '', v.nominal_list, v.required, v.demarcations, '
            'v.dispersion_needed) FROM apoyo.preview_configuration(%L) AS v',
            test.configuration('party', 'MX', '{"geography": {"cutoff": "2025-01-01"}}'))),
          '800000 2080 0 0', 'or by the roll');
SELECT is(test.ask('ruben', 'SELECT concat_ws('' '', v.nominal_list, v.required, v.demarcations) FROM apoyo.preview_configuration(''{}'') AS v'),
          '', 'a preview of nothing is empty');
SELECT is(test.ask('ruben', format('SELECT v.histogram FROM apoyo.preview_configuration(%L) AS v',
            test.configuration('federal_deputy', '05-F01'))), '{0,0,2,0,0,0,0,0,0,0}', 'with ten bars');

-- Creating, with the electors of another day.
INSERT INTO apoyo.nominal_cutoff (geography, cutoff, adopted_by)
SELECT apoyo.current_geography(), '2025-06-01', 'ruben';
INSERT INTO apoyo.nominal_section (geography, cutoff, code, nominal_list)
SELECT s.geography, '2025-06-01', s.code, 1500 FROM apoyo.section AS s
 WHERE s.geography = apoyo.current_geography();
SELECT is(test.refusal('ruben', format('SELECT apoyo.create_configured_process(%L, NULL, NULL)',
            test.configuration('governorship', '05-F01'))), 'AP135', 'what is wrong becomes no process');
SELECT is(test.refusal('ruben', format('SELECT apoyo.create_configured_process(%L, %s, 1)',
            test.configuration('governorship', '05'), :draft)), 'AP128', 'nor a draft that changed');
SELECT is(test.refusal('nueve', format('SELECT apoyo.create_configured_process(%L, NULL, NULL)',
            test.configuration('governorship', '05'))), 'AP005', 'nor one that its author may not see');
SELECT test.ask('ruben', format('SELECT apoyo.create_configured_process(%L, %s, 2)',
  test.configuration('federal_deputy', '05', '{"geography": {"cutoff": "2025-06-01"},
    "rule": {"percentage": "1.5"}, "changes": {"percentage": {"reason": "Because", "acuerdo": "INE/CG2/2026"},
                                               "rounding": {"reason": "x", "acuerdo": "INE/CG2/2026"}},
    "promoventes": [{"name": "One", "scope": "05-F01"},
                    {"name": "Two", "scope": "05-F02", "folio": "F2", "closes_at": "2090-01-01T00:00:00-06:00"}]}'),
  :draft)) AS made \gset
SELECT is((SELECT concat_ws(' ', p.code, p.state, p.given_scope, p.scope, p.cutoff, r.changes)
             FROM apoyo.process AS p JOIN apoyo.rule AS r ON r.process = p.id WHERE p.id = :made),
          'NEW1 draft 05 05 2025-06-01 {"percentage": {"reason": "Because", "acuerdo": "INE/CG2/2026"}}',
          'it has its scope, its cut-off and the reasons of what is changed');
SELECT is((SELECT string_agg(concat_ws(' ', g.scope, g.nominal_list, g.required, g.demarcations, g.dispersion_needed), ', ' ORDER BY g.scope)
             FROM apoyo.goal AS g WHERE g.process = :made),
          '05-F01 3000 45 2 1, 05-F02 3000 45 2 1', 'and a goal for each scope');
SELECT is(test.ask('ruben', 'SELECT count(*) FROM apoyo.draft_list'), '0', 'the draft is gone');
SELECT is(test.ask('ruben', format('SELECT string_agg(concat_ws('' '', m.number, m.folio, m.scope), '', '' ORDER BY m.number) FROM apoyo.board_promovente AS b JOIN LATERAL (SELECT b.promovente AS number, b.folio, b.scope) AS m ON true WHERE b.process = %s', :made)),
          '1 NEW1-00001 05-F01, 2 F2 05-F02', 'the promoventes are registered');
SELECT is(test.refusal('ruben', format('SELECT apoyo.create_configured_process(%L, NULL, NULL)',
            test.configuration('governorship', '05'))), 'AP104', 'a code is used once');

-- Back into a document, and compared.
SELECT is(test.ask('elena', format('SELECT d.path || d.was || d.becomes FROM apoyo.configuration_difference('
            'apoyo.process_configuration(%s, true), jsonb_set(apoyo.process_configuration(%1$s, true), ''{rule,percentage}'', ''"2"'')) AS d', :made)),
          'rule.percentage"1.5""2"', 'a difference names the path and both values');
SELECT is(test.ask('ruben', format('SELECT count(*) FROM apoyo.check_process(%s) AS c WHERE c.severity = ''error''', :made)),
          '0', 'what was made is good');
SELECT is(test.ask('ruben', format('SELECT (apoyo.process_configuration(%s, true) - ''code'') '
            '@> ''{"scope": "05", "geography": {"cutoff": "2025-06-01"}, "simulacro": true}''', :made)), 'true',
          'the whole configuration comes back');
SELECT is(test.ask('ruben', format($$SELECT string_agg(d.path, ' ') FROM apoyo.configuration_difference(
            apoyo.process_configuration(%s, false), %L) AS d$$, :made,
            test.configuration('federal_deputy', '05', '{"geography": {"cutoff": "2025-06-01"}, "rule": {"percentage": "1.5"}}'))),
          'changes.percentage.acuerdo changes.percentage.reason geography.version',
          'and differs from what it was made of by what was decided since');
SELECT is(test.refusal('nueve', format('SELECT apoyo.process_configuration(%s, false)', :made)), 'AP005',
          'within the scope');
SELECT is(test.refusal('ana', 'SELECT apoyo.configuration_difference(''{}'', ''{}'')'), '42501',
          'a reviewer sees none of it');
SELECT is(test.ask('ruben', format('SELECT concat_ws('' '', h.act, h.state, h.becomes ->> ''cutoff'', '
            'h.acuerdo, h.changed_by) FROM apoyo.process_history AS h WHERE h.process = %s '
            'ORDER BY h.change LIMIT 1', :made)),
          'process-created draft 2025-06-01 INE/CG1/2026 ruben', 'its history begins with it');

-- Versions of the geography: a draft cannot be used, an old one only knowingly.
INSERT INTO apoyo.geography (name, drafted_by) VALUES ('Draft', 'ruben') RETURNING id AS version \gset
SELECT is(test.checked(test.configuration('governorship', '05',
            format('{"code": "NEW2", "geography": {"version": %s}}', :version)::jsonb)),
          'e geography.version AP133, e scope AP108', 'a draft of the geography is none yet');
UPDATE apoyo.geography SET adopted_by = 'ruben', adopted_at = clock_timestamp() WHERE id = :version;
SELECT is(test.checked(test.configuration('governorship', '05',
            format('{"code": "NEW2", "geography": {"version": %s}}', :version - 1)::jsonb)),
          'w geography.version AP134', 'one that was in force is used knowingly');
DELETE FROM apoyo.geography WHERE id = :version;

-- What a command without a configuration refuses.
CREATE FUNCTION test.creation(p_code text, p_changes jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT apoyo.create_process(%L, ''x'', ''revocation'', %L, now(), '
                'now() + interval ''1 day'', ''A1'', true)', p_code, test.rule(p_changes));
$$;
SELECT is(test.refusal('ruben', test.creation('BAD', r.changes)), r.wanted, 'a rule with ' || r.changes::text)
  FROM (VALUES ('{"cutoff": "2020-01-01"}'::jsonb, 'AP212'), ('{"base": "roll"}', 'AP125')) AS r (changes, wanted);
SELECT is(test.refusal('ruben', test.creation('CUT', '{"cutoff": "2025-06-01"}')), 'done',
          'a rule''s cut-off is the process''s');
SELECT is((SELECT concat_ws(' ', p.cutoff, g.nominal_list) FROM apoyo.process AS p
             JOIN apoyo.goal AS g ON g.process = p.id WHERE p.code = 'CUT'), '2025-06-01 12000',
          'and is counted by');
UPDATE apoyo.process SET cutoff = '2025-01-01' WHERE code = 'CUT';
SELECT throws_ok('SELECT apoyo.refresh_requirements(p.id) FROM apoyo.process AS p WHERE p.code = ''CUT''',
                 'AP124', NULL, 'two cut-offs are one too many');

-- Paper is admitted in the municipalities of the rule's list.
SELECT apoyo.current_geography() AS geography \gset
SELECT is(test.refusal('ruben', format('SELECT apoyo.store_exception_list(%s, ''CONAPO'', 0, ''INE/CG9/2026'', ''ine'', ''{09001}'')', :geography)),
          'done', 'a list is stored');
SELECT test.process('PAPER', '{"modalities": ["auxiliary", "exception"], "exception_list": "CONAPO"}') AS paper \gset
CREATE FUNCTION test.paper(p_process integer, p_name text, p_entity text, p_modality text, p_section text)
RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM test.ask('apoyo_intake', test.reception(p_process, 1, p_name, p_modality => p_modality));
  RETURN test.judge((SELECT s.id FROM apoyo.support AS s WHERE s.capture = md5(p_name)::uuid),
                    test.person(p_name, p_entity, p_section));
END
$$;
SELECT is(test.paper(:paper, c.name, c.entity, c.modality, c.section), c.wanted, c.name || ': ' || c.wanted)
  FROM (VALUES ('inside', '09', 'exception', '0001', 'valid'),
               ('outside', '05', 'exception', '0001', 'out_of_exception'),
               ('with an auxiliary', '05', 'auxiliary', '0001', 'valid'),
               ('somewhere', '05', 'exception', '0099', 'in_review')) AS c (name, entity, modality, section, wanted);
SELECT is(test.refusal('ruben', format('SELECT apoyo.store_exception_list(%s, ''CONAPO'', 1, ''INE/CG9/2026'', ''ine'', ''{05001}'')', :geography)),
          'AP218', 'a list that supports were judged by stays as it is');
SELECT is(test.refusal('ruben', format('SELECT apoyo.remove_exception_list(%s, ''CONAPO'', 1)', :geography)),
          'AP218', 'nor is it taken away');
INSERT INTO apoyo.staff_scope (role, process, bar) VALUES ('ruben', :paper, true);
SELECT is(test.refusal('ruben', format('SELECT apoyo.rename_exception_list(%s, ''CONAPO'', 1, ''x'')', :geography)),
          'AP219', 'or given another name');
SELECT is(test.refusal('ruben', format('SELECT apoyo.store_exception_list(%s, ''CONAPO'', 1, ''INE/CG9/2026'', ''ine'', ''{05001}'')', :geography)),
          'AP219', 'and whoever may not see that process is not told which it is');
DELETE FROM apoyo.staff_scope WHERE role = 'ruben' AND bar;
-- Another rule names another list: that is asked where the roll is asked again, and told nowhere else.
INSERT INTO apoyo.rule
SELECT (jsonb_populate_record(r, '{"version": 2, "exception_list": "Later"}')).* FROM apoyo.rule AS r WHERE r.process = :paper;
UPDATE apoyo.support SET rule_version = 2 WHERE process = :paper AND capture = md5('outside')::uuid;
SELECT is(concat_ws(' ', apoyo.next_facts(s, j.facts, false) #>> '{capture,exception_list}', apoyo.next_facts(s, j.facts, true) #>> '{capture,exception_list}',
                    apoyo.next_facts(s, NULL, false) #>> '{capture,exception_list}'), 'CONAPO Later Later', 'the list that was asked')
  FROM apoyo.support AS s JOIN apoyo.judgement AS j ON j.support = s.id WHERE s.process = :paper AND s.capture = md5('outside')::uuid;
UPDATE apoyo.support SET rule_version = 1 WHERE process = :paper;
DELETE FROM apoyo.rule WHERE process = :paper AND version = 2;
SELECT test.ask('ruben', format('SELECT apoyo.store_exception_list(%s, ''Later'', 0, ''INE/CG9/2026'', ''ine'', ''{09001}'')', :geography));
SELECT test.draft('LATER', '{"modalities": ["auxiliary", "exception"], "exception_list": "Later"}');
SELECT is(test.refusal('ruben', format('SELECT apoyo.store_exception_list(%s, ''Later'', 1, ''INE/CG9/2026'', ''ine'', ''{05001}'')', :geography)),
          'done', 'one that a draft names is still corrected');
SELECT is(test.refusal('ruben', format('SELECT apoyo.remove_exception_list(%s, ''Later'', 2)', :geography)),
          'AP218', 'but not taken away under it');

-- Registered promoventes are checked set by set; the answer is that of the document.
CREATE FUNCTION test.by_document(p_process integer) RETURNS SETOF apoyo.check_result LANGUAGE sql AS $$
  SELECT r.* FROM apoyo.check_results(
    apoyo.read_configuration(apoyo.configuration_of(p_process, true), p_process)) AS r;
$$;
SELECT test.draft('FAULTS') AS faults \gset
SELECT bag_eq(format('SELECT * FROM apoyo.registered_results(%s)', :faults),
              format('SELECT * FROM test.by_document(%s)', :faults), 'a draft that nobody is registered in');
INSERT INTO apoyo.promovente (process, number, folio, name, scope, opens_at, closes_at)
SELECT :faults, c.number, 'F' || c.number, 'P', c.scope, now() + c.opens, now() + c.closes
  FROM (VALUES (2, 'MX', NULL::interval, NULL::interval), (3, '98', NULL, NULL), (5, '09', NULL, NULL),
               (7, 'MX', interval '-9 days', NULL), (8, 'MX', NULL, interval '-2 days'),
               (9, '98', interval '-9 days', interval '-8 days')) AS c (number, scope, opens, closes);
SELECT bag_eq(format('SELECT * FROM apoyo.registered_results(%s)', :faults),
              format('SELECT * FROM test.by_document(%s)', :faults), 'the same faults, at the same places');
SELECT is((SELECT string_agg(r.field || ' ' || r.code, ', ' ORDER BY r.field)
             FROM apoyo.registered_results(:faults) AS r WHERE r.field LIKE 'promoventes%'),
          'promoventes.1.scope AP108, promoventes.2.scope AP114, promoventes.3.opens_at AP173, '
          'promoventes.4.closes_at AP141, promoventes.5.opens_at AP173, promoventes.5.scope AP108',
          'and all of them');
SELECT * FROM finish();
ROLLBACK;
