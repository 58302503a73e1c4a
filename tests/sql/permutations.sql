-- permutations: small histories in every order: the end is the same, and after every single act
-- the figures add up, from the supports, from the log and in the tallies.
BEGIN;
SET search_path = tap, public;
-- Every order leaves dead rows behind, which only an index passes by.
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;
SELECT plan(16);
SELECT lives_ok('SELECT test.sign_in()', 'the staff signs in');
SELECT test.geography();
SELECT test.person('ada') AS ada, test.person('bea', '09', '0003') AS bea,
       test.person('dea', '09', '0001', 'dropped', 'death') AS dea \gset

-- Of orders gone through to their end; a sequence, since these are undone.
CREATE SEQUENCE test.order_seen;

-- What must hold at any moment; the names of what does not.
CREATE FUNCTION test.broken(p_process integer, p_exclusive boolean) RETURNS text[]
LANGUAGE sql STABLE AS $$
  WITH cell AS (
    SELECT s.promovente, s.demarcation::text AS demarcation, s.situation, count(*) AS n
      FROM apoyo.support AS s WHERE s.process = p_process GROUP BY 1, 2, 3
  ), logged AS (
    SELECT d.promovente, d.demarcation, d.situation, sum(d.n) AS n
      FROM apoyo.event AS e CROSS JOIN LATERAL apoyo.event_deltas(e.body) AS d
     WHERE e.process = p_process GROUP BY 1, 2, 3 HAVING sum(d.n) <> 0
  )
  SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT * FROM cell EXCEPT SELECT * FROM logged)
           OR EXISTS (SELECT * FROM logged EXCEPT SELECT * FROM cell)
         THEN 'the log differs from the supports' END,
    CASE WHEN EXISTS (
           SELECT FROM apoyo.event AS e
            CROSS JOIN LATERAL (SELECT sum(d.n) AS n FROM apoyo.event_deltas(e.body) AS d) AS d
            WHERE e.process = p_process AND d.n IS NOT NULL
              AND d.n <> CASE WHEN convert_from(e.body, 'UTF8')::jsonb ->> 'kind'
                                   = 'support-received' THEN 1 ELSE 0 END)
         THEN 'an event makes or loses a support' END,
    CASE WHEN EXISTS (
           SELECT FROM apoyo.support AS s
            WHERE s.process = p_process AND s.situation = 'valid'
            GROUP BY s.citizen_key, CASE WHEN p_exclusive THEN 0 ELSE s.promovente END
           HAVING count(*) > 1)
         THEN 'a citizen counts twice' END,
    CASE WHEN EXISTS (
           SELECT FROM apoyo.support AS s
            WHERE s.process = p_process
              AND s.situation IS DISTINCT FROM apoyo.situation_of(s.grounds, s.rank))
         THEN 'a situation is not that of its verdict and rank' END,
    CASE WHEN EXISTS (
           SELECT s.id FROM apoyo.support AS s
            WHERE s.process = p_process AND s.situation = 'valid'
           EXCEPT SELECT c.support FROM apoyo.counting AS c WHERE c.process = p_process)
           OR EXISTS (
           SELECT c.support FROM apoyo.counting AS c
            WHERE c.process = p_process AND c.support IS NOT NULL
           EXCEPT SELECT s.id FROM apoyo.support AS s
                   WHERE s.process = p_process AND s.situation = 'valid')
         THEN 'counting does not say who counts' END,
    CASE WHEN EXISTS (
           SELECT FROM (
             SELECT sum(d.n) OVER (PARTITION BY s.citizen_key,
                                                CASE WHEN NOT p_exclusive THEN s.promovente END
                                       ORDER BY e.id) AS counted
               FROM apoyo.event AS e
              CROSS JOIN LATERAL apoyo.event_deltas(e.body) AS d
               JOIN apoyo.support AS s
                 ON s.process = e.process
                AND s.subject = (convert_from(e.body, 'UTF8')::jsonb ->> 'subject')::uuid
              WHERE e.process = p_process AND d.situation = 'valid') AS r
            WHERE r.counted > 1)
         THEN 'the log counts a citizen twice on its way' END,
    CASE WHEN EXISTS (
           SELECT s.id FROM apoyo.support AS s
            WHERE s.process = p_process AND s.situation = 'in_review'
           EXCEPT SELECT w.support FROM apoyo.work AS w
                   WHERE w.process = p_process AND w.kind = 'review')
         THEN 'nobody will look at an open one' END
  ], NULL);
$$;

-- Does the rest of the acts in every order, with a fold after every second act, and undoes them. What
-- orders have in common at their beginning is done and looked at once. Answers each order's end, and
-- everything that was broken on the way.
CREATE FUNCTION test.go_on(p_process integer, p_exclusive boolean, p_done text[], p_rest text[])
RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  v_found text[] := '{}';
  v_done text[];
  v_broken text[];
BEGIN
  IF p_rest = '{}' THEN
    PERFORM test.fold();
    PERFORM nextval('test.order_seen');
    IF test.figures(p_process, 'tally') IS DISTINCT FROM test.figures(p_process, 'supports')
       OR test.figures(p_process, 'log') IS DISTINCT FROM test.figures(p_process, 'supports') THEN
      v_found := ARRAY['the tallies differ in ' || array_to_string(p_done, ', ')];
    END IF;
    RETURN v_found || test.situations(p_process);
  END IF;
  FOR i IN 1 .. cardinality(p_rest) LOOP
    BEGIN
      EXECUTE p_rest[i];
      v_done := p_done || p_rest[i];
      v_broken := test.broken(p_process, p_exclusive);
      IF v_broken <> '{}' THEN
        v_found := v_found || (array_to_string(v_broken, '; ') || ' in '
                               || array_to_string(v_done, ', '));
      END IF;
      IF cardinality(v_done) % 2 = 0 THEN
        PERFORM test.fold();
      END IF;
      v_found := v_found
        || test.go_on(p_process, p_exclusive, v_done, p_rest[: i - 1] || p_rest[i + 1 :]);
      RAISE EXCEPTION USING ERRCODE = 'UNDO1';
    EXCEPTION
      WHEN SQLSTATE 'UNDO1' THEN NULL;
    END;
  END LOOP;
  RETURN v_found;
END
$$;
-- One row if all is well: in every order the same end, and nothing broken.
CREATE FUNCTION test.ends(p_process integer, p_exclusive boolean, p_acts text[])
RETURNS SETOF text LANGUAGE sql AS $$
  SELECT DISTINCT unnest(test.go_on(p_process, p_exclusive, '{}', p_acts));
$$;

-- Read twice, because nobody was sure the first time; and found invalid until a hearing restored it.
CREATE FUNCTION test.again(p_support bigint, p_roll bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM test.judge(p_support, p_roll, 'in_review');
  PERFORM test.ask('lucia', format('SELECT apoyo.requeue_work(%s, ''unsure'')', p_support));
  PERFORM test.judge(p_support, p_roll);
END
$$;
CREATE FUNCTION test.heard(p_support bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM apoyo.invalidate_support(p_support, 'inconsistent', 'M1');
  PERFORM apoyo.restore_support(p_support, 'inconsistent');
END
$$;

-- Acts on a process's supports 1 … 4, in short.
CREATE FUNCTION test.acts(p_process integer, p_acts text[]) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(format(CASE a.verb
           WHEN 'accept' THEN 'SELECT test.judge(%1$s, %2$s)'
           WHEN 'review' THEN 'SELECT test.judge(%1$s, %2$s, ''in_review'')'
           WHEN 'reject' THEN 'SELECT test.judge(%1$s, %2$s, ''rejected'', ''inconsistent'', ''M1'')'
           WHEN 'lose' THEN 'SELECT test.judge(%1$s, NULL, ''rejected'', ''not_found'')'
           WHEN 'withdraw' THEN 'SELECT apoyo.withdraw_support(%1$s)'
           WHEN 'again' THEN 'SELECT test.again(%1$s, %2$s)'
           WHEN 'heard' THEN 'SELECT test.heard(%1$s)'
           WHEN 'void' THEN 'SELECT apoyo.invalidate_support(%1$s, ''out_of_exception'', NULL)'
         END, s.id, a.person) ORDER BY a.place)
    FROM unnest(p_acts) WITH ORDINALITY AS w (word, place)
   CROSS JOIN LATERAL (SELECT split_part(w.word, ' ', 1) AS verb,
                              split_part(w.word, ' ', 2)::integer AS number,
                              nullif(split_part(w.word, ' ', 3), '') AS person,
                              w.place) AS a
    JOIN (SELECT t.id, row_number() OVER (ORDER BY t.id) AS number
            FROM apoyo.support AS t WHERE t.process = p_process) AS s ON s.number = a.number;
$$;

SELECT test.process('EX') AS ex, test.process('LAST', '{"duplicates": "last"}') AS last,
       test.process('EACH', '{"joint": false, "exclusive": false}') AS each,
       test.process('ALL', '{"joint": false, "exclusive": false, "duplicates": "last"}') AS all \gset
SELECT test.receive(p.id, (n.n + 1) / 2, 'p' || p.id || 'n' || n.n)
  FROM (VALUES (:ex), (:last), (:each), (:all)) AS p (id), generate_series(1, 4) AS n (n)
 ORDER BY p.id, n.n;

SELECT results_eq(
  format('SELECT * FROM test.ends(%s, true, test.acts(%1$s, %L))', :ex,
         ARRAY['accept 1 ' || :ada, 'accept 2 ' || :ada, 'accept 3 ' || :ada, 'accept 4 ' || :ada]),
  ARRAY['1:valid 1:duplicate_same 2:duplicate_other 2:duplicate_same'],
  'one citizen, four captures: the first counts');
SELECT results_eq(
  format('SELECT * FROM test.ends(%s, true, test.acts(%1$s, %L))', :ex,
         ARRAY['accept 1 ' || :ada, 'accept 2 ' || :ada, 'accept 3 ' || :ada, 'accept 4 ' || :ada,
               'withdraw 1']),
  ARRAY['1:withdrawn 1:valid 2:duplicate_other 2:duplicate_same'],
  'and one withdrawal, before or after it was accepted');
SELECT results_eq(
  format('SELECT * FROM test.ends(%s, true, test.acts(%1$s, %L))', :ex,
         ARRAY['reject 1 ' || :ada, 'accept 2 ' || :ada, 'accept 3 ' || :ada, 'void 2',
               'accept 4 ' || :ada]),
  ARRAY['1:inconsistent 1:out_of_exception 2:valid 2:duplicate_same'],
  'a rejected and an invalidated one do not compete');
SELECT results_eq(
  format('SELECT * FROM test.ends(%s, true, test.acts(%1$s, %L))', :ex,
         ARRAY['accept 1 ' || :bea, 'accept 2 ' || :ada, 'accept 3 ' || :ada, 'accept 4 ' || :bea,
               'withdraw 2']),
  ARRAY['1:valid 1:withdrawn 2:valid 2:duplicate_other'], 'two citizens, crossing');
SELECT results_eq(
  format('SELECT * FROM test.ends(%s, true, test.acts(%1$s, %L))', :ex,
         ARRAY['review 1 ' || :ada, 'accept 2 ' || :dea, 'accept 3 ' || :ada, 'lose 4',
               'withdraw 3']),
  ARRAY['1:in_review 1:dropped 2:withdrawn 2:not_found'],
  'open, dropped, withdrawn and not found');
SELECT results_eq(
  format('SELECT * FROM test.ends(%s, true, test.acts(%1$s, %L))', :ex,
         ARRAY['withdraw 1', 'withdraw 2', 'accept 1 ' || :ada, 'accept 2 ' || :ada,
               'accept 3 ' || :ada]),
  ARRAY['1:withdrawn 1:withdrawn 2:valid 2:processing'], 'two withdrawals at once');
SELECT results_eq(
  format('SELECT * FROM test.ends(%s, true, test.acts(%1$s, %L))', :ex,
         ARRAY['again 1 ' || :ada, 'accept 2 ' || :ada, 'heard 2', 'again 3 ' || :ada]),
  ARRAY['1:valid 1:duplicate_same 2:duplicate_other 2:processing'],
  'what was read again or heard stands where it would have');
SELECT results_eq(
  format('SELECT * FROM test.ends(%s, true, test.acts(%1$s, %L))', :last,
         ARRAY['accept 1 ' || :ada, 'accept 2 ' || :ada, 'accept 3 ' || :ada, 'accept 4 ' || :ada,
               'withdraw 4']),
  ARRAY['1:duplicate_same 1:duplicate_other 2:valid 2:withdrawn'], 'the last counts');
SELECT results_eq(
  format('SELECT * FROM test.ends(%s, false, test.acts(%1$s, %L))', :each,
         ARRAY['accept 1 ' || :ada, 'accept 2 ' || :ada, 'accept 3 ' || :ada, 'accept 4 ' || :ada,
               'withdraw 3']),
  ARRAY['1:valid 1:duplicate_same 2:withdrawn 2:valid'], 'once for each promovente');
SELECT results_eq(
  format('SELECT * FROM test.ends(%s, false, test.acts(%1$s, %L))', :all,
         ARRAY['accept 1 ' || :ada, 'accept 2 ' || :ada, 'accept 3 ' || :ada, 'accept 4 ' || :ada,
               'void 2']),
  ARRAY['1:valid 1:out_of_exception 2:duplicate_same 2:valid'],
  'the last for each promovente');

SELECT is((SELECT last_value FROM test.order_seen), 2 * 24 + 8 * 120::bigint,
          'of four acts 24 orders, of five 120');

-- The checks above do see what they are for.
SELECT is(test.broken(:ex, true), '{}', 'all is well');
UPDATE apoyo.support SET situation = 'late' WHERE process = :ex;
SELECT ok('the log differs from the supports' = ANY (test.broken(:ex, true)),
          'a support changed behind the log is found');
SELECT ok('a situation is not that of its verdict and rank' = ANY (test.broken(:ex, true)),
          'and one whose situation does not follow');
SELECT is(test.unlike(), NULL, 'what each act left gives again what it decided');
SELECT * FROM finish();
ROLLBACK;
