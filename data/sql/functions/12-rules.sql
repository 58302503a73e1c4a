-- 12-rules: what a rule's document says, and what follows from it for each demarcation.
SET ROLE apoyo_owner;

-- The situation is one function of the own verdict and the rank; everybody asks here.
-- Null where the two cannot go together: an acceptable capture without a rank, a ranked one that
-- is not acceptable. Written out rather than as a minimum, so that the planner can put it in place.
CREATE OR REPLACE FUNCTION apoyo.situation_of(p_grounds apoyo.situation[], p_rank apoyo.rank)
RETURNS apoyo.situation LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE
    WHEN p_rank = 'unranked' THEN
      CASE
        WHEN 'not_verified' = ANY (p_grounds) THEN 'not_verified'::apoyo.situation
        WHEN 'withdrawn' = ANY (p_grounds) THEN 'withdrawn'
        WHEN 'late' = ANY (p_grounds) THEN 'late'
        WHEN 'not_found' = ANY (p_grounds) THEN 'not_found'
        WHEN 'dropped' = ANY (p_grounds) THEN 'dropped'
        WHEN 'not_on_roll' = ANY (p_grounds) THEN 'not_on_roll'
        WHEN 'out_of_scope' = ANY (p_grounds) THEN 'out_of_scope'
        WHEN 'out_of_exception' = ANY (p_grounds) THEN 'out_of_exception'
        WHEN 'inconsistent' = ANY (p_grounds) THEN 'inconsistent'
        WHEN 'processing' = ANY (p_grounds) THEN 'processing'
        WHEN 'in_review' = ANY (p_grounds) THEN 'in_review'
      END
    WHEN cardinality(p_grounds) = 0 THEN
      CASE p_rank
        WHEN 'first' THEN 'valid'::apoyo.situation
        WHEN 'behind_same' THEN 'duplicate_same'
        WHEN 'behind_other' THEN 'duplicate_other'
      END
  END;
END;

-- percentage of base, exactly.
CREATE OR REPLACE FUNCTION apoyo.required_of(p_base bigint, p_percentage numeric, p_rounding text)
RETURNS bigint LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE p_rounding -- times 0.01 is exact, a division need not be
    WHEN 'floor' THEN floor(p_base * p_percentage * 0.01)
    WHEN 'half_up' THEN round(p_base * p_percentage * 0.01)
    WHEN 'ceiling' THEN ceil(p_base * p_percentage * 0.01)
  END::bigint;
END;

-- One member of the document, or the refusal that it is missing.
CREATE OR REPLACE FUNCTION apoyo.rule_member(p_rule jsonb, p_path text)
RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_value text := p_rule #>> string_to_array(p_path, '.');
BEGIN
  IF v_value IS NULL THEN
    PERFORM apoyo.refuse('AP103', p_path);
  END IF;
  RETURN v_value;
END
$$;

-- The row of apoyo.rule for a document; refuses what cannot be one.
CREATE OR REPLACE FUNCTION apoyo.read_rule(p_process integer, p_rule jsonb, p_acuerdo text)
RETURNS apoyo.rule LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  r apoyo.rule;
  v_dispersion jsonb := p_rule -> 'dispersion';
  v_fraction text[];
BEGIN
  r.process := p_process;
  r.version := 1;
  r.document := p_rule;
  r.acuerdo := p_acuerdo;
  r.joint := apoyo.rule_member(p_rule, 'joint')::boolean;
  r.exclusive := apoyo.rule_member(p_rule, 'exclusive')::boolean;
  r.last_counts := apoyo.rule_member(p_rule, 'duplicates') = 'last';
  r.cell_level := apoyo.rule_member(p_rule, 'cell_level')::apoyo.level;
  r.scope_level := apoyo.rule_member(p_rule, 'scope')::apoyo.level;
  r.percentage := apoyo.rule_member(p_rule, 'percentage')::numeric;
  r.rounding := apoyo.rule_member(p_rule, 'rounding');
  r.grace := make_interval(hours => apoyo.rule_member(p_rule, 'grace_hours')::integer);
  r.review_model := apoyo.rule_member(p_rule, 'review.model');
  r.time_zone := apoyo.rule_member(p_rule, 'time_zone');
  r.adopted_by := session_user;
  r.adopted_at := clock_timestamp();
  r.changes := '{}';
  PERFORM apoyo.rule_member(p_rule, 'modalities');
  r.modalities := ARRAY(SELECT jsonb_array_elements_text(p_rule -> 'modalities'));
  IF v_dispersion IS NOT NULL AND v_dispersion <> 'null'::jsonb THEN
    r.dispersion_level := apoyo.rule_member(p_rule, 'dispersion.level')::apoyo.level;
    r.dispersion_percentage := apoyo.rule_member(p_rule, 'dispersion.percentage')::numeric;
    r.at_least := (v_dispersion ->> 'at_least')::integer;
    v_fraction := string_to_array(v_dispersion ->> 'fraction', '/');
    r.fraction_of := v_fraction[1]::integer;
    r.fraction_in := v_fraction[2]::integer;
    IF (r.at_least IS NULL) = (r.fraction_of IS NULL) THEN
      PERFORM apoyo.refuse('AP103', 'dispersion.at_least');
    END IF;
    -- What is dispersed over must be a sum of the cells that are counted.
    IF r.dispersion_level NOT IN ('entity', r.cell_level) AND r.cell_level <> 'section' THEN
      PERFORM apoyo.refuse('AP103', 'cell_level');
    END IF;
  END IF;
  -- The joint total would hold a citizen once for each promovente.
  IF r.joint AND NOT r.exclusive THEN
    PERFORM apoyo.refuse('AP118');
  END IF;
  IF apoyo.rule_member(p_rule, 'duplicates') NOT IN ('first', 'last') THEN
    PERFORM apoyo.refuse('AP103', 'duplicates');
  END IF;
  PERFORM apoyo.refuse('AP103', c.member)
     FROM (VALUES
       ('percentage', r.percentage > 0 AND r.percentage <= 100),
       ('rounding', r.rounding IN ('ceiling', 'floor', 'half_up')),
       ('grace_hours', r.grace >= make_interval()),
       ('modalities', cardinality(r.modalities) > 0),
       ('review.model', r.review_model IN ('findings', 'all', 'sample')),
       ('cell_level', r.cell_level NOT IN ('country', 'circumscription')),
       ('dispersion.percentage', r.dispersion_percentage > 0 AND r.dispersion_percentage <= 100),
       ('dispersion.at_least', r.at_least > 0),
       ('dispersion.fraction', r.fraction_of > 0 AND r.fraction_in >= r.fraction_of)
     ) AS c (member, good)
    WHERE NOT c.good;
  IF NOT EXISTS (SELECT FROM pg_timezone_names AS z WHERE z.name = r.time_zone) THEN
    PERFORM apoyo.refuse('AP103', 'time_zone');
  END IF;
  RETURN r;
EXCEPTION
  WHEN data_exception THEN
    PERFORM apoyo.refuse('AP103', SQLERRM);
    RETURN NULL;
END
$$;

-- The demarcations of one level inside a scope, with their nominal lists. Sections of the scope
-- decide: a level below the scope lies inside it, one above is cut by it.
CREATE OR REPLACE FUNCTION apoyo.demarcations_in(
  p_geography integer, p_scope text, p_level apoyo.level)
RETURNS TABLE (code text, nominal_list bigint) LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT d.code, sum(s.nominal_list)::bigint
    FROM apoyo.section AS s
   CROSS JOIN LATERAL (SELECT CASE p_level
                                WHEN 'country' THEN 'MX'
                                WHEN 'circumscription' THEN s.circumscription
                                WHEN 'entity' THEN s.entity
                                WHEN 'federal_district' THEN s.federal_district
                                WHEN 'local_district' THEN s.local_district
                                WHEN 'municipality' THEN s.municipality
                                ELSE s.code
                              END COLLATE "C" AS code) AS d
   WHERE s.geography = p_geography
     AND p_scope IN ('MX', s.circumscription, s.entity, s.federal_district, s.local_district,
                     s.municipality, s.code)
   GROUP BY d.code;
$$;

-- Goals and requirements of a process from its geography, its rule and its promoventes' scopes.
CREATE OR REPLACE FUNCTION apoyo.refresh_requirements(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  r apoyo.rule;
BEGIN
  SELECT * INTO STRICT p FROM apoyo.process WHERE id = p_process;
  SELECT * INTO STRICT r FROM apoyo.rule WHERE process = p_process AND version = p.rule_version;
  -- The smallest demarcation that the log knows of and that holds every scope.
  UPDATE apoyo.process AS q
     SET scope = coalesce(
           (SELECT CASE WHEN count(DISTINCT m.scope) = 1 THEN min(m.scope)
                        WHEN count(DISTINCT left(m.scope, 2)) = 1 THEN min(left(m.scope, 2))
                        ELSE 'MX' END
              FROM apoyo.promovente AS m WHERE m.process = p_process), 'MX')
   WHERE q.id = p_process
  RETURNING q.scope INTO p.scope;

  DELETE FROM apoyo.goal WHERE process = p_process;
  WITH scope AS (
    SELECT '' AS name, p.scope AS code WHERE r.joint
    UNION
    SELECT m.scope, m.scope FROM apoyo.promovente AS m
     WHERE m.process = p_process AND NOT r.joint
  ), size AS (
    SELECT s.name, s.code, d.nominal_list,
           CASE WHEN r.dispersion_level IS NULL THEN 0
                ELSE (SELECT count(*)
                        FROM apoyo.demarcations_in(p.geography, s.code, r.dispersion_level))
           END::integer AS demarcations
      FROM scope AS s
     CROSS JOIN LATERAL (SELECT coalesce(sum(c.nominal_list), 0)::bigint AS nominal_list
                           FROM apoyo.demarcations_in(p.geography, s.code, 'entity') AS c) AS d
  )
  INSERT INTO apoyo.goal (process, scope, nominal_list, required, demarcations, dispersion_needed)
  SELECT p_process, s.name, s.nominal_list,
         apoyo.required_of(s.nominal_list, r.percentage, r.rounding), s.demarcations,
         CASE WHEN s.demarcations = 0 THEN 0
              -- "At least half" of an odd number is the larger half.
              ELSE coalesce(r.at_least,
                            (s.demarcations * r.fraction_of + r.fraction_in - 1) / r.fraction_in)
         END
    FROM size AS s;

  INSERT INTO apoyo.requirement (process, scope, demarcation, nominal_list, required)
  SELECT p_process, g.scope, d.code, d.nominal_list,
         apoyo.required_of(d.nominal_list, coalesce(r.dispersion_percentage, r.percentage),
                           r.rounding)
    FROM apoyo.goal AS g
   CROSS JOIN LATERAL apoyo.demarcations_in(
           p.geography, CASE WHEN r.joint THEN p.scope ELSE g.scope END,
           coalesce(r.dispersion_level, 'entity')) AS d
   WHERE g.process = p_process;
END
$$;

RESET ROLE;
