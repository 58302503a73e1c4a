-- 16-reach: what a configuration asks for: how many supports where, and in how many demarcations.
SET ROLE apoyo_owner;

-- What is asked for: one line for each goal that there could be ('' for the joint one) and each
-- demarcation of its dispersion, with the electors that the threshold is taken of, those who can
-- sign today, and what is required. Nothing where the configuration does not say enough.
CREATE OR REPLACE FUNCTION apoyo.configuration_places(c apoyo.configuration)
RETURNS TABLE (scope text, place text, base bigint, electors bigint, required bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_joint boolean := (c.rule ->> 'joint')::boolean;
  v_percentage numeric := coalesce(c.rule #>> '{dispersion,percentage}',
                                   c.rule ->> 'percentage')::numeric;
  v_place apoyo.level := coalesce((c.rule #>> '{dispersion,level}')::apoyo.level, c.level);
BEGIN
  IF c.rule IS NULL OR c.scope_level IS NULL
     OR NOT apoyo.level_lies_in(c.level, c.scope_level)
     OR NOT apoyo.has_cutoff(c.geography, c.cutoff)
     OR NOT apoyo.has_base(c.geography, c.cutoff, c.rule ->> 'base') THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT l.scope, l.place, l.base, l.electors,
         apoyo.required_of(l.base, v_percentage, c.rule ->> 'rounding')
    FROM (SELECT CASE WHEN v_joint THEN '' ELSE s.scope END AS scope, s.place,
                 sum(s.base)::bigint AS base, sum(s.electors)::bigint AS electors
            FROM apoyo.sections_in(c.geography, c.cutoff, c.rule ->> 'base', c.scope, c.level,
                                   v_place) AS s
           GROUP BY 1, 2) AS l;
END
$$;

-- Ten bars: of sections as large as the law lets them be, of others in round numbers. The last one
-- holds whatever is larger.
CREATE OR REPLACE FUNCTION apoyo.histogram_bounds(p_level apoyo.level, p_largest bigint)
RETURNS bigint[] LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT array_agg(i.i * CASE WHEN p_level = 'section' THEN 350 ELSE w.width END ORDER BY i.i)
    FROM (SELECT min(m.f * 10 ^ e.e)::bigint AS width
            FROM unnest('{1,2,5}'::numeric[]) AS m (f)
           CROSS JOIN generate_series(0, 12) AS e (e)
           WHERE m.f * 10 ^ e.e * 10 >= p_largest) AS w
   CROSS JOIN generate_series(0, 10) AS i (i);
END;

-- What it comes to as a whole: null where goals differ, and what is wrong with which goal. One look
-- at the sections, for the checks and for the preview alike.
CREATE OR REPLACE FUNCTION apoyo.configuration_reach(c apoyo.configuration)
RETURNS TABLE (goals bigint, base bigint, required bigint, needed integer, goal_places bigint,
               places bigint, smallest bigint, median bigint, small bigint, small_required bigint,
               bounds bigint[], histogram integer[], wrong jsonb)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_dispersion jsonb := nullif(c.rule -> 'dispersion', 'null');
  v_at_least integer := (v_dispersion ->> 'at_least')::integer;
  v_of integer := apoyo.read_integer(split_part(v_dispersion ->> 'fraction', '/', 1));
  v_in integer := apoyo.read_integer(split_part(v_dispersion ->> 'fraction', '/', 2));
  v_percentage numeric := (c.rule ->> 'percentage')::numeric;
  v_level apoyo.level := (v_dispersion ->> 'level')::apoyo.level;
BEGIN
  RETURN QUERY
  WITH place AS MATERIALIZED (
    SELECT l.* FROM apoyo.configuration_places(c) AS l
  ), goal AS (
    SELECT g.scope, g.base, g.electors, g.places, g.reachable,
           apoyo.required_of(g.base, v_percentage, c.rule ->> 'rounding') AS required,
           CASE WHEN v_level IS NULL THEN 0
                ELSE apoyo.dispersion_needed(v_at_least, v_of, v_in, g.places) END AS needed
      FROM (SELECT l.scope, sum(l.base)::bigint AS base, sum(l.electors)::bigint AS electors,
                   count(*) AS places,
                   count(*) FILTER (WHERE l.electors >= greatest(l.required, 1)) AS reachable
              FROM place AS l GROUP BY l.scope) AS g
  ), bar AS (
    SELECT apoyo.histogram_bounds(v_level, max(l.base)) AS bounds FROM place AS l
  ), height AS (
    SELECT least(width_bucket(l.base, b.bounds), 10) AS bar, count(*) AS n
      FROM place AS l CROSS JOIN bar AS b GROUP BY 1
  )
  SELECT g.*, l.*, b.bounds,
         (SELECT array_agg(coalesce(h.n, 0)::integer ORDER BY i.i)
            FROM generate_series(1, 10) AS i (i) LEFT JOIN height AS h ON h.bar = i.i),
         (SELECT jsonb_agg(jsonb_build_array(x.field, x.code, g.scope, x.names)
                           ORDER BY x.place, g.scope COLLATE "C")
            FROM goal AS g
           CROSS JOIN LATERAL (SELECT CASE g.scope WHEN '' THEN c.scope ELSE g.scope END) AS n (name)
           CROSS JOIN LATERAL (VALUES
             (1, 'rule.percentage', 'AP132', ARRAY[n.name], g.required = 0),
             (2, 'rule.percentage', 'AP130',
              ARRAY[g.required::text, n.name, g.electors::text], g.required > g.electors),
             (3, 'rule.dispersion.needed', 'AP129',
              ARRAY[g.needed::text, n.name, g.places::text], g.needed > g.places),
             (4, 'rule.dispersion.percentage', 'AP131',
              ARRAY[g.needed::text, n.name, g.reachable::text],
              g.needed <= g.places AND g.needed > g.reachable)
           ) AS x (place, field, code, names, so)
           WHERE x.so)
    FROM (SELECT count(*), CASE WHEN min(g.base) = max(g.base) THEN min(g.base) END,
                 CASE WHEN min(g.required) = max(g.required) THEN min(g.required) END,
                 CASE WHEN min(g.needed) = max(g.needed) THEN min(g.needed) END,
                 CASE WHEN min(g.places) = max(g.places) THEN min(g.places) END
            FROM goal AS g) AS g
   CROSS JOIN (SELECT count(*), min(l.required),
                      percentile_disc(0.5) WITHIN GROUP (ORDER BY l.required),
                      count(*) FILTER (WHERE l.base < 100),
                      max(l.required) FILTER (WHERE l.base < 100)
                 FROM place AS l) AS l
   CROSS JOIN bar AS b;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.preview_configuration(p_configuration jsonb)
RETURNS TABLE (nominal_list bigint, required bigint, demarcations integer,
               dispersion_needed integer, dispersion_level text, smallest_required bigint,
               median_required bigint, small_demarcations integer, histogram_bounds bigint[],
               histogram integer[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  c apoyo.configuration;
  v_level apoyo.level;
  o record;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  c := apoyo.read_configuration(coalesce(p_configuration, '{}'), NULL);
  v_level := (c.rule #>> '{dispersion,level}')::apoyo.level;
  SELECT * INTO STRICT o FROM apoyo.configuration_reach(c);
  IF o.goals > 0 THEN
    nominal_list := o.base;
    required := o.required;
    dispersion_needed := o.needed;
    demarcations := CASE WHEN v_level IS NULL THEN 0 ELSE o.places END;
  END IF;
  IF o.goals > 0 AND v_level IS NOT NULL THEN
    dispersion_level := v_level;
    smallest_required := o.smallest;
    median_required := o.median;
    small_demarcations := o.small;
    histogram_bounds := o.bounds;
    histogram := o.histogram;
  END IF;
  RETURN NEXT;
END
$$;

RESET ROLE;
