-- 15-checks: what is good, doubtful and wrong in a configuration, said in words before anything
-- opens, and with nothing written.
SET ROLE apoyo_owner;

CREATE OR REPLACE FUNCTION apoyo.check_result(
  p_severity text, p_field text, p_code text, VARIADIC p_names text[] DEFAULT '{}')
RETURNS apoyo.check_result LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT (p_severity, p_field, p_code, p_names)::apoyo.check_result;
END;

-- As far as the document can be read: what it does not say, or says wrongly, is null, and
-- check_results() tells. A rule is usable when its threshold and its dispersion are.
CREATE OR REPLACE FUNCTION apoyo.read_configuration(p_document jsonb, p_process integer)
RETURNS apoyo.configuration LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  c apoyo.configuration;
  v_rule jsonb := p_document -> 'rule';
  v_version text := p_document #>> '{geography,version}';
  v_cutoff text := coalesce(p_document #>> '{geography,cutoff}', p_document #>> '{rule,cutoff}');
BEGIN
  c.document := p_document;
  c.process := p_process;
  c.code := p_document ->> 'code';
  SELECT k.kind INTO c.kind FROM apoyo.kind AS k WHERE k.kind = p_document ->> 'kind';
  IF NOT EXISTS (SELECT FROM apoyo.rule_flaws(v_rule) AS f
                  WHERE split_part(f.member, '.', 1)
                        IN ('', 'joint', 'base', 'scope', 'percentage', 'rounding', 'dispersion'))
  THEN
    c.rule := v_rule;
  END IF;
  IF apoyo.is_level(v_rule -> 'scope') THEN
    c.level := (v_rule ->> 'scope')::apoyo.level;
  END IF;
  SELECT g.id INTO c.geography FROM apoyo.geography AS g
   WHERE g.id = CASE WHEN v_version IS NULL THEN apoyo.current_geography()
                     ELSE apoyo.read_integer(v_version) END;
  IF apoyo.is_date(v_cutoff) THEN
    c.cutoff := v_cutoff::date;
  END IF;
  -- Where only one scope can be meant, nobody has to say it.
  c.scope := coalesce(nullif(trim(p_document ->> 'scope'), ''),
                      CASE WHEN c.level = 'country' THEN 'MX' END);
  SELECT d.level INTO c.scope_level FROM apoyo.demarcation AS d
   WHERE d.geography = c.geography AND d.code = c.scope COLLATE "C";
  c.opens_at := apoyo.read_time(p_document ->> 'opens_at');
  c.closes_at := apoyo.read_time(p_document ->> 'closes_at');
  RETURN c;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.is_acuerdo(p_text text)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT trim(p_text) ~ '^[[:alpha:]][[:alnum:] .-]*(/[[:alnum:] .-]+)*[/-](19|20)[0-9]{2}$';
END;

CREATE OR REPLACE FUNCTION apoyo.object_or_none(p_value jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN jsonb_typeof(p_value) = 'object' THEN p_value ELSE '{}' END;
END;

-- Names: what the process is called, and what kind it is.
CREATE OR REPLACE FUNCTION apoyo.check_identity(c apoyo.configuration)
RETURNS SETOF apoyo.check_result LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  d jsonb := c.document;
  -- A command without a configuration took its acuerdo as it came.
  v_strict boolean := NOT EXISTS (SELECT FROM apoyo.process AS p
                                   WHERE p.id = c.process AND p.given_scope IS NULL);
BEGIN
  RETURN QUERY
  SELECT (apoyo.check_result('error', x.field, x.code, VARIADIC x.names)).*
    FROM (VALUES
      ('format', 'AP126', '{format}'::text[],
       coalesce(d ->> 'format', 'apoyo-ciudadano/process') <> 'apoyo-ciudadano/process'),
      ('version', 'AP126', '{version}', coalesce(d ->> 'version', '1') <> '1'),
      ('kind', 'AP116', '{kind}', coalesce(d ->> 'kind', '') = ''),
      ('kind', 'AP103', '{kind}', coalesce(d ->> 'kind', '') <> '' AND c.kind IS NULL),
      ('rule.kind', 'AP103', '{kind}', c.kind IS NOT NULL AND d #>> '{rule,kind}' <> c.kind),
      ('name', 'AP116', '{name}', coalesce(trim(d ->> 'name'), '') = ''),
      ('code', 'AP116', '{code}', coalesce(c.code, '') = ''),
      ('code', 'AP115', ARRAY[c.code], c.code <> '' AND c.code !~ '^[A-Z0-9]{2,12}$'),
      ('code', 'AP104', ARRAY[c.code],
       EXISTS (SELECT FROM apoyo.process AS p
                WHERE p.code = c.code COLLATE "C" AND p.id IS DISTINCT FROM c.process)),
      ('acuerdo', 'AP116', '{acuerdo}', coalesce(trim(d ->> 'acuerdo'), '') = ''),
      ('acuerdo', 'AP139', ARRAY[d ->> 'acuerdo'],
       v_strict AND trim(d ->> 'acuerdo') <> '' AND NOT apoyo.is_acuerdo(d ->> 'acuerdo'))
    ) AS x (field, code, names, wrong)
   WHERE x.wrong
  UNION ALL
  -- Nothing of another type than it must be, nothing that is not known.
  SELECT 'error', w.path, 'AP126', ARRAY[w.path]
    FROM (SELECT m.path, m.value, t.type
            FROM (SELECT o.key AS path, o.key AS name, o.value FROM jsonb_each(d) AS o
                  UNION ALL
                  SELECT 'geography.' || o.key, 'geography.' || o.key, o.value
                    FROM jsonb_each(apoyo.object_or_none(d -> 'geography')) AS o
                  UNION ALL
                  SELECT 'changes.' || o.key, 'changes.', o.value
                    FROM jsonb_each(apoyo.object_or_none(d -> 'changes')) AS o
                  UNION ALL
                  SELECT 'changes.' || o.key || '.' || i.key, 'changes..' || i.key, i.value
                    FROM jsonb_each(apoyo.object_or_none(d -> 'changes')) AS o
                   CROSS JOIN LATERAL jsonb_each(apoyo.object_or_none(o.value)) AS i) AS m
            LEFT JOIN (VALUES
              ('$schema', 'string'), ('format', 'string'), ('version', 'number'),
              ('code', 'string'), ('name', 'string'), ('kind', 'string'),
              ('simulacro', 'boolean'), ('geography', 'object'), ('geography.version', 'number'),
              ('geography.cutoff', 'string'), ('scope', 'string'), ('opens_at', 'string'),
              ('closes_at', 'string'), ('acuerdo', 'string'), ('rule', 'object'),
              ('changes', 'object'), ('changes.', 'object'), ('changes..reason', 'string'),
              ('changes..acuerdo', 'string'), ('promoventes', 'array')) AS t (name, type)
              ON t.name = m.name) AS w
   WHERE w.type IS NULL OR (w.value <> 'null' AND jsonb_typeof(w.value) <> w.type);
END
$$;

-- Where: the version of the geography, the day of its nominal list, and the scope.
CREATE OR REPLACE FUNCTION apoyo.check_place(c apoyo.configuration)
RETURNS SETOF apoyo.check_result LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  d jsonb := c.document;
  v_version text := coalesce(d #>> '{geography,version}', '');
  v_told_cutoff text := coalesce(d #>> '{geography,cutoff}', d #>> '{rule,cutoff}');
  v_list text := d #>> '{rule,exception_list}';
  g apoyo.geography;
BEGIN
  IF c.geography IS NULL THEN
    RETURN NEXT CASE WHEN v_version = '' THEN apoyo.check_result('error', 'geography', 'AP111')
                     ELSE apoyo.check_result('error', 'geography.version', 'AP205', v_version) END;
    RETURN;
  END IF;
  SELECT o.* INTO STRICT g FROM apoyo.geography AS o WHERE o.id = c.geography;
  v_version := c.geography::text;
  IF g.adopted_at IS NULL THEN
    RETURN NEXT apoyo.check_result('error', 'geography.version', 'AP133', v_version);
  ELSIF g.id <> apoyo.current_geography() THEN
    RETURN NEXT apoyo.check_result('warning', 'geography.version', 'AP134', v_version);
  END IF;
  IF d #>> '{geography,cutoff}' <> d #>> '{rule,cutoff}' THEN
    RETURN NEXT apoyo.check_result('error', 'geography.cutoff', 'AP124', d #>> '{rule,cutoff}',
                                   d #>> '{geography,cutoff}');
  ELSIF v_told_cutoff IS NOT NULL AND c.cutoff IS NULL THEN
    RETURN NEXT apoyo.check_result('error', 'geography.cutoff', 'AP210', v_told_cutoff);
  ELSIF NOT apoyo.has_cutoff(c.geography, c.cutoff) THEN
    RETURN NEXT apoyo.check_result('error', 'geography.cutoff', 'AP212', c.cutoff::text, v_version);
  ELSIF c.rule IS NOT NULL
        AND NOT apoyo.has_base(c.geography, c.cutoff, c.rule ->> 'base') THEN
    RETURN NEXT apoyo.check_result('error', 'rule.base', 'AP125', v_version);
  END IF;
  IF v_list IS NOT NULL AND NOT EXISTS (
       SELECT FROM apoyo.exception_list AS l WHERE l.geography = c.geography AND l.name = v_list)
  THEN
    RETURN NEXT apoyo.check_result('error', 'rule.exception_list', 'AP136', v_list, v_version);
  ELSIF v_list IS NULL AND d #> '{rule,modalities}' ? 'exception' THEN
    RETURN NEXT apoyo.check_result('warning', 'rule.exception_list', 'AP137');
  END IF;
  -- The rule can say it; people get only what has findings until somebody draws the samples.
  IF d #>> '{rule,review,model}' = 'sample' THEN
    RETURN NEXT apoyo.check_result('warning', 'rule.review.model', 'AP194');
  END IF;
  IF c.scope IS NULL THEN
    RETURN NEXT apoyo.check_result('error', 'scope', 'AP116', 'scope');
  ELSIF c.scope_level IS NULL THEN
    RETURN NEXT apoyo.check_result('error', 'scope', 'AP108', c.scope);
  ELSIF NOT apoyo.level_lies_in(c.level, c.scope_level) THEN
    RETURN NEXT apoyo.check_result('error', 'scope', 'AP135', c.scope, c.level::text);
  ELSE
    RETURN NEXT apoyo.check_result('ok', 'scope', 'AP146', c.scope, v_version);
  END IF;
END
$$;

-- Whether whole demarcations of p_level make up one of p_within: districts and municipalities cut
-- each other.
CREATE OR REPLACE FUNCTION apoyo.level_lies_in(p_level apoyo.level, p_within apoyo.level)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT p_level = p_within OR p_level = 'section'
         OR (p_within <= 'entity' AND p_within < p_level);
END;

-- Whether what the rule asks for can be reached at all. Somewhere only: a doubt, unless that is
-- where a promovente stands.
CREATE OR REPLACE FUNCTION apoyo.check_reach(c apoyo.configuration)
RETURNS SETOF apoyo.check_result LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_level text := c.rule #>> '{dispersion,level}';
  o record;
BEGIN
  SELECT * INTO STRICT o FROM apoyo.configuration_reach(c);
  RETURN QUERY
  WITH stands AS MATERIALIZED (
    SELECT DISTINCT m.scope FROM apoyo.configured_promoventes(c.document) AS m
     WHERE o.wrong IS NOT NULL
  ), wrong AS (
    SELECT w.place, w.value ->> 0 AS field, w.value ->> 1 AS code, w.value -> 3 AS names,
           EXISTS (SELECT FROM stands AS s WHERE s.scope = w.value ->> 2) AS stands,
           count(*) OVER (PARTITION BY w.value ->> 1) AS goals
      FROM jsonb_array_elements(coalesce(o.wrong, '[]')) WITH ORDINALITY AS w (value, place)
  ), first AS (
    SELECT DISTINCT ON (w.code) w.*
      FROM wrong AS w
     ORDER BY w.code, w.stands DESC, w.place
  )
  SELECT CASE WHEN f.stands OR f.goals = o.goals THEN 'error' ELSE 'warning' END, f.field, f.code,
         ARRAY(SELECT jsonb_array_elements_text(f.names))
    FROM first AS f
   ORDER BY f.place;
  IF v_level IS NULL OR o.goals = 0 THEN
    RETURN;
  END IF;
  IF o.needed <= o.goal_places THEN
    RETURN NEXT apoyo.check_result('ok', 'rule.dispersion.level', 'AP147', o.goal_places::text,
                                   v_level, o.needed::text);
  END IF;
  IF o.small > 0 THEN
    RETURN NEXT apoyo.check_result('warning', 'rule.dispersion.percentage', 'AP145',
                                   o.small::text, v_level, o.small_required::text);
  END IF;
END
$$;

-- Refuses promoventes of scopes where the rule of an open process could never be met. Before it
-- opens its checks find them. Where all feed one goal nobody has one of their own.
CREATE OR REPLACE FUNCTION apoyo.require_reachable(p_process integer, p_scopes text[])
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_document jsonb := apoyo.configuration_of(p_process, false) || jsonb_build_object(
    'promoventes', (SELECT jsonb_agg(jsonb_build_object('scope', s.scope))
                      FROM unnest(p_scopes) AS s (scope)));
BEGIN
  IF (v_document #>> '{rule,joint}')::boolean THEN
    RETURN;
  END IF;
  PERFORM apoyo.refuse(r.code, VARIADIC r.names)
     FROM apoyo.check_reach(apoyo.read_configuration(v_document, p_process)) AS r
    WHERE r.severity = 'error';
END
$$;

-- The period. What is behind an open process is no news.
CREATE OR REPLACE FUNCTION apoyo.check_window(c apoyo.configuration)
RETURNS SETOF apoyo.check_result LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_law integer := (SELECT k.window_days FROM apoyo.kind AS k WHERE k.kind = c.kind);
  v_zone text := CASE WHEN apoyo.is_time_zone(c.document #>> '{rule,time_zone}')
                      THEN c.document #>> '{rule,time_zone}' ELSE 'UTC' END;
  v_days integer;
  v_begun boolean := EXISTS (SELECT FROM apoyo.process AS p
                              WHERE p.id = c.process AND p.state NOT IN ('draft', 'ready'));
BEGIN
  RETURN QUERY
  SELECT (apoyo.check_result('error', m.name, 'AP116', m.name)).*
    FROM (VALUES ('opens_at', c.opens_at), ('closes_at', c.closes_at)) AS m (name, at)
   WHERE m.at IS NULL;
  IF c.opens_at >= c.closes_at THEN
    RETURN NEXT apoyo.check_result('error', 'closes_at', 'AP105');
    RETURN;
  ELSIF c.opens_at IS NULL OR c.closes_at IS NULL THEN
    RETURN;
  END IF;
  IF NOT v_begun AND c.closes_at <= statement_timestamp() THEN
    RETURN NEXT apoyo.check_result('error', 'closes_at', 'AP106', coalesce(c.code, ''));
    RETURN;
  END IF;
  IF NOT v_begun AND c.opens_at < statement_timestamp() THEN
    RETURN NEXT apoyo.check_result('warning', 'opens_at', 'AP143',
                                   apoyo.local_time(c.opens_at, v_zone));
  END IF;
  -- The law counts civil days; the last one ends a second before midnight.
  v_days := (c.closes_at AT TIME ZONE v_zone)::date - (c.opens_at AT TIME ZONE v_zone)::date
            + CASE WHEN (c.closes_at AT TIME ZONE v_zone)::time = '00:00' THEN 0 ELSE 1 END;
  IF v_law > 0 AND v_days <> v_law THEN
    RETURN NEXT apoyo.check_result('warning', 'closes_at', 'AP144', v_law::text, v_days::text);
  END IF;
  RETURN NEXT apoyo.check_result('ok', 'closes_at', 'AP148', v_days::text);
END
$$;

-- Every member that is not as the law has it needs a reason and an acuerdo.
CREATE OR REPLACE FUNCTION apoyo.check_changes(c apoyo.configuration)
RETURNS SETOF apoyo.check_result LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- The acuerdo of a process without a configuration stands for its whole rule.
  v_severity text := CASE WHEN EXISTS (SELECT FROM apoyo.process AS p
                                        WHERE p.id = c.process AND p.given_scope IS NULL)
                          THEN 'warning' ELSE 'error' END;
  v_changes integer := (SELECT count(*) FROM apoyo.rule_changes(c.document -> 'rule'));
BEGIN
  RETURN QUERY
  SELECT (apoyo.check_result(v_severity, 'changes.' || m.member || '.' || x.part, x.code,
                             VARIADIC x.names)).*
    FROM apoyo.rule_changes(c.document -> 'rule') AS m
   CROSS JOIN LATERAL (SELECT apoyo.change_of(c.document, m.member)) AS h (told)
   CROSS JOIN LATERAL (VALUES
     ('reason', 'AP138', ARRAY[m.member], coalesce(trim(h.told ->> 'reason'), '') = ''),
     ('acuerdo', 'AP142', ARRAY[m.member], coalesce(trim(h.told ->> 'acuerdo'), '') = ''),
     ('acuerdo', 'AP139', ARRAY[h.told ->> 'acuerdo'],
      trim(h.told ->> 'acuerdo') <> '' AND NOT apoyo.is_acuerdo(h.told ->> 'acuerdo'))
   ) AS x (part, code, names, wrong)
   WHERE x.wrong;
  IF NOT FOUND AND v_changes > 0 THEN
    RETURN NEXT apoyo.check_result('ok', 'changes', 'AP149', v_changes::text);
  END IF;
END
$$;

-- The promoventes against the rule, the geography and each other. At most a hundred lines: a list
-- that is wrong as a whole says the same of every row.
CREATE OR REPLACE FUNCTION apoyo.check_promoventes(c apoyo.configuration)
RETURNS SETOF apoyo.check_result LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF jsonb_typeof(coalesce(c.document -> 'promoventes', '[]')) <> 'array' THEN
    RETURN; -- check_identity() says so
  END IF;
  IF c.process IS NOT NULL AND jsonb_array_length(c.document -> 'promoventes') = 0 THEN
    RETURN NEXT apoyo.check_result('error', 'promoventes', 'AP107', c.code);
    RETURN;
  END IF;
  RETURN QUERY
  WITH told AS MATERIALIZED (
    SELECT m.* FROM apoyo.configured_promoventes(c.document) AS m
  ), scope AS MATERIALIZED (
    SELECT f.* FROM apoyo.scope_faults(c.geography, c.level,
                                       CASE WHEN c.scope_level IS NOT NULL THEN c.scope END,
                                       ARRAY(SELECT t.scope FROM told AS t)) AS f
     WHERE c.geography IS NOT NULL
  ), twice AS (
    SELECT t.number::text AS what, min(t.place) AS first FROM told AS t GROUP BY t.number
    HAVING count(*) > 1
    UNION ALL
    SELECT t.folio, min(t.place) FROM told AS t GROUP BY t.folio HAVING count(*) > 1
  )
  SELECT 'error', 'promoventes.' || t.place || x.part, x.code, x.names
    FROM told AS t
    LEFT JOIN scope AS s ON s.scope IS NOT DISTINCT FROM t.scope
   CROSS JOIN LATERAL (SELECT coalesce(t.number::text, '#' || t.place + 1)) AS n (called)
   CROSS JOIN LATERAL (
     SELECT ARRAY(SELECT f.code FROM apoyo.window_faults(c.opens_at, c.closes_at, t.opens_at,
                                                         t.closes_at) AS f)) AS w (codes)
   CROSS JOIN LATERAL (VALUES
     ('', 'AP126', ARRAY['promoventes.' || t.place],
      CASE WHEN jsonb_typeof(t.told) <> 'object' THEN true
           ELSE t.told - '{number,folio,name,scope,opens_at,closes_at}'::text[] <> '{}'
                OR jsonb_typeof(coalesce(t.told -> 'name', '""')) NOT IN ('string', 'null')
                OR jsonb_typeof(coalesce(t.told -> 'folio', '""')) NOT IN ('string', 'null')
                OR jsonb_typeof(coalesce(t.told -> 'scope', '""')) NOT IN ('string', 'null') END),
     ('.number', 'AP126', ARRAY['number'], coalesce(t.number, 0) < 1),
     ('.number', 'AP109', ARRAY[t.number::text, coalesce(t.folio, '')],
      t.number::text IN (SELECT w.what FROM twice AS w)
      AND EXISTS (SELECT FROM twice AS w WHERE w.what = t.number::text AND w.first < t.place)),
     ('.folio', 'AP109', ARRAY[n.called, t.folio],
      t.folio IN (SELECT w.what FROM twice AS w)
      AND EXISTS (SELECT FROM twice AS w WHERE w.what = t.folio AND w.first < t.place)),
     ('.name', 'AP116', ARRAY['name'], coalesce(t.name, '') = ''),
     ('.scope', 'AP108', ARRAY[coalesce(t.scope, '')], s.code = 'AP108'),
     ('.scope', 'AP114', ARRAY[t.scope, c.level::text], s.code = 'AP114'),
     ('.scope', 'AP140', ARRAY[n.called, t.scope, c.scope], s.code = 'AP140'),
     ('.opens_at', 'AP126', ARRAY['opens_at'],
      t.opens_at IS NULL AND t.told ->> 'opens_at' IS NOT NULL),
     ('.opens_at', 'AP173', ARRAY[n.called, apoyo.utc_text(c.opens_at)], 'AP173' = ANY (w.codes)),
     ('.closes_at', 'AP126', ARRAY['closes_at'],
      t.closes_at IS NULL AND t.told ->> 'closes_at' IS NOT NULL),
     ('.closes_at', 'AP141', ARRAY[n.called], 'AP141' = ANY (w.codes))
   ) AS x (part, code, names, wrong)
   WHERE x.wrong
   ORDER BY t.place
   LIMIT 100;
END
$$;

-- Everything, in the order in which a process is configured.
-- The same of those that are registered, set by set: their table holds whatever a single row can
-- break, so that 22,419 of them are looked at in passing.
CREATE OR REPLACE FUNCTION apoyo.check_registered(c apoyo.configuration)
RETURNS SETOF apoyo.check_result LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM apoyo.promovente AS m WHERE m.process = c.process) THEN
    RETURN NEXT apoyo.check_result('error', 'promoventes', 'AP107', c.code);
    RETURN;
  END IF;
  RETURN QUERY
  WITH scope AS MATERIALIZED (
    SELECT f.* FROM apoyo.scope_faults(c.geography, c.level,
                                       CASE WHEN c.scope_level IS NOT NULL THEN c.scope END,
                                       ARRAY(SELECT DISTINCT m.scope::text FROM apoyo.promovente AS m
                                              WHERE m.process = c.process)) AS f
     WHERE c.geography IS NOT NULL
  ), fault AS (
    SELECT m.number, '.scope' AS part, f.code,
           CASE f.code WHEN 'AP108' THEN ARRAY[f.scope]
                       WHEN 'AP114' THEN ARRAY[f.scope, c.level::text]
                       ELSE ARRAY[m.number::text, f.scope, c.scope] END AS names
      FROM scope AS f
      JOIN apoyo.promovente AS m ON m.process = c.process AND m.scope = f.scope
    UNION ALL
    SELECT m.number, CASE f.code WHEN 'AP173' THEN '.opens_at' ELSE '.closes_at' END, f.code,
           CASE f.code WHEN 'AP173' THEN ARRAY[m.number::text, apoyo.utc_text(c.opens_at)]
                       ELSE ARRAY[m.number::text] END
      FROM apoyo.promovente AS m
     CROSS JOIN LATERAL apoyo.window_faults(c.opens_at, c.closes_at, m.opens_at, m.closes_at) AS f
     WHERE m.process = c.process AND (m.opens_at IS NOT NULL OR m.closes_at IS NOT NULL)
  )
  SELECT 'error', 'promoventes.' || (SELECT count(*) FROM apoyo.promovente AS o
                                      WHERE o.process = c.process AND o.number < f.number) || f.part,
         f.code, f.names
    FROM (SELECT x.* FROM fault AS x ORDER BY x.number, x.part DESC LIMIT 100) AS f
   ORDER BY f.number, f.part DESC;
END
$$;

-- All but the promoventes one by one.
CREATE OR REPLACE FUNCTION apoyo.check_rules(c apoyo.configuration)
RETURNS SETOF apoyo.check_result LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT r.* FROM apoyo.check_identity(c) AS r
  UNION ALL
  SELECT r.* FROM apoyo.check_place(c) AS r
  UNION ALL
  SELECT 'error', trim('.' FROM 'rule.' || f.member), f.code, f.names
    FROM apoyo.rule_flaws(c.document -> 'rule') AS f
  UNION ALL
  SELECT r.* FROM apoyo.check_reach(c) AS r
  UNION ALL
  SELECT r.* FROM apoyo.check_window(c) AS r
  UNION ALL
  SELECT r.* FROM apoyo.check_changes(c) AS r;
$$;

CREATE OR REPLACE FUNCTION apoyo.check_results(c apoyo.configuration)
RETURNS SETOF apoyo.check_result LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT r.* FROM apoyo.check_rules(c) AS r
  UNION ALL
  SELECT r.* FROM apoyo.check_promoventes(c) AS r;
$$;

-- What can be met depends on where the promoventes stand, whoever they are.
CREATE OR REPLACE FUNCTION apoyo.registered_results(p_process integer)
RETURNS SETOF apoyo.check_result LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  c apoyo.configuration := apoyo.read_configuration(
    apoyo.configuration_of(p_process, false) || jsonb_build_object(
      'promoventes', (SELECT coalesce(jsonb_agg(jsonb_build_object('scope', s.scope)), '[]')
                        FROM (SELECT DISTINCT m.scope FROM apoyo.promovente AS m
                               WHERE m.process = p_process) AS s)), p_process);
BEGIN
  RETURN QUERY SELECT r.* FROM apoyo.check_rules(c) AS r;
  RETURN QUERY SELECT r.* FROM apoyo.check_registered(c) AS r;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.check_sentence(r apoyo.check_result)
RETURNS TABLE (severity text, field text, code text, names text[], message text, hint text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT r.severity, r.field, r.code, r.names, format(f.message, VARIADIC r.names),
         format(f.hint, VARIADIC r.names)
    FROM apoyo.refusal AS f WHERE f.code = r.code;
$$;

CREATE OR REPLACE FUNCTION apoyo.check_configuration(p_configuration jsonb)
RETURNS TABLE (severity text, field text, code text, names text[], message text, hint text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  IF p_configuration IS NULL OR jsonb_typeof(p_configuration) <> 'object' THEN
    PERFORM apoyo.refuse('AP126', 'configuration');
  END IF;
  RETURN QUERY
  SELECT s.* FROM apoyo.check_results(apoyo.read_configuration(p_configuration, NULL)) AS r
   CROSS JOIN LATERAL apoyo.check_sentence(r) AS s;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.check_process(p_process integer)
RETURNS TABLE (severity text, field text, code text, names text[], message text, hint text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_supervisor', 'apoyo_closer', 'apoyo_auditor');
  PERFORM apoyo.require_scope(p_process);
  RETURN QUERY
  SELECT s.* FROM apoyo.registered_results(p_process) AS r
   CROSS JOIN LATERAL apoyo.check_sentence(r) AS s;
END
$$;

RESET ROLE;
