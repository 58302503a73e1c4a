-- rule-changes: a rule changed later gives what the same captures would have given under it from
-- the beginning, the dry run tells it, and the figures go on adding up.
BEGIN;
SET search_path = tap, public;
SELECT plan(49);
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();
SELECT test.person('ada') AS ada, test.person('bea', '09', '0003') AS bea, test.person('cai') AS cai,
       test.person('dea', '09', '0001', 'dropped', 'death') AS dea \gset

-- Sixteen rules: who competes with whom, which capture counts, until when it may be sent, and
-- whether the period is over.
CREATE TABLE test.variant AS
SELECT row_number() OVER (ORDER BY e.exclusive, d.duplicates, g.grace, c.closes)::integer AS id,
       test.rule(jsonb_build_object('joint', false, 'exclusive', e.exclusive,
                                    'duplicates', d.duplicates, 'grace_hours', g.grace)) AS rule,
       now() + c.closes AS closes_at
  FROM (VALUES (true), (false)) AS e (exclusive)
 CROSS JOIN (VALUES ('first'), ('last')) AS d (duplicates)
 CROSS JOIN (VALUES (0), (24)) AS g (grace)
 CROSS JOIN (VALUES (interval '-1 hour'), (interval '5 days')) AS c (closes);

-- The captures, in the order in which they arrive. Those captured now are late where the period is
-- over; all are where nothing may be sent afterwards.
CREATE TABLE test.capture AS
SELECT c.* FROM (VALUES
  (1, 1, 'ada', 'acceptable', NULL, '-2 h'::interval), (2, 2, 'ada', 'acceptable', NULL, '0'),
  (3, 2, 'ada', 'acceptable', NULL, '-2 h'), (4, 1, 'ada', 'acceptable', NULL, '0'),
  (5, 3, 'bea', 'acceptable', NULL, '0'), (6, 3, 'bea', 'acceptable', NULL, '-2 h'),
  (7, 1, 'bea', 'in_review', NULL, '-2 h'), (8, 1, 'cai', 'acceptable', NULL, '0'),
  (9, 2, 'cai', 'rejected', 'inconsistent', '-2 h'), (10, 3, 'cai', 'acceptable', NULL, '-2 h'),
  (11, 2, 'dea', 'acceptable', NULL, '0'), (12, 3, NULL, 'rejected', 'not_found', '0'),
  (13, 1, 'bea', 'in_review', NULL, '0'), (14, 2, 'bea', 'acceptable', NULL, '-2 h')
) AS c (id, promovente, person, verdict, cause, captured);

-- A process under a variant with all the captures judged, but the last, which nobody has judged.
CREATE FUNCTION test.history(p_code text, p_variant integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v test.variant := (SELECT x FROM test.variant AS x WHERE x.id = p_variant);
  c test.capture;
  v_process integer := test.process(p_code, v.rule);
  v_support bigint;
BEGIN
  UPDATE apoyo.process SET opens_at = now() - interval '3 days', closes_at = v.closes_at
   WHERE id = v_process;
  FOR c IN SELECT * FROM test.capture ORDER BY id LOOP
    PERFORM test.ask('apoyo_intake', test.reception(
      v_process, c.promovente, p_code || '-' || c.id, now() + c.captured));
    SELECT s.id INTO v_support FROM apoyo.support AS s
     WHERE s.process = v_process AND s.folio = 'T-' || p_code || '-' || c.id;
    IF c.id = 14 THEN -- so that no number of claims for the others sends it to review
      UPDATE apoyo.work SET attempt = -100000 WHERE support = v_support;
      CONTINUE;
    END IF;
    PERFORM test.judge(v_support, (SELECT o.id FROM apoyo.roll AS o
                                    WHERE o.clave_key = test.h(c.person || 'clave')),
                       c.verdict, c.cause);
  END LOOP;
  RETURN v_process;
END
$$;

-- What became of each capture, and who counts.
CREATE FUNCTION test.outcome(p_process integer, p_code text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(concat_ws(' ', c.id, s.situation, s.grounds, s.rank,
                              (SELECT n.slot FROM apoyo.counting AS n
                                WHERE n.process = p_process AND n.support = s.id),
                              (SELECT string_agg(w.kind, '+' ORDER BY w.kind) FROM apoyo.work AS w
                                WHERE w.process = p_process AND w.support = s.id)),
                    E'\n' ORDER BY c.id)
    FROM test.capture AS c
    JOIN apoyo.support AS s ON s.process = p_process AND s.folio = 'T-' || p_code || '-' || c.id;
$$;

CREATE FUNCTION test.effect(p_process integer, p_variant integer) RETURNS jsonb LANGUAGE sql AS $$
  SELECT test.ask('ruben', format('SELECT apoyo.rule_effect(%s, %L, NULL, %L)', p_process, v.rule,
                                  v.closes_at))::jsonb
    FROM test.variant AS v WHERE v.id = p_variant;
$$;

-- The change as two people carry it out; a period that is over could not be proposed.
CREATE FUNCTION test.become(p_process integer, p_variant integer) RETURNS void LANGUAGE sql AS $$
  SELECT apoyo.enact_change_rule(p_process, jsonb_build_object(
           'rule', v.rule, 'closes_at', v.closes_at, 'acuerdo', 'INE/CG2/2026', 'reason', 'r'),
           'ruben')
    FROM test.variant AS v WHERE v.id = p_variant;
$$;

-- The situations of the supports in the form of the effect.
CREATE FUNCTION test.counted(p_process integer) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(c.situation || ' ' || c.n, ', ' ORDER BY c.situation)
    FROM (SELECT s.situation, count(*) AS n FROM apoyo.support AS s
           WHERE s.process = p_process GROUP BY 1) AS c;
$$;
CREATE FUNCTION test.told(p_effect jsonb, p_side integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg((e.value ->> 0) || ' ' || (e.value ->> p_side), ', ' ORDER BY e.place)
    FROM jsonb_array_elements(p_effect -> 'situations') WITH ORDINALITY AS e (value, place)
   WHERE e.value ->> p_side <> '0';
$$;

CREATE TABLE test.reference AS
SELECT v.id AS variant, test.history('REF' || v.id, v.id) AS process FROM test.variant AS v;
SELECT is((SELECT count(DISTINCT test.outcome(f.process, 'REF' || f.variant)) > 6
             FROM test.reference AS f), true, 'the rules make a difference');

-- The same per entity and situation: where they are, and that is what the effect tells a difference of.
CREATE FUNCTION test.placed(p_process integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(x.place, x.n), '{}')
    FROM (SELECT left(d.demarcation, 2) || ' ' || d.situation AS place, sum(d.n) AS n
            FROM apoyo.event AS e CROSS JOIN LATERAL apoyo.event_deltas(e.body) AS d
           WHERE e.process = p_process GROUP BY 1 HAVING sum(d.n) <> 0) AS x;
$$;
CREATE FUNCTION test.placed_then(p_before jsonb, p_effect jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(x.place, x.n) FILTER (WHERE x.n <> 0), '{}')
    FROM (SELECT b.key AS place, b.value::numeric AS n FROM jsonb_each_text(p_before) AS b
           WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(p_effect -> 'entities') AS e (value)
                              WHERE (e.value ->> 0) || ' ' || (e.value ->> 1) = b.key)
          UNION ALL
          SELECT (e.value ->> 0) || ' ' || (e.value ->> 1), (e.value ->> 3)::numeric
            FROM jsonb_array_elements(p_effect -> 'entities') AS e (value)) AS x;
$$;

-- One process goes through all the rules, from each to one that differs in several ways.
CREATE TABLE test.step (place integer, variant integer, was text, foreseen text, got text,
                        outcome text, wanted text, gained text, moved text,
                        placed jsonb, placed_foreseen jsonb, entities bigint);
DO $$
DECLARE
  v_process integer := test.history('WALK', 1);
  v_effect jsonb;
  v_before jsonb;
  v_variant integer;
BEGIN
  FOR i IN 1 .. 48 LOOP
    v_variant := 1 + CASE WHEN i <= 24 THEN i * 7 ELSE i * 3 END % 16;
    -- Every other time the ledger has not folded what came before.
    IF i % 2 = 0 THEN
      PERFORM test.fold();
    END IF;
    v_effect := test.effect(v_process, v_variant);
    v_before := (SELECT jsonb_object_agg(x.promovente, x.n)
                   FROM (SELECT s.promovente, count(*) FILTER (WHERE s.situation = 'valid') AS n
                           FROM apoyo.support AS s WHERE s.process = v_process GROUP BY 1) AS x);
    INSERT INTO test.step (place, variant, was, foreseen, placed_foreseen, entities)
    VALUES (i, v_variant, test.told(v_effect, 1) = test.counted(v_process),
            test.told(v_effect, 2), test.placed_then(test.placed(v_process), v_effect),
            jsonb_array_length(v_effect -> 'entities'));
    PERFORM test.become(v_process, v_variant);
    UPDATE test.step SET
      got = test.counted(v_process), placed = test.placed(v_process), outcome = test.outcome(v_process, 'WALK'),
      wanted = (SELECT test.outcome(f.process, 'REF' || f.variant) FROM test.reference AS f
                 WHERE f.variant = v_variant),
      gained = (SELECT concat_ws(' ',
                         count(*) FILTER (WHERE x.n > (v_before ->> x.promovente::text)::bigint),
                         count(*) FILTER (WHERE x.n < (v_before ->> x.promovente::text)::bigint))
                  FROM (SELECT s.promovente,
                               count(*) FILTER (WHERE s.situation = 'valid') AS n
                          FROM apoyo.support AS s WHERE s.process = v_process GROUP BY 1) AS x),
      moved = concat_ws(' ', v_effect #>> '{promoventes,gain}', v_effect #>> '{promoventes,lose}')
     WHERE place = i;
  END LOOP;
END
$$;
SELECT p.id AS walk FROM apoyo.process AS p WHERE p.code = 'WALK' \gset
SELECT is_empty($$SELECT s.place, s.variant, s.outcome, s.wanted FROM test.step AS s
                   WHERE s.outcome IS DISTINCT FROM s.wanted$$,
                'every change gives what the rule would have given from the beginning');
SELECT is((SELECT count(DISTINCT s.outcome) > 6 FROM test.step AS s), true, 'which is not always the same');
SELECT is_empty($$SELECT s.place, s.foreseen, s.got FROM test.step AS s
                   WHERE s.foreseen IS DISTINCT FROM s.got$$, 'as the dry run told');
SELECT is_empty($$SELECT s.place FROM test.step AS s WHERE s.was <> 'true'$$,
                'from where it stood, folded or not');
SELECT is_empty($$SELECT s.place, s.gained, s.moved FROM test.step AS s
                   WHERE s.gained IS DISTINCT FROM s.moved$$, 'and who would gain and lose');
SELECT is_empty($$SELECT s.place, s.placed_foreseen, s.placed FROM test.step AS s
                   WHERE s.placed_foreseen IS DISTINCT FROM s.placed$$,
                'in which entity and situation, as the dry run told');
SELECT cmp_ok((SELECT count(*) FROM test.step AS s WHERE s.entities > 0), '>', 30::bigint,
              'most changes move somebody somewhere');
SELECT is(test.figures(:walk, 'log'), test.figures(:walk, 'supports'), 'the log adds up to the supports');
SELECT cmp_ok(test.fold(), '>', 0::bigint, 'it is folded');
SELECT is(test.figures(:walk, 'tally'), test.figures(:walk, 'supports'), 'so do the tallies');
SELECT is_empty(format($$
  SELECT e.id FROM apoyo.event AS e
   CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
     SELECT d.promovente, d.demarcation, d.situation FROM apoyo.event AS o
      CROSS JOIN LATERAL apoyo.event_deltas(o.body) AS d
      WHERE o.process = %1$s AND o.id <= e.id
      GROUP BY 1, 2, 3 HAVING sum(d.n) < 0) AS x) AS b
   WHERE e.process = %1$s AND b.n > 0$$, :walk), 'at no size of the log a cell is below nothing');
SELECT is_empty(format($$
  SELECT v.id, v.citizen_key, v.valid
    FROM (SELECT e.id, s.citizen_key, (convert_from(e.body, 'UTF8')::jsonb ->> 'rule')::integer AS version,
                 sum(d.n) FILTER (WHERE d.situation = 'valid')
                   OVER (PARTITION BY s.citizen_key ORDER BY e.id) AS valid
            FROM apoyo.event AS e
           CROSS JOIN LATERAL apoyo.event_deltas(e.body) AS d
            JOIN apoyo.support AS s ON s.process = e.process
             AND translate(s.subject::text, '-', '') = convert_from(e.body, 'UTF8')::jsonb ->> 'subject'
           WHERE e.process = %1$s AND s.citizen_key IS NOT NULL) AS v
    JOIN apoyo.rule AS r ON r.process = %1$s AND r.version = v.version AND r.exclusive
    JOIN apoyo.rule AS b ON b.process = %1$s AND b.version = v.version - 1 AND b.exclusive
   WHERE v.valid > 1$$, :walk), 'nor counts a citizen twice');
SELECT is((SELECT max(r.version) FROM apoyo.rule AS r WHERE r.process = :walk), 49, 'every version is kept');
SELECT is((SELECT count(*) FROM apoyo.support AS s WHERE s.process = :walk AND s.rule_version = 1) < 14, true,
          'a support that moved keeps the version that moved it');
SELECT is((SELECT count(*) FROM apoyo.event AS e WHERE e.process = :walk
            AND convert_from(e.body, 'UTF8')::jsonb ->> 'kind' = 'rule-changed'), 48::bigint,
          'each change is an event');
SELECT is((SELECT string_agg(DISTINCT convert_from(e.body, 'UTF8')::jsonb ->> 'rule', ' ')
             FROM apoyo.event AS e WHERE e.process = :walk
              AND convert_from(e.body, 'UTF8') ~ '"support-judged-anew"' AND e.id > (
                SELECT max(o.id) FROM apoyo.event AS o WHERE o.process = :walk
                 AND convert_from(o.body, 'UTF8') ~ '"rule-changed"')), '49',
          'and what it moved stands behind it, under its version');

UPDATE apoyo.work SET attempt = 0 WHERE attempt < 0;
-- What is judged afterwards is judged under the new rule.
SELECT is(test.judge((SELECT s.id FROM apoyo.support AS s WHERE s.folio = 'T-WALK-14'), :bea),
          test.judge((SELECT s.id FROM apoyo.support AS s WHERE s.folio = 'T-REF'
                       || (SELECT t.variant FROM test.step AS t WHERE t.place = 48) || '-14'), :bea),
          'a capture that waited is judged as if the rule had always been so');

-- Thresholds: who crosses them, either way, dispersion included.
SELECT test.process('STEP', '{"joint": false, "percentage": "0.02", "cell_level": "entity",
  "dispersion": {"level": "entity", "at_least": 1, "percentage": "0.02"}}') AS step \gset
SELECT count(test.judge(test.receive(:step, n % 2 + 1, 's' || n),
                        test.person('step' || n, CASE WHEN n % 3 = 0 THEN '09' ELSE '05' END)))
  FROM generate_series(1, 7) AS n;
CREATE FUNCTION test.asked(p_process integer, p_changes jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT test.ask('ruben', format('SELECT apoyo.rule_effect(%s, r.document || %L) FROM apoyo.rule_history AS r'
                                  ' WHERE r.process = %s ORDER BY r.version DESC LIMIT 1',
                                  p_process, p_changes, p_process))::jsonb;
$$;
SELECT is(test.asked(:step, '{}') - '{size,demarcations,situations,received}'::text[],
          '{"goals": [["MX", 2, 2, 1, 1]], "changed": [], "reached": [2, 2], "entities": [], "future_only": [],
            "not_allowed": [], "demarcations_total": 2, "promoventes": {"gain": 0, "lose": 0, "same": 3,
            "most": [], "crossing_up": [], "crossing_down": []}}'::jsonb, 'the same rule moves nothing');
SELECT is(test.asked(:step, '{"percentage": "0.04"}') -> 'goals', '[["MX", 2, 4, 1, 1]]', 'a threshold is told before and after');
SELECT is(test.asked(:step, '{"percentage": "0.04"}') #> '{promoventes,crossing_down}',
          '[[1, "Promovente 1", 3, 3]]'::jsonb, 'who no longer reaches it');
SELECT is(test.asked(:step, '{"percentage": "0.04"}') -> 'reached', '[2, 1]', 'and how many do');
SELECT is(test.asked(:step, '{"dispersion": {"level": "entity", "at_least": 2, "percentage": "0.04"}}') #> '{promoventes,crossing_down}',
          '[[1, "Promovente 1", 3, 3], [2, "Promovente 2", 4, 4]]'::jsonb, 'a dispersion that nobody has');
SELECT test.process('RISE', '{"joint": false, "percentage": "0.04", "cell_level": "entity",
  "dispersion": {"level": "entity", "at_least": 1, "percentage": "0.02"}}') AS rise \gset
SELECT count(test.judge(test.receive(:rise, n % 2 + 1, 'r' || n),
                        test.person('rise' || n, CASE WHEN n % 3 = 0 THEN '09' ELSE '05' END)))
  FROM generate_series(1, 7) AS n;
SELECT is(test.asked(:rise, '{"percentage": "0.02"}') #> '{promoventes,crossing_up}',
          '[[1, "Promovente 1", 3, 3]]'::jsonb, 'who reaches it now');
SELECT is(test.asked(:rise, '{"percentage": "0.02"}') #> '{promoventes,crossing_down}', '[]'::jsonb,
          'and nobody falls');
SELECT is(test.asked(:step, '{"models": ["G", "H"], "withdrawal": false}') -> 'future_only',
          '["rule.models", "rule.withdrawal"]'::jsonb, 'what only concerns captures to come');
SELECT is(test.asked(:step, '{"scope": "circumscription"}') -> 'not_allowed', '["rule.scope"]', 'what may not change');
SELECT is(test.refusal('ruben', format('SELECT apoyo.rule_effect(%s, %L)', :step, test.rule('{"joint": true, "exclusive": false}'))),
          'AP118', 'a rule that cannot be is refused');
SELECT is(test.refusal('opl', format('SELECT apoyo.rule_effect(%s, NULL)', :step)), '42501', 'who only watches asks nothing');
SELECT is((SELECT count(*) FROM apoyo.rule AS r WHERE r.process = :step), 1::bigint, 'a dry run writes nothing');

-- A period that goes on for one promovente brings back what was late for it alone.
SELECT test.history('LONG', 1) AS long \gset
SELECT test.counted(:long) AS before \gset
SELECT is(test.refusal('ruben', format('SELECT apoyo.set_promovente_window(%s, 2, %s, NULL, now() + interval ''1 day'', ''INE/CG3/2026'', ''r'')',
            :long, (SELECT m.revision FROM apoyo.promovente AS m WHERE m.process = :long AND m.number = 2))),
          'done', 'a promovente''s period is extended');
SELECT is((SELECT count(*) FROM apoyo.support AS s WHERE s.process = :long AND s.promovente = 2 AND 'late' = ANY (s.grounds)),
          0::bigint, 'nothing of it is late any more');
SELECT is((SELECT count(*) FROM apoyo.support AS s WHERE s.process = :long AND s.promovente <> 2 AND 'late' = ANY (s.grounds)),
          9::bigint, 'of the others all still is');
SELECT is(test.figures(:long, 'log'), test.figures(:long, 'supports'), 'and it stands in the log');

-- In proposals: what two people answer for does not move with every arrival.
CREATE FUNCTION test.proposing_rule(p_process integer, p_request jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT p.proposal FROM apoyo.propose(''change-rule'', %s, %L) AS p', p_process, p_request);
$$;
SELECT test.ask('ruben', test.proposing_rule(:step, jsonb_build_object('rule', test.rule(
  '{"joint": false, "percentage": "0.04", "duplicates": "last"}'), 'acuerdo', 'INE/CG9/2026', 'reason', 'Sentencia')))
  AS rule_change \gset
SELECT test.receive(:step, 1, 'meanwhile');
SELECT is(test.ask('sofia', test.signing(:rule_change)), 'applied', 'a support that arrives does not overtake it');
SELECT is((SELECT concat_ws(' ', h.version, h.acuerdo, h.reason, h.adopted_by, h.countersigned_by)
             FROM apoyo.rule AS h WHERE h.process = :step ORDER BY h.version DESC LIMIT 1),
          '2 INE/CG9/2026 Sentencia ruben sofia', 'who, and on what authority');
SELECT is((SELECT string_agg(e.value #>> '{}', ' ') FROM apoyo.proposal AS o, jsonb_path_query(o.plan, '$.difference[*][0]') AS e (value)
            WHERE o.id = :rule_change), 'rule.dispersion rule.duplicates rule.percentage', 'the plan says what differs');
SELECT is((SELECT g.required FROM apoyo.goal AS g WHERE g.process = :step), 4::bigint, 'the threshold is the new one');

-- Extended by two, with the windows that some have of their own.
SELECT test.history('BOTH', 1) AS both \gset
UPDATE apoyo.promovente SET closes_at = now() - interval '2 hours' WHERE process = :both AND number = 2;
CREATE FUNCTION test.longer(p_process integer, p_own jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('closes_at', p.closes_at + interval '7 days', 'own_windows', p_own,
                            'acuerdo', 'INE/CG9/2026', 'reason', 'Council')
    FROM apoyo.process AS p WHERE p.id = p_process;
$$;
SELECT is(test.refusal('ruben', test.proposing_rule(:both, test.longer(:both, '"yes"'))), 'AP161', 'own windows go on or not');
SELECT is(test.refusal('ruben', test.proposing_rule(:both, test.longer(:both, 'true') || '{"closes_at": null}')), 'AP154',
          'and only with the process');
SELECT is(test.refusal('ruben', test.proposing_rule(:both, test.longer(:both, 'true')
            || jsonb_build_object('closes_at', NULL, 'rule', test.rule('{"joint": false, "duplicates": "last"}')))),
          'AP195', 'which goes on longer');
SELECT test.ask('ruben', format('SELECT apoyo.rule_effect(%s, NULL, NULL, %L, true)', :both,
  (SELECT p.closes_at + interval '7 days' FROM apoyo.process AS p WHERE p.id = :both)))::jsonb AS together \gset
SELECT test.ask('ruben', test.proposing_rule(:both, test.longer(:both, 'true'))) AS together_proposal \gset
SELECT is((SELECT o.plan ->> 'own_windows' FROM apoyo.proposal AS o WHERE o.id = :together_proposal), '1', 'the plan says how many');
UPDATE apoyo.promovente SET closes_at = closes_at + interval '1 hour' WHERE process = :both AND number = 2;
SELECT is(test.ask('sofia', test.signing(:together_proposal)), 'overtaken', 'a window that was changed meanwhile was not signed');
UPDATE apoyo.promovente SET closes_at = closes_at - interval '1 hour' WHERE process = :both AND number = 2;
SELECT test.ask('ruben', test.proposing_rule(:both, test.longer(:both, 'true'))) AS together_proposal \gset
SELECT is(test.ask('sofia', test.signing(:together_proposal)), 'applied', 'both are extended by two');
SELECT is((SELECT concat_ws(' ', m.closes_at > now() + interval '6 days', h.acuerdo, h.changed_by, h.countersigned_by)
             FROM apoyo.promovente AS m JOIN apoyo.process_change AS h ON h.process = m.process AND h.act = 'own-windows'
            WHERE m.process = :both AND m.number = 2), 't INE/CG9/2026 ruben sofia', 'on one authority');
SELECT is((SELECT jsonb_agg(jsonb_build_array(s.situation, s.n) ORDER BY s.situation)
             FROM (SELECT x.situation, count(*) AS n FROM apoyo.support AS x WHERE x.process = :both GROUP BY x.situation) AS s),
          (SELECT jsonb_agg(jsonb_build_array(s -> 0, s -> 2) ORDER BY (s ->> 0)::apoyo.situation)
             FROM jsonb_array_elements(:'together'::jsonb -> 'situations') AS s WHERE (s ->> 2)::bigint <> 0),
          'with the effect that was told');
SELECT is(test.figures(:both, 'log'), test.figures(:both, 'supports'), 'and it stands in the log');
SELECT is(test.unlike(), NULL, 'what each act left gives again what it decided');
SELECT * FROM finish();
ROLLBACK;
