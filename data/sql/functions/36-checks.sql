-- 36-checks: the settings of the automatic checks, by process and version.
SET ROLE apoyo_owner;

-- Whether a figure is within the bounds of that name: of a member, or of what is counted.
CREATE OR REPLACE FUNCTION apoyo.within_bounds(p_name text, p_value numeric)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT p_value BETWEEN (b.pair ->> 0)::numeric AND (b.pair ->> 1)::numeric
    FROM (SELECT apoyo.check_bounds() -> p_name) AS b (pair);
END;

-- A number within them that is not written longer than core reads.
CREATE OR REPLACE FUNCTION apoyo.is_number(p_value jsonb, p_name text)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN jsonb_typeof(p_value) IS DISTINCT FROM 'number' THEN false
              ELSE apoyo.within_bounds('figure', char_length(p_value #>> '{}'))
                   AND apoyo.within_bounds(p_name, (p_value #>> '{}')::numeric) END;
END;

CREATE OR REPLACE FUNCTION apoyo.is_whole_number(p_value jsonb, p_name text)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT apoyo.is_number(p_value, p_name) AND p_value #>> '{}' ~ '^[0-9]+$';
END;

CREATE OR REPLACE FUNCTION apoyo.is_text(p_value jsonb, p_name text)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT jsonb_typeof(p_value) IS NOT DISTINCT FROM 'string'
         AND apoyo.within_bounds(p_name, char_length(p_value #>> '{}'));
END;

CREATE OR REPLACE FUNCTION apoyo.is_extension(p_value jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE
    WHEN jsonb_typeof(p_value) <> 'object' THEN false
    ELSE p_value - '{printed_year,until,acuerdo}'::text[] = '{}'
         AND apoyo.is_whole_number(p_value -> 'printed_year', 'printed_year')
         AND coalesce(jsonb_typeof(p_value -> 'until') = 'string'
                      AND apoyo.is_date(p_value ->> 'until'), false)
         AND apoyo.is_text(p_value -> 'acuerdo', 'acuerdo') END;
END;

-- One check: how it is used, its article, a note, and limits, which are numbers.
CREATE OR REPLACE FUNCTION apoyo.is_check(p_id text, p_value jsonb)
RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE
    WHEN jsonb_typeof(p_value) <> 'object' THEN false
    ELSE p_id ~ '^[a-z][a-z0-9_.]*$' AND apoyo.within_bounds('id', char_length(p_id))
         AND coalesce(jsonb_typeof(p_value -> 'use') = 'string'
                      AND p_value ->> 'use' IN ('flag', 'note', 'off'), false)
         AND (NOT p_value ? 'article' OR apoyo.is_text(p_value -> 'article', 'article'))
         AND (NOT p_value ? 'note' OR apoyo.is_text(p_value -> 'note', 'note'))
         AND (SELECT apoyo.within_bounds('limits', count(*))
                     AND coalesce(bool_and(l.name ~ '^[a-z][a-z_]*$'
                                           AND apoyo.within_bounds('name', char_length(l.name))
                                           AND apoyo.is_number(l.value, 'limit')), true)
                FROM jsonb_each(p_value - '{use,article,note}'::text[]) AS l (name, value)) END;
END;

-- The first member that a document of settings cannot have so; null when all are good. What core's
-- apoyo_check_settings_from_json() refuses is refused here, by the same table of bounds
-- (tests/sql/check-settings.py).
CREATE OR REPLACE FUNCTION apoyo.checks_flaw(p_document jsonb)
RETURNS text LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_flaw text;
BEGIN
  IF jsonb_typeof(p_document) IS DISTINCT FROM 'object' THEN
    RETURN 'v';
  END IF;
  SELECT m.member INTO v_flaw
    FROM (VALUES
      (1, 'v', p_document -> 'v' = '1' AND p_document ->> 'v' = '1'),
      (2, 'reading', jsonb_typeof(p_document -> 'reading') = 'string'
                     AND p_document ->> 'reading' IN ('no', 'cheap', 'cascade', 'full')),
      (3, 'sample', apoyo.is_number(p_document -> 'sample', 'sample')),
      (4, 'minimum_age', apoyo.is_whole_number(p_document -> 'minimum_age', 'minimum_age')),
      (5, 'extensions', jsonb_typeof(p_document -> 'extensions') = 'array'),
      (6, 'checks', jsonb_typeof(p_document -> 'checks') = 'object'),
      (7, 'about', NOT p_document ? 'about' OR apoyo.is_text(p_document -> 'about', 'about'))
    ) AS m (place, member, good)
   WHERE m.good IS NOT TRUE
   ORDER BY m.place LIMIT 1;
  IF NOT FOUND THEN
    SELECT k.name INTO v_flaw
      FROM jsonb_object_keys(p_document
             - '{v,about,reading,sample,minimum_age,extensions,checks}'::text[]) AS k (name)
     ORDER BY k.name LIMIT 1;
  END IF;
  IF FOUND THEN
    RETURN v_flaw;
  END IF;
  IF NOT apoyo.within_bounds('extensions', jsonb_array_length(p_document -> 'extensions'))
     OR EXISTS (SELECT FROM jsonb_array_elements(p_document -> 'extensions') AS e (value)
                 WHERE NOT apoyo.is_extension(e.value)) THEN
    RETURN 'extensions';
  END IF;
  IF NOT apoyo.within_bounds('checks', (SELECT count(*)
                                          FROM jsonb_object_keys(p_document -> 'checks'))) THEN
    RETURN 'checks';
  END IF;
  RETURN (SELECT c.id FROM jsonb_each(p_document -> 'checks') AS c (id, value)
           WHERE NOT apoyo.is_check(c.id, c.value) ORDER BY c.id LIMIT 1);
END
$$;

-- Whole members replace those of before; a check keeps the members that are not named, and loses
-- those that are null. Refuses what is no member and no check.
CREATE OR REPLACE FUNCTION apoyo.merged_checks(p_document jsonb, p_changes jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_unknown text;
  v_checks jsonb;
BEGIN
  IF jsonb_typeof(p_changes) IS DISTINCT FROM 'object'
     OR jsonb_typeof(coalesce(p_changes -> 'checks', '{}')) <> 'object' THEN
    PERFORM apoyo.refuse('AP188', 'checks');
  END IF;
  SELECT k.path INTO v_unknown
    FROM (SELECT m.key AS path FROM jsonb_object_keys(p_changes) AS m (key)
           WHERE m.key NOT IN ('reading', 'sample', 'minimum_age', 'extensions', 'checks')
          UNION ALL
          SELECT c.key FROM jsonb_each(p_changes -> 'checks') AS c (key, value)
           WHERE NOT p_document -> 'checks' ? c.key AND NOT apoyo.default_checks() -> 'checks' ? c.key
              OR jsonb_typeof(c.value) <> 'object') AS k
   ORDER BY k.path LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse('AP188', v_unknown);
  END IF;
  SELECT jsonb_object_agg(c.key, jsonb_strip_nulls(
           coalesce(p_document -> 'checks' -> c.key, '{}') || c.value)) INTO v_checks
    FROM jsonb_each(p_changes -> 'checks') AS c (key, value);
  RETURN p_document || (p_changes - 'checks')
         || jsonb_build_object('checks', p_document -> 'checks' || coalesce(v_checks, '{}'));
END
$$;

CREATE OR REPLACE FUNCTION apoyo.checks_of(p_process integer)
RETURNS apoyo.check_settings LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT c FROM apoyo.check_settings AS c
     WHERE c.process = p_process ORDER BY c.version DESC LIMIT 1);
END
$$;

-- Member by member what two documents differ in; of the checks, check by check.
CREATE OR REPLACE FUNCTION apoyo.changed_checks(p_was jsonb, p_becomes jsonb)
RETURNS TABLE (member text, was jsonb, becomes jsonb) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT coalesce(w.key, b.key), coalesce(w.value, 'null'), coalesce(b.value, 'null')
    FROM jsonb_each(p_was - 'checks') AS w
    FULL JOIN jsonb_each(p_becomes - 'checks') AS b ON b.key = w.key
   WHERE w.value IS DISTINCT FROM b.value
  UNION ALL
  SELECT 'checks.' || coalesce(w.key, b.key), coalesce(w.value, 'null'), coalesce(b.value, 'null')
    FROM jsonb_each(p_was -> 'checks') AS w
    FULL JOIN jsonb_each(p_becomes -> 'checks') AS b ON b.key = w.key
   WHERE w.value IS DISTINCT FROM b.value;
END;

-- A new version of the settings, from the one that was looked at. They never decide what counts:
-- only what people look at. Once the process is open the acuerdo has to be named. Who names a limit of a
-- check whose limits are of an older program begins from those that ship, and whoever names the same ones
-- again says that they are right.
CREATE OR REPLACE FUNCTION apoyo.change_checks(
  p_process integer, p_version integer, p_changes jsonb, p_acuerdo text, p_reason text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_last apoyo.check_settings;
  v_document jsonb;
  v_named text[]; -- checks of which a limit is named
  v_flaw text;
  v_was jsonb;
  v_becomes jsonb;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  p := apoyo.take_process(p_process, 'draft', 'ready', 'open', 'closing');
  PERFORM apoyo.require_text('reason', p_reason);
  IF p.state NOT IN ('draft', 'ready') THEN
    PERFORM apoyo.require_text('acuerdo', p_acuerdo);
  END IF;
  v_last := apoyo.checks_of(p_process);
  IF p_version IS DISTINCT FROM v_last.version THEN
    PERFORM apoyo.refuse('AP189', p.code, v_last.version::text, v_last.adopted_by::text);
  END IF;
  v_named := apoyo.named_limits(p_changes);
  v_document := apoyo.merged_checks(
    apoyo.with_shipped_limits(v_last.document, apoyo.default_checks(), ARRAY(
      SELECT o.id FROM unnest(v_last.outdated) AS o (id) WHERE o.id = ANY (v_named))),
    p_changes);
  v_flaw := apoyo.checks_flaw(v_document);
  IF v_flaw IS NOT NULL THEN
    PERFORM apoyo.refuse('AP188', v_flaw);
  END IF;
  SELECT jsonb_object_agg(c.member, c.was), jsonb_object_agg(c.member, c.becomes)
    INTO v_was, v_becomes
    FROM apoyo.changed_checks(v_last.document, v_document) AS c;
  IF v_becomes IS NULL AND v_named && v_last.outdated THEN
    -- Nothing changes but for what figure the limits are: somebody has looked, and they are right.
    SELECT jsonb_object_agg('checks.' || n.id, v_document -> 'checks' -> n.id) INTO v_becomes
      FROM unnest(v_named) AS n (id);
    v_was := v_becomes;
  END IF;
  IF v_becomes IS NULL THEN
    PERFORM apoyo.refuse('AP154', p.code);
  END IF;
  INSERT INTO apoyo.check_settings (process, version, document, acuerdo, reason, adopted_by, shipped)
  VALUES (p_process, v_last.version + 1, v_document, nullif(trim(p_acuerdo), ''),
          trim(p_reason), session_user,
          coalesce(v_last.shipped, '{}') || apoyo.shipped_limits(v_named));
  PERFORM apoyo.note_outdated_limits(p_process);
  PERFORM apoyo.record_change(p_process, 'checks-changed', v_was, v_becomes, p_acuerdo, p_reason);
  RETURN v_last.version + 1;
END
$$;

-- The article that a check of a process of the kind stands on; p_federal: that of candidaturas to
-- federal offices, which the settings ship with.
CREATE OR REPLACE FUNCTION apoyo.article_of_check(p_kind text, p_check text, p_federal text)
RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(a.document -> 'every' ->> p_check,
                  a.document -> 'kinds' -> p_kind ->> p_check,
                  a.document -> 'kinds' -> p_kind ->> split_part(p_check, '.', 1),
                  CASE WHEN NOT a.document -> 'kinds' ? p_kind THEN p_federal END,
                  a.document ->> 'none')
    FROM (SELECT apoyo.check_articles()) AS a (document);
$$;

-- What ships, for a process of the kind: each check by the article that speaks of it.
CREATE OR REPLACE FUNCTION apoyo.default_checks_of(p_kind text)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_set(d.document, '{checks}', (
           SELECT jsonb_object_agg(c.key, c.value || jsonb_build_object(
                    'article', apoyo.article_of_check(p_kind, c.key, c.value ->> 'article')))
             FROM jsonb_each(d.document -> 'checks') AS c))
    FROM (SELECT apoyo.default_checks()) AS d (document);
$$;

-- Every process has settings from its first moment.
CREATE OR REPLACE FUNCTION apoyo.begin_checks()
RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO apoyo.check_settings (process, version, document, adopted_by, shipped)
  VALUES (NEW.id, 1, apoyo.default_checks_of(NEW.kind), session_user, apoyo.shipped_limits());
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER begin_checks AFTER INSERT ON apoyo.process
  FOR EACH ROW WHEN (NEW.id > 0) EXECUTE FUNCTION apoyo.begin_checks();

INSERT INTO apoyo.check_settings (process, version, document, adopted_by)
SELECT p.id, 1, apoyo.default_checks_of(p.kind), p.created_by
  FROM apoyo.process AS p
 WHERE p.id > 0 AND NOT EXISTS (SELECT FROM apoyo.check_settings AS c WHERE c.process = p.id);

-- What settings of before the printed fields were held against the codes of the back lack: they were
-- made when the likeness to the portrait was another figure, and names were compared as a whole. The
-- limit of that likeness stays where people set one of their own.
CREATE OR REPLACE FUNCTION apoyo.recalibrated_checks(p_document jsonb, p_default jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE
    WHEN p_document -> 'checks' ? 'front.codes' THEN p_document
    ELSE jsonb_set(p_document, '{checks}', (
      SELECT jsonb_object_agg(o.key, CASE
               WHEN o.key = 'back.agreement' AND NOT o.value ? 'below'
                 OR o.key = 'selfie.portrait' AND o.value -> 'above' IN ('0.93', '0.9')
                 THEN d.value || (o.value - 'above') || jsonb_build_object('note', d.value -> 'note')
               ELSE o.value END)
        FROM jsonb_each(p_document -> 'checks') AS o
        LEFT JOIN jsonb_each(p_default -> 'checks') AS d ON d.key = o.key)) END;
END;

-- The checks that a document does not name, as they ship; p_noted: they send nobody to people, but are
-- kept in the tree. What settings name stays as it is.
CREATE OR REPLACE FUNCTION apoyo.completed_checks(
  p_document jsonb, p_default jsonb, p_noted boolean)
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT jsonb_set(d.document, '{checks}', d.document -> 'checks' || coalesce((
           SELECT jsonb_object_agg(n.key, CASE WHEN p_noted AND n.value ->> 'use' = 'flag'
                                               THEN n.value || '{"use": "note"}' ELSE n.value END)
             FROM jsonb_each(p_default -> 'checks') AS n
            WHERE NOT d.document -> 'checks' ? n.key), '{}'))
    FROM (SELECT apoyo.recalibrated_checks(p_document, p_default) AS document) AS d;
END;

DROP FUNCTION IF EXISTS apoyo.completed_checks(jsonb, jsonb);

CREATE OR REPLACE FUNCTION apoyo.limits_of(p_check jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT p_check - '{use,article,note}'::text[];
END;

-- The limits that checks have shipped with before. A limit belongs to the program that measures what
-- it bounds: where others ship now, the figure has become another one, or is known better.
CREATE OR REPLACE FUNCTION apoyo.former_limits()
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT $limits$
{
  "front.bright": [{"above": 0.45, "doubt": 0.3}],
  "back.bright": [{"above": 0.45, "doubt": 0.3}, {"above": 0.47, "doubt": 0.43}],
  "selfie.sharpness": [{"below": 0.1, "doubt": 0.2}],
  "front.layout": [{"below": 0.3, "doubt": 0.45}, {"below": 0.695, "doubt": 0.8}, {"below": 0.81, "doubt": 0.85}],
  "back.layout": [{"below": 0.3, "doubt": 0.45}, {"below": 0.695, "doubt": 0.75}, {"below": 0.79, "doubt": 0.82}],
  "front.template": [{"above": 0.6, "doubt": 0.45}],
  "front.covered": [{"above": 0.1, "doubt": 0.05}, {"above": 0.05, "doubt": 0.03}, {"above": 0.03, "doubt": 0.025}],
  "back.covered": [{"above": 0.1, "doubt": 0.05}],
  "selfie.face_size": [{"below": 0.015, "doubt": 0.025}],
  "selfie.portrait": [{"above": 0.945}],
  "signature.scribble": [{"above": 0.45}],
  "signature.ink": [{"below": 0.0008}],
  "signature.line": [{"above": 0.93}],
  "signature.typed": [{"above": 0.6}],
  "data.clock": [{"above": 900}]
}
$limits$::jsonb;
END;

-- The checks of a process whose limits people have set, whatever they set.
CREATE OR REPLACE FUNCTION apoyo.limits_set(p_process integer)
RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT ARRAY(SELECT DISTINCT o.key
                 FROM apoyo.check_settings AS w
                 JOIN apoyo.check_settings AS b ON b.process = w.process AND b.version = w.version + 1
                CROSS JOIN jsonb_each(b.document -> 'checks') AS o
                WHERE w.process = p_process
                  AND coalesce(b.reason, '') NOT LIKE '%that came with this version%'
                  AND apoyo.limits_of(o.value)
                      IS DISTINCT FROM apoyo.limits_of(w.document -> 'checks' -> o.key));
$$;

-- The limits that ship, by check: of whatever kind the process is.
CREATE OR REPLACE FUNCTION apoyo.shipped_limits()
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_object_agg(c.key, apoyo.limits_of(c.value))
    FROM jsonb_each(apoyo.default_checks() -> 'checks') AS c;
$$;

CREATE OR REPLACE FUNCTION apoyo.shipped_limits(p_ids text[])
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(jsonb_object_agg(s.key, s.value), '{}') FROM jsonb_each(apoyo.shipped_limits()) AS s
   WHERE s.key = ANY (p_ids);
$$;

-- The checks of which these changes name a limit.
CREATE OR REPLACE FUNCTION apoyo.named_limits(p_changes jsonb)
RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT ARRAY(SELECT c.key
                 FROM jsonb_each(CASE WHEN jsonb_typeof(p_changes -> 'checks') = 'object'
                                      THEN p_changes -> 'checks' END) AS c
                WHERE CASE WHEN jsonb_typeof(c.value) = 'object'
                           THEN c.value - '{use,article,note}'::text[] <> '{}' ELSE false END);
$$;

-- The checks whose limits somebody set when others shipped than do now: what they bound is another
-- figure, or is known better. The newest version says of each check what shipped when its limits were set;
-- of those set before that was kept, what they were set from tells, where that is known to have shipped.
CREATE OR REPLACE FUNCTION apoyo.outdated_limits(p_process integer)
RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT ARRAY(
    SELECT o.key
      FROM apoyo.checks_of(p_process) AS k
     CROSS JOIN jsonb_each(k.document -> 'checks') AS o
     CROSS JOIN LATERAL (SELECT apoyo.shipped_limits() -> o.key) AS ship (limits)
     CROSS JOIN LATERAL (
       SELECT apoyo.limits_of(w.document -> 'checks' -> o.key) AS was
         FROM apoyo.check_settings AS w
         JOIN apoyo.check_settings AS b ON b.process = w.process AND b.version = w.version + 1
        WHERE w.process = p_process
          AND coalesce(b.reason, '') NOT LIKE '%that came with this version%'
          AND apoyo.limits_of(b.document -> 'checks' -> o.key)
              IS DISTINCT FROM apoyo.limits_of(w.document -> 'checks' -> o.key)
        ORDER BY b.version LIMIT 1) AS made
     WHERE o.key = ANY (apoyo.limits_set(p_process))
       AND apoyo.limits_of(o.value) <> ship.limits
       AND CASE WHEN k.shipped ? o.key THEN k.shipped -> o.key <> ship.limits
                ELSE EXISTS (SELECT FROM jsonb_array_elements(apoyo.former_limits() -> o.key) AS f
                              WHERE f.value = made.was) END
     ORDER BY o.key);
$$;

-- Keeps which those are with the newest version; true where there are some that were none before.
CREATE OR REPLACE FUNCTION apoyo.note_outdated_limits(p_process integer)
RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_last apoyo.check_settings := apoyo.checks_of(p_process);
  v_outdated text[] := apoyo.outdated_limits(p_process);
BEGIN
  UPDATE apoyo.check_settings AS c SET outdated = v_outdated
   WHERE c.process = p_process AND c.version = v_last.version AND c.outdated <> v_outdated;
  RETURN FOUND AND NOT v_outdated <@ v_last.outdated;
END
$$;

-- These checks with the limits that ship; how they are used stays.
CREATE OR REPLACE FUNCTION apoyo.with_shipped_limits(p_document jsonb, p_default jsonb, p_ids text[])
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT jsonb_set(p_document, '{checks}', p_document -> 'checks' || coalesce((
           SELECT jsonb_object_agg(i.id, (p_default #> ARRAY['checks', i.id]) || jsonb_strip_nulls(
                    jsonb_build_object('use', p_document #> ARRAY['checks', i.id, 'use'],
                                       'article', p_document #> ARRAY['checks', i.id, 'article'])))
             FROM unnest(p_ids) AS i (id)), '{}'));
END;

-- The limits that ship now in place of those that shipped before. How a check is used stays, and so
-- does a limit in p_set.
CREATE OR REPLACE FUNCTION apoyo.with_new_limits(p_document jsonb, p_default jsonb, p_set text[])
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT jsonb_set(p_document, '{checks}', (
    SELECT jsonb_object_agg(o.key, CASE
             WHEN d.value IS NOT NULL AND o.key <> ALL (p_set)
                  AND EXISTS (SELECT FROM jsonb_array_elements(apoyo.former_limits() -> o.key) AS f
                               WHERE f.value = apoyo.limits_of(o.value))
               THEN d.value || jsonb_strip_nulls(jsonb_build_object('use', o.value -> 'use',
                                                                    'article', o.value -> 'article'))
             ELSE o.value END)
      FROM jsonb_each(p_document -> 'checks') AS o
      LEFT JOIN jsonb_each(p_default -> 'checks') AS d ON d.key = o.key));
END;

-- Says so in the process's history where a limit has become one for another figure: it stays, for nobody
-- but people changes what people set.
CREATE OR REPLACE FUNCTION apoyo.tell_outdated_limits(p_process integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF apoyo.note_outdated_limits(p_process) THEN
    PERFORM apoyo.record_change(p_process, 'checks-outdated', '{}', '{}', NULL,
                                array_to_string((apoyo.checks_of(p_process)).outdated, ', '));
  END IF;
END
$$;

-- The checks of which people wrote another article: then it is theirs, whatever it reads like.
CREATE OR REPLACE FUNCTION apoyo.articles_set(p_process integer)
RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT ARRAY(SELECT DISTINCT o.key
                 FROM apoyo.check_settings AS w
                 JOIN apoyo.check_settings AS b ON b.process = w.process AND b.version = w.version + 1
                CROSS JOIN jsonb_each(b.document -> 'checks') AS o
                WHERE w.process = p_process
                  AND coalesce(b.reason, '') NOT LIKE '%that came with this version%'
                  AND o.value ->> 'article'
                      IS DISTINCT FROM w.document #>> ARRAY['checks', o.key, 'article']);
$$;

-- The articles that ship now in place of those that shipped before each check had its own kind's: those of
-- candidaturas in their older form, and for the other kinds the article of the threshold. One in p_set
-- stays.
CREATE OR REPLACE FUNCTION apoyo.with_new_articles(p_document jsonb, p_default jsonb, p_kind text,
                                                   p_set text[])
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_set(p_document, '{checks}', (
    SELECT jsonb_object_agg(o.key, CASE
             WHEN d.value ? 'article' AND o.key <> ALL (p_set)
                  AND (o.value ->> 'article' ~ '^LGIPE [0-9]' OR o.value ->> 'article' = 'CPEUM 34.I'
                       OR o.value ->> 'article' = k.basis ->> 'base')
               THEN o.value || jsonb_build_object('article', d.value -> 'article')
             ELSE o.value END)
      FROM jsonb_each(p_document -> 'checks') AS o
      LEFT JOIN jsonb_each(p_default -> 'checks') AS d ON d.key = o.key
      LEFT JOIN apoyo.kind AS k ON k.kind = p_kind));
$$;

-- A check that settings do not name is off: processes that go on get those that came later. Where
-- supports are being collected already, no acuerdo has asked for them: there they note until one does
-- (apoyoctl checks change), so that an installation decides about nobody. Limits that nobody has set go
-- with the version. Refuses to go on with settings that validators would not read any more.
CREATE OR REPLACE FUNCTION apoyo.complete_checks()
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_last apoyo.check_settings;
  v_completed jsonb;
  v_limited jsonb;
  v_document jsonb;
  v_flaw text;
  v_collects boolean;
  v_reason text;
BEGIN
  FOR p IN SELECT q.* FROM apoyo.process AS q
            WHERE q.id > 0 AND q.state IN ('draft', 'ready', 'open', 'closing')
            ORDER BY q.id FOR NO KEY UPDATE
  LOOP
    v_last := apoyo.checks_of(p.id);
    v_flaw := apoyo.checks_flaw(v_last.document);
    IF v_flaw IS NOT NULL THEN
      RAISE EXCEPTION 'Version % of the checks of process % cannot have "%" so', v_last.version,
                      p.code, v_flaw
            USING HINT = 'Correct it with the program of before, then migrate again';
    END IF;
    v_collects := p.state IN ('open', 'closing');
    v_completed := apoyo.completed_checks(v_last.document, apoyo.default_checks_of(p.kind), v_collects);
    v_limited := apoyo.with_new_limits(v_completed, apoyo.default_checks_of(p.kind),
                                       apoyo.limits_set(p.id));
    v_document := apoyo.with_new_articles(v_limited, apoyo.default_checks_of(p.kind), p.kind,
                                          apoyo.articles_set(p.id));
    IF v_document = v_last.document THEN
      PERFORM apoyo.tell_outdated_limits(p.id);
      CONTINUE;
    END IF;
    v_reason := concat_ws('; ',
      CASE WHEN v_completed = v_last.document THEN NULL
           WHEN v_collects
           THEN 'Checks that came with this version: they only note until an acuerdo turns them on'
           ELSE 'Checks that came with this version' END,
      CASE WHEN v_limited <> v_completed
           THEN 'Limits that came with this version, where nobody had set others' END,
      CASE WHEN v_document <> v_limited
           THEN 'Articles that came with this version, where nobody had written others' END);
    INSERT INTO apoyo.check_settings (process, version, document, reason, adopted_by, shipped, outdated)
    VALUES (p.id, v_last.version + 1, v_document, v_reason, session_user,
            coalesce(v_last.shipped, '{}') || (apoyo.shipped_limits() - apoyo.limits_set(p.id)),
            v_last.outdated);
    PERFORM apoyo.record_change(p.id, 'checks-changed', jsonb_object_agg(c.member, c.was),
                                jsonb_object_agg(c.member, c.becomes), NULL, v_reason)
       FROM apoyo.changed_checks(v_last.document, v_document) AS c;
    PERFORM apoyo.tell_outdated_limits(p.id);
  END LOOP;
END
$$;

SELECT apoyo.complete_checks();

RESET ROLE;
