-- 23-import-review: what whoever imports a file sees of it before it is adopted.
SET ROLE apoyo_owner;

-- What an import of sections would change of the version in force, rows that are bad included: as
-- many as can be told apart.
CREATE OR REPLACE FUNCTION apoyo.import_changes(p_import bigint)
RETURNS TABLE (added bigint, removed bigint, moved_district bigint, moved_municipality bigint,
               gained bigint, lost bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_import(p_import, 'sections');
  RETURN QUERY EXECUTE format($q$
    WITH new AS (
      SELECT DISTINCT ON (1) r.entity || '-S' || r.section AS code,
             r.entity || '-F' || r.federal_district AS federal_district,
             r.entity || '-L' || r.local_district AS local_district,
             r.entity || '-M' || r.municipality AS municipality,
             CASE WHEN r.nominal_list ~ '^[0-9]{1,9}$' THEN r.nominal_list::bigint END AS electors
        FROM staging.%1$I AS r
       WHERE r.entity IS NOT NULL AND r.section IS NOT NULL
       ORDER BY 1, r.line
    ), old AS (
      SELECT s.code, s.federal_district, s.local_district, s.municipality,
             s.nominal_list AS electors
        FROM apoyo.section AS s
       WHERE s.geography = apoyo.current_geography()
    ), change AS (
      SELECT o.code IS NULL AS added, n.code IS NULL AS removed,
             n.federal_district <> o.federal_district OR n.local_district <> o.local_district
               AS district,
             n.municipality <> o.municipality AS municipality,
             coalesce(n.electors, CASE WHEN n.code IS NULL THEN 0 ELSE o.electors END, 0)
             - coalesce(o.electors, 0) AS electors
        FROM new AS n
        FULL JOIN old AS o ON o.code = n.code COLLATE "C"
    )
    SELECT count(*) FILTER (WHERE c.added), count(*) FILTER (WHERE c.removed),
           count(*) FILTER (WHERE c.district), count(*) FILTER (WHERE c.municipality),
           coalesce(sum(c.electors) FILTER (WHERE c.electors > 0), 0)::bigint,
           coalesce(- sum(c.electors) FILTER (WHERE c.electors < 0), 0)::bigint
      FROM change AS c$q$, 'sections_' || p_import);
END
$$;

-- Municipalities whose code of INEGI the version in force knows: a draft takes it over from there.
CREATE OR REPLACE FUNCTION apoyo.known_inegi_codes()
RETURNS TABLE (code text) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  RETURN QUERY
  SELECT d.code::text
    FROM apoyo.demarcation AS d
   WHERE d.geography = apoyo.current_geography() AND d.level = 'municipality'
     AND d.inegi_code IS NOT NULL
   ORDER BY d.code;
END
$$;

-- Whether an import of this person was adopted: the answer to its commit may have been lost.
CREATE OR REPLACE FUNCTION apoyo.import_adopted(p_import bigint)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  RETURN EXISTS (SELECT FROM apoyo.import AS i
                  WHERE i.id = p_import AND i.begun_by = session_user
                    AND i.adopted_at IS NOT NULL);
END
$$;

RESET ROLE;
