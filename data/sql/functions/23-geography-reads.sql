-- 23-geography-reads: what the page of the demarcations reads of a version, each in one look.
SET ROLE apoyo_owner;

-- Every version, the newest first: who drafted, adopted or discarded it, and which processes pin
-- it: their number, and by code those within the scope of whoever asks.
CREATE OR REPLACE FUNCTION apoyo.geography_list()
RETURNS TABLE (geography integer, name text, state text, drafted_by_name text,
               drafted_at timestamptz, adopted_by_name text, adopted_at timestamptz,
               discarded_by_name text, discarded_at timestamptz, sections bigint,
               nominal_list bigint, cutoffs bigint, processes bigint, process_codes text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  RETURN QUERY
  SELECT g.id, g.name,
         CASE WHEN g.discarded_at IS NOT NULL THEN 'discarded'
              WHEN g.adopted_at IS NULL THEN 'draft'
              WHEN g.id = apoyo.current_geography() THEN 'adopted'
              ELSE 'superseded' END,
         apoyo.display_name(g.drafted_by), g.drafted_at,
         apoyo.display_name(g.adopted_by), g.adopted_at,
         apoyo.display_name(g.discarded_by), g.discarded_at,
         (SELECT count(*) FROM apoyo.section AS s WHERE s.geography = g.id),
         (SELECT m.nominal_list FROM apoyo.demarcation AS m
           WHERE m.geography = g.id AND m.code = 'MX'),
         (SELECT count(*) FROM apoyo.nominal_cutoff AS c WHERE c.geography = g.id),
         (SELECT count(*) FROM apoyo.process AS p WHERE p.geography = g.id),
         ARRAY(SELECT p.code FROM apoyo.process AS p
                WHERE p.geography = g.id AND p.id = ANY (apoyo.visible_processes())
                ORDER BY p.code COLLATE "C")
    FROM apoyo.geography AS g
   ORDER BY g.id DESC;
END
$$;

-- A version as one tree: every demarcation above the section with its electors and, of a
-- municipality, its sections as "number,federal district,local district,nominal list,roll" with a
-- semicolon between. 71,000 rows would take ten times as long on the way as these 3,500. With a
-- cut-off the electors are those of that nominal list, without one those of the version's own.
CREATE OR REPLACE FUNCTION apoyo.geography_tree(p_geography integer, p_cutoff date DEFAULT NULL)
RETURNS TABLE (code text, level text, name text, parent text, inegi_code text,
               nominal_list bigint, roll bigint, published bigint, sections text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  PERFORM apoyo.require_geography(p_geography);
  IF p_cutoff IS NOT NULL
     AND NOT EXISTS (SELECT FROM apoyo.nominal_cutoff AS c
                      WHERE c.geography = p_geography AND c.cutoff = p_cutoff) THEN
    PERFORM apoyo.refuse('AP212', p_cutoff::text, p_geography::text);
  END IF;
  RETURN QUERY
  WITH told AS MATERIALIZED (
    -- The list of a cut-off has every section of its version.
    SELECT s.code, s.circumscription, s.entity, s.federal_district, s.local_district,
           s.municipality,
           CASE WHEN p_cutoff IS NULL THEN s.nominal_list ELSE n.nominal_list END AS nominal_list,
           CASE WHEN p_cutoff IS NULL THEN s.roll ELSE n.roll END AS roll
      FROM apoyo.section AS s
      LEFT JOIN apoyo.nominal_section AS n
        ON n.geography = p_geography AND n.cutoff = p_cutoff AND n.code = s.code
     WHERE s.geography = p_geography
  ), summed AS (
    SELECT coalesce(t.municipality, t.local_district, t.federal_district, t.entity,
                    t.circumscription, 'MX') AS code,
           sum(t.nominal_list)::bigint AS nominal_list, sum(t.roll)::bigint AS roll
      FROM told AS t
     GROUP BY GROUPING SETS ((), (t.circumscription), (t.entity), (t.federal_district),
                             (t.local_district), (t.municipality))
  ), packed AS (
    SELECT t.municipality AS code,
           string_agg(right(t.code, 4) || ',' || right(t.federal_district, 2) || ','
                      || right(t.local_district, 2) || ',' || t.nominal_list || ','
                      || coalesce(t.roll::text, ''), ';' ORDER BY t.code) AS sections
      FROM told AS t GROUP BY t.municipality
  )
  SELECT d.code::text, d.level::text, d.name, d.parent::text, d.inegi_code,
         CASE WHEN p_cutoff IS NULL THEN d.nominal_list ELSE coalesce(m.nominal_list, 0) END,
         m.roll, l.nominal_list, k.sections
    FROM apoyo.demarcation AS d
    LEFT JOIN summed AS m ON m.code = d.code
    LEFT JOIN packed AS k ON k.code = d.code
    LEFT JOIN apoyo.published_total AS l ON l.geography = p_geography AND l.code = d.code
   WHERE d.geography = p_geography AND d.level <> 'section'
   ORDER BY d.level, d.code;
END
$$;

-- The lists of municipalities under a regime of exception, each with its codes of INE.
CREATE OR REPLACE FUNCTION apoyo.exception_lists(p_geography integer)
RETURNS TABLE (list integer, name text, acuerdo text, stored_by_name text, stored_at timestamptz,
               revision integer, codes text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  PERFORM apoyo.require_geography(p_geography);
  RETURN QUERY
  SELECT l.id, l.name, l.acuerdo, apoyo.display_name(l.stored_by), l.stored_at,
         l.revision,
         ARRAY(SELECT m.code::text FROM apoyo.exception_municipality AS m
                WHERE m.list = l.id ORDER BY m.code)
    FROM apoyo.exception_list AS l
   WHERE l.geography = p_geography
   ORDER BY l.name COLLATE "C";
END
$$;

RESET ROLE;
