-- 33-judgements: why a support counts or does not: the rules of counting, evaluated one by one from
-- facts that each act leaves behind.
--
-- The tree is a function of the facts and of one version of the rule, and of nothing else. An engine is
-- never changed once it has made a tree: what would answer the same facts otherwise is another engine.
SET ROLE apoyo_owner;

CREATE OR REPLACE FUNCTION apoyo.counting_engine()
RETURNS integer LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT 1 $$;

-- --- the facts -----------------------------------------------------------------------------------

-- Of the capture, and of the period that it is held against.
CREATE OR REPLACE FUNCTION apoyo.facts_of_capture(s apoyo.support)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_strip_nulls(jsonb_build_object(
             'captured_at', apoyo.utc_text(apoyo.captured_by_server_clock(s.captured_at, s.sent_at,
                                                                          s.received_at)),
             'received_at', apoyo.utc_text(s.received_at),
             'closes_at', apoyo.utc_text(coalesce(m.closes_at, p.closes_at)),
             'scope', m.scope,
             'modality', s.modality,
             'exception_list', CASE WHEN s.modality = 'exception' THEN r.exception_list END))
      FROM apoyo.process AS p
      JOIN apoyo.promovente AS m ON m.process = p.id AND m.number = s.promovente
      JOIN apoyo.rule AS r ON r.process = p.id AND r.version = s.rule_version
     WHERE p.id = s.process);
END
$$;

-- What the roll says of the person at this moment. What it does not say has no member.
CREATE OR REPLACE FUNCTION apoyo.facts_of_roll(s apoyo.support)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_strip_nulls(jsonb_build_object(
             'on_roll', s.roll IS NOT NULL,
             'status', v.status,
             'cause', v.cause,
             'demarcation', nullif(s.demarcation, '-'),
             'in_scope', v.in_scope,
             'in_list', CASE WHEN s.modality = 'exception' AND r.exception_list IS NOT NULL
                             THEN apoyo.lives_in_list(s.roll, p.geography, r.exception_list) END))
      FROM apoyo.process AS p
      JOIN apoyo.promovente AS m ON m.process = p.id AND m.number = s.promovente
      JOIN apoyo.rule AS r ON r.process = p.id AND r.version = s.rule_version
      LEFT JOIN LATERAL apoyo.place_on_roll(s.roll, p.geography, r.cell_level, m.scope) AS v ON true
     WHERE p.id = s.process);
END
$$;

-- Of a support that no act has told any of yet.
CREATE OR REPLACE FUNCTION apoyo.first_facts(p_support bigint)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object('capture', apoyo.facts_of_capture(s), 'roll', apoyo.facts_of_roll(s))
    FROM apoyo.support AS s WHERE s.id = p_support;
$$;

-- The facts of a support at another act. Unless the roll is asked again, what it said the last time
-- stands, and with it the list of municipalities that it was asked about.
CREATE OR REPLACE FUNCTION apoyo.next_facts(s apoyo.support, p_facts jsonb, p_match boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_match OR p_facts IS NULL THEN
    RETURN jsonb_build_object('capture', apoyo.facts_of_capture(s), 'roll', apoyo.facts_of_roll(s));
  END IF;
  RETURN jsonb_build_object(
           'capture', apoyo.facts_of_capture(s) - 'exception_list'
                      || jsonb_strip_nulls(jsonb_build_object(
                           'exception_list', p_facts #> '{capture,exception_list}')),
           'roll', p_facts -> 'roll');
END
$$;

-- The grounds that the facts alone give, in their order. Whatever else stands against a support
-- somebody has said. One expression, so that it is no call of a function where millions are judged.
CREATE OR REPLACE FUNCTION apoyo.grounds_of_facts(p_facts jsonb, r apoyo.rule)
RETURNS apoyo.situation[] LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT array_remove(ARRAY[
    CASE WHEN apoyo.is_late((p_facts #>> '{capture,captured_at}')::timestamptz,
                            (p_facts #>> '{capture,received_at}')::timestamptz,
                            (p_facts #>> '{capture,closes_at}')::timestamptz, r.grace)
         THEN 'late' END,
    CASE WHEN p_facts #>> '{roll,status}' = 'dropped' THEN 'dropped' END,
    CASE WHEN p_facts #>> '{roll,status}' = 'not_on_list' THEN 'not_on_roll' END,
    CASE WHEN NOT (p_facts #>> '{roll,in_scope}')::boolean THEN 'out_of_scope' END,
    CASE WHEN NOT (p_facts #>> '{roll,in_list}')::boolean THEN 'out_of_exception' END
  ]::apoyo.situation[], NULL);
END;

-- The facts whole: also what was said against the support that does not follow from the others, what
-- of them was lifted, and how many of the citizen's acceptable captures go before it (null: it does
-- not compete).
CREATE OR REPLACE FUNCTION apoyo.facts_told(
  p_facts jsonb, r apoyo.rule, p_grounds apoyo.situation[], p_before_same bigint,
  p_before_other bigint)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_grounds apoyo.situation[] := apoyo.grounds_of_facts(p_facts, r);
  v_said jsonb := '[]'::jsonb;
  v_lifted jsonb := '[]'::jsonb;
BEGIN
  IF v_grounds <> p_grounds THEN -- most are what their facts make them
    v_said := to_jsonb(ARRAY(SELECT unnest(p_grounds) EXCEPT SELECT unnest(v_grounds) ORDER BY 1));
    v_lifted := to_jsonb(ARRAY(SELECT unnest(v_grounds) EXCEPT SELECT unnest(p_grounds) ORDER BY 1));
  END IF;
  RETURN jsonb_build_object('capture', p_facts -> 'capture', 'roll', p_facts -> 'roll',
                            'said', v_said, 'lifted', v_lifted)
         || CASE WHEN p_before_same IS NULL THEN '{}'
                 ELSE jsonb_build_object('before', jsonb_build_object(
                        'same', p_before_same, 'other', p_before_other)) END;
END
$$;

-- Keeps what went into an act that has just been carried out, and what it made of the support. p_match:
-- the roll was asked; else what it said the last time still stands.
CREATE OR REPLACE FUNCTION apoyo.record_judgement(
  p_support bigint, p_event bigint, p_match boolean, p_before_same bigint, p_before_other bigint)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO apoyo.judgement (support, event, process, rule_version, engine, facts, grounds, rank)
  SELECT s.id, p_event, s.process, r.version, apoyo.counting_engine(),
         apoyo.facts_told(apoyo.next_facts(s, e.facts, p_match), r, s.grounds::apoyo.situation[],
                          p_before_same, p_before_other),
         s.grounds, s.rank
    FROM apoyo.support AS s
    JOIN apoyo.process AS p ON p.id = s.process
    JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
    LEFT JOIN LATERAL (SELECT l.facts FROM apoyo.judgement AS l
                        WHERE l.support = s.id
                        ORDER BY l.event DESC LIMIT 1) AS e ON true
   WHERE s.id = p_support;
END
$$;

-- --- the tree ------------------------------------------------------------------------------------

-- What the facts say together with what was said.
CREATE OR REPLACE FUNCTION apoyo.grounds_told(p_facts jsonb, r apoyo.rule)
RETURNS apoyo.situation[] LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_grounds apoyo.situation[] := apoyo.grounds_of_facts(p_facts, r);
BEGIN
  IF p_facts -> 'said' = '[]' AND p_facts -> 'lifted' = '[]' THEN
    RETURN v_grounds;
  END IF;
  RETURN ARRAY(SELECT g.ground FROM unnest(v_grounds) AS g (ground)
                WHERE NOT p_facts -> 'lifted' ? g.ground::text
                UNION
               SELECT t.ground::apoyo.situation
                 FROM jsonb_array_elements_text(p_facts -> 'said') AS t (ground)
                ORDER BY 1);
END
$$;

-- Behind so many captures of the same promovente, and of others.
CREATE OR REPLACE FUNCTION apoyo.rank_behind(p_before_same bigint, p_before_other bigint)
RETURNS apoyo.rank LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN p_before_same IS NULL THEN 'unranked'
              WHEN p_before_same > 0 THEN 'behind_same'
              WHEN p_before_other > 0 THEN 'behind_other'
              ELSE 'first' END::apoyo.rank;
END;

-- How one rule came out: failed (it stands against the support), passed, unknown (nobody can say, or
-- not yet) or not_applicable.
CREATE OR REPLACE FUNCTION apoyo.counting_result(
  p_ground apoyo.situation, p_facts jsonb, p_grounds apoyo.situation[], r apoyo.rule)
RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE
    WHEN p_ground = ANY (p_grounds) THEN
      CASE WHEN p_ground IN ('processing', 'in_review') THEN 'unknown' ELSE 'failed' END
    WHEN p_facts -> 'lifted' ? p_ground::text THEN 'passed'
    WHEN p_ground = 'duplicate_other' AND NOT r.exclusive THEN 'not_applicable'
    -- Only acceptable captures compete.
    WHEN p_ground IN ('duplicate_same', 'duplicate_other') AND p_grounds <> '{}' THEN 'not_applicable'
    WHEN p_ground = 'duplicate_same' THEN
      CASE WHEN (p_facts #>> '{before,same}')::bigint > 0 THEN 'failed' ELSE 'passed' END
    WHEN p_ground = 'duplicate_other' THEN
      CASE WHEN (p_facts #>> '{before,other}')::bigint > 0 THEN 'failed' ELSE 'passed' END
    WHEN p_ground = 'out_of_exception' AND NOT p_facts -> 'capture' ? 'exception_list'
      THEN 'not_applicable'
    WHEN p_ground IN ('dropped', 'not_on_roll', 'out_of_scope', 'out_of_exception')
         AND 'not_found' = ANY (p_grounds) THEN 'not_applicable'
    WHEN p_ground IN ('dropped', 'not_on_roll') AND NOT p_facts -> 'roll' ? 'status' THEN 'unknown'
    WHEN p_ground = 'not_found' AND NOT (p_facts #>> '{roll,on_roll}')::boolean THEN 'unknown'
    WHEN p_ground = 'out_of_scope' AND NOT p_facts -> 'roll' ? 'in_scope' THEN 'unknown'
    WHEN p_ground = 'out_of_exception' AND NOT p_facts -> 'roll' ? 'in_list' THEN 'unknown'
    WHEN p_ground = 'inconsistent' AND p_grounds && '{processing,in_review}'::apoyo.situation[]
      THEN 'unknown'
    ELSE 'passed'
  END;
$$;

-- What went into one rule, and against what it was held. said: somebody's word, not the facts;
-- lifted: somebody's word against the facts.
CREATE OR REPLACE FUNCTION apoyo.counting_figures(
  p_ground apoyo.situation, p_facts jsonb, r apoyo.rule)
RETURNS TABLE (inputs jsonb, threshold jsonb) LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_strip_nulls(coalesce(g.inputs, '{}') || jsonb_build_object(
           'said', CASE WHEN g.inputs IS NULL OR p_facts -> 'said' ? p_ground::text
                        THEN p_facts -> 'said' ? p_ground::text END,
           'lifted', CASE WHEN p_facts -> 'lifted' ? p_ground::text THEN true END)),
         g.threshold
    FROM (SELECT p_facts -> 'capture' AS c, p_facts -> 'roll' AS o) AS f
   CROSS JOIN LATERAL (SELECT
     CASE p_ground
       WHEN 'late' THEN jsonb_build_object('captured_at', f.c -> 'captured_at',
                                           'received_at', f.c -> 'received_at')
       WHEN 'not_found' THEN jsonb_build_object('on_roll', f.o -> 'on_roll')
       WHEN 'dropped' THEN jsonb_build_object('status', f.o -> 'status', 'cause', f.o -> 'cause')
       WHEN 'not_on_roll' THEN jsonb_build_object('status', f.o -> 'status')
       WHEN 'out_of_scope' THEN jsonb_build_object('demarcation', f.o -> 'demarcation',
                                                   'in_scope', f.o -> 'in_scope')
       WHEN 'out_of_exception' THEN jsonb_build_object('modality', f.c -> 'modality',
                                                       'in_list', f.o -> 'in_list')
       WHEN 'duplicate_same' THEN jsonb_build_object('before', p_facts #> '{before,same}')
       WHEN 'duplicate_other' THEN jsonb_build_object('before', p_facts #> '{before,other}')
     END,
     CASE p_ground
       WHEN 'late' THEN jsonb_build_object(
         'closes_at', f.c -> 'closes_at',
         'grace_hours', round(extract(epoch FROM r.grace) / 3600, 2)::double precision)
       WHEN 'out_of_scope' THEN jsonb_build_object('scope', f.c -> 'scope')
       WHEN 'out_of_exception' THEN
         jsonb_strip_nulls(jsonb_build_object('exception_list', f.c -> 'exception_list'))
       WHEN 'duplicate_same' THEN jsonb_build_object('last_counts', r.last_counts)
       WHEN 'duplicate_other' THEN jsonb_build_object('last_counts', r.last_counts,
                                                      'exclusive', r.exclusive)
     END) AS g (inputs, threshold);
$$;

-- What the facts come to: the grounds, and where the capture stands among those of its citizen. No row
-- of an engine that this program does not know.
CREATE OR REPLACE FUNCTION apoyo.counting_answer(p_engine integer, p_facts jsonb, r apoyo.rule)
RETURNS TABLE (grounds apoyo.situation[], rank apoyo.rank) LANGUAGE plpgsql STABLE ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_engine = 1 THEN
    grounds := apoyo.grounds_told(p_facts, r);
    rank := CASE WHEN grounds <> '{}' THEN 'unranked'
                 ELSE apoyo.rank_behind((p_facts #>> '{before,same}')::bigint,
                                        (p_facts #>> '{before,other}')::bigint) END;
    RETURN NEXT;
  END IF;
END
$$;

-- The rules in the order of precedence, a node for each: the first that fails, or is not known, names
-- the support. Where there is none it counts.
CREATE OR REPLACE FUNCTION apoyo.counting_tree(p_engine integer, p_facts jsonb, r apoyo.rule)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object(
           'v', 1, 'engine', p_engine, 'rule', r.version,
           'grounds', to_jsonb(t.grounds), 'rank', t.rank,
           'situation', apoyo.situation_of(t.grounds, t.rank),
           'counts', apoyo.situation_of(t.grounds, t.rank) = 'valid',
           'nodes', (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                              'id', 'counting.' || g.ground,
                              'result', apoyo.counting_result(g.ground, p_facts, t.grounds, r),
                              'article', r.articles ->> g.ground::text,
                              'inputs', f.inputs,
                              'threshold', f.threshold)) ORDER BY g.ground)
                       FROM unnest(enum_range(NULL::apoyo.situation)) AS g (ground)
                      CROSS JOIN LATERAL apoyo.counting_figures(g.ground, p_facts, r) AS f
                      WHERE g.ground <> 'valid'))
    FROM apoyo.counting_answer(p_engine, p_facts, r) AS t;
$$;

-- --- told, and made again ------------------------------------------------------------------------

-- Whether a judgement is what its facts answer now, and what the log tells of its act. p_body: of the
-- act's event; r: the version of the rule that it was judged by.
CREATE OR REPLACE FUNCTION apoyo.is_same(e apoyo.judgement, p_body bytea, r apoyo.rule)
RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_answer record;
  v_body jsonb := convert_from(p_body, 'UTF8')::jsonb;
BEGIN
  SELECT a.* INTO v_answer FROM apoyo.counting_answer(e.engine, e.facts, r) AS a;
  RETURN FOUND AND v_body IS NOT NULL
         AND v_answer.grounds = e.grounds::apoyo.situation[] AND v_answer.rank = e.rank
         AND e.rule_version = (v_body ->> 'rule')::integer
         AND NOT EXISTS (SELECT FROM apoyo.event_deltas(p_body) AS d
                          WHERE d.n > 0 AND d.situation <> apoyo.situation_of(e.grounds, e.rank));
END
$$;

-- Every act on the support that left its facts, with the tree they give now: null where this program
-- does not know the engine. same: that is what the act decided then, and what the log tells of it.
CREATE OR REPLACE FUNCTION apoyo.judgements_of(s apoyo.support)
RETURNS TABLE (event bigint, recorded_at timestamptz, act text, rule_version integer,
               engine integer, situation apoyo.situation, tree jsonb, same boolean)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT e.event, v.recorded_at, convert_from(v.body, 'UTF8')::jsonb ->> 'kind', e.rule_version,
         e.engine::integer, apoyo.situation_of(e.grounds, e.rank),
         apoyo.counting_tree(e.engine, e.facts, r), apoyo.is_same(e, v.body, r)
    FROM apoyo.judgement AS e
    JOIN apoyo.rule AS r ON r.process = e.process AND r.version = e.rule_version
    LEFT JOIN apoyo.event AS v ON v.process = e.process AND v.id = e.event
   WHERE e.support = s.id;
$$;

-- An act has made it what it is; else it is as it was received.
CREATE OR REPLACE FUNCTION apoyo.is_decided(s apoyo.support)
RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT 'processing' <> ALL (s.grounds)
         OR NOT s.grounds <@ '{late,processing}'::apoyo.situation[];
$$;

-- An event about a support that must have left a judgement.
CREATE OR REPLACE FUNCTION apoyo.is_act(p_body bytea)
RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT position(convert_to('"kind":"support-received"', 'UTF8') IN p_body) = 0;
$$;

-- Of a support without any judgement: null where none is due yet, 'before' where the last act on it is
-- of the time when they were not kept, else 'missing'.
CREATE OR REPLACE FUNCTION apoyo.why_not_kept(s apoyo.support)
RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE WHEN NOT apoyo.is_decided(s) THEN NULL
              WHEN p.facts_kept_after > 0
                   AND (SELECT max(e.id) FROM apoyo.event AS e
                         WHERE e.process = s.process
                           AND apoyo.event_subject(e.body)
                               = convert_to(translate(s.subject::text, '-', ''), 'UTF8')
                           AND apoyo.is_act(e.body)) <= p.facts_kept_after THEN 'before'
              ELSE 'missing' END
    FROM apoyo.process AS p WHERE p.id = s.process;
$$;

-- As the last act left it. Where none did, of what is known at this moment: stored is false, and
-- not_kept says why if it is decided all the same.
CREATE OR REPLACE FUNCTION apoyo.dossier_counting(s apoyo.support)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_last record;
  v_place record;
  r apoyo.rule;
BEGIN
  SELECT e.* INTO v_last FROM apoyo.judgements_of(s) AS e ORDER BY e.event DESC LIMIT 1;
  IF FOUND THEN
    RETURN jsonb_build_object('stored', true, 'at', apoyo.time_member(v_last.recorded_at),
                              'act', v_last.act, 'rule_version', v_last.rule_version,
                              'engine', v_last.engine, 'tree', v_last.tree);
  END IF;
  SELECT o.* INTO STRICT r
    FROM apoyo.process AS p
    JOIN apoyo.rule AS o ON o.process = p.id AND o.version = p.rule_version
   WHERE p.id = s.process;
  -- No row for one that does not compete.
  SELECT c.before_same, c.before_other INTO v_place
    FROM apoyo.rank_captures(s.process, CASE WHEN r.exclusive THEN 0 ELSE s.promovente END,
                             s.citizen_key, r.last_counts) AS c
   WHERE c.id = s.id;
  RETURN jsonb_build_object(
    'stored', false, 'rule_version', r.version, 'engine', apoyo.counting_engine(),
    'tree', apoyo.counting_tree(apoyo.counting_engine(),
                                apoyo.facts_told(apoyo.first_facts(s.id), r,
                                                 s.grounds::apoyo.situation[],
                                                 v_place.before_same, v_place.before_other), r))
    || jsonb_strip_nulls(jsonb_build_object('not_kept', apoyo.why_not_kept(s)));
END
$$;

-- Each act on a support judged again, the last one also against what the support is. Of one that was
-- decided and left nothing to judge again, one row without an act: the same where that is because
-- nothing was kept then.
CREATE OR REPLACE FUNCTION apoyo.replay_counting(p_support bigint)
RETURNS TABLE (recorded_at timestamptz, act text, rule_version integer, engine integer,
               situation text, again text, same boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor', 'apoyo_auditor', 'apoyo_hearing');
  s := apoyo.require_support(p_support);
  RETURN QUERY
  SELECT e.recorded_at, e.act, e.rule_version, e.engine, e.situation::text, e.tree ->> 'situation',
         e.same AND (e.situation = s.situation
                     OR e.event < max(e.event) OVER ())
    FROM apoyo.judgements_of(s) AS e
   ORDER BY e.event;
  IF NOT FOUND THEN
    RETURN QUERY
    SELECT NULL::timestamptz, NULL, NULL::integer, NULL::integer, s.situation::text, NULL,
           n.why = 'before'
      FROM (SELECT apoyo.why_not_kept(s) AS why) AS n
     WHERE n.why IS NOT NULL;
  END IF;
END
$$;

-- Supports that an act left without its facts although they were kept by then, whose facts give another
-- answer now than the act did, or that are not what their last act made them: none in a healthy process.
CREATE OR REPLACE FUNCTION apoyo.check_counting(p_process integer)
RETURNS TABLE (folio text, problem text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
AS $$
DECLARE
  v_kept_after bigint := (SELECT p.facts_kept_after FROM apoyo.process AS p WHERE p.id = p_process);
BEGIN
  PERFORM apoyo.require_recount(p_process);
  RETURN QUERY
  WITH suspect AS MATERIALIZED (
    SELECT s.id, s.folio, convert_to(translate(s.subject::text, '-', ''), 'UTF8') AS subject,
           coalesce(e.acts, 0) AS acts, e.same
      FROM apoyo.support AS s
      LEFT JOIN (
        SELECT j.support, count(*) AS acts, bool_and(apoyo.is_same(j, v.body, r)) AS same,
               (array_agg(apoyo.situation_of(j.grounds, j.rank) ORDER BY j.event DESC))[1]
                 AS situation
          FROM apoyo.judgement AS j
          JOIN apoyo.rule AS r ON r.process = j.process AND r.version = j.rule_version
          LEFT JOIN apoyo.event AS v ON v.process = j.process AND v.id = j.event
         WHERE j.process = p_process
         GROUP BY j.support) AS e ON e.support = s.id
     WHERE s.process = p_process
       AND CASE WHEN e.acts > 0 THEN NOT e.same OR e.situation <> s.situation
                ELSE apoyo.is_decided(s) END
  ), act AS MATERIALIZED (
    -- As apoyo.why_not_kept looks for one, in one pass over the log.
    SELECT apoyo.event_subject(e.body) AS subject, max(e.id) AS last
      FROM apoyo.event AS e
     WHERE v_kept_after > 0 AND e.process = p_process
       AND apoyo.event_subject(e.body) IN (SELECT x.subject FROM suspect AS x WHERE x.acts = 0)
       AND apoyo.is_act(e.body)
     GROUP BY apoyo.event_subject(e.body)
  )
  SELECT x.folio,
         CASE WHEN x.acts = 0 THEN 'no act left what went into it'
              WHEN NOT x.same THEN 'what went into an act gives another answer'
              ELSE 'it is not what its last act made it' END
    FROM suspect AS x
    LEFT JOIN act AS a ON a.subject = x.subject
   WHERE x.acts > 0 OR a.last IS NULL OR a.last > v_kept_after
   ORDER BY x.id;
END
$$;

RESET ROLE;
