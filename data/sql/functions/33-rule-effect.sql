-- 33-rule-effect: what another rule or period makes of the supports that are there: told without
-- writing (rule_effect), and carried out with its events (apply_rule). One query plans both.
SET ROLE apoyo_owner;

-- What another rule asks for in the same demarcations, of the same electors; null where it takes
-- others.
CREATE OR REPLACE FUNCTION apoyo.requirements_again(
  p apoyo.process, r apoyo.rule, q apoyo.process, n apoyo.rule,
  p_requirements apoyo.requirement[])
RETURNS apoyo.requirement[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(ROW(l.process, l.scope, l.demarcation, l.nominal_list,
                    apoyo.required_of(l.nominal_list,
                                      coalesce(n.dispersion_percentage, n.percentage),
                                      n.rounding))::apoyo.requirement), '{}')
    FROM unnest(p_requirements) AS l
  HAVING (p.geography, p.cutoff, p.scope, r.base, r.joint, r.scope_level, r.dispersion_level)
         IS NOT DISTINCT FROM
         (q.geography, q.cutoff, q.scope, n.base, n.joint, n.scope_level, n.dispersion_level);
$$;

-- When each promovente's period ends under a process's: their own goes before it.
CREATE OR REPLACE FUNCTION apoyo.closings_under(p_process integer, p_closes_at timestamptz)
RETURNS apoyo.closing[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(ROW(m.number, coalesce(m.closes_at, p_closes_at))::apoyo.closing), '{}')
    FROM apoyo.promovente AS m WHERE m.process = p_process;
$$;

-- The supports that are late under one rule and period and not under the other, with the grounds
-- that they have then. Whatever else stands against a support stays. p_was and p_becomes: when each
-- promovente's period ends.
CREATE OR REPLACE FUNCTION apoyo.relate_lateness(
  r apoyo.rule, n apoyo.rule, p_was apoyo.closing[], p_becomes apoyo.closing[])
RETURNS TABLE (support bigint, grounds apoyo.situation[]) LANGUAGE plpgsql STABLE ROWS 100000
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
SET jit = off
AS $$
BEGIN
  IF r.grace = n.grace AND p_was = p_becomes THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH period AS MATERIALIZED (
    SELECT w.promovente, w.closes_at AS was, b.closes_at AS becomes
      FROM unnest(p_was) AS w
      JOIN unnest(p_becomes) AS b ON b.promovente = w.promovente
     WHERE w.closes_at <> b.closes_at OR r.grace <> n.grace
  )
  SELECT s.id,
         CASE WHEN l.becomes
              THEN ARRAY(SELECT g.ground FROM unnest(s.grounds || 'late'::apoyo.situation)
                                                AS g (ground)
                          GROUP BY g.ground ORDER BY g.ground)
              ELSE array_remove(s.grounds::apoyo.situation[], 'late') END
    FROM apoyo.support AS s
    JOIN period AS w ON w.promovente = s.promovente
   CROSS JOIN LATERAL (
     SELECT apoyo.is_late(c.at, s.received_at, w.was, r.grace) AS was,
            apoyo.is_late(c.at, s.received_at, w.becomes, n.grace) AS becomes
       FROM (SELECT apoyo.captured_by_server_clock(s.captured_at, s.sent_at, s.received_at) AS at)
              AS c) AS l
   WHERE s.process = r.process
     AND s.received_at > least(w.was, w.becomes)
     AND l.was <> l.becomes
     AND l.becomes <> ('late' = ANY (s.grounds));
END
$$;

-- Every support whose grounds, rank or situation another rule changes, as apoyo.settle would leave
-- it: the citizens concerned are ranked whole, as apoyo.rank_captures ranks one.
CREATE OR REPLACE FUNCTION apoyo.rule_moves(
  r apoyo.rule, n apoyo.rule, p_was apoyo.closing[], p_becomes apoyo.closing[])
RETURNS TABLE (support bigint, promovente integer, subject uuid, demarcation text,
               citizen_key bytea, was apoyo.situation, becomes apoyo.situation,
               grounds apoyo.situation[], rank apoyo.rank, before_same bigint,
               before_other bigint)
LANGUAGE plpgsql STABLE ROWS 100000
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
SET jit = off
AS $$
DECLARE
  v_rank_all boolean := (r.exclusive, r.last_counts) <> (n.exclusive, n.last_counts);
BEGIN
  IF NOT v_rank_all AND r.grace = n.grace AND p_was = p_becomes THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH changed AS MATERIALIZED (
    SELECT l.support AS id, l.grounds FROM apoyo.relate_lateness(r, n, p_was, p_becomes) AS l
  ), concerned AS MATERIALIZED (
    -- Whoever has one acceptable capture keeps its rank under every rule.
    SELECT s.citizen_key
      FROM apoyo.support AS s
     WHERE v_rank_all AND s.process = r.process AND s.citizen_key IS NOT NULL AND s.grounds = '{}'
     GROUP BY s.citizen_key
    HAVING count(*) > 1
     UNION
    SELECT s.citizen_key
      FROM changed AS c
      JOIN apoyo.support AS s ON s.id = c.id AND s.process = r.process
     WHERE s.citizen_key IS NOT NULL AND (s.grounds = '{}') <> (c.grounds = '{}')
  ), judged AS (
    -- Not the whole rows: where there are millions this is kept on disk.
    SELECT s.id, s.promovente, s.subject, s.demarcation, s.citizen_key, s.received_at, s.situation,
           s.grounds, s.rank, coalesce(c.grounds, s.grounds::apoyo.situation[]) AS new_grounds
      FROM concerned AS k
      JOIN apoyo.support AS s ON s.process = r.process AND s.citizen_key = k.citizen_key
      LEFT JOIN changed AS c ON c.id = s.id
     UNION ALL
    SELECT s.id, s.promovente, s.subject, s.demarcation, s.citizen_key, s.received_at, s.situation,
           s.grounds, s.rank, c.grounds
      FROM changed AS c
      JOIN apoyo.support AS s ON s.id = c.id AND s.process = r.process
      LEFT JOIN concerned AS k ON k.citizen_key = s.citizen_key
     WHERE k.citizen_key IS NULL
  ), placed AS (
    SELECT j.id, j.promovente, j.citizen_key,
           row_number() OVER (PARTITION BY j.citizen_key ORDER BY j.received_at, j.id)
             * CASE WHEN n.last_counts THEN -1 ELSE 1 END AS place
      FROM judged AS j
     WHERE j.new_grounds = '{}'
  ), ranked AS (
    SELECT p.id, p.before_same, p.before_all - p.before_same AS before_other,
           apoyo.rank_behind(p.before_same, p.before_all - p.before_same) AS rank
      FROM (SELECT o.id,
                   row_number() OVER (PARTITION BY o.citizen_key,
                                        CASE WHEN n.exclusive THEN 0 ELSE o.promovente END
                                      ORDER BY o.place) - 1 AS before_all,
                   row_number() OVER (PARTITION BY o.citizen_key, o.promovente
                                      ORDER BY o.place) - 1 AS before_same
              FROM placed AS o) AS p
  ), becoming AS (
    SELECT j.*, coalesce(k.rank, 'unranked') AS new_rank, k.before_same, k.before_other
      FROM judged AS j
      LEFT JOIN ranked AS k ON k.id = j.id
  )
  SELECT b.id, b.promovente, b.subject, b.demarcation::text, b.citizen_key, b.situation,
         apoyo.situation_of(b.new_grounds, b.new_rank), b.new_grounds, b.new_rank, b.before_same,
         b.before_other
    FROM becoming AS b
   WHERE b.new_grounds <> b.grounds OR b.new_rank <> b.rank;
END
$$;

-- --- the dry run -----------------------------------------------------------------------------

-- The sums of the moves: what each cell gains and loses.
CREATE OR REPLACE FUNCTION apoyo.rule_deltas(
  r apoyo.rule, n apoyo.rule, p_was apoyo.closing[], p_becomes apoyo.closing[])
RETURNS apoyo.delta[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
SET jit = off
AS $$
  SELECT coalesce(array_agg(ROW(d.promovente, d.demarcation, d.situation, d.n)::apoyo.delta), '{}')
    FROM (SELECT m.promovente, m.demarcation, c.situation, sum(c.n)::bigint AS n
            FROM apoyo.rule_moves(r, n, p_was, p_becomes) AS m
           CROSS JOIN LATERAL (VALUES (m.was, -1), (m.becomes, 1)) AS c (situation, n)
           GROUP BY m.promovente, m.demarcation, c.situation
          HAVING sum(c.n) <> 0) AS d;
$$;

-- The counts at this moment: the tallies, and what committed since the ledger last folded. Of the
-- whole process (promovente 0), or of each promovente.
CREATE OR REPLACE FUNCTION apoyo.counts_now(p_process integer, p_whole boolean)
RETURNS TABLE (promovente integer, demarcation text, situation apoyo.situation, n bigint)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT c.promovente, c.demarcation, c.situation, sum(c.n)::bigint
    FROM (SELECT t.promovente, t.demarcation, t.situation, t.n
            FROM apoyo.tally AS t
           WHERE t.process = p_process AND (t.promovente = 0) = p_whole
          UNION ALL
          SELECT CASE WHEN p_whole THEN 0 ELSE d.promovente END, d.demarcation, d.situation, d.n
            FROM apoyo.pending AS w
            JOIN apoyo.event AS e ON e.process = w.process AND e.id = w.event
           CROSS JOIN LATERAL apoyo.event_deltas(e.body) AS d
           WHERE w.process = p_process) AS c
   GROUP BY c.promovente, c.demarcation, c.situation
  HAVING sum(c.n) <> 0;
$$;

-- Valid supports in each demarcation that a rule asks about, from those in its cells. Promovente 0
-- is the whole process where all feed one goal.
CREATE OR REPLACE FUNCTION apoyo.valid_in_places(
  p apoyo.process, r apoyo.rule, p_valid apoyo.delta[])
RETURNS TABLE (promovente integer, place text, n bigint) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
DECLARE
  v_level apoyo.level := coalesce(r.dispersion_level, 'entity');
BEGIN
  RETURN QUERY
  SELECT CASE WHEN r.joint THEN 0 ELSE v.promovente END,
         CASE v_level WHEN r.cell_level THEN v.demarcation
                      WHEN 'entity' THEN left(v.demarcation, 2)
                      ELSE c.place END,
         sum(v.n)::bigint
    FROM unnest(p_valid) AS v
    LEFT JOIN (SELECT s.scope AS cell, s.place
                 FROM apoyo.sections_in(p.geography, NULL, 'nominal_list', 'MX', r.cell_level,
                                        v_level) AS s
                WHERE v_level NOT IN ('entity', r.cell_level)
                GROUP BY s.scope, s.place) AS c ON c.cell = v.demarcation
   GROUP BY 1, 2
  HAVING sum(v.n) <> 0;
END
$$;

-- Where everybody with a threshold stands: the whole process (0) in a joint one, else each
-- promovente. p_requirements: what the rule asks for; p_valid: the valid supports of each cell.
DROP FUNCTION IF EXISTS apoyo.standing_under(apoyo.process, apoyo.rule, apoyo.delta[]);
CREATE OR REPLACE FUNCTION apoyo.standing_under(
  p apoyo.process, r apoyo.rule, p_requirements apoyo.requirement[], p_valid apoyo.delta[])
RETURNS TABLE (promovente integer, scope text, valid bigint, required bigint, reached integer,
               needed integer, met boolean)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
SET jit = off
AS $$
BEGIN
  RETURN QUERY
  WITH place AS MATERIALIZED (
    SELECT l.scope, l.demarcation::text AS place, l.required FROM unnest(p_requirements) AS l
  ), party AS (
    SELECT 0 AS number, '' AS scope WHERE r.joint
     UNION ALL
    SELECT m.number, m.scope::text FROM apoyo.promovente AS m
     WHERE m.process = p.id AND NOT r.joint
  ), cell AS MATERIALIZED (
    SELECT v.promovente, v.place, v.n FROM apoyo.valid_in_places(p, r, p_valid) AS v
  ), total AS (
    SELECT c.promovente, sum(c.n)::bigint AS n FROM cell AS c GROUP BY c.promovente
  ), spread AS (
    SELECT c.promovente, count(*)::integer AS n
      FROM cell AS c
      JOIN party AS y ON y.number = c.promovente
      JOIN place AS l ON l.scope = y.scope AND l.place = c.place COLLATE "C"
     WHERE c.n >= l.required
     GROUP BY c.promovente
  )
  SELECT y.number, y.scope, coalesce(t.n, 0), coalesce(g.required, 0), coalesce(s.n, 0),
         coalesce(g.needed, 0),
         g.required IS NOT NULL AND coalesce(t.n, 0) >= g.required
           AND (g.needed = 0 OR coalesce(s.n, 0) >= g.needed)
    FROM party AS y
    LEFT JOIN apoyo.goals_of(r, p_requirements) AS g ON g.scope = y.scope COLLATE "C"
    LEFT JOIN total AS t ON t.promovente = y.number
    LEFT JOIN spread AS s ON s.promovente = y.number;
END
$$;

-- The valid supports of each cell now, and after the moves.
CREATE OR REPLACE FUNCTION apoyo.valid_cells(
  p_process integer, p_whole boolean, p_deltas apoyo.delta[],
  OUT was apoyo.delta[], OUT becomes apoyo.delta[])
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
  WITH moved AS (
    SELECT CASE WHEN p_whole THEN 0 ELSE d.promovente END AS promovente, d.demarcation,
           sum(d.n)::bigint AS n
      FROM unnest(p_deltas) AS d WHERE d.situation = 'valid' GROUP BY 1, 2
  ), cell AS (
    SELECT coalesce(c.promovente, m.promovente) AS promovente,
           coalesce(c.demarcation, m.demarcation) AS demarcation,
           coalesce(c.n, 0) AS was, coalesce(c.n, 0) + coalesce(m.n, 0) AS becomes
      FROM (SELECT o.* FROM apoyo.counts_now(p_process, p_whole) AS o
             WHERE o.situation = 'valid') AS c
      FULL JOIN moved AS m ON m.promovente = c.promovente AND m.demarcation = c.demarcation
  )
  SELECT coalesce(array_agg(ROW(c.promovente, c.demarcation, 'valid', c.was)::apoyo.delta), '{}'),
         coalesce(array_agg(ROW(c.promovente, c.demarcation, 'valid', c.becomes)::apoyo.delta),
                  '{}')
    FROM cell AS c;
$$;

-- Δ for each situation, and for each situation of each entity where there is one.
CREATE OR REPLACE FUNCTION apoyo.effect_situations(p_process integer, p_deltas apoyo.delta[])
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  WITH cell AS MATERIALIZED (
    SELECT left(c.demarcation, 2) AS entity, c.situation, sum(c.was)::bigint AS was,
           sum(c.was + c.delta)::bigint AS becomes
      FROM (SELECT o.demarcation, o.situation, o.n AS was, 0::bigint AS delta
              FROM apoyo.counts_now(p_process, true) AS o
            UNION ALL
            SELECT d.demarcation, d.situation, 0, d.n FROM unnest(p_deltas) AS d) AS c
     GROUP BY 1, 2
  ), total AS (
    SELECT c.situation, sum(c.was)::bigint AS was, sum(c.becomes)::bigint AS becomes
      FROM cell AS c GROUP BY c.situation
  )
  SELECT jsonb_build_object(
    'situations', (SELECT coalesce(jsonb_agg(jsonb_build_array(t.situation, t.was, t.becomes)
                                             ORDER BY t.situation), '[]') FROM total AS t),
    'received', (SELECT jsonb_build_array(coalesce(sum(t.was), 0), coalesce(sum(t.becomes), 0))
                   FROM total AS t),
    'entities', (SELECT coalesce(jsonb_agg(
                          jsonb_build_array(c.entity, c.situation, c.was, c.becomes)
                          ORDER BY c.entity COLLATE "C", c.situation), '[]')
                   FROM cell AS c WHERE c.was <> c.becomes));
$$;

-- What must be reached, and in how many of the demarcations it is.
DROP FUNCTION IF EXISTS apoyo.effect_goals(apoyo.process, apoyo.rule, apoyo.process, apoyo.rule);
CREATE OR REPLACE FUNCTION apoyo.effect_goals(
  r apoyo.rule, n apoyo.rule, p_required_was apoyo.requirement[],
  p_required_becomes apoyo.requirement[])
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_array(coalesce(w.scope, b.scope), w.required, b.required,
                                              w.needed, b.needed)
                            ORDER BY coalesce(w.scope, b.scope) COLLATE "C"), '[]')
    FROM apoyo.goals_of(r, p_required_was) AS w
    FULL JOIN apoyo.goals_of(n, p_required_becomes) AS b ON b.scope = w.scope COLLATE "C";
$$;

-- Each demarcation that the new rule asks about, under both rules; at most 400 of them, those that
-- move most before the others. required is null where promoventes of several scopes need
-- different ones, or the old rule did not ask.
DROP FUNCTION IF EXISTS apoyo.effect_demarcations(
  apoyo.process, apoyo.rule, apoyo.process, apoyo.rule, apoyo.delta[], apoyo.delta[]);
CREATE OR REPLACE FUNCTION apoyo.effect_demarcations(
  q apoyo.process, n apoyo.rule, p_required_was apoyo.requirement[],
  p_required_becomes apoyo.requirement[], p_was apoyo.delta[], p_becomes apoyo.delta[])
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
  WITH required_was AS (
    SELECT l.demarcation::text AS place, min(l.required) AS required,
           count(DISTINCT l.nominal_list) AS different
      FROM unnest(p_required_was) AS l GROUP BY l.demarcation
  ), required_becomes AS (
    SELECT l.demarcation::text AS place, min(l.required) AS required,
           count(DISTINCT l.nominal_list) AS different
      FROM unnest(p_required_becomes) AS l GROUP BY l.demarcation
  ), valid_was AS (
    -- The places of the new rule: under them both are compared.
    SELECT v.place, sum(v.n)::bigint AS n FROM apoyo.valid_in_places(q, n, p_was) AS v
     GROUP BY v.place
  ), valid_becomes AS (
    SELECT v.place, sum(v.n)::bigint AS n FROM apoyo.valid_in_places(q, n, p_becomes) AS v
     GROUP BY v.place
  ), line AS (
    SELECT b.place, d.name, coalesce(vw.n, 0) AS valid_was, coalesce(vb.n, 0) AS valid_becomes,
           CASE WHEN w.different = 1 THEN w.required END AS required_was,
           CASE WHEN b.different = 1 THEN b.required END AS required_becomes
      FROM required_becomes AS b
      LEFT JOIN required_was AS w ON w.place = b.place
      LEFT JOIN valid_was AS vw ON vw.place = b.place
      LEFT JOIN valid_becomes AS vb ON vb.place = b.place
      LEFT JOIN apoyo.demarcation AS d ON d.geography = q.geography AND d.code = b.place
  ), chosen AS (
    SELECT l.* FROM line AS l
     ORDER BY abs(l.valid_becomes - l.valid_was) DESC, l.place COLLATE "C"
     LIMIT 400
  )
  SELECT jsonb_build_object(
    'demarcations_total', (SELECT count(*) FROM line),
    'demarcations', (SELECT coalesce(jsonb_agg(jsonb_build_array(
                              c.place, c.name, c.valid_was, c.valid_becomes, c.required_was,
                              c.required_becomes) ORDER BY c.place COLLATE "C"), '[]')
                       FROM chosen AS c));
$$;

-- Who gains and who loses supports, and who crosses their threshold (dispersion included) either
-- way. In a joint process there is one goal and nobody of their own to cross it: reached tells.
DROP FUNCTION IF EXISTS apoyo.effect_promoventes(
  apoyo.process, apoyo.rule, apoyo.process, apoyo.rule, apoyo.delta[], apoyo.delta[],
  apoyo.delta[]);
CREATE OR REPLACE FUNCTION apoyo.effect_promoventes(
  p apoyo.process, r apoyo.rule, q apoyo.process, n apoyo.rule,
  p_required_was apoyo.requirement[], p_required_becomes apoyo.requirement[],
  p_deltas apoyo.delta[], p_was apoyo.delta[], p_becomes apoyo.delta[])
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
SET jit = off
AS $$
  WITH moved AS MATERIALIZED (
    SELECT d.promovente, sum(d.n)::bigint AS n
      FROM unnest(p_deltas) AS d WHERE d.situation = 'valid'
     GROUP BY d.promovente HAVING sum(d.n) <> 0
  ), most AS (
    SELECT m.number, m.name, o.n
      FROM moved AS o
      JOIN apoyo.promovente AS m ON m.process = p.id AND m.number = o.promovente
     ORDER BY abs(o.n) DESC, m.number
     LIMIT 20
  ), pending AS (
    SELECT d.promovente, sum(d.n)::bigint AS n
      FROM apoyo.pending AS w
      JOIN apoyo.event AS e ON e.process = w.process AND e.id = w.event
     CROSS JOIN LATERAL apoyo.event_deltas(e.body) AS d
     WHERE w.process = p.id AND d.situation = 'valid'
     GROUP BY d.promovente
  ), named AS (
    SELECT o.number, o.name, coalesce(t.valid, 0) + coalesce(w.n, 0) AS was, o.n
      FROM most AS o
      LEFT JOIN apoyo.tally_promovente AS t ON t.process = p.id AND t.promovente = o.number
      LEFT JOIN pending AS w ON w.promovente = o.number
  ), standing AS MATERIALIZED (
    SELECT w.promovente, w.valid AS was, b.valid AS becomes, w.met AS met_was, b.met AS met_becomes
      FROM apoyo.standing_under(p, r, p_required_was, p_was) AS w
      JOIN apoyo.standing_under(q, n, p_required_becomes, p_becomes) AS b ON b.promovente = w.promovente
  ), crossing AS (
    SELECT m.number, m.name, s.was, s.becomes, s.met_becomes
      FROM standing AS s
      JOIN apoyo.promovente AS m ON m.process = p.id AND m.number = s.promovente
     WHERE s.met_was <> s.met_becomes
  )
  SELECT jsonb_build_object(
    'reached', (SELECT jsonb_build_array(count(*) FILTER (WHERE s.met_was),
                                         count(*) FILTER (WHERE s.met_becomes))
                  FROM standing AS s),
    'promoventes', jsonb_build_object(
      'gain', (SELECT count(*) FROM moved AS o WHERE o.n > 0),
      'lose', (SELECT count(*) FROM moved AS o WHERE o.n < 0),
      'same', (SELECT count(*) FROM apoyo.promovente AS m WHERE m.process = p.id)
              - (SELECT count(*) FROM moved),
      'crossing_up', (SELECT coalesce(jsonb_agg(
                               jsonb_build_array(c.number, c.name, c.was, c.becomes)
                               ORDER BY c.number), '[]')
                        FROM crossing AS c WHERE c.met_becomes),
      'crossing_down', (SELECT coalesce(jsonb_agg(
                                 jsonb_build_array(c.number, c.name, c.was, c.becomes)
                                 ORDER BY c.number), '[]')
                          FROM crossing AS c WHERE NOT c.met_becomes),
      'most', (SELECT coalesce(jsonb_agg(
                        jsonb_build_array(o.number, o.name, o.was, o.was + o.n)
                        ORDER BY abs(o.n) DESC, o.number), '[]')
                 FROM named AS o)));
$$;

-- Members that judge captures to come and leave those that are there alone: a capture keeps the
-- version that judged it.
CREATE OR REPLACE FUNCTION apoyo.future_only(p_members text[])
RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT ARRAY(SELECT m.member FROM unnest(p_members) AS m (member)
                WHERE m.member IN ('opens_at', 'rule.models', 'rule.modalities',
                                   'rule.exception_list', 'rule.review', 'rule.withdrawal',
                                   'rule.hearing_days', 'rule.time_zone')
                ORDER BY m.member);
$$;

-- What would be told of a change: p and r are the process and its rule as they are, q and n as they
-- would be, and p_deltas what the supports that move take and bring.
CREATE OR REPLACE FUNCTION apoyo.effect_of(
  p apoyo.process, r apoyo.rule, q apoyo.process, n apoyo.rule, p_members text[],
  p_deltas apoyo.delta[])
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_was apoyo.requirement[] := apoyo.requirements_under(p, r);
  v_becomes apoyo.requirement[];
  v_valid record;
BEGIN
  v_becomes := coalesce(apoyo.requirements_again(p, r, q, n, v_was),
                        apoyo.requirements_under(q, n));
  SELECT c.was, c.becomes INTO v_valid
    FROM apoyo.valid_cells(p.id, r.joint AND n.joint, p_deltas) AS c;
  RETURN jsonb_build_object(
           'size', (SELECT t.size + (SELECT count(*) FROM apoyo.pending AS w
                                      WHERE w.process = p.id)
                      FROM apoyo.tree AS t WHERE t.process = p.id),
           'changed', p_members,
           'future_only', apoyo.future_only(p_members),
           'not_allowed', apoyo.members_not_allowed(p.state, p_members),
           'goals', apoyo.effect_goals(r, n, v_was, v_becomes))
         || apoyo.effect_situations(p.id, p_deltas)
         || apoyo.effect_demarcations(q, n, v_was, v_becomes, v_valid.was, v_valid.becomes)
         || apoyo.effect_promoventes(p, r, q, n, v_was, v_becomes, p_deltas, v_valid.was,
                                     v_valid.becomes);
END
$$;

-- The effect of another rule or period on the standing of this moment. Null: as it is now.
-- p_own_windows: periods of promoventes' own go on as much longer as the process's.
DROP FUNCTION IF EXISTS apoyo.rule_effect(integer, jsonb, timestamptz, timestamptz);
CREATE OR REPLACE FUNCTION apoyo.rule_effect(
  p_process integer, p_rule jsonb, p_opens_at timestamptz DEFAULT NULL,
  p_closes_at timestamptz DEFAULT NULL, p_own_windows boolean DEFAULT false)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  q apoyo.process;
  r apoyo.rule;
  n apoyo.rule;
  v_members text[];
  v_own_by interval;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_supervisor', 'apoyo_closer', 'apoyo_auditor');
  PERFORM apoyo.require_scope(p_process);
  SELECT o.* INTO STRICT p FROM apoyo.process AS o WHERE o.id = p_process;
  r := apoyo.rule_of(p);
  n := apoyo.next_rule(p_process, coalesce(p_rule, r.document), NULL, r.acuerdo, NULL);
  n.opens_at := p_opens_at;
  n.closes_at := p_closes_at;
  q := apoyo.process_under(p, n);
  IF q.opens_at >= q.closes_at THEN
    PERFORM apoyo.refuse('AP105');
  END IF;
  PERFORM apoyo.require_electors(q.geography, q.cutoff, n.document ->> 'cutoff', n.base);
  v_members := ARRAY(SELECT c.member
                       FROM apoyo.changed_members(r.document, n.document, p, q) AS c);
  IF p_own_windows THEN
    v_own_by := apoyo.extension_of(p, q);
    PERFORM apoyo.require_own_windows(p, v_own_by);
  END IF;
  RETURN apoyo.effect_of(p, r, q, n, v_members,
                         apoyo.rule_deltas(r, n, apoyo.closings_under(p_process, p.closes_at),
                                           apoyo.closings_later(p_process, q.closes_at, v_own_by)));
END
$$;

-- The same of another period for one promovente (null: the process's): what came late under the old
-- one, and lies in the new one. Refuses what set_promovente_window would of the times.
CREATE OR REPLACE FUNCTION apoyo.window_effect(
  p_process integer, p_number integer, p_opens_at timestamptz, p_closes_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  r apoyo.rule;
  v_was apoyo.closing[];
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_supervisor', 'apoyo_closer', 'apoyo_auditor');
  PERFORM apoyo.require_scope(p_process);
  SELECT o.* INTO STRICT p FROM apoyo.process AS o WHERE o.id = p_process;
  IF NOT EXISTS (SELECT FROM apoyo.promovente AS m
                  WHERE m.process = p_process AND m.number = p_number) THEN
    PERFORM apoyo.refuse('AP110', p.code, coalesce(p_number::text, ''));
  END IF;
  PERFORM apoyo.require_window(p, p_number, p_opens_at, p_closes_at);
  r := apoyo.rule_of(p);
  v_was := apoyo.closings_under(p_process, p.closes_at);
  RETURN apoyo.effect_of(p, r, p, r, '{}', apoyo.rule_deltas(r, r, v_was, ARRAY(
           SELECT ROW(w.promovente, CASE WHEN w.promovente = p_number
                                         THEN coalesce(p_closes_at, p.closes_at)
                                         ELSE w.closes_at END)::apoyo.closing
             FROM unnest(v_was) AS w)));
END
$$;

-- --- the same, carried out ---------------------------------------------------------------------

-- An event for each support that moves. Who leaves is told before who follows: read from its
-- beginning, the log counts nobody twice at any size.
CREATE OR REPLACE FUNCTION apoyo.carry_out_moves(
  p_code text, r apoyo.rule, n apoyo.rule, p_was apoyo.closing[], p_becomes apoyo.closing[])
RETURNS bytea[] LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
SET jit = off
AS $$
  WITH move AS MATERIALIZED (
    SELECT m.* FROM apoyo.rule_moves(r, n, p_was, p_becomes) AS m
  ), moved AS (
    UPDATE apoyo.support AS s
       SET grounds = m.grounds, rank = m.rank, situation = m.becomes, rule_version = n.version
      FROM move AS m
     WHERE s.id = m.support AND s.process = r.process
  ), told AS MATERIALIZED (
    SELECT nextval('apoyo.event_id') AS id, o.support, o.promovente, o.grounds, o.rank,
           o.before_same, o.before_other, o.subject, apoyo.random_salt() AS salt,
           clock_timestamp() AS at,
           apoyo.move_deltas(o.promovente, o.demarcation, o.was, o.demarcation, o.becomes)
             AS deltas
      FROM (SELECT m.* FROM move AS m
             ORDER BY m.becomes = 'valid', m.support) AS o
  ), event AS (
    INSERT INTO apoyo.event (process, id, recorded_at, body)
    SELECT r.process, t.id, t.at,
           apoyo.event_body(p_code, 'support-judged-anew', t.subject, t.at, n.version, t.deltas,
                            apoyo.commitment(t.salt, '\x'))
      FROM told AS t
  ), private AS (
    INSERT INTO apoyo.event_private (process, event, salt, body)
    SELECT r.process, t.id, t.salt, '\x' FROM told AS t
  ), pending AS (
    INSERT INTO apoyo.pending (process, event) SELECT r.process, t.id FROM told AS t
  ), judgement AS (
    -- As apoyo.record_judgement does for one.
    INSERT INTO apoyo.judgement (support, event, process, rule_version, engine, facts, grounds, rank)
    SELECT t.support, t.id, r.process, n.version, apoyo.counting_engine(),
           apoyo.facts_told(
             jsonb_set(coalesce(e.facts, apoyo.first_facts(t.support)), '{capture,closes_at}',
                       to_jsonb(apoyo.utc_text(c.closes_at))),
             n, t.grounds, t.before_same, t.before_other),
           t.grounds, t.rank
      FROM told AS t
      JOIN unnest(p_becomes) AS c ON c.promovente = t.promovente
      LEFT JOIN LATERAL (SELECT l.facts FROM apoyo.judgement AS l
                          WHERE l.support = t.support
                          ORDER BY l.event DESC LIMIT 1) AS e ON true
  ), settled AS (
    DELETE FROM apoyo.work AS w
     USING move AS m
     WHERE w.support = m.support AND w.kind = 'review' AND w.process = r.process
       AND m.becomes <> 'in_review'
  ), review AS (
    INSERT INTO apoyo.work (support, kind, process, due_at)
    SELECT m.support, 'review', r.process, clock_timestamp()
      FROM move AS m
     WHERE m.becomes = 'in_review'
    ON CONFLICT DO NOTHING
  )
  SELECT coalesce(array_agg(DISTINCT m.citizen_key) FILTER (WHERE m.citizen_key IS NOT NULL), '{}')
    FROM move AS m;
$$;

-- Writes down who counts for these citizens. Where the rule began or ceased to be exclusive every
-- row's slot changes: those of whoever goes on counting are kept and moved, which is far cheaper
-- than to write them anew.
CREATE OR REPLACE FUNCTION apoyo.count_anew(
  p_process integer, p_citizens bytea[], p_exclusive boolean, p_was_exclusive boolean)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
SET jit = off
AS $$
BEGIN
  IF p_exclusive <> p_was_exclusive THEN
    DELETE FROM apoyo.counting AS c
     WHERE c.process = p_process
       AND (c.support IS NULL OR c.citizen_key = ANY (p_citizens));
    UPDATE apoyo.counting AS c
       SET slot = CASE WHEN p_exclusive THEN 0 ELSE s.promovente END
      FROM apoyo.support AS s
     WHERE c.process = p_process AND s.process = p_process AND s.id = c.support;
  END IF;
  -- Nobody counts for those of these citizens who have no first one any more.
  UPDATE apoyo.counting AS c SET support = NULL
    FROM apoyo.support AS s
   WHERE c.process = p_process AND c.citizen_key = ANY (p_citizens)
     AND s.process = p_process AND s.id = c.support AND s.rank <> 'first'
     AND NOT EXISTS (SELECT FROM apoyo.support AS f
                      WHERE f.process = p_process AND f.citizen_key = c.citizen_key
                        AND f.rank = 'first' AND (p_exclusive OR f.promovente = c.slot));
  -- Written once: a row that is there is changed only where another one counts now.
  INSERT INTO apoyo.counting AS c (process, slot, citizen_key, support)
  SELECT s.process, CASE WHEN p_exclusive THEN 0 ELSE s.promovente END, s.citizen_key, s.id
    FROM unnest(p_citizens) AS k (citizen_key)
    JOIN apoyo.support AS s
      ON s.process = p_process AND s.citizen_key = k.citizen_key AND s.rank = 'first'
  ON CONFLICT (process, slot, citizen_key) DO UPDATE SET support = excluded.support
    WHERE c.support IS DISTINCT FROM excluded.support;
END
$$;

-- What came in while an act moved the others was judged by the old rule and period; nobody has settled
-- it since, so that it competes with none. The door stays shut until the commit.
CREATE OR REPLACE FUNCTION apoyo.move_newcomers(
  p apoyo.process, r apoyo.rule, n apoyo.rule, p_was apoyo.closing[], p_becomes apoyo.closing[])
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.shut_door(p.id);
  r.exclusive := n.exclusive;
  r.last_counts := n.last_counts;
  PERFORM apoyo.carry_out_moves(p.code, r, n, p_was, p_becomes);
END
$$;

-- Moves every support that the change of rule or period moves. p and r are the process and its rule
-- as they were, q and n as they are now; p_was: when each promovente's period ended. The caller holds
-- the row: nobody settles a support meanwhile.
DROP FUNCTION IF EXISTS apoyo.apply_rule(apoyo.process, apoyo.rule, apoyo.process, apoyo.rule);
CREATE OR REPLACE FUNCTION apoyo.apply_rule(
  p apoyo.process, r apoyo.rule, q apoyo.process, n apoyo.rule, p_was apoyo.closing[])
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_becomes apoyo.closing[] := apoyo.closings_under(p.id, q.closes_at);
  v_citizens bytea[] := apoyo.carry_out_moves(p.code, r, n, p_was, v_becomes);
BEGIN
  IF v_citizens <> '{}' OR r.exclusive <> n.exclusive THEN
    PERFORM apoyo.count_anew(p.id, v_citizens, n.exclusive, r.exclusive);
  END IF;
  PERFORM apoyo.move_newcomers(p, r, n, p_was, v_becomes);
END
$$;

-- The same where only periods of single promoventes changed. p_was: when each ended before.
CREATE OR REPLACE FUNCTION apoyo.apply_closings(p_process integer, p_was apoyo.closing[])
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  r apoyo.rule;
  v_becomes apoyo.closing[];
BEGIN
  SELECT o.* INTO STRICT p FROM apoyo.process AS o WHERE o.id = p_process;
  r := apoyo.rule_of(p);
  v_becomes := apoyo.closings_under(p_process, p.closes_at);
  PERFORM apoyo.count_anew(p_process, apoyo.carry_out_moves(p.code, r, r, p_was, v_becomes),
                           r.exclusive, r.exclusive);
  PERFORM apoyo.move_newcomers(p, r, r, p_was, v_becomes);
END
$$;

-- Before requirements were worked out once for all that is told of them.
DROP FUNCTION IF EXISTS apoyo.goals_under(apoyo.process, apoyo.rule);

RESET ROLE;
