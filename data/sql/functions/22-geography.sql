-- 22-geography: versions of the geography: drafted from a file of sections, compared with the one
-- in force, adopted or thrown away.
SET ROLE apoyo_owner;

-- The version in force: that of the processes created from now on. Null while there is none.
CREATE OR REPLACE FUNCTION apoyo.current_geography()
RETURNS integer LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (SELECT g.id FROM apoyo.geography AS g
           WHERE g.adopted_at IS NOT NULL
           ORDER BY g.adopted_at DESC, g.id DESC
           LIMIT 1);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.require_geography(p_geography integer)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM apoyo.geography AS g WHERE g.id = p_geography) THEN
    PERFORM apoyo.refuse('AP205', coalesce(p_geography::text, ''));
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.require_draft(p_geography integer)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_geography(p_geography);
  IF EXISTS (SELECT FROM apoyo.geography AS g
              WHERE g.id = p_geography
                AND (g.adopted_at IS NOT NULL OR g.discarded_at IS NOT NULL)) THEN
    PERFORM apoyo.refuse('AP206', p_geography::text);
  END IF;
END
$$;

-- What is wrong in a file of sections: values first, then what the rows say of each other. Lines
-- are those of the file.
CREATE OR REPLACE FUNCTION apoyo.bad_sections(p_import bigint)
RETURNS TABLE (line bigint, field text, reason text) LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$
    WITH told AS (
      SELECT CASE WHEN r.source_line ~ '^[0-9]{1,15}$' THEN r.source_line::bigint
                  ELSE r.line END AS at, r.*
        FROM staging.%1$I AS r
    ), clash AS (
      -- One demarcation has one name, one circumscription, one code of INEGI: the first it got.
      SELECT t.entity AS key, min(t.at) AS first,
             CASE WHEN min(t.entity_name COLLATE "C") <> max(t.entity_name COLLATE "C")
                  THEN 'entity_name' END AS naming,
             CASE WHEN min(t.circumscription COLLATE "C") <> max(t.circumscription COLLATE "C")
                  THEN 'circumscription' END AS coding
        FROM told AS t GROUP BY t.entity
      UNION ALL
      SELECT t.entity || '-M' || t.municipality, min(t.at),
             CASE WHEN min(t.municipality_name COLLATE "C") <> max(t.municipality_name COLLATE "C")
                  THEN 'municipality_name' END,
             CASE WHEN min(t.inegi_code COLLATE "C") <> max(t.inegi_code COLLATE "C")
                  THEN 'inegi_code' END
        FROM told AS t GROUP BY t.entity, t.municipality
      UNION ALL
      SELECT t.entity || '-F' || t.federal_district, min(t.at),
             CASE WHEN min(t.federal_district_name COLLATE "C")
                       <> max(t.federal_district_name COLLATE "C")
                  THEN 'federal_district_name' END, NULL
        FROM told AS t GROUP BY t.entity, t.federal_district
      UNION ALL
      SELECT t.entity || '-L' || t.local_district, min(t.at),
             CASE WHEN min(t.local_district_name COLLATE "C")
                       <> max(t.local_district_name COLLATE "C")
                  THEN 'local_district_name' END, NULL
        FROM told AS t GROUP BY t.entity, t.local_district
    ), uneven AS (
      SELECT c.key, c.first, x.field
        FROM clash AS c CROSS JOIN LATERAL (VALUES (c.naming), (c.coding)) AS x (field)
       WHERE x.field IS NOT NULL
    )
    -- One look at each row as a whole; only what does not pass is taken apart.
    SELECT t.at, f.field, f.reason
      FROM (SELECT o.* FROM told AS o
             -- Digits only, and as many as there must be: a third of what an expression costs.
             WHERE translate(concat(o.entity, '|', o.circumscription, '|', o.federal_district, '|',
                                    o.local_district, '|', o.municipality, '|', o.section, '|',
                                    o.inegi_code, '|', o.nominal_list, '|', o.roll),
                             '0123456789', '') <> '||||||||'
                OR length(o.entity) IS DISTINCT FROM 2
                OR o.entity COLLATE "C" NOT BETWEEN '01' AND '32'
                OR length(o.circumscription) IS DISTINCT FROM 1
                OR o.circumscription COLLATE "C" NOT BETWEEN '1' AND '5'
                OR length(o.federal_district) IS DISTINCT FROM 2
                OR length(o.local_district) IS DISTINCT FROM 2
                OR length(o.municipality) IS DISTINCT FROM 3
                OR length(o.section) IS DISTINCT FROM 4
                OR length(o.inegi_code) <> 5
                OR coalesce(length(o.nominal_list), 0) NOT BETWEEN 1 AND 9
                OR length(o.roll) > 9
                OR o.federal_district = '00' OR o.local_district = '00'
                OR o.municipality = '000' OR o.section = '0000'
                OR coalesce(trim(o.entity_name), '') = ''
                OR left(o.inegi_code, 2) <> o.entity
                OR o.roll = '' OR o.inegi_code = ''
                OR lpad(o.roll, 9, '0') COLLATE "C" < lpad(o.nominal_list, 9, '0')) AS t
     CROSS JOIN LATERAL (VALUES
       ('entity', CASE WHEN coalesce(t.entity, '') = '' THEN 'is empty'
                       ELSE 'is not one of 01 to 32' END,
        coalesce(t.entity, '') !~ '^(0[1-9]|[12][0-9]|3[0-2])$'),
       ('entity_name', 'is empty', coalesce(trim(t.entity_name), '') = ''),
       ('circumscription', 'is not one of 1 to 5', coalesce(t.circumscription, '') !~ '^[1-5]$'),
       ('federal_district', CASE WHEN coalesce(t.federal_district, '') = '' THEN 'is empty'
                       ELSE 'is not a number from 1 to 99' END,
        coalesce(t.federal_district, '') !~ '^(0[1-9]|[1-9][0-9])$'),
       ('local_district', CASE WHEN coalesce(t.local_district, '') = '' THEN 'is empty'
                       ELSE 'is not a number from 1 to 99' END,
        coalesce(t.local_district, '') !~ '^(0[1-9]|[1-9][0-9])$'),
       ('municipality', CASE WHEN coalesce(t.municipality, '') = '' THEN 'is empty'
                       ELSE 'is not a number from 1 to 999' END,
        coalesce(t.municipality, '') !~ '^[0-9]{3}$' OR t.municipality = '000'),
       ('section', CASE WHEN coalesce(t.section, '') = '' THEN 'is empty'
                       ELSE 'is not a number from 1 to 9999' END,
        coalesce(t.section, '') !~ '^[0-9]{4}$' OR t.section = '0000'),
       ('inegi_code', 'is not three digits after those of the entity',
        t.inegi_code !~ '^[0-9]{5}$' OR left(t.inegi_code, 2) <> t.entity),
       ('nominal_list', CASE WHEN coalesce(t.nominal_list, '') = '' THEN 'is empty'
                             ELSE 'is not a number' END,
        coalesce(t.nominal_list, '') !~ '^[0-9]{1,9}$'),
       ('roll', 'is not a number', t.roll !~ '^[0-9]{1,9}$'),
       ('roll', 'is smaller than the nominal list',
        CASE WHEN t.roll ~ '^[0-9]{1,9}$' AND t.nominal_list ~ '^[0-9]{1,9}$'
             THEN t.roll::bigint < t.nominal_list::bigint END)
     ) AS f (field, reason, wrong)
     WHERE f.wrong
    UNION ALL
    SELECT s.at, 'section', 'is that of line ' || s.first
      FROM (SELECT t.at, row_number() OVER w AS place, first_value(t.at) OVER w AS first
              FROM told AS t
             WHERE (t.entity, t.section) IN (SELECT d.entity, d.section FROM told AS d
                                              GROUP BY d.entity, d.section HAVING count(*) > 1)
            WINDOW w AS (PARTITION BY t.entity, t.section ORDER BY t.at)) AS s
     WHERE s.place > 1
    UNION ALL
    SELECT m.first, 'inegi_code', 'is that of another municipality'
      FROM (SELECT min(t.at) AS first,
                   row_number() OVER (PARTITION BY t.inegi_code ORDER BY min(t.at)) AS place
              FROM told AS t
             WHERE t.inegi_code IS NOT NULL
             GROUP BY t.inegi_code, t.entity, t.municipality) AS m
     WHERE m.place > 1
    UNION ALL
    SELECT t.at, u.field, 'is not what line ' || u.first || ' says'
      FROM uneven AS u
      JOIN told AS t
        ON u.key = CASE u.field WHEN 'entity_name' THEN t.entity
                                WHEN 'circumscription' THEN t.entity
                                WHEN 'federal_district_name' THEN t.entity || '-F' || t.federal_district
                                WHEN 'local_district_name' THEN t.entity || '-L' || t.local_district
                                ELSE t.entity || '-M' || t.municipality END
      JOIN told AS o ON o.at = u.first
     WHERE CASE u.field
             WHEN 'entity_name' THEN t.entity_name IS DISTINCT FROM o.entity_name
             WHEN 'circumscription' THEN t.circumscription IS DISTINCT FROM o.circumscription
             WHEN 'federal_district_name'
             THEN t.federal_district_name IS DISTINCT FROM o.federal_district_name
             WHEN 'local_district_name'
             THEN t.local_district_name IS DISTINCT FROM o.local_district_name
             WHEN 'municipality_name' THEN t.municipality_name IS DISTINCT FROM o.municipality_name
             ELSE t.inegi_code IS DISTINCT FROM o.inegi_code END
     ORDER BY 1, 2$q$, 'sections_' || p_import);
END
$$;

-- A draft from an import of kind sections. Demarcations above follow from the sections; a name that
-- the file does not tell is that of the version in force, or the demarcation's number.
CREATE OR REPLACE FUNCTION apoyo.draft_geography(p_import bigint, p_name text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_geography integer;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  IF coalesce(trim(p_name), '') = '' THEN
    PERFORM apoyo.refuse('AP116', 'name');
  END IF;
  PERFORM apoyo.require_import(p_import, 'sections');
  PERFORM apoyo.require_good_rows(p_import, 'sections');
  INSERT INTO apoyo.geography AS g (name, drafted_by) VALUES (trim(p_name), session_user)
  RETURNING g.id INTO v_geography;
  EXECUTE format($q$
    WITH section AS MATERIALIZED (
      SELECT r.entity, r.entity || '-S' || r.section AS code, 'C' || r.circumscription AS circumscription,
             r.entity || '-M' || r.municipality AS municipality,
             r.entity || '-F' || r.federal_district AS federal_district,
             r.entity || '-L' || r.local_district AS local_district,
             r.nominal_list::bigint AS nominal_list, r.roll::bigint AS roll, r.section,
             r.entity_name, r.municipality_name, r.inegi_code, r.federal_district_name,
             r.local_district_name
        FROM staging.%1$I AS r
    ), placed AS (
      SELECT 'MX' AS code, 'country' AS level, 'México' AS told, NULL AS otherwise, NULL AS parent,
             NULL AS entity, sum(s.nominal_list) AS nominal_list, NULL AS inegi_code
        FROM section AS s
      UNION ALL
      SELECT s.circumscription, 'circumscription',
             (ARRAY['Primera', 'Segunda', 'Tercera', 'Cuarta', 'Quinta'])
               [right(s.circumscription, 1)::integer] || ' circunscripción',
             NULL, 'MX', NULL, sum(s.nominal_list), NULL
        FROM section AS s GROUP BY s.circumscription
      UNION ALL
      SELECT s.entity, 'entity', min(s.entity_name), NULL, min(s.circumscription), s.entity,
             sum(s.nominal_list), s.entity
        FROM section AS s GROUP BY s.entity
      UNION ALL
      SELECT s.federal_district, 'federal_district', min(s.federal_district_name),
             'Distrito federal ' || right(s.federal_district, 2), s.entity, s.entity,
             sum(s.nominal_list), NULL
        FROM section AS s GROUP BY s.entity, s.federal_district
      UNION ALL
      SELECT s.local_district, 'local_district', min(s.local_district_name),
             'Distrito local ' || right(s.local_district, 2), s.entity, s.entity,
             sum(s.nominal_list), NULL
        FROM section AS s GROUP BY s.entity, s.local_district
      UNION ALL
      SELECT s.municipality, 'municipality', min(s.municipality_name),
             'Municipio ' || right(s.municipality, 3), s.entity, s.entity,
             sum(s.nominal_list), min(s.inegi_code)
        FROM section AS s GROUP BY s.entity, s.municipality
      UNION ALL
      SELECT s.code, 'section', 'Sección ' || s.section, NULL, s.municipality, s.entity,
             s.nominal_list, NULL
        FROM section AS s
    ), stored AS (
      INSERT INTO apoyo.demarcation (geography, code, level, name, parent, entity, nominal_list,
                                     inegi_code)
      SELECT $1, p.code, p.level::apoyo.level, coalesce(nullif(trim(p.told), ''), b.name, p.otherwise),
             p.parent, p.entity, p.nominal_list,
             CASE WHEN p.level = 'municipality' THEN coalesce(p.inegi_code, b.inegi_code)
                  ELSE p.inegi_code END
        FROM placed AS p
        LEFT JOIN apoyo.demarcation AS b
          ON b.geography = $2 AND b.code = p.code COLLATE "C" AND p.level <> 'section'
    )
    INSERT INTO apoyo.section (geography, code, entity, circumscription, municipality,
                               federal_district, local_district, nominal_list, roll)
    SELECT $1, s.code, s.entity, s.circumscription, s.municipality, s.federal_district,
           s.local_district, s.nominal_list, s.roll
      FROM section AS s$q$, 'sections_' || p_import)
    USING v_geography, apoyo.current_geography();
  ANALYZE apoyo.demarcation, apoyo.section;
  PERFORM apoyo.require_whole_sections(v_geography);
  EXECUTE format('DROP TABLE staging.%I', 'sections_' || p_import);
  PERFORM apoyo.log_act('geography-drafted',
                        jsonb_build_object('import', p_import, 'geography', v_geography));
  PERFORM apoyo.tell_setup('geography');
  RETURN v_geography;
END
$$;

-- Puts a draft in force. p_against is the version that its differences were looked at with, null
-- for none: somebody else's adoption in between makes that look worthless.
CREATE OR REPLACE FUNCTION apoyo.adopt_geography_version(p_geography integer, p_against integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_current integer;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  -- Two adoptions one after the other: the second sees the first.
  LOCK TABLE apoyo.geography IN SHARE ROW EXCLUSIVE MODE;
  PERFORM apoyo.require_draft(p_geography);
  v_current := apoyo.current_geography();
  IF v_current IS DISTINCT FROM p_against THEN
    PERFORM apoyo.refuse('AP207', coalesce(v_current::text, 'none'),
                         coalesce(p_against::text, 'none'));
  END IF;
  UPDATE apoyo.geography AS g SET adopted_by = session_user, adopted_at = clock_timestamp()
   WHERE g.id = p_geography;
  PERFORM apoyo.log_act('geography-adopted', jsonb_build_object('geography', p_geography,
                                                                'instead_of', p_against));
  PERFORM apoyo.tell_setup('geography');
END
$$;

-- A draft that will not be adopted. It stays to be looked at, out of the way.
CREATE OR REPLACE FUNCTION apoyo.discard_geography(p_geography integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  LOCK TABLE apoyo.geography IN SHARE ROW EXCLUSIVE MODE;
  PERFORM apoyo.require_draft(p_geography);
  UPDATE apoyo.geography AS g SET discarded_by = session_user, discarded_at = clock_timestamp()
   WHERE g.id = p_geography;
  PERFORM apoyo.log_act('geography-discarded', jsonb_build_object('geography', p_geography));
  PERFORM apoyo.tell_setup('geography');
END
$$;

CREATE OR REPLACE FUNCTION apoyo.geography_versions()
RETURNS TABLE (geography integer, name text, state text, drafted_by text, drafted_at timestamptz,
               adopted_by text, adopted_at timestamptz, sections bigint, nominal_list bigint,
               processes bigint)
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
         g.drafted_by, g.drafted_at, g.adopted_by, g.adopted_at,
         (SELECT count(*) FROM apoyo.section AS s WHERE s.geography = g.id),
         (SELECT d.nominal_list FROM apoyo.demarcation AS d
           WHERE d.geography = g.id AND d.code = 'MX'),
         (SELECT count(*) FROM apoyo.process AS p WHERE p.geography = g.id)
    FROM apoyo.geography AS g
   ORDER BY g.id;
END
$$;

-- The sections that differ between two versions, each with what happened to it. p_against null: the
-- version in force.
CREATE OR REPLACE FUNCTION apoyo.section_changes(p_geography integer, p_against integer)
RETURNS TABLE (code text, entity text, change text, was text, becomes text, electors bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
  WITH new AS (SELECT s.* FROM apoyo.section AS s WHERE s.geography = p_geography),
       old AS (SELECT s.* FROM apoyo.section AS s WHERE s.geography = p_against)
  SELECT coalesce(n.code, o.code)::text, coalesce(n.entity, o.entity)::text, c.change, c.was,
         c.becomes, c.electors
    FROM new AS n
    FULL JOIN old AS o ON o.code = n.code
   CROSS JOIN LATERAL (VALUES
     ('added', NULL::text, n.municipality::text, n.nominal_list, o.code IS NULL),
     ('removed', o.municipality::text, NULL, - o.nominal_list, n.code IS NULL),
     ('federal_district', o.federal_district::text, n.federal_district::text, n.nominal_list,
      n.federal_district <> o.federal_district),
     ('local_district', o.local_district::text, n.local_district::text, n.nominal_list,
      n.local_district <> o.local_district),
     ('municipality', o.municipality::text, n.municipality::text, n.nominal_list,
      n.municipality <> o.municipality),
     ('circumscription', o.circumscription::text, n.circumscription::text, n.nominal_list,
      n.circumscription <> o.circumscription),
     ('nominal_list', o.nominal_list::text, n.nominal_list::text, n.nominal_list - o.nominal_list,
      n.nominal_list <> o.nominal_list)) AS c (change, was, becomes, electors, so)
   -- Nearly all stay as they were: those are not looked at change by change.
   WHERE (n.code IS NULL OR o.code IS NULL OR n.federal_district <> o.federal_district
          OR n.local_district <> o.local_district OR n.municipality <> o.municipality
          OR n.circumscription <> o.circumscription OR n.nominal_list <> o.nominal_list)
     AND c.so;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.geography_changes(p_geography integer, p_against integer DEFAULT NULL)
RETURNS TABLE (code text, change text, was text, becomes text, electors bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  PERFORM apoyo.require_geography(p_geography);
  RETURN QUERY
  SELECT c.code, c.change, c.was, c.becomes, c.electors
    FROM apoyo.section_changes(p_geography, coalesce(p_against, apoyo.current_geography())) AS c
   ORDER BY c.code COLLATE "C", c.change COLLATE "C";
END
$$;

-- The same, counted for each entity and, as 'MX', in total; entities without a change are there
-- too. Electors gained and lost are those of sections added, removed or counted anew.
CREATE OR REPLACE FUNCTION apoyo.geography_difference(
  p_geography integer, p_against integer DEFAULT NULL)
RETURNS TABLE (entity text, added bigint, removed bigint, moved_federal bigint, moved_local bigint,
               moved_municipality bigint, gained bigint, lost bigint, nominal_list bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_against integer := coalesce(p_against, apoyo.current_geography());
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  PERFORM apoyo.require_geography(p_geography);
  RETURN QUERY
  SELECT coalesce(e.code, 'MX'),
         count(*) FILTER (WHERE c.change = 'added'),
         count(*) FILTER (WHERE c.change = 'removed'),
         count(*) FILTER (WHERE c.change = 'federal_district'),
         count(*) FILTER (WHERE c.change = 'local_district'),
         count(*) FILTER (WHERE c.change = 'municipality'),
         coalesce(sum(c.electors) FILTER (
           WHERE c.change IN ('added', 'nominal_list') AND c.electors > 0), 0)::bigint,
         coalesce(- sum(c.electors) FILTER (
           WHERE c.change IN ('removed', 'nominal_list') AND c.electors < 0), 0)::bigint,
         coalesce((SELECT d.nominal_list FROM apoyo.demarcation AS d
                    WHERE d.geography = p_geography AND d.code = coalesce(e.code, 'MX')), 0)
    FROM (SELECT DISTINCT d.code::text AS code FROM apoyo.demarcation AS d
           WHERE d.level = 'entity' AND d.geography IN (p_geography, v_against)) AS e
    LEFT JOIN apoyo.section_changes(p_geography, v_against) AS c
      ON c.entity = e.code COLLATE "C"
   GROUP BY GROUPING SETS ((e.code), ())
   ORDER BY e.code COLLATE "C" NULLS LAST;
END
$$;

-- Published totals to hold a version against; a null total takes one back. p_seen: the total that was
-- looked at, -1 where there was none: what somebody else stated meanwhile is not written over.
CREATE OR REPLACE FUNCTION apoyo.state_published_total(
  p_geography integer, p_code text, p_seen bigint, p_total bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_present bigint;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_geography(p_geography);
  IF NOT EXISTS (SELECT FROM apoyo.demarcation AS d
                  WHERE d.geography = p_geography AND d.code = p_code) THEN
    PERFORM apoyo.refuse('AP208', coalesce(p_code, ''), p_geography::text);
  END IF;
  IF p_total < 0 THEN
    PERFORM apoyo.refuse('AP209', p_total::text);
  END IF;
  SELECT t.nominal_list INTO v_present FROM apoyo.published_total AS t
   WHERE t.geography = p_geography AND t.code = p_code
     FOR UPDATE;
  IF coalesce(v_present, -1) IS DISTINCT FROM p_seen THEN
    PERFORM apoyo.refuse('AP220', p_code);
  END IF;
  -- Nothing where there was none: one stated since then is met by what is written here, not lost.
  DELETE FROM apoyo.published_total AS t
   WHERE t.geography = p_geography AND t.code = p_code AND v_present IS NOT NULL;
  INSERT INTO apoyo.published_total (geography, code, nominal_list, stated_by)
  SELECT p_geography, p_code, p_total, session_user WHERE p_total IS NOT NULL;
  PERFORM apoyo.log_act('total-stated', jsonb_build_object(
    'geography', p_geography, 'code', p_code, 'total', p_total));
  PERFORM apoyo.tell_setup('geography');
EXCEPTION
  -- Stated by two side by side where there was none.
  WHEN unique_violation THEN
    PERFORM apoyo.refuse('AP220', p_code);
END
$$;

-- What looks wrong in a version and does not forbid it: whoever adopts it should know.
CREATE OR REPLACE FUNCTION apoyo.geography_quality(p_geography integer)
RETURNS TABLE (code text, name text, problem text, found bigint, expected bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  PERFORM apoyo.require_geography(p_geography);
  RETURN QUERY
  SELECT x.code, x.name, x.problem, x.found, x.expected
    FROM (
      -- The law forms sections of 100 to 3,000 electors.
      SELECT d.code::text AS code, d.name,
             CASE WHEN d.nominal_list < 100 THEN 'section_small' ELSE 'section_large' END AS problem,
             d.nominal_list AS found,
             CASE WHEN d.nominal_list < 100 THEN 100 ELSE 3000 END::bigint AS expected
        FROM apoyo.demarcation AS d
       WHERE d.geography = p_geography AND d.level = 'section'
         AND d.nominal_list NOT BETWEEN 100 AND 3000
      UNION ALL
      SELECT d.code::text, d.name, 'empty_' || d.level, 0, NULL
        FROM apoyo.demarcation AS d
       WHERE d.geography = p_geography AND d.level <> 'section'
         AND d.level > 'circumscription' AND d.nominal_list = 0
      UNION ALL
      SELECT t.code::text, d.name, 'total_differs', d.nominal_list, t.nominal_list
        FROM apoyo.published_total AS t
        JOIN apoyo.demarcation AS d ON d.geography = t.geography AND d.code = t.code
       WHERE t.geography = p_geography AND t.nominal_list <> d.nominal_list
      UNION ALL
      -- Lists of exception regimes are published with the codes of INEGI.
      SELECT d.code::text, d.name, 'without_inegi_code', NULL, NULL
        FROM apoyo.demarcation AS d
       WHERE d.geography = p_geography AND d.level = 'municipality' AND d.inegi_code IS NULL
      UNION ALL
      -- What a section belongs to lies in its own entity, and is there.
      SELECT s.code::text, 'Sección ' || right(s.code, 4), 'section_misplaced',
             num_nonnulls(m.code, f.code, l.code), 3
        FROM apoyo.section AS s
        LEFT JOIN apoyo.demarcation AS m
          ON m.geography = p_geography AND m.code = s.municipality AND m.entity = s.entity
        LEFT JOIN apoyo.demarcation AS f
          ON f.geography = p_geography AND f.code = s.federal_district AND f.entity = s.entity
        LEFT JOIN apoyo.demarcation AS l
          ON l.geography = p_geography AND l.code = s.local_district AND l.entity = s.entity
       WHERE s.geography = p_geography
         AND (m.code IS NULL OR f.code IS NULL OR l.code IS NULL)) AS x
   ORDER BY x.problem COLLATE "C", x.code COLLATE "C";
END
$$;

-- Every section of a version with all that a file of it holds.
CREATE OR REPLACE FUNCTION apoyo.geography_sections(p_geography integer)
RETURNS TABLE (entity text, entity_name text, circumscription text, federal_district text,
               federal_district_name text, local_district text, local_district_name text,
               municipality text, municipality_name text, inegi_code text, section text,
               nominal_list bigint, roll bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  PERFORM apoyo.require_geography(p_geography);
  RETURN QUERY
  SELECT s.entity::text, e.name, right(s.circumscription, 1), right(s.federal_district, 2), f.name,
         right(s.local_district, 2), l.name, right(s.municipality, 3), m.name, m.inegi_code,
         right(s.code, 4), s.nominal_list, s.roll
    FROM apoyo.section AS s
    JOIN apoyo.demarcation AS e ON e.geography = p_geography AND e.code = s.entity
    JOIN apoyo.demarcation AS f ON f.geography = p_geography AND f.code = s.federal_district
    JOIN apoyo.demarcation AS l ON l.geography = p_geography AND l.code = s.local_district
    JOIN apoyo.demarcation AS m ON m.geography = p_geography AND m.code = s.municipality
   WHERE s.geography = p_geography
   ORDER BY s.code;
END
$$;

RESET ROLE;
