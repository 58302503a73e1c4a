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

-- A day as it stands in a rule.
CREATE OR REPLACE FUNCTION apoyo.is_date(p_text text)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE
    WHEN p_text !~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' THEN false
    WHEN left(p_text, 4) = '0000' THEN false
    ELSE right(p_text, 2)::integer
         <= extract(day FROM make_date(left(p_text, 4)::integer, substr(p_text, 6, 2)::integer, 1)
                             + interval '1 month' - interval '1 day')
  END;
END;

-- A name of the tz database, as it is written there: PostgreSQL itself takes far more for a time
-- zone, in any case of letters. To look through the whole catalogue takes 50 ms, so that what can
-- be written in one way only is just tried.
CREATE OR REPLACE FUNCTION apoyo.is_time_zone(p_text text)
RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_text IS NULL OR p_text !~ '^([A-Z][A-Za-z]*(/[A-Z][A-Za-z0-9_+-]*)+|UTC)$' THEN
    RETURN false;
  END IF;
  IF p_text !~ '^America/[A-Z][a-z]+(_[A-Z][a-z]{3,})*$' THEN
    RETURN EXISTS (SELECT FROM pg_timezone_names AS z WHERE z.name = p_text);
  END IF;
  PERFORM now() AT TIME ZONE p_text;
  RETURN true;
EXCEPTION
  WHEN invalid_parameter_value THEN
    RETURN false;
END
$$;

-- Core reads the same: a percentage above nothing, a share up to the whole.
CREATE OR REPLACE FUNCTION apoyo.is_percentage(p_value jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN jsonb_typeof(p_value) <> 'string' THEN false
              WHEN p_value #>> '{}' !~ '^[0-9]{1,3}(\.[0-9]{1,6})?$' THEN false
              ELSE (p_value #>> '{}')::numeric > 0 AND (p_value #>> '{}')::numeric <= 100 END;
END;

CREATE OR REPLACE FUNCTION apoyo.is_fraction(p_value jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN jsonb_typeof(p_value) <> 'string' THEN false
              WHEN p_value #>> '{}' !~ '^[1-9][0-9]{0,6}/[1-9][0-9]{0,6}$' THEN false
              ELSE split_part(p_value #>> '{}', '/', 1)::integer
                   <= split_part(p_value #>> '{}', '/', 2)::integer
                   AND split_part(p_value #>> '{}', '/', 2)::integer <= 1000000 END;
END;

CREATE OR REPLACE FUNCTION apoyo.is_integer(p_value jsonb, p_least integer, p_most integer)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN jsonb_typeof(p_value) <> 'number' THEN false
              WHEN p_value #>> '{}' !~ '^[0-9]{1,9}$' THEN false
              ELSE (p_value #>> '{}')::integer BETWEEN p_least AND p_most END;
END;

-- A list without repetition of words that match.
CREATE OR REPLACE FUNCTION apoyo.is_word_list(p_value jsonb, p_most integer, p_pattern text)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN jsonb_typeof(p_value) <> 'array' THEN false
              ELSE (SELECT count(*) BETWEEN 1 AND p_most
                           AND count(*) = count(DISTINCT e.value)
                           AND bool_and(jsonb_typeof(e.value) = 'string'
                                        AND e.value #>> '{}' ~ p_pattern)
                      FROM jsonb_array_elements(p_value) AS e (value)) END;
END;

CREATE OR REPLACE FUNCTION apoyo.is_level(p_value jsonb)
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT jsonb_typeof(p_value) = 'string'
         AND p_value #>> '{}' = ANY (enum_range(NULL::apoyo.level)::text[]);
END;

-- What a rule's document cannot say, each with the member it stands at; nothing in it is guessed,
-- and what core's apoyo_rule_from_json() refuses is refused here.
CREATE OR REPLACE FUNCTION apoyo.rule_flaws(p_rule jsonb)
RETURNS TABLE (member text, code text, names text[]) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  d jsonb := nullif(p_rule -> 'dispersion', 'null');
  v jsonb := p_rule -> 'review';
  v_scope apoyo.level;
  v_cell apoyo.level;
  v_level apoyo.level;
BEGIN
  IF p_rule IS NULL OR jsonb_typeof(p_rule) <> 'object' THEN
    RETURN QUERY SELECT '', 'AP103', '{rule}'::text[];
    RETURN;
  END IF;
  RETURN QUERY
  SELECT c.member, 'AP103', ARRAY[c.member]
    FROM (VALUES
      ('kind', EXISTS (SELECT FROM apoyo.kind AS k WHERE k.kind = p_rule ->> 'kind')),
      ('joint', jsonb_typeof(p_rule -> 'joint') = 'boolean'),
      ('base', p_rule ->> 'base' IN ('nominal_list', 'roll')),
      ('cutoff', nullif(p_rule -> 'cutoff', 'null') IS NULL
                 OR jsonb_typeof(p_rule -> 'cutoff') = 'string'
                    AND apoyo.is_date(p_rule ->> 'cutoff')),
      ('scope', apoyo.is_level(p_rule -> 'scope')),
      ('percentage', apoyo.is_percentage(p_rule -> 'percentage')),
      ('rounding', p_rule ->> 'rounding' IN ('ceiling', 'floor', 'half_up')),
      ('dispersion', d IS NULL OR jsonb_typeof(d) = 'object'),
      ('dispersion.level', d IS NULL OR apoyo.is_level(d -> 'level')),
      ('dispersion.at_least', nullif(d -> 'at_least', 'null') IS NULL
                              OR apoyo.is_integer(d -> 'at_least', 1, 100000)),
      ('dispersion.fraction', d -> 'fraction' IS NULL OR apoyo.is_fraction(d -> 'fraction')),
      ('dispersion.needed',
       d IS NULL OR (nullif(d -> 'at_least', 'null') IS NULL) = (d ? 'fraction')),
      ('dispersion.percentage', d IS NULL OR apoyo.is_percentage(d -> 'percentage')),
      ('duplicates', p_rule ->> 'duplicates' IN ('first', 'last')),
      ('exclusive', jsonb_typeof(p_rule -> 'exclusive') = 'boolean'),
      ('models', apoyo.is_word_list(p_rule -> 'models', 8, '^[A-H]$')),
      ('modalities', apoyo.is_word_list(p_rule -> 'modalities', 3, '^(auxiliary|self|exception)$')),
      ('exception_list', nullif(p_rule -> 'exception_list', 'null') IS NULL
                         OR jsonb_typeof(p_rule -> 'exception_list') = 'string'
                            AND p_rule ->> 'exception_list' ~ '^.{1,200}$'),
      ('grace_hours', apoyo.is_integer(p_rule -> 'grace_hours', 0, 720)),
      ('review.model', jsonb_typeof(v) = 'object'
                       AND v ->> 'model' IN ('all', 'sample', 'findings')),
      ('review.sample', CASE WHEN v ->> 'model' = 'sample' THEN apoyo.is_fraction(v -> 'sample')
                             ELSE v -> 'sample' IS NULL END),
      ('review.trigger', CASE WHEN v ->> 'model' = 'sample' THEN apoyo.is_fraction(v -> 'trigger')
                              ELSE v -> 'trigger' IS NULL END),
      ('withdrawal', jsonb_typeof(p_rule -> 'withdrawal') = 'boolean'),
      ('hearing_days', apoyo.is_integer(p_rule -> 'hearing_days', 0, 365)),
      ('time_zone', jsonb_typeof(p_rule -> 'time_zone') = 'string'
                    AND apoyo.is_time_zone(p_rule ->> 'time_zone')),
      ('cell_level', apoyo.is_level(p_rule -> 'cell_level')
                     AND p_rule ->> 'cell_level' NOT IN ('country', 'circumscription'))
    ) AS c (member, good)
   WHERE c.good IS NOT TRUE
  UNION ALL
  SELECT u.path, 'AP120', ARRAY[u.path]
    FROM (SELECT m.key FROM jsonb_object_keys(p_rule) AS m (key)
           WHERE m.key NOT IN ('kind', 'joint', 'base', 'cutoff', 'scope', 'percentage', 'rounding',
                               'dispersion', 'duplicates', 'exclusive', 'models', 'modalities',
                               'exception_list', 'grace_hours', 'review', 'withdrawal',
                               'hearing_days', 'time_zone', 'cell_level')
          UNION ALL
          SELECT 'dispersion.' || m.key
            FROM jsonb_object_keys(CASE WHEN jsonb_typeof(d) = 'object' THEN d ELSE '{}' END)
                 AS m (key)
           WHERE m.key NOT IN ('level', 'at_least', 'fraction', 'percentage')
          UNION ALL
          SELECT 'review.' || m.key
            FROM jsonb_object_keys(CASE WHEN jsonb_typeof(v) = 'object' THEN v ELSE '{}' END)
                 AS m (key)
           WHERE m.key NOT IN ('model', 'sample', 'trigger')) AS u (path);
  IF FOUND THEN
    RETURN;
  END IF;
  v_scope := (p_rule ->> 'scope')::apoyo.level;
  v_cell := (p_rule ->> 'cell_level')::apoyo.level;
  v_level := (d ->> 'level')::apoyo.level;
  RETURN QUERY
  SELECT c.member, c.code, c.names
    FROM (VALUES
      -- Above the entity only what is larger is cut into smaller ones; below, everything but the
      -- same level may cross the borders of the scope, and its part inside counts.
      ('dispersion.level', 'AP121', ARRAY[v_level::text, v_scope::text],
       v_level = v_scope OR v_level < v_scope AND v_level <= 'entity'),
      -- What is dispersed over must be a sum of the cells that are counted. A section belongs to
      -- one of each level; any other cell tells its entity only.
      ('cell_level', 'AP122', ARRAY[v_cell::text, v_level::text],
       v_level > 'entity' AND v_cell <> v_level AND v_cell <> 'section'),
      -- The joint total would hold a citizen once for each promovente.
      ('exclusive', 'AP118', '{}',
       (p_rule ->> 'joint')::boolean AND NOT (p_rule ->> 'exclusive')::boolean),
      ('exception_list', 'AP123', '{}',
       nullif(p_rule -> 'exception_list', 'null') IS NOT NULL
       AND NOT p_rule -> 'modalities' ? 'exception')
    ) AS c (member, code, names, wrong)
   WHERE c.wrong;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.require_rule(p_rule jsonb)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_flaw record;
BEGIN
  SELECT f.* INTO v_flaw FROM apoyo.rule_flaws(p_rule) AS f LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse(v_flaw.code, VARIADIC v_flaw.names);
  END IF;
END
$$;

-- The row of apoyo.rule for a document, as version 1; refuses what cannot be one.
CREATE OR REPLACE FUNCTION apoyo.read_rule(p_process integer, p_rule jsonb, p_acuerdo text)
RETURNS apoyo.rule LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  r apoyo.rule;
  d jsonb := nullif(p_rule -> 'dispersion', 'null');
BEGIN
  PERFORM apoyo.require_rule(p_rule);
  r.process := p_process;
  r.version := 1;
  r.document := p_rule;
  r.articles := apoyo.counting_articles(p_rule ->> 'kind');
  r.acuerdo := p_acuerdo;
  r.changes := '{}';
  r.joint := (p_rule ->> 'joint')::boolean;
  r.exclusive := (p_rule ->> 'exclusive')::boolean;
  r.last_counts := p_rule ->> 'duplicates' = 'last';
  r.cell_level := (p_rule ->> 'cell_level')::apoyo.level;
  r.scope_level := (p_rule ->> 'scope')::apoyo.level;
  r.base := p_rule ->> 'base';
  r.percentage := (p_rule ->> 'percentage')::numeric;
  r.rounding := p_rule ->> 'rounding';
  r.grace := make_interval(hours => (p_rule ->> 'grace_hours')::integer);
  r.review_model := p_rule #>> '{review,model}';
  r.sample := apoyo.fraction_value(p_rule #>> '{review,sample}');
  r.trigger_share := apoyo.fraction_value(p_rule #>> '{review,trigger}');
  r.time_zone := p_rule ->> 'time_zone';
  r.modalities := ARRAY(SELECT jsonb_array_elements_text(p_rule -> 'modalities'));
  r.exception_list := p_rule ->> 'exception_list';
  r.dispersion_level := (d ->> 'level')::apoyo.level;
  r.dispersion_percentage := (d ->> 'percentage')::numeric;
  r.at_least := (d ->> 'at_least')::integer;
  r.fraction_of := split_part(d ->> 'fraction', '/', 1)::integer;
  r.fraction_in := split_part(d ->> 'fraction', '/', 2)::integer;
  r.adopted_by := session_user;
  r.adopted_at := clock_timestamp();
  RETURN r;
END
$$;

-- A share as a number: near enough to draw a sample and to compare counts of people with.
CREATE OR REPLACE FUNCTION apoyo.fraction_value(p_fraction text)
RETURNS numeric LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT split_part(p_fraction, '/', 1)::numeric / split_part(p_fraction, '/', 2)::numeric;
END;

-- How many of p_total demarcations must be reached. "At least half" of an odd number is the larger
-- half.
CREATE OR REPLACE FUNCTION apoyo.dispersion_needed(
  p_at_least integer, p_fraction_of integer, p_fraction_in integer, p_total bigint)
RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT coalesce(p_at_least,
                  ((p_total * p_fraction_of + p_fraction_in - 1) / p_fraction_in)::integer);
END;

-- Every section inside a scope: the demarcation it belongs to at the level of the scopes and at
-- that of the dispersion, and its electors, as a threshold counts them (base; null: nobody told)
-- and as they can sign today. Sections of the scope decide: a level below it lies inside it, one
-- above is cut by it. Its body is taken into the queries that call it: the sections are many, and
-- are summed as they are read.
CREATE OR REPLACE FUNCTION apoyo.sections_in(
  p_geography integer, p_cutoff date, p_base text, p_within text, p_scope apoyo.level,
  p_place apoyo.level)
RETURNS TABLE (scope text, place text, base bigint, electors bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE p_scope
           WHEN 'country' THEN 'MX' WHEN 'circumscription' THEN s.circumscription
           WHEN 'entity' THEN s.entity WHEN 'federal_district' THEN s.federal_district
           WHEN 'local_district' THEN s.local_district WHEN 'municipality' THEN s.municipality
           ELSE s.code END COLLATE "C",
         CASE p_place
           WHEN 'country' THEN 'MX' WHEN 'circumscription' THEN s.circumscription
           WHEN 'entity' THEN s.entity WHEN 'federal_district' THEN s.federal_district
           WHEN 'local_district' THEN s.local_district WHEN 'municipality' THEN s.municipality
           ELSE s.code END COLLATE "C",
         CASE WHEN p_cutoff IS NULL AND p_base = 'roll' THEN s.roll
              WHEN p_cutoff IS NULL THEN s.nominal_list
              WHEN p_base = 'roll' THEN n.roll
              ELSE n.nominal_list END,
         s.nominal_list
    FROM apoyo.section AS s
    LEFT JOIN apoyo.nominal_section AS n
      ON p_cutoff IS NOT NULL AND n.geography = p_geography AND n.cutoff = p_cutoff
         AND n.code = s.code
   WHERE s.geography = p_geography
     AND p_within IN ('MX', s.circumscription, s.entity, s.federal_district, s.local_district,
                      s.municipality, s.code);
END;

-- Where a process must be supported: each demarcation of the dispersion (or entity) inside each
-- scope that has a goal, '' for the joint one, with the electors that count there. Writes nothing.
CREATE OR REPLACE FUNCTION apoyo.requirement_places(p apoyo.process, r apoyo.rule)
RETURNS TABLE (scope text, place text, base bigint) LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE WHEN r.joint THEN '' ELSE s.scope END, s.place, sum(s.base)::bigint
    FROM apoyo.sections_in(p.geography, p.cutoff, r.base,
                           CASE WHEN r.joint THEN p.scope ELSE 'MX' END, r.scope_level,
                           coalesce(r.dispersion_level, 'entity')) AS s
   WHERE r.joint
      OR s.scope IN (SELECT m.scope FROM apoyo.promovente AS m WHERE m.process = p.id)
   GROUP BY 1, 2;
$$;

-- The same with what the rule asks for in each.
CREATE OR REPLACE FUNCTION apoyo.requirements_under(p apoyo.process, r apoyo.rule)
RETURNS apoyo.requirement[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
  SELECT coalesce(array_agg(ROW(p.id, l.scope, l.place, l.base, apoyo.required_of(
                    l.base, coalesce(r.dispersion_percentage, r.percentage),
                    r.rounding))::apoyo.requirement), '{}')
    FROM apoyo.requirement_places(p, r) AS l;
$$;

-- What must be reached as a whole, of what a rule asks for in each demarcation.
CREATE OR REPLACE FUNCTION apoyo.goals_of(r apoyo.rule, p_requirements apoyo.requirement[])
RETURNS TABLE (scope text, nominal_list bigint, required bigint, demarcations integer,
               needed integer)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT g.scope, g.base, apoyo.required_of(g.base, r.percentage, r.rounding),
         CASE WHEN r.dispersion_level IS NULL THEN 0 ELSE g.places END,
         CASE WHEN r.dispersion_level IS NULL THEN 0
              ELSE apoyo.dispersion_needed(r.at_least, r.fraction_of, r.fraction_in, g.places) END
    FROM (SELECT l.scope, sum(l.nominal_list)::bigint AS base, count(*)::integer AS places
            FROM unnest(p_requirements) AS l GROUP BY l.scope) AS g;
$$;

-- Goals and requirements of a process from its geography, its cut-off, its rule and its scope; the
-- scope is the configured one, else the smallest demarcation that the log knows of and that holds
-- every promovente's. Without a joint goal there is one for each scope that a promovente has.
CREATE OR REPLACE FUNCTION apoyo.refresh_requirements(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  r apoyo.rule;
  v_requirements apoyo.requirement[];
BEGIN
  SELECT * INTO STRICT p FROM apoyo.process WHERE id = p_process;
  SELECT * INTO STRICT r FROM apoyo.rule WHERE process = p_process AND version = p.rule_version;
  PERFORM apoyo.require_electors(p.geography, p.cutoff, r.document ->> 'cutoff', r.base);
  UPDATE apoyo.process AS q
     SET scope = coalesce(
           p.given_scope,
           (SELECT CASE WHEN count(DISTINCT m.scope) = 1 THEN min(m.scope)
                        WHEN count(DISTINCT left(m.scope, 2)) = 1 THEN min(left(m.scope, 2))
                        ELSE 'MX' END
              FROM apoyo.promovente AS m WHERE m.process = p_process), 'MX')
   WHERE q.id = p_process
  RETURNING q.scope INTO p.scope;

  v_requirements := apoyo.requirements_under(p, r);
  DELETE FROM apoyo.goal WHERE process = p_process;
  INSERT INTO apoyo.goal (process, scope, nominal_list, required, demarcations, dispersion_needed)
  SELECT p_process, g.* FROM apoyo.goals_of(r, v_requirements) AS g;
  INSERT INTO apoyo.requirement SELECT l.* FROM unnest(v_requirements) AS l;
END
$$;

-- Refuses a base that nobody told for that day.
CREATE OR REPLACE FUNCTION apoyo.require_electors(
  p_geography integer, p_cutoff date, p_rule_cutoff text, p_base text)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_rule_cutoff IS NOT NULL AND p_rule_cutoff IS DISTINCT FROM p_cutoff::text THEN
    PERFORM apoyo.refuse('AP124', p_rule_cutoff, coalesce(p_cutoff::text, '–'));
  END IF;
  IF NOT apoyo.has_cutoff(p_geography, p_cutoff) THEN
    PERFORM apoyo.refuse('AP212', p_cutoff::text, p_geography::text);
  END IF;
  IF NOT apoyo.has_base(p_geography, p_cutoff, p_base) THEN
    PERFORM apoyo.refuse('AP125', p_geography::text);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.has_cutoff(p_geography integer, p_cutoff date)
RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT p_cutoff IS NULL
         OR EXISTS (SELECT FROM apoyo.nominal_cutoff AS c
                     WHERE c.geography = p_geography AND c.cutoff = p_cutoff);
$$;

-- A nominal list is always told; the roll, where every section has it.
CREATE OR REPLACE FUNCTION apoyo.has_base(p_geography integer, p_cutoff date, p_base text)
RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE
    WHEN p_base = 'nominal_list' THEN true
    WHEN p_cutoff IS NULL THEN
      NOT EXISTS (SELECT FROM apoyo.section AS s WHERE s.geography = p_geography AND s.roll IS NULL)
    ELSE NOT EXISTS (SELECT FROM apoyo.nominal_section AS n
                      WHERE n.geography = p_geography AND n.cutoff = p_cutoff AND n.roll IS NULL)
  END;
$$;

RESET ROLE;
