-- checks: the settings of the automatic checks, and what is kept of an examination.
BEGIN;
SET search_path = tap, public;
SELECT * FROM no_plan();
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();
SELECT test.draft('NEW') AS draft, test.process('RM') AS p \gset

CREATE FUNCTION test.change(p_process integer, p_version integer, p_changes jsonb,
  p_acuerdo text DEFAULT 'INE/CG9/2026', p_reason text DEFAULT 'Because', p_role text DEFAULT 'ruben')
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_call text := format('SELECT apoyo.change_checks(%s, %s, %L, %L, %L)', p_process, p_version,
                        p_changes, p_acuerdo, p_reason);
BEGIN
  RETURN test.ask(p_role, v_call);
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END
$$;
CREATE FUNCTION test.document(p_process integer) RETURNS jsonb LANGUAGE sql AS $$
  SELECT c.document FROM apoyo.check_settings AS c WHERE c.process = p_process
   ORDER BY c.version DESC LIMIT 1;
$$;

SELECT is((SELECT string_agg(c.version || ' ' || (c.document = apoyo.default_checks_of('revocation')), ', ')
             FROM apoyo.check_settings AS c WHERE c.process = :draft),
          '1 true', 'a new process begins with what ships');
SELECT is(apoyo.checks_flaw(apoyo.default_checks()), NULL, 'which is sound');
CREATE FUNCTION test.articles(p_kind text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(a.article || ': ' || a.checks, ' / ' ORDER BY a.article COLLATE "C")
    FROM (SELECT c.value ->> 'article', string_agg(DISTINCT split_part(c.key, '.', 1), ' ')
            FROM jsonb_each(apoyo.default_checks_of(p_kind) -> 'checks') AS c GROUP BY 1) AS a (article, checks);
$$;
SELECT is(test.articles('revocation'), 'CPEUM art. 34-I: data / LFRM arts. 21-26: data / LGIPE art. 156.5: data / '
          || 'Lineamientos de RM, Anexo Técnico: back data front selfie signature / convocatoria: behaviour data', 'by the articles of its own kind');
SELECT is(test.articles('senate'), 'CPEUM art. 34-I: data / INE/CG443/2023: back behaviour data front selfie signature / '
          || 'LGIPE art. 156.5: data / LGIPE art. 383.1.c.VI: back front signature / LGIPE art. 385.1: data / '
          || 'LGIPE art. 385.2.a: back data front / LGIPE art. 385.2.b: back data front', 'candidaturas by theirs');
SELECT is(test.articles('initiative'), 'CPEUM art. 34-I: data / LGIPE art. 156.5: data / LOCGEUM art. 132: data / '
          || 'convocatoria: back behaviour data front selfie signature', 'where no law is known the convocatoria is named');
SELECT is(c.value ->> 'article', c.article, c.kind || ' ' || c.key)
  FROM (SELECT k.kind, d.key, d.value, k.article
          FROM (VALUES ('revocation', 'data.roll', 'LFRM arts. 21-26'), ('revocation', 'front.dark', 'Lineamientos de RM, Anexo Técnico'),
                       ('revocation', 'behaviour.travel', 'convocatoria'), ('party', 'data.vigencia', 'LGIPE art. 156.5'),
                       ('municipality', 'selfie.face', 'convocatoria'), ('municipality', 'data.roll', 'legislación local'),
                       ('senate', 'selfie.dark', 'INE/CG443/2023'), ('senate', 'data.roll', 'LGIPE art. 385.1')) AS k (kind, id, article),
               jsonb_each(apoyo.default_checks_of(k.kind) -> 'checks') AS d WHERE d.key = k.id) AS c;
SELECT is((SELECT string_agg(k.kind, ' ' ORDER BY k.place) FROM apoyo.kind AS k WHERE NOT apoyo.check_articles() -> 'kinds' ? k.kind),
          'presidency senate federal_deputy', 'every other kind is in the catalogue');
SELECT is((SELECT string_agg(a.kind || ' ' || a.key, ', ')
             FROM (SELECT k.key AS kind, c.key FROM jsonb_each(apoyo.check_articles() -> 'kinds') AS k, jsonb_each(k.value) AS c
                   UNION ALL SELECT 'every', e.key FROM jsonb_each(apoyo.check_articles() -> 'every') AS e) AS a
            WHERE NOT EXISTS (SELECT FROM jsonb_each(apoyo.default_checks() -> 'checks') AS d
                               WHERE a.key IN (d.key, split_part(d.key, '.', 1)))), NULL, 'of checks that there are');
SELECT is((SELECT string_agg(k.kind || ' ' || c.key, ', ')
             FROM apoyo.kind AS k, jsonb_each(apoyo.default_checks_of(k.kind) -> 'checks') AS c
            WHERE c.value ->> 'article' IN (k.basis ->> 'percentage') AND c.key <> 'data.roll'), NULL,
          'the article of the threshold speaks of the roll at most');
SELECT is((SELECT string_agg(k.kind, ' ') FROM apoyo.kind AS k WHERE apoyo.checks_flaw(apoyo.default_checks_of(k.kind)) IS NOT NULL),
          NULL, 'all sound');
SELECT is((SELECT bool_and(apoyo.default_checks_of(k.kind) #- '{checks}' = apoyo.default_checks() #- '{checks}'
                           AND (SELECT jsonb_object_agg(c.key, c.value - 'article') FROM jsonb_each(apoyo.default_checks_of(k.kind) -> 'checks') AS c)
                             = (SELECT jsonb_object_agg(c.key, c.value - 'article') FROM jsonb_each(apoyo.default_checks() -> 'checks') AS c))
             FROM apoyo.kind AS k), true, 'and nothing else differs');
SELECT is(test.change(:draft, 1, '{"sample": 0.5}', ''), '2', 'before it opens nobody asks for an acuerdo');
SELECT is(test.change(:p, 1, '{"sample": 0.5}', ''), 'AP116', 'afterwards one has to be named');
SELECT is(test.change(:p, 1, '{"sample": 0.5}', p_reason => ''), 'AP116', 'and always a reason');
SELECT is(test.change(:p, 1, '{"sample": 0.5}', p_role => 'ana'), '42501', 'by setup staff only');
SELECT is(test.change(:p, 1, '{"checks": {"front.sharpness": {"below": 0.3, "doubt": null}}, "reading": "full"}'),
          '2', 'what is named changes');
SELECT is(test.document(:p) #> '{checks,front.sharpness}',
          (apoyo.default_checks_of('revocation') #> '{checks,front.sharpness}') - 'doubt' || '{"below": 0.3}',
          'of a check too, and what is null goes');
SELECT is(test.document(:p) - '{checks,reading}'::text[],
          apoyo.default_checks_of('revocation') - '{checks,reading}'::text[], 'the rest stays');
SELECT is((SELECT c.act || ' ' || c.becomes::text FROM apoyo.process_change AS c
            WHERE c.process = :p ORDER BY c.id DESC LIMIT 1),
          format('checks-changed {"reading": "full", "checks.front.sharpness": %s}',
                 (test.document(:p) #> '{checks,front.sharpness}')::text),
          'the history says what');
SELECT is(test.change(:p, 1, '{"sample": 0.5}'), 'AP189', 'who looked at an older version is told');
SELECT is(test.change(:p, 2, '{"reading": "full"}'), 'AP154', 'to change nothing is refused');
SELECT is(test.change(:p, 2, c.changes::jsonb), 'AP188', 'refused: ' || c.changes)
  FROM (VALUES ('[]'), ('{"v": 2}'), ('{"sample": 2}'), ('{"sample": "0.1"}'), ('{"reading": "some"}'),
               ('{"reading": null}'), ('{"minimum_age": -1}'), ('{"minimum_age": 17.5}'), ('{"extensions": {}}'),
               ('{"extensions": [{"printed_year": 2025, "until": "2026-02-30", "acuerdo": "x"}]}'),
               ('{"extensions": [{"printed_year": 2025, "until": "2026-02-28"}]}'),
               ('{"extensions": [{"printed_year": 2025, "until": "2026-02-28", "acuerdo": "x", "y": 1}]}'),
               ('{"checks": {"front.nothing": {"use": "off"}}}'), ('{"checks": {"front.dark": 1}}'),
               ('{"checks": {"front.dark": {"use": "perhaps"}}}'), ('{"checks": {"front.dark": {"below": "x"}}}'),
               ('{"checks": {"front.dark": {"use": null}}}')) AS c (changes);
SELECT is(test.change(:p, 2, '{"extensions": [{"printed_year": 2025, "until": "2026-12-31", "acuerdo": "INE/CG10/2026"}]}'),
          '3', 'vigencia is prolonged without a programmer');
SELECT is(test.ask('elena', format('SELECT count(*) FROM apoyo.check_settings_list WHERE process = %s', :p)),
          '3', 'an auditor sees every version');

-- Settings of before: what they lack comes once, and what people set stays. In a process that collects
-- it only notes, because no acuerdo asked for it.
SELECT test.process('OLD') AS old, test.draft('NEWER') AS new \gset
UPDATE apoyo.check_settings
   SET document = jsonb_set(jsonb_set(document #- '{checks,front.codes}' #- '{checks,front.glance}' #- '{checks,back.agreement,below}',
                                      '{checks,selfie.portrait,above}', '0.9'), '{checks,front.dark,below}', '0.01')
 WHERE process IN (:old, :new);
SELECT apoyo.complete_checks();
SELECT is((SELECT c.version || ' ' || c.reason || coalesce(c.acuerdo, '') FROM apoyo.check_settings AS c WHERE c.process = :old ORDER BY c.version DESC LIMIT 1),
          '2 Checks that came with this version: they only note until an acuerdo turns them on', 'older settings are completed');
SELECT is(test.document(:new), jsonb_set(apoyo.default_checks_of('revocation'), '{checks,front.dark,below}', '0.01'),
          'by what they lack, and nothing that people set');
SELECT is(test.document(:old), jsonb_set(jsonb_set(test.document(:new), '{checks,front.codes,use}', '"note"'), '{checks,front.glance,use}', '"note"'),
          'what is new only notes where supports are collected');
SELECT is((SELECT string_agg(c.key, ' ' ORDER BY c.key)
             FROM jsonb_each(apoyo.completed_checks('{"checks": {"front.codes": {"use": "flag"}, "old": {"use": "flag"}}}',
                               '{"checks": {"front.codes": {"use": "off"}, "a": {"use": "flag"}, "b": {"use": "off"}}}', true) -> 'checks') AS c
            WHERE c.value ->> 'use' = 'flag'), 'front.codes old', 'only acuerdos flag');
SELECT is(test.change(:old, 2, '{"checks": {"front.codes": {"use": "flag"}}}', p_acuerdo => ''), 'AP116', 'an acuerdo');
SELECT is(test.change(:old, 2, '{"checks": {"front.codes": {"use": "flag"}}}'), '3', 'turns it on');
SELECT is(test.change(:old, 3, '{"checks": {"selfie.portrait": {"above": 0.9}}}'), '4', 'who sets a limit then');
SELECT apoyo.complete_checks();
SELECT is(test.document(:old) #>> '{checks,selfie.portrait,above}', '0.9', 'keeps it');
SELECT is((SELECT count(*) FROM apoyo.check_settings AS c WHERE c.process = :p), 3::bigint, 'whole ones stay as they are');
-- The threshold's article stood on every check: it goes, in a version of its own, and what people wrote stays.
SELECT test.process('ARTICLES') AS articles \gset
UPDATE apoyo.check_settings SET document = document || jsonb_build_object('checks', (document -> 'checks')
  || jsonb_build_object('front.dark', document #> '{checks,front.dark}' || '{"article": "LFRM art. 7"}',
                        'data.age', document #> '{checks,data.age}' || '{"article": "CPEUM 34.I"}',
                        'back.dark', document #> '{checks,back.dark}' || '{"article": "INE/CG7/2026"}')) WHERE process = :articles;
SELECT apoyo.complete_checks();
SELECT is((SELECT c.version || ' ' || c.reason || ': ' || (c.document #>> '{checks,front.dark,article}') || ', ' || (c.document #>> '{checks,data.age,article}')
                  || ', ' || (c.document #>> '{checks,back.dark,article}')
             FROM apoyo.check_settings AS c WHERE c.process = :articles ORDER BY c.version DESC LIMIT 1),
          '2 Articles that came with this version, where nobody had written others: Lineamientos de RM, Anexo Técnico, CPEUM art. 34-I, INE/CG7/2026', 'and they stand on their own');
SELECT apoyo.complete_checks();
SELECT is((SELECT max(c.version) FROM apoyo.check_settings AS c WHERE c.process = :articles), 2, 'once more changes nothing');
SELECT is(test.change(:articles, 2, '{"checks": {"front.dark": {"article": "LFRM art. 7"}, "selfie.dark": {"article": "LGIPE 385.2.b"}}}'), '3', 'who writes an article that shipped once');
SELECT apoyo.complete_checks();
SELECT is((test.document(:articles) #>> '{checks,front.dark,article}') || ', ' || (test.document(:articles) #>> '{checks,selfie.dark,article}'),
          'LFRM art. 7, LGIPE 385.2.b', 'keeps it');
-- Limits go with the program that measures what they bound, except those that people set.
SELECT is((SELECT string_agg(f.key, ' ') FROM jsonb_each(apoyo.former_limits()) AS f
            WHERE NOT apoyo.default_checks() -> 'checks' ? f.key
               OR EXISTS (SELECT FROM jsonb_array_elements(f.value) AS l WHERE l.value = apoyo.limits_of(apoyo.default_checks() #> ARRAY['checks', f.key]))), NULL, 'what ships now did not ship before');
SELECT test.process('LIMITS') AS limits \gset
CREATE FUNCTION test.limit(p_process integer) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(concat_ws(' ', c.key, c.value ->> 'use', c.value ->> 'below', c.value ->> 'above', c.value ->> 'sure'), ', ' ORDER BY c.key)
    FROM jsonb_each(test.document(p_process) -> 'checks') AS c WHERE c.key IN ('back.layout', 'front.covered', 'front.layout', 'front.template');
$$;
UPDATE apoyo.check_settings SET document = document || jsonb_build_object('checks', (document -> 'checks')
  || '{"front.layout": {"use": "note", "article": "A", "below": 0.695, "doubt": 0.80}, "back.layout": {"use": "flag", "below": 0.7, "doubt": 0.75},
       "front.covered": {"use": "flag", "above": 0.06, "doubt": 0.03}, "front.template": {"use": "flag", "above": 0.6, "doubt": 0.45}}') WHERE process = :limits;
SELECT is(test.change(:limits, 1, '{"checks": {"front.covered": {"above": 0.05}}}'), '2', 'somebody sets the limit that shipped');
SELECT is(test.change(:limits, 2, '{"checks": {"front.template": {"use": "note"}}}'), '3', 'and how another check is used');
SELECT apoyo.complete_checks();
SELECT is(test.limit(:limits), 'back.layout flag 0.7, front.covered flag 0.05, front.layout note '
            || (apoyo.default_checks() #>> '{checks,front.layout,below}') || ' 0.6, front.template note 0.6 0.5', 'others get those of this version');
SELECT is(test.document(:limits) #>> '{checks,front.layout,article}', 'A', 'and keep their article');
SELECT is((SELECT c.version || ' ' || c.reason FROM apoyo.check_settings AS c WHERE c.process = :limits ORDER BY c.version DESC LIMIT 1),
          '4 Limits that came with this version, where nobody had set others', 'which is told');
SELECT apoyo.complete_checks();
SELECT is((SELECT max(c.version) FROM apoyo.check_settings AS c WHERE c.process = :limits), 4, 'once');
-- What people set for another figure than is measured now is told, and stays until they look at it.
SELECT test.process('OUT') AS out \gset
CREATE FUNCTION test.outdated(p_process integer) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', c.version, c.outdated, c.document #>> '{checks,front.covered,use}', c.document #>> '{checks,front.covered,above}')
    FROM apoyo.checks_of(p_process) AS c;
$$;
SELECT test.change(:out, 1, '{"checks": {"front.covered": {"above": 0.07}}}');
SELECT apoyo.complete_checks();
SELECT is(test.outdated(:out), '2 {} flag 0.07', 'a limit that was set from what ships is of this program');
SAVEPOINT shipped;
UPDATE apoyo.check_settings SET shipped = jsonb_set(shipped, '{front.covered,above}', '0.5') WHERE process = :out AND version = 2;
SELECT apoyo.complete_checks(), apoyo.complete_checks();
SELECT is(test.outdated(:out), '2 {front.covered} flag 0.07', 'where others ship now it is marked, and stays');
SELECT is((SELECT string_agg(concat_ws(' ', c.act, c.reason), ', ') FROM apoyo.process_change AS c WHERE c.process = :out AND c.act = 'checks-outdated'),
          'checks-outdated front.covered', 'the history says so once');
SELECT is(test.ask('ruben', format('SELECT string_agg(l.outdated::text, '' '' ORDER BY l.version) FROM apoyo.check_settings_list AS l WHERE l.process = %s', :out)),
          '{} {front.covered}', 'and the list');
SELECT test.change(:out, 2, '{"sample": 0.5}');
SELECT is(test.outdated(:out), '3 {front.covered} flag 0.07', 'who changes something else leaves it');
SELECT test.change(:out, 3, '{"checks": {"front.covered": {"use": "note"}}}');
SELECT is(test.outdated(:out), '4 {front.covered} note 0.07', 'so does who changes how it is used');
SAVEPOINT confirmed;
SELECT is(test.change(:out, 4, '{"checks": {"front.covered": {"above": 0.07}}}'), '5', 'who names the same limit says that it is right');
SELECT is(test.outdated(:out), '5 {} note 0.07', 'and it is of this program');
SELECT is(test.change(:out, 5, '{"checks": {"front.covered": {"above": 0.07}}}'), 'AP154', 'once');
ROLLBACK TO confirmed;
SELECT is(test.change(:out, 4, '{"checks": {"front.covered": {"doubt": 0.02}}}'), '5', 'who names another limit of it');
SELECT is(test.outdated(:out), '5 {} note ' || (apoyo.default_checks() #>> '{checks,front.covered,above}'), 'begins from what ships');
ROLLBACK TO shipped;
UPDATE apoyo.check_settings SET shipped = NULL, document = jsonb_set(document, '{checks,front.covered}', '{"use": "flag", "above": 0.05, "doubt": 0.03}') WHERE process = :out AND version = 1;
UPDATE apoyo.check_settings SET shipped = NULL WHERE process = :out;
SELECT apoyo.complete_checks();
SELECT is(test.outdated(:out), '2 {front.covered} flag 0.07', 'where nobody kept what shipped then, what it was set from tells');
UPDATE apoyo.check_settings SET outdated = '{}' WHERE process = :out;
INSERT INTO apoyo.check_settings (process, version, document, reason, adopted_by)
SELECT :out, 3, jsonb_set(c.document, '{checks,front.covered,above}', '0.08'), 'Again', 'ruben' FROM apoyo.checks_of(:out) AS c;
SELECT apoyo.complete_checks();
SELECT is(test.outdated(:out), '3 {front.covered} flag 0.08', 'also where it was set once more');
SAVEPOINT bad;
UPDATE apoyo.check_settings SET document = jsonb_set(document, '{sample}', '2') WHERE process = :old AND version = 4;
SELECT throws_matching('SELECT apoyo.complete_checks()', 'Version 4 .* process OLD .*sample', 'what validators would not read is told');
ROLLBACK TO bad;

-- What the validator is given and gives.
SELECT test.receive(:p, 1, 'c1') AS c1, test.receive(:p, 1, 'c2') AS c2 \gset
SELECT is(test.ask('apoyo_validator', 'SELECT string_agg(c.settings || '' '' || (c.checks IS NOT NULL), '', '') FROM apoyo.claim_validation(''w'', 10, ''1 hour'') AS c'),
          '3 true, 3 false', 'the settings come with the first row of a process');
UPDATE apoyo.image SET hash = (SELECT i.hash FROM apoyo.image AS i WHERE i.support = :c1 AND i.number = 2)
 WHERE support = :c2 AND number = 2;
SELECT is(apoyo.repeated_pictures(:c2), '{back}', 'a file that came before is named');
SELECT is(apoyo.repeated_pictures(:c1), '{}', 'in the later capture');
CREATE FUNCTION test.examined(p_support bigint, p_attempt integer, p_tree text, p_sealed bytea DEFAULT '\x70',
  p_findings text DEFAULT '[]')
RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN test.ask('apoyo_validator', format(
    'SELECT apoyo.record_findings(%s, %s, ''in_review'', NULL, NULL, NULL, NULL, %L, %L, ''p'', %L, %L)',
    p_support, p_attempt, p_findings, test.h('s'), p_tree, p_sealed));
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END
$$;
SELECT is(test.examined(:c2, 1, t.tree, t.sealed), 'AP410', 'refused: ' || t.tree)
  FROM (VALUES ('{"engine":1,"settings":9,"rule":1,"nodes":[]}', '\x70'::bytea),
               ('{"engine":1,"settings":3,"rule":2,"nodes":[]}', '\x70'),
               ('{"engine":1,"settings":3,"rule":1}', '\x70'), ('{', '\x70'),
               ('{"engine":1,"settings":3,"rule":1,"nodes":[]}', NULL)) AS t (tree, sealed);
SELECT is(test.examined(:c2, 1, '{"engine":1,"settings":3,"rule":1,"nodes":[]}', p_findings =>
            '[{"code": "picture_sent_before", "field": "back", "picture": "back"}, {"code": "screen", "field": "front"}]'),
          'in_review', 'a whole one is kept');
SELECT is((SELECT e.digest::bytea FROM apoyo.examination AS e WHERE e.support = :c2),
          sha256('{"engine":1,"settings":3,"rule":1,"nodes":[]}'), 'with the digest of its very text');
SELECT is((SELECT string_agg(f.code, ' ' ORDER BY f.number) FROM apoyo.finding AS f WHERE f.support = :c2),
          'picture_sent_before screen', 'a file sent before is told once');
SELECT is((apoyo.dossier_examination(s)) -> 'tree' ->> 'settings', '3', 'people see the tree')
  FROM apoyo.support AS s WHERE s.id = :c2;

-- Validated again: what is found again is not found twice.
SELECT test.ask('lucia', format('SELECT apoyo.requeue_work(%s, ''Again'')', :c2));
SELECT is(test.examined(:c2, test.claim(:c2), '{"engine":1,"settings":3,"rule":1,"nodes":[]}', p_findings =>
            '[{"code": "screen", "field": "front"}, {"code": "photocopy", "field": "front"}]'),
          'in_review', 'and again');
SELECT is((SELECT string_agg(f.code, ' ' ORDER BY f.number) FROM apoyo.finding AS f WHERE f.support = :c2),
          'picture_sent_before screen photocopy', 'each finding once');
SELECT is((SELECT count(*) FROM apoyo.examination AS e WHERE e.support = :c2), 2::bigint,
          'both examinations are kept');

-- Other figures and other settings make no other finding of it; another place of it does.
SELECT test.ask('lucia', format('SELECT apoyo.requeue_work(%s, ''Once more'')', :c2));
SELECT test.examined(:c2, test.claim(:c2), '{"engine":1,"settings":3,"rule":1,"nodes":[]}', p_findings =>
         '[{"code": "screen", "field": "front", "confidence": 0.7, "measured": 0.8, "limit": 0.5, "region": [0, 0, 1, 1], "settings": 3, "rule": 1},
           {"code": "photocopy", "field": "front", "settings": 2}, {"code": "photocopy", "field": "back"}]');
SELECT is((SELECT string_agg(f.code || ' ' || coalesce(f.detail ->> 'field', '-'), ', ' ORDER BY f.number) FROM apoyo.finding AS f WHERE f.support = :c2),
          'picture_sent_before back, screen front, photocopy front, photocopy back', 'whatever it is measured with');

-- What the settings do not ask for nobody finds, with an examination or without.
SELECT test.receive(:p, 1, 'c3') AS c3 \gset
UPDATE apoyo.image SET hash = (SELECT i.hash FROM apoyo.image AS i WHERE i.support = :c1 AND i.number = i3.number)
  FROM (VALUES (1), (2)) AS i3 (number) WHERE support = :c3 AND image.number = i3.number;
SELECT is(test.change(:p, 3, '{"checks": {"back.repeated": {"use": "note"}}}'), '4', 'the back only noted');
SELECT is(test.judge(:c3, NULL, 'in_review'), 'in_review', 'one without a tree');
SELECT is((SELECT string_agg(f.code || ' ' || (f.detail ->> 'field'), ', ') FROM apoyo.finding AS f WHERE f.support = :c3),
          'picture_sent_before front', 'is told of the front alone');

-- Replay: opened and told in one transaction, read in another (which this file, being one, can only
-- play; tests/sql/concurrency.py does it).
SELECT test.ask('elena', format('SELECT e.ticket FROM apoyo.open_examination(%s) AS e', :c2)) AS t \gset
CREATE FUNCTION test.read(p_role text, p_ticket text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN test.ask(p_role, format('SELECT concat_ws('' '', e.settings, e.rule ->> ''kind'', e.checks ->> ''reading'', e.sealed) FROM apoyo.read_examination(%L) AS e', p_ticket));
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END
$$;
SELECT is((SELECT convert_from(e.body, 'UTF8')::jsonb ->> 'kind' FROM apoyo.event AS e
            WHERE e.process = 0 ORDER BY e.id DESC LIMIT 1),
          'examination-opened', 'opening is told');
SELECT is(test.read('elena', :'t'), 'AP804', 'nothing is read before that is committed');
UPDATE apoyo.ticket SET opened_in = '3' WHERE kind = 'examination';
SELECT is(test.read('lucia', :'t'), 'AP804', 'nor by somebody else');
SELECT is(test.read('elena', t.ticket), 'AP804', 'nor with another ticket')
  FROM unnest(ARRAY[NULL, '', '1.x', regexp_replace(:'t', '^[0-9]+', '999999'),
                    regexp_replace(:'t', '.....$', 'AAAAA')]) AS t (ticket);
SELECT is(test.read('elena', :'t'), '3 revocation full \x70', 'an auditor opens what it was made from');
SELECT is(test.read('elena', :'t'), 'AP804', 'once');
SELECT is(test.refusal('elena', format('SELECT apoyo.open_examination(%s)', :c1)), 'AP411',
          'there has to be one');
SELECT is(test.refusal('ana', format('SELECT apoyo.open_examination(%s)', :c2)), '42501', 'a reviewer does not');
SELECT is(test.refusal('ana', 'SELECT apoyo.read_examination('''')'), '42501', 'nor read one');

SELECT * FROM finish();
ROLLBACK;
