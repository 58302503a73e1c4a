-- 23-nominal-lists: how many electors each section had at a date, and where supports may be
-- collected on paper: both belong to one version of the geography.
SET ROLE apoyo_owner;

CREATE OR REPLACE FUNCTION apoyo.begin_nominal_list(p_geography integer, p_cutoff date)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_geography(p_geography);
  IF p_cutoff IS NULL OR p_cutoff > current_date THEN
    PERFORM apoyo.refuse('AP210', coalesce(p_cutoff::text, ''));
  END IF;
  IF EXISTS (SELECT FROM apoyo.nominal_cutoff AS c
              WHERE c.geography = p_geography AND c.cutoff = p_cutoff) THEN
    PERFORM apoyo.refuse('AP211', p_cutoff::text, p_geography::text);
  END IF;
  RETURN apoyo.new_import('nominal_list', 'source_line, entity, section, nominal_list, roll, cutoff',
                          p_geography, p_cutoff);
END
$$;

-- Line 0 stands for the file as a whole: a section that it does not have.
CREATE OR REPLACE FUNCTION apoyo.bad_nominal_list(p_import bigint)
RETURNS TABLE (line bigint, field text, reason text) LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$
    WITH target AS (
      SELECT i.geography, i.cutoff FROM apoyo.import AS i WHERE i.id = $1
    ), told AS (
      SELECT CASE WHEN r.source_line ~ '^[0-9]{1,15}$' THEN r.source_line::bigint
                  ELSE r.line END AS at, r.*,
             r.entity || '-S' || r.section AS code
        FROM staging.%1$I AS r
    )
    SELECT t.at, f.field, f.reason
      FROM told AS t
     CROSS JOIN target AS g
      LEFT JOIN apoyo.section AS s ON s.geography = g.geography AND s.code = t.code COLLATE "C"
     CROSS JOIN LATERAL (VALUES
       ('section', 'is not in the geography', s.code IS NULL),
       ('nominal_list', 'is not a number', coalesce(t.nominal_list, '') !~ '^[0-9]{1,9}$'),
       ('roll', 'is not a number', t.roll !~ '^[0-9]{1,9}$'),
       ('roll', 'is smaller than the nominal list',
        CASE WHEN t.roll ~ '^[0-9]{1,9}$' AND t.nominal_list ~ '^[0-9]{1,9}$'
             THEN t.roll::bigint < t.nominal_list::bigint END),
       ('cutoff', 'is not the date of the import', t.cutoff <> g.cutoff::text)
     ) AS f (field, reason, wrong)
     WHERE f.wrong
    UNION ALL
    SELECT d.at, 'section', 'is in the file more than once'
      FROM (SELECT t.at, row_number() OVER (PARTITION BY t.code ORDER BY t.at) AS place
              FROM told AS t) AS d
     WHERE d.place > 1
    UNION ALL
    SELECT 0, 'section', s.code || ' is not in the file'
      FROM apoyo.section AS s
      JOIN target AS g ON g.geography = s.geography
     WHERE NOT EXISTS (SELECT FROM told AS t WHERE t.code COLLATE "C" = s.code)
     ORDER BY 1, 2, 3$q$, 'nominal_list_' || p_import)
    USING p_import;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.adopt_nominal_list(p_import bigint)
RETURNS TABLE (sections bigint, nominal_list bigint) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  i apoyo.import;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_import(p_import, 'nominal_list');
  PERFORM apoyo.require_good_rows(p_import, 'nominal_list');
  SELECT m.* INTO STRICT i FROM apoyo.import AS m WHERE m.id = p_import;
  INSERT INTO apoyo.nominal_cutoff (geography, cutoff, adopted_by)
  VALUES (i.geography, i.cutoff, session_user);
  EXECUTE format($q$
    WITH taken AS (
      INSERT INTO apoyo.nominal_section AS n (geography, cutoff, code, nominal_list, roll)
      SELECT $1, $2, r.entity || '-S' || r.section, r.nominal_list::bigint, r.roll::bigint
        FROM staging.%I AS r
      RETURNING n.nominal_list)
    SELECT count(*), sum(t.nominal_list)::bigint FROM taken AS t$q$, 'nominal_list_' || p_import)
    INTO sections, nominal_list
   USING i.geography, i.cutoff;
  EXECUTE format('DROP TABLE staging.%I', 'nominal_list_' || p_import);
  ANALYZE apoyo.nominal_section;
  PERFORM apoyo.log_act('nominal-list-adopted', jsonb_build_object(
    'import', p_import, 'geography', i.geography, 'cutoff', i.cutoff,
    'nominal_list', nominal_list));
  PERFORM apoyo.tell_setup('geography');
  RETURN NEXT;
EXCEPTION
  -- Two of the same date begun side by side: the second one to adopt.
  WHEN unique_violation THEN
    PERFORM apoyo.refuse('AP211', i.cutoff::text, i.geography::text);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.nominal_lists(p_geography integer)
RETURNS TABLE (cutoff date, adopted_by text, adopted_at timestamptz, sections bigint,
               nominal_list bigint, roll bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  PERFORM apoyo.require_geography(p_geography);
  RETURN QUERY
  SELECT c.cutoff, c.adopted_by, c.adopted_at, count(n.code), sum(n.nominal_list)::bigint,
         sum(n.roll)::bigint
    FROM apoyo.nominal_cutoff AS c
    JOIN apoyo.nominal_section AS n USING (geography, cutoff)
   WHERE c.geography = p_geography
   GROUP BY c.geography, c.cutoff
   ORDER BY c.cutoff;
END
$$;

-- The electors of every demarcation at a cut-off.
CREATE OR REPLACE FUNCTION apoyo.nominal_list_at(p_geography integer, p_cutoff date)
RETURNS TABLE (code text, level text, nominal_list bigint, roll bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  IF NOT EXISTS (SELECT FROM apoyo.nominal_cutoff AS c
                  WHERE c.geography = p_geography AND c.cutoff = p_cutoff) THEN
    PERFORM apoyo.refuse('AP212', coalesce(p_cutoff::text, ''), coalesce(p_geography::text, ''));
  END IF;
  RETURN QUERY
  SELECT v.code::text, v.level, sum(n.nominal_list)::bigint, sum(n.roll)::bigint
    FROM apoyo.nominal_section AS n
    JOIN apoyo.section AS s ON s.geography = n.geography AND s.code = n.code
   CROSS JOIN LATERAL (VALUES
     ('MX'::text, 'country'), (s.circumscription::text, 'circumscription'),
     (s.entity::text, 'entity'), (s.federal_district::text, 'federal_district'),
     (s.local_district::text, 'local_district'), (s.municipality::text, 'municipality'),
     (s.code::text, 'section')) AS v (code, level)
   WHERE n.geography = p_geography AND n.cutoff = p_cutoff
   GROUP BY v.code, v.level
   ORDER BY v.code COLLATE "C";
END
$$;

-- Refuses what would change a list that a process stands on. Captures keep the version of the rule
-- that judged them: of a process that is no draft any version, not the last one alone. p_drafts:
-- whether one that is still configured with it is asked too.
CREATE OR REPLACE FUNCTION apoyo.require_list_unused(
  p_geography integer, p_name text, p_drafts boolean)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
BEGIN
  SELECT q.* INTO p
    FROM apoyo.process AS q
    JOIN apoyo.rule AS r ON r.process = q.id AND r.exception_list = p_name
   WHERE q.geography = p_geography
     AND (q.state <> 'draft' OR p_drafts AND r.version = q.rule_version)
   ORDER BY q.id = ANY (apoyo.visible_processes()) DESC, q.id
   LIMIT 1;
  IF FOUND AND p.id = ANY (apoyo.visible_processes()) THEN
    PERFORM apoyo.refuse('AP218', p_name, p.code);
  ELSIF FOUND THEN
    PERFORM apoyo.refuse('AP219', p_name);
  END IF;
END
$$;

-- Before a rule names a list: whoever removes, renames or replaces it meanwhile waits, and then finds
-- it in use; whoever names it waits for them, and then finds what they left.
CREATE OR REPLACE FUNCTION apoyo.hold_exception_list(p_geography integer, p_name text)
RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM apoyo.exception_list AS l
    WHERE l.geography = p_geography AND l.name = p_name
      FOR SHARE;
  RETURN FOUND;
END
$$;

-- Refuses a list that is not there, and one that is another than was looked at.
CREATE OR REPLACE FUNCTION apoyo.take_exception_list(
  p_geography integer, p_name text, p_revision integer)
RETURNS apoyo.exception_list LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  e apoyo.exception_list;
BEGIN
  PERFORM apoyo.require_geography(p_geography);
  SELECT l.* INTO e FROM apoyo.exception_list AS l
   WHERE l.geography = p_geography AND l.name = p_name
     FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP222', coalesce(p_name, ''));
  END IF;
  IF p_revision IS DISTINCT FROM e.revision THEN
    PERFORM apoyo.refuse('AP221', e.name, apoyo.display_name(e.stored_by),
                         apoyo.utc_text(e.stored_at));
  END IF;
  PERFORM apoyo.require_list_unused(p_geography, e.name, true);
  RETURN e;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.rename_exception_list(
  p_geography integer, p_name text, p_revision integer, p_new_name text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  e apoyo.exception_list;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_text('name', p_new_name);
  e := apoyo.take_exception_list(p_geography, p_name, p_revision);
  UPDATE apoyo.exception_list AS l
     SET name = trim(p_new_name), revision = l.revision + 1, stored_by = session_user,
         stored_at = clock_timestamp()
   WHERE l.id = e.id;
  PERFORM apoyo.log_act('exception-list-renamed', jsonb_build_object(
    'geography', p_geography, 'list', e.id, 'was', e.name, 'name', trim(p_new_name)));
  PERFORM apoyo.tell_setup('geography');
EXCEPTION
  WHEN unique_violation THEN
    PERFORM apoyo.refuse('AP223', trim(p_new_name));
END
$$;

-- The internal log keeps what was in it, so that it can be stored again.
CREATE OR REPLACE FUNCTION apoyo.remove_exception_list(
  p_geography integer, p_name text, p_revision integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  e apoyo.exception_list;
  v_codes text[];
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  e := apoyo.take_exception_list(p_geography, p_name, p_revision);
  WITH removed AS (
    DELETE FROM apoyo.exception_municipality AS m WHERE m.list = e.id RETURNING m.code
  )
  SELECT array_agg(r.code ORDER BY r.code) INTO v_codes FROM removed AS r;
  DELETE FROM apoyo.exception_list AS l WHERE l.id = e.id;
  PERFORM apoyo.log_act('exception-list-removed', jsonb_build_object(
    'geography', p_geography, 'list', e.id, 'name', e.name, 'acuerdo', e.acuerdo,
    'codes', to_jsonb(v_codes)));
  PERFORM apoyo.tell_setup('geography');
END
$$;

-- Codes of five digits, entity and municipality, as INE or as INEGI numbers them. A list by which
-- supports are judged already stays as it is: another name makes another list, and a change of the
-- rule adopts it. p_revision: of the list that was looked at and is replaced, 0 for a new one: a list
-- that somebody else stored meanwhile is not written over.
CREATE OR REPLACE FUNCTION apoyo.store_exception_list(
  p_geography integer, p_name text, p_revision integer, p_acuerdo text, p_coding text,
  p_codes text[])
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_list integer;
  e apoyo.exception_list;
  v_unknown text;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_geography(p_geography);
  PERFORM apoyo.refuse('AP116', t.what)
     FROM (VALUES ('name', p_name), ('acuerdo', p_acuerdo),
                  ('codes', array_to_string(p_codes, ','))) AS t (what, value)
    WHERE coalesce(trim(t.value), '') = '';
  IF coalesce(p_coding, '') NOT IN ('ine', 'inegi') THEN
    PERFORM apoyo.refuse('AP213', coalesce(p_coding, ''));
  END IF;
  PERFORM apoyo.require_list_unused(p_geography, trim(p_name), false);
  IF p_revision IS DISTINCT FROM 0
     AND NOT EXISTS (SELECT FROM apoyo.exception_list AS l
                      WHERE l.geography = p_geography AND l.name = trim(p_name)) THEN
    PERFORM apoyo.refuse('AP222', trim(p_name));
  END IF;
  -- Whichever of two that store it side by side comes first, the other one finds it changed.
  INSERT INTO apoyo.exception_list AS l (geography, name, acuerdo, stored_by, revision)
  VALUES (p_geography, trim(p_name), trim(p_acuerdo), session_user, 1)
  ON CONFLICT (geography, name) DO UPDATE
    SET acuerdo = excluded.acuerdo, stored_by = excluded.stored_by, stored_at = clock_timestamp(),
        revision = l.revision + 1
    WHERE l.revision = p_revision
  RETURNING l.* INTO e;
  IF NOT FOUND OR e.revision IS DISTINCT FROM p_revision + 1 THEN
    SELECT l.* INTO e FROM apoyo.exception_list AS l
     WHERE l.geography = p_geography AND l.name = trim(p_name);
    PERFORM apoyo.refuse('AP221', trim(p_name), apoyo.display_name(e.stored_by),
                         apoyo.utc_text(e.stored_at));
  END IF;
  -- Who adopted it in this moment held it until now.
  PERFORM apoyo.require_list_unused(p_geography, e.name, false);
  v_list := e.id;
  DELETE FROM apoyo.exception_municipality AS m WHERE m.list = v_list;
  INSERT INTO apoyo.exception_municipality (geography, list, code)
  SELECT p_geography, v_list, d.code
    FROM apoyo.demarcation AS d
   WHERE d.geography = p_geography AND d.level = 'municipality'
     AND CASE p_coding WHEN 'ine' THEN replace(d.code, '-M', '') ELSE d.inegi_code END
         = ANY (p_codes);
  SELECT string_agg(c.code, ', ' ORDER BY c.code) INTO v_unknown
    FROM (SELECT DISTINCT coalesce(u.code, '') AS code FROM unnest(p_codes) AS u (code)) AS c
   WHERE NOT EXISTS (
     SELECT FROM apoyo.exception_municipality AS m
       JOIN apoyo.demarcation AS d ON d.geography = m.geography AND d.code = m.code
      WHERE m.list = v_list
        AND CASE p_coding WHEN 'ine' THEN replace(d.code, '-M', '') ELSE d.inegi_code END = c.code);
  IF v_unknown IS NOT NULL THEN
    PERFORM apoyo.refuse('AP214', v_unknown, p_coding);
  END IF;
  PERFORM apoyo.log_act('exception-list-stored', jsonb_build_object(
    'geography', p_geography, 'list', v_list, 'name', trim(p_name), 'acuerdo', trim(p_acuerdo),
    'municipalities', cardinality(p_codes)));
  PERFORM apoyo.tell_setup('geography');
  RETURN v_list;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.exception_municipalities(p_geography integer)
RETURNS TABLE (list integer, list_name text, acuerdo text, code text, inegi_code text, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_watch', 'apoyo_supervisor', 'apoyo_auditor');
  PERFORM apoyo.require_geography(p_geography);
  RETURN QUERY
  SELECT l.id, l.name, l.acuerdo, d.code::text, d.inegi_code, d.name
    FROM apoyo.exception_list AS l
    JOIN apoyo.exception_municipality AS m ON m.list = l.id
    JOIN apoyo.demarcation AS d ON d.geography = m.geography AND d.code = m.code
   WHERE l.geography = p_geography
   ORDER BY l.name COLLATE "C", d.code;
END
$$;

RESET ROLE;
