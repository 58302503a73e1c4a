-- 28-people-imports: promoventes and auxiliaries in bulk, each row held against the process that
-- they are for.
SET ROLE apoyo_owner;

-- An import for one process: what is wrong in its rows can be told before it is adopted. The process
-- is not locked yet: whoever adopts asks for more of a lock, and two of them who had one already
-- would wait for each other.
CREATE OR REPLACE FUNCTION apoyo.begin_people_import(p_kind text, p_process integer)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_scope(p_process);
  IF p_kind IS NULL OR p_kind NOT IN ('promoventes', 'auxiliaries') THEN
    PERFORM apoyo.refuse('AP204', coalesce(p_kind, ''));
  END IF;
  SELECT q.* INTO p FROM apoyo.process AS q WHERE q.id = p_process AND q.id <> 0;
  PERFORM apoyo.require_state(p, p_process, 'draft', 'ready', 'open');
  RETURN apoyo.new_import(p_kind, apoyo.import_columns(p_kind), p_process => p_process);
END
$$;

-- What a table says as a time: with an offset as it stands, else by the clocks of p_zone; a day
-- without an hour is its first second, or its last one where it is an end. Null for what is no time.
CREATE OR REPLACE FUNCTION apoyo.window_time(p_text text, p_zone text, p_end boolean)
RETURNS timestamptz LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_text text := trim(p_text);
BEGIN
  IF v_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
    RETURN CASE WHEN p_end THEN (v_text::date + 1)::timestamp AT TIME ZONE p_zone
                                - make_interval(secs => 1)
                ELSE v_text::date::timestamp AT TIME ZONE p_zone END;
  ELSIF v_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?$' THEN
    RETURN v_text::timestamp AT TIME ZONE p_zone;
  ELSIF v_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:?[0-9]{2})$' THEN
    RETURN v_text::timestamptz;
  END IF;
  RETURN NULL;
EXCEPTION
  WHEN data_exception THEN -- the 30th of February
    RETURN NULL;
END
$$;

-- The rows of an import of promoventes as they would be registered: numbers, folios and scopes that
-- are not told are given, in order of line. scope: null where it is not told and there are several.
CREATE OR REPLACE FUNCTION apoyo.staged_promoventes(p_import bigint, p_process integer)
RETURNS TABLE (row_number bigint, line bigint, number text, folio text, name text, scope text,
               opens_text text, closes_text text, opens_at timestamptz, closes_at timestamptz)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$
    WITH process AS (
      SELECT p.code, r.time_zone, apoyo.only_scope(p) AS scope, apoyo.number_after_last(p.id) AS next
        FROM (SELECT $1 AS id) AS x -- one row, whether there is a process or not
        LEFT JOIN apoyo.process AS p ON p.id = x.id
        LEFT JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
    ), told AS (
      SELECT s.line AS row_number,
             coalesce(substring(s.source_line FROM '^[0-9]{1,15}$')::bigint, s.line) AS line,
             nullif(trim(s.number), '') AS number, nullif(trim(s.folio), '') AS folio,
             trim(s.name) AS name, nullif(trim(s.scope), '') AS scope,
             nullif(trim(s.opens_at), '') AS opens_text,
             nullif(trim(s.closes_at), '') AS closes_text
        FROM staging.%1$I AS s
    ), opening AS MATERIALIZED ( -- many rows tell the same few times
      SELECT x.text, apoyo.window_time(x.text, p.time_zone, false) AS at
        FROM (SELECT DISTINCT t.opens_text AS text FROM told AS t) AS x CROSS JOIN process AS p
    ), closing AS MATERIALIZED (
      SELECT x.text, apoyo.window_time(x.text, p.time_zone, true) AS at
        FROM (SELECT DISTINCT t.closes_text AS text FROM told AS t) AS x CROSS JOIN process AS p
    ), highest AS (
      SELECT greatest(p.next - 1, max(t.number::integer)) AS number
        FROM process AS p LEFT JOIN told AS t ON t.number ~ '^[1-9][0-9]{0,8}$'
       GROUP BY p.next
    ), numbered AS (
      SELECT t.*, CASE WHEN t.number IS NULL
                       THEN h.number + row_number() OVER (PARTITION BY t.number IS NULL
                                                          ORDER BY t.row_number) END AS given
        FROM told AS t CROSS JOIN highest AS h
    )
    SELECT n.row_number, n.line, coalesce(n.number, n.given::text),
           coalesce(n.folio, CASE WHEN coalesce(n.number, n.given::text) ~ '^[1-9][0-9]{0,8}$'
                                  THEN apoyo.default_folio(
                                         p.code, coalesce(n.number, n.given::text)::integer) END),
           n.name, coalesce(n.scope, p.scope), n.opens_text, n.closes_text,
           o.at, c.at
      FROM numbered AS n CROSS JOIN process AS p
      LEFT JOIN opening AS o ON o.text = n.opens_text
      LEFT JOIN closing AS c ON c.text = n.closes_text$q$, 'promoventes_' || p_import)
    USING p_process;
END
$$;

-- Without a process (an import begun without one) only the form of the rows is looked at.
CREATE OR REPLACE FUNCTION apoyo.bad_promoventes(p_import bigint)
RETURNS TABLE (line bigint, field text, reason text) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_process integer := (SELECT i.process FROM apoyo.import AS i WHERE i.id = p_import);
BEGIN
  RETURN QUERY
  WITH staged AS MATERIALIZED (
    SELECT s.* FROM apoyo.staged_promoventes(p_import, v_process) AS s
  ), process AS (
    SELECT p.id, p.geography, p.given_scope, p.opens_at, p.closes_at, r.scope_level
      FROM (SELECT v_process AS id) AS x
      LEFT JOIN apoyo.process AS p ON p.id = x.id
      LEFT JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
  ), scope AS MATERIALIZED (
    SELECT f.* FROM process AS p
     CROSS JOIN apoyo.scope_faults(p.geography, p.scope_level, p.given_scope,
                                   ARRAY(SELECT DISTINCT s.scope FROM staged AS s
                                          WHERE s.scope IS NOT NULL)) AS f
     WHERE p.id IS NOT NULL
  )
  SELECT s.line, f.field, f.reason
    FROM staged AS s
    CROSS JOIN process AS p
    LEFT JOIN scope AS o ON o.scope = s.scope
    LEFT JOIN apoyo.promovente AS n
      ON n.process = p.id
         AND n.number = CASE WHEN s.number ~ '^[1-9][0-9]{0,8}$' THEN s.number::integer END
    LEFT JOIN apoyo.promovente AS m ON m.process = p.id AND m.folio = s.folio
    LEFT JOIN LATERAL (
      SELECT array_agg(f.code) AS codes
        FROM apoyo.window_faults(p.opens_at, p.closes_at, s.opens_at, s.closes_at) AS f
       WHERE coalesce(s.opens_at, s.closes_at) IS NOT NULL) AS w ON true
   CROSS JOIN LATERAL (VALUES
     ('number', 'is not a number from 1 on', s.number !~ '^[1-9][0-9]{0,8}$'),
     ('number', 'is registered already', n.number IS NOT NULL),
     ('folio', 'is registered already', m.number IS NOT NULL),
     ('name', 'is empty', coalesce(s.name, '') = ''),
     ('scope', 'is empty', s.scope IS NULL),
     ('scope', 'is not a demarcation', p.id IS NULL AND s.scope !~
        '^(MX|C[1-9]|[0-9]{2}(-(F[0-9]{2}|L[0-9]{2}|M[0-9]{3}|S[0-9]{4}))?)$'),
     ('scope', 'is not in the geography of the process', o.code = 'AP108'),
     ('scope', 'is not of the level that the rule says', o.code = 'AP114'),
     ('scope', 'is outside the scope of the process', o.code = 'AP140'),
     ('opens_at', 'is not a time (YYYY-MM-DD hh:mm)',
      s.opens_text IS NOT NULL AND s.opens_at IS NULL),
     ('closes_at', 'is not a time (YYYY-MM-DD hh:mm)',
      s.closes_text IS NOT NULL AND s.closes_at IS NULL),
     ('opens_at', 'is before the process opens', 'AP173' = ANY (w.codes)),
     ('closes_at', 'is not after the beginning', 'AP141' = ANY (w.codes))
   ) AS f (field, reason, wrong)
   WHERE f.wrong
  UNION ALL
  SELECT r.line, r.field, 'repeats that of line ' || r.first
    FROM (SELECT x.line, 'number' AS field, row_number() OVER w AS place,
                 first_value(x.line) OVER w AS first
            FROM staged AS x
           WHERE x.number IS NOT NULL
          WINDOW w AS (PARTITION BY x.number ORDER BY x.row_number)
          UNION ALL
          SELECT x.line, 'folio', row_number() OVER w, first_value(x.line) OVER w
            FROM staged AS x
           WHERE x.folio IS NOT NULL
          WINDOW w AS (PARTITION BY x.folio ORDER BY x.row_number)) AS r
   WHERE r.place > 1
   ORDER BY 1, 2;
END
$$;

-- Binds an import that was begun without a process to this one; refuses another's.
CREATE OR REPLACE FUNCTION apoyo.require_import_for(
  p_import bigint, p_kind text, p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_import(p_import, p_kind);
  UPDATE apoyo.import AS i SET process = p_process
   WHERE i.id = p_import AND i.process IS NULL;
  PERFORM FROM apoyo.import AS i WHERE i.id = p_import AND i.process = p_process;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP187', p_import::text);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.adopt_promoventes(p_process integer, p_import bigint)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_scopes text[];
  v_added integer;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process(p_process, 'draft', 'ready', 'open');
  PERFORM apoyo.require_import_for(p_import, 'promoventes', p_process);
  PERFORM apoyo.require_good_rows(p_import, 'promoventes');
  WITH added AS (
    INSERT INTO apoyo.promovente AS m (process, number, folio, name, scope, opens_at, closes_at)
    SELECT p_process, s.number::integer, s.folio, s.name, s.scope, s.opens_at, s.closes_at
      FROM apoyo.staged_promoventes(p_import, p_process) AS s
     ORDER BY s.number::integer
    RETURNING m.process, m.number, m.scope
  ), counted AS (
    INSERT INTO apoyo.tally_promovente (process, promovente)
    SELECT a.process, a.number FROM added AS a
  )
  SELECT count(*), array_agg(DISTINCT a.scope) INTO v_added, v_scopes FROM added AS a;
  EXECUTE format('DROP TABLE staging.%I', 'promoventes_' || p_import);
  ANALYZE apoyo.promovente, apoyo.tally_promovente;
  IF p.state = 'open' THEN
    PERFORM apoyo.refresh_requirements(p_process);
    PERFORM apoyo.require_reachable(p_process, v_scopes);
  END IF;
  PERFORM apoyo.record_change(p_process, 'promoventes-registered', '{}', jsonb_build_object(
    'import', p_import, 'promoventes', v_added), NULL, NULL);
  RETURN v_added;
END
$$;

-- The rows of an import of auxiliaries. promovente: by number, else by folio; null for nobody's.
CREATE OR REPLACE FUNCTION apoyo.staged_auxiliaries(p_import bigint, p_process integer)
RETURNS TABLE (place bigint, line bigint, promovente integer, clave bytea, key_hash bytea,
               told boolean)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$
    SELECT row_number() OVER (ORDER BY s.line),
           coalesce(substring(s.source_line FROM '^[0-9]{1,15}$')::bigint, s.line),
           coalesce(n.number, f.number),
           CASE WHEN s.clave_key ~ '^[0-9a-f]{64}$' THEN decode(s.clave_key, 'hex') END,
           CASE WHEN s.key_hash ~ '^[0-9a-f]{64}$' THEN decode(s.key_hash, 'hex') END,
           s.clave_key IS NOT NULL
      FROM staging.%1$I AS s
      LEFT JOIN apoyo.promovente AS n
        ON n.process = $1
           AND n.number = CASE WHEN s.promovente ~ '^[1-9][0-9]{0,8}$'
                               THEN s.promovente::integer END
      LEFT JOIN apoyo.promovente AS f
        ON f.process = $1 AND f.folio = trim(s.promovente) AND n.number IS NULL
     ORDER BY s.line$q$, 'auxiliaries_' || p_import)
    USING p_process;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.bad_auxiliaries(p_import bigint)
RETURNS TABLE (line bigint, field text, reason text) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_process integer := (SELECT i.process FROM apoyo.import AS i WHERE i.id = p_import);
  v_joint boolean := (SELECT r.joint FROM apoyo.rule AS r
                        JOIN apoyo.process AS p ON p.id = r.process AND p.rule_version = r.version
                       WHERE p.id = v_process);
BEGIN
  RETURN QUERY
  WITH staged AS MATERIALIZED (
    SELECT s.* FROM apoyo.staged_auxiliaries(p_import, v_process) AS s
  ), given AS (
    SELECT array_agg(s.promovente ORDER BY s.place) AS promoventes,
           array_agg(s.clave ORDER BY s.place) AS claves
      FROM staged AS s
  )
  SELECT s.line, CASE WHEN f.code = 'AP110' THEN 'promovente' ELSE 'clave_elector' END,
         CASE f.code WHEN 'AP110' THEN 'is not a promovente who collects'
                     WHEN 'AP181' THEN 'is empty'
                     WHEN 'AP177' THEN 'is of nobody in the roll'
                     WHEN 'AP178' THEN 'is not in the nominal list'
                     WHEN 'AP179' THEN 'is an auxiliary of this promovente already'
                     ELSE 'is an auxiliary of another promovente' END
    FROM given AS g
   CROSS JOIN apoyo.auxiliary_faults(v_process, g.promoventes, g.claves) AS f
    JOIN staged AS s ON s.place = f.place
   WHERE f.code <> 'AP181' OR NOT s.told
  UNION ALL
  SELECT s.line, 'clave_elector', 'is not a clave de elector' FROM staged AS s
   WHERE s.told AND s.clave IS NULL
  UNION ALL
  SELECT s.line, 'key', 'is not a hash' FROM staged AS s WHERE s.key_hash IS NULL
  UNION ALL
  SELECT d.line, 'clave_elector', 'repeats the person of line ' || d.first
    FROM (SELECT s.line, row_number() OVER w AS place, first_value(s.line) OVER w AS first
            FROM staged AS s
           WHERE s.clave IS NOT NULL
          -- Whose promoventes do not compete may work for several of them.
          WINDOW w AS (PARTITION BY s.clave, CASE WHEN v_joint THEN s.promovente END
                       ORDER BY s.place)) AS d
   WHERE d.place > 1
   ORDER BY 1, 2;
END
$$;

-- Answers what each line became, for whoever hands out the keys.
CREATE OR REPLACE FUNCTION apoyo.adopt_auxiliaries(p_process integer, p_import bigint)
RETURNS TABLE (line bigint, promovente integer, scope text, auxiliary bigint, label text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_added integer;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process(p_process, 'draft', 'ready', 'open');
  PERFORM apoyo.require_import_for(p_import, 'auxiliaries', p_process);
  PERFORM apoyo.require_good_rows(p_import, 'auxiliaries');
  RETURN QUERY
  WITH staged AS MATERIALIZED (
    SELECT s.*, o.id AS roll
      FROM apoyo.staged_auxiliaries(p_import, p_process) AS s
      LEFT JOIN apoyo.roll AS o ON o.clave_key = s.clave
  ), given AS (
    SELECT array_agg(s.promovente ORDER BY s.place) AS promoventes,
           array_agg(s.roll ORDER BY s.place) AS rolls,
           array_agg(s.key_hash ORDER BY s.place) AS key_hashes
      FROM staged AS s
  )
  SELECT s.line, s.promovente, m.scope::text, a.auxiliary, a.label
    FROM given AS g
   CROSS JOIN apoyo.add_auxiliaries(p, g.promoventes, g.rolls, g.key_hashes) AS a
    JOIN staged AS s ON s.place = a.place
    JOIN apoyo.promovente AS m ON m.process = p_process AND m.number = s.promovente
   ORDER BY s.place;
  GET DIAGNOSTICS v_added = ROW_COUNT;
  EXECUTE format('DROP TABLE staging.%I', 'auxiliaries_' || p_import);
  PERFORM apoyo.log_act('auxiliaries-registered', jsonb_build_object(
    'process', p.code, 'import', p_import, 'number', v_added));
  PERFORM apoyo.touch_process(p_process);
EXCEPTION
  WHEN unique_violation THEN
    PERFORM apoyo.refuse('AP117');
END
$$;

RESET ROLE;
