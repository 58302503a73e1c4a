-- 21-imports: bulk files come by COPY into one table of schema staging each, and one command
-- checks and adopts it whole or not at all.
--
-- Every staging column is text: what is wrong in it is then told by line and field, instead of a
-- COPY that stops at the first.
SET ROLE apoyo_owner;

-- Tables of imports that nobody adopted within a day. What somebody uses at this moment stays.
CREATE OR REPLACE FUNCTION apoyo.clear_abandoned_imports()
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_import apoyo.import;
BEGIN
  FOR v_import IN
    SELECT i.* FROM apoyo.import AS i
     WHERE i.adopted_at IS NULL AND i.abandoned_at IS NULL
       AND i.begun_at < clock_timestamp() - make_interval(days => 1)
       FOR UPDATE SKIP LOCKED
  LOOP
    BEGIN
      EXECUTE format('LOCK TABLE staging.%I IN ACCESS EXCLUSIVE MODE NOWAIT',
                     v_import.kind || '_' || v_import.id);
      EXECUTE format('DROP TABLE staging.%I', v_import.kind || '_' || v_import.id);
    EXCEPTION
      WHEN lock_not_available THEN
        CONTINUE;
      WHEN undefined_table THEN -- from before such an end was written down
        NULL;
    END;
    UPDATE apoyo.import AS i SET abandoned_at = clock_timestamp() WHERE i.id = v_import.id;
  END LOOP;
END
$$;

-- The import and the table that its file is copied into.
CREATE OR REPLACE FUNCTION apoyo.new_import(
  p_kind text, p_columns text, p_geography integer DEFAULT NULL, p_cutoff date DEFAULT NULL,
  p_process integer DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_import bigint;
BEGIN
  PERFORM apoyo.clear_abandoned_imports();
  INSERT INTO apoyo.import AS i (kind, begun_by, geography, cutoff, process)
  VALUES (p_kind, session_user, p_geography, p_cutoff, p_process)
  RETURNING i.id INTO v_import;
  EXECUTE format('CREATE UNLOGGED TABLE staging.%I (line bigint GENERATED ALWAYS AS IDENTITY, %s)',
                 p_kind || '_' || v_import, replace(p_columns, ',', ' text,') || ' text');
  EXECUTE format('GRANT INSERT ON staging.%I TO %I', p_kind || '_' || v_import, session_user);
  RETURN v_import;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.import_columns(p_kind text)
RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE p_kind
    WHEN 'roll' THEN 'source_line, clave_key, curp_key, cic_key, ocr_key, entity, section, '
                     'municipality, status, cause, valid_until, details'
    WHEN 'promoventes' THEN 'source_line, number, folio, name, scope, opens_at, closes_at'
    WHEN 'auxiliaries' THEN 'source_line, promovente, clave_key, key_hash'
    WHEN 'geography' THEN 'code, level, name, parent, nominal_list, inegi_code, municipality, '
                          'federal_district, local_district'
    WHEN 'sections' THEN 'source_line, entity, entity_name, circumscription, federal_district, '
                         'federal_district_name, local_district, local_district_name, '
                         'municipality, municipality_name, inegi_code, section, nominal_list, roll'
  END;
$$;

-- What is wrong in a file is told by its lines; where rows of a table may span several, the column
-- source_line says where each began.
--
-- p_key_id: of a roll, the name of the key that its rows are made with: no other than the one in use.
CREATE OR REPLACE FUNCTION apoyo.begin_import(p_kind text, p_key_id bytea DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_columns text := apoyo.import_columns(p_kind);
  v_import bigint;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  IF v_columns IS NULL OR p_kind = 'auxiliaries' THEN
    PERFORM apoyo.refuse('AP204', coalesce(p_kind, ''));
  END IF;
  IF p_kind = 'roll' AND p_key_id IS NULL THEN
    PERFORM apoyo.refuse('AP313');
  ELSIF p_kind = 'roll' THEN
    PERFORM apoyo.hold_shared_key('roll', p_key_id);
  END IF;
  v_import := apoyo.new_import(p_kind, v_columns);
  UPDATE apoyo.import AS i SET key_id = p_key_id WHERE i.id = v_import AND p_kind = 'roll';
  RETURN v_import;
END
$$;

-- What kind of import it is, to whoever may adopt it: who began it, while the process that it is for
-- is in their scope.
CREATE OR REPLACE FUNCTION apoyo.own_import_kind(p_import bigint)
RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT i.kind FROM apoyo.import AS i
   WHERE i.id = p_import AND i.begun_by = session_user
     AND i.adopted_at IS NULL AND i.abandoned_at IS NULL
     AND (i.process IS NULL OR i.process = ANY (apoyo.visible_processes()));
$$;

-- Locks the import; refuses any that is not this person's to adopt.
CREATE OR REPLACE FUNCTION apoyo.require_import(p_import bigint, p_kind text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM apoyo.import AS i WHERE i.id = p_import AND i.begun_by = session_user FOR UPDATE;
  IF apoyo.own_import_kind(p_import) IS DISTINCT FROM p_kind THEN
    PERFORM apoyo.refuse('AP201', coalesce(p_import::text, ''), p_kind);
  END IF;
END
$$;

-- Why people are dropped from the roll: the catalogue's causes R2.1 to R2.12, as core's apoyo-cause.c has
-- them (tests/files).
CREATE OR REPLACE FUNCTION apoyo.removal_causes()
RETURNS text[] LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT '{death,rights_suspended,expired,duplicate_in_roll,procedure_cancelled,irregular_data,irregular_address,identity_usurped,nationality_renounced,apocryphal_document,court_ruling,other}'::text[];
END;

-- Rows that cannot be taken, by line. The values themselves are not repeated: they may be
-- somebody's data. Fields have the names of the file's columns, not of the keys made of them.
CREATE OR REPLACE FUNCTION apoyo.bad_rows(p_import bigint, p_kind text)
RETURNS TABLE (line bigint, field text, reason text) LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_table text := format('staging.%I', p_kind || '_' || p_import);
BEGIN
  IF p_kind = 'sections' THEN
    RETURN QUERY SELECT s.line, s.field, s.reason FROM apoyo.bad_sections(p_import) AS s;
    RETURN;
  ELSIF p_kind = 'nominal_list' THEN
    RETURN QUERY SELECT n.line, n.field, n.reason FROM apoyo.bad_nominal_list(p_import) AS n;
    RETURN;
  ELSIF p_kind = 'promoventes' THEN
    RETURN QUERY SELECT m.line, m.field, m.reason FROM apoyo.bad_promoventes(p_import) AS m;
    RETURN;
  ELSIF p_kind = 'auxiliaries' THEN
    RETURN QUERY SELECT a.line, a.field, a.reason FROM apoyo.bad_auxiliaries(p_import) AS a;
    RETURN;
  END IF;
  RETURN QUERY EXECUTE CASE p_kind
    WHEN 'roll' THEN format($q$
      SELECT %2$s, f.field, f.reason
        FROM %1$s AS r
       CROSS JOIN LATERAL (VALUES
         ('clave_elector', 'is not a hash', coalesce(r.clave_key, '') !~ '^[0-9a-f]{64}$'),
         ('curp', 'is not a hash', r.curp_key !~ '^[0-9a-f]{64}$'),
         ('cic', 'is not a hash', r.cic_key !~ '^[0-9a-f]{64}$'),
         ('ocr', 'is not a hash', r.ocr_key !~ '^[0-9a-f]{64}$'),
         ('entity', 'is not one of 01 to 32', coalesce(r.entity, '') !~ '^(0[1-9]|[12][0-9]|3[0-2])$'),
         ('section', 'is not four digits', coalesce(r.section, '') !~ '^[0-9]{4}$'),
         ('municipality', 'is not three digits', r.municipality !~ '^[0-9]{3}$'),
         ('status', 'is not active, not_on_list or dropped',
          coalesce(r.status, '') NOT IN ('active', 'not_on_list', 'dropped')),
         ('cause',
          'is not one of death, rights_suspended, expired, duplicate_in_roll, procedure_cancelled, irregular_data, irregular_address, identity_usurped, nationality_renounced, apocryphal_document, court_ruling, other',
          r.cause <> ALL (apoyo.removal_causes())),
         ('cause', 'goes with status dropped only', r.cause IS NOT NULL AND r.status <> 'dropped'),
         ('valid_until', 'is not a year', r.valid_until !~ '^[0-9]{4}$'),
         ('details', 'is not hexadecimal', r.details !~ '^([0-9a-f]{2})*$')
       ) AS f (field, reason, wrong)
       WHERE f.wrong
      UNION ALL
      SELECT d.line, 'clave_elector', 'repeats the person of line ' || d.first
        FROM (SELECT %2$s AS line, row_number() OVER w AS place, first_value(%2$s) OVER w AS first
                FROM %1$s AS r
               WHERE r.clave_key IS NOT NULL
              WINDOW w AS (PARTITION BY r.clave_key ORDER BY r.line)) AS d
       WHERE d.place > 1
       ORDER BY 1, 2$q$, v_table,
      'coalesce(substring(r.source_line FROM ''^[0-9]{1,15}$'')::bigint, r.line)')
    WHEN 'geography' THEN format($q$
      SELECT r.line, f.field, f.reason
        FROM %1$s AS r
        LEFT JOIN %1$s AS parent ON parent.code = r.parent
       CROSS JOIN LATERAL (VALUES
         ('code', 'is not a demarcation of its level', coalesce(r.code, '') !~ CASE r.level
            WHEN 'country' THEN '^MX$'
            WHEN 'circumscription' THEN '^C[1-9]$'
            WHEN 'entity' THEN '^(0[1-9]|[12][0-9]|3[0-2])$'
            WHEN 'federal_district' THEN '^[0-3][0-9]-F[0-9]{2}$'
            WHEN 'local_district' THEN '^[0-3][0-9]-L[0-9]{2}$'
            WHEN 'municipality' THEN '^[0-3][0-9]-M[0-9]{3}$'
            WHEN 'section' THEN '^[0-3][0-9]-S[0-9]{4}$'
            ELSE '^$' END),
         ('level', 'is not a level', coalesce(r.level, '') NOT IN (
            'country', 'circumscription', 'entity', 'federal_district', 'local_district',
            'municipality', 'section')),
         ('name', 'is empty', coalesce(trim(r.name), '') = ''),
         ('parent', 'is not in the file', r.level <> 'country' AND parent.code IS NULL),
         ('nominal_list', 'is not a number',
          r.level = 'section' AND coalesce(r.nominal_list, '') !~ '^[0-9]{1,9}$'),
         ('municipality', 'is not in the file', r.level = 'section' AND NOT EXISTS (
            SELECT FROM %1$s AS x WHERE x.code = r.municipality AND x.level = 'municipality')),
         ('federal_district', 'is not in the file', r.level = 'section' AND NOT EXISTS (
            SELECT FROM %1$s AS x WHERE x.code = r.federal_district
                                    AND x.level = 'federal_district')),
         ('local_district', 'is not in the file', r.level = 'section' AND NOT EXISTS (
            SELECT FROM %1$s AS x WHERE x.code = r.local_district AND x.level = 'local_district'))
       ) AS f (field, reason, wrong)
       WHERE f.wrong
      UNION ALL
      SELECT r.line, 'code', 'is in the file more than once'
        FROM (SELECT x.line, row_number() OVER (PARTITION BY x.code ORDER BY x.line) AS place
                FROM %1$s AS x) AS r
       WHERE r.place > 1
       ORDER BY 1, 2$q$, v_table)
  END;
END
$$;

-- The bad rows of an import that is not adopted yet, for whoever began it.
CREATE OR REPLACE FUNCTION apoyo.import_problems(p_import bigint)
RETURNS TABLE (line bigint, field text, reason text) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_kind text;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  v_kind := apoyo.own_import_kind(p_import);
  PERFORM apoyo.require_import(p_import, coalesce(v_kind, ''));
  RETURN QUERY SELECT b.line, b.field, b.reason FROM apoyo.bad_rows(p_import, v_kind) AS b;
END
$$;

-- Refuses an import with a bad row or none at all.
CREATE OR REPLACE FUNCTION apoyo.require_good_rows(p_import bigint, p_kind text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_bad record;
  v_rows bigint;
BEGIN
  EXECUTE format('ANALYZE staging.%I', p_kind || '_' || p_import);
  EXECUTE format('SELECT count(*) FROM staging.%I', p_kind || '_' || p_import) INTO v_rows;
  IF v_rows = 0 THEN
    PERFORM apoyo.refuse('AP203');
  END IF;
  SELECT count(*) OVER () AS number, b.* INTO v_bad
    FROM apoyo.bad_rows(p_import, p_kind) AS b
   ORDER BY b.line, b.field
   LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse('AP202', v_bad.number::text, v_bad.line::text, v_bad.field,
                         v_bad.reason);
  END IF;
  UPDATE apoyo.import AS i SET adopted_at = clock_timestamp(), rows = v_rows
   WHERE i.id = p_import;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.adopt_roll(p_import bigint)
RETURNS TABLE (added bigint, updated bigint) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_import(p_import, 'roll');
  PERFORM apoyo.require_good_rows(p_import, 'roll');
  IF EXISTS (SELECT FROM apoyo.import AS i WHERE i.id = p_import AND i.key_id IS NULL) THEN
    PERFORM apoyo.refuse('AP313'); -- sent before keys were told: nobody knows by which
  END IF;
  -- From the first roll on its key is the one in use.
  PERFORM apoyo.pin_key('roll', i.key_id) FROM apoyo.import AS i WHERE i.id = p_import;
  EXECUTE format($q$
    WITH taken AS (
      INSERT INTO apoyo.roll AS o (
        clave_key, curp_key, cic_key, ocr_key, entity, section, municipality, status, cause,
        valid_until, details, import)
      SELECT decode(r.clave_key, 'hex'), decode(r.curp_key, 'hex'), decode(r.cic_key, 'hex'),
             decode(r.ocr_key, 'hex'), r.entity, r.section, r.municipality,
             r.status::apoyo.roll_status, r.cause, r.valid_until::integer,
             decode(r.details, 'hex'), $1
        FROM staging.%I AS r
       ORDER BY r.line
      ON CONFLICT (clave_key) DO UPDATE
        SET curp_key = excluded.curp_key, cic_key = excluded.cic_key, ocr_key = excluded.ocr_key,
            entity = excluded.entity, section = excluded.section,
            municipality = excluded.municipality, status = excluded.status,
            cause = excluded.cause, valid_until = excluded.valid_until,
            details = excluded.details, import = excluded.import
      RETURNING o.xmax = 0 AS is_new)
    SELECT count(*) FILTER (WHERE t.is_new), count(*) FILTER (WHERE NOT t.is_new)
      FROM taken AS t$q$, 'roll_' || p_import)
    INTO added, updated
   USING p_import;
  EXECUTE format('DROP TABLE staging.%I', 'roll_' || p_import);
  ANALYZE apoyo.roll;
  PERFORM apoyo.log_act('roll-adopted', jsonb_build_object('import', p_import, 'added', added,
                                                           'updated', updated));
  RETURN NEXT;
END
$$;

-- What every section of a version says that it belongs to is in the version, at its level.
CREATE OR REPLACE FUNCTION apoyo.require_whole_sections(p_geography integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_code text;
BEGIN
  SELECT b.code INTO v_code
    FROM (SELECT DISTINCT x.level, x.code
            FROM (SELECT DISTINCT s.circumscription, s.entity, s.municipality, s.federal_district,
                         s.local_district
                    FROM apoyo.section AS s WHERE s.geography = p_geography) AS s
           CROSS JOIN LATERAL (VALUES
             ('circumscription'::apoyo.level, s.circumscription), ('entity', s.entity),
             ('municipality', s.municipality), ('federal_district', s.federal_district),
             ('local_district', s.local_district)) AS x (level, code)) AS b
    LEFT JOIN apoyo.demarcation AS d
      ON d.geography = p_geography AND d.code = b.code AND d.level = b.level
   WHERE d.code IS NULL
   LIMIT 1;
  IF FOUND THEN
    RAISE foreign_key_violation USING MESSAGE = format(
      'Sections belong to %s, which version %s of the geography lacks', v_code, p_geography);
  END IF;
END
$$;

-- A new version of the geography in force at once; processes keep the one that they have. Nominal
-- lists are given for sections, and those of all that is above are their sums.
CREATE OR REPLACE FUNCTION apoyo.adopt_geography(p_import bigint)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_geography integer;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_import(p_import, 'geography');
  PERFORM apoyo.require_good_rows(p_import, 'geography');
  INSERT INTO apoyo.geography AS g (name, drafted_by, adopted_by, adopted_at)
  VALUES ('Import ' || p_import, session_user, session_user, clock_timestamp())
  RETURNING g.id INTO v_geography;
  -- The parent of an entity is its circumscription, that of a section its municipality.
  EXECUTE format($q$
    WITH section AS (
      SELECT s.code, left(s.code, 2) AS entity, e.parent AS circumscription, s.municipality,
             s.federal_district, s.local_district, s.nominal_list::bigint AS nominal_list
        FROM staging.%1$I AS s
        JOIN staging.%1$I AS e ON e.code = left(s.code, 2)
       WHERE s.level = 'section'
    ), total AS (
      SELECT v.code, sum(s.nominal_list)::bigint AS nominal_list
        FROM section AS s
       CROSS JOIN LATERAL (VALUES ('MX'), (s.circumscription), (s.entity), (s.municipality),
                                  (s.federal_district), (s.local_district), (s.code)) AS v (code)
       GROUP BY v.code
    ), placed AS (
      INSERT INTO apoyo.demarcation (geography, code, level, name, parent, entity, nominal_list,
                                     inegi_code)
      SELECT $1, r.code, r.level::apoyo.level, r.name, r.parent,
             CASE WHEN r.level NOT IN ('country', 'circumscription') THEN left(r.code, 2) END,
             coalesce(t.nominal_list, 0), r.inegi_code
        FROM staging.%1$I AS r
        LEFT JOIN total AS t ON t.code = r.code
    )
    INSERT INTO apoyo.section (geography, code, entity, circumscription, municipality,
                               federal_district, local_district, nominal_list)
    SELECT $1, s.code, s.entity, s.circumscription, s.municipality, s.federal_district,
           s.local_district, s.nominal_list
      FROM section AS s$q$, 'geography_' || p_import)
    USING v_geography;
  ANALYZE apoyo.demarcation, apoyo.section;
  PERFORM apoyo.require_whole_sections(v_geography);
  EXECUTE format('DROP TABLE staging.%I', 'geography_' || p_import);
  PERFORM apoyo.log_act('geography-adopted',
                        jsonb_build_object('import', p_import, 'geography', v_geography));
  PERFORM apoyo.tell_setup('geography');
  RETURN v_geography;
END
$$;

RESET ROLE;
