-- 14-configuration: a process as one document: drafts of it, the process made of it, and the
-- document of a process that exists.
SET ROLE apoyo_owner;

-- Whether a person's scopes hold a demarcation, as apoyo.processes_of() has it for processes.
CREATE OR REPLACE FUNCTION apoyo.may_work_in(p_scope text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(bool_or(NOT c.bar) AND NOT bool_or(c.bar), false)
    FROM apoyo.staff_scope AS c
    JOIN apoyo.staff AS s ON s.role = c.role AND s.active
   WHERE c.role = session_user
     AND c.since <= statement_timestamp()
     AND (c.until IS NULL OR c.until > statement_timestamp())
     AND ((c.process IS NULL AND c.entity IS NULL) OR c.entity = left(p_scope, 2));
$$;

-- The draft, locked; refuses one that is not there any more, that is out of scope, or that somebody
-- changed since the caller looked at it (p_revision null: whichever it is).
CREATE OR REPLACE FUNCTION apoyo.require_process_draft(p_draft bigint, p_revision integer)
RETURNS apoyo.draft LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  d apoyo.draft;
BEGIN
  SELECT o.* INTO d FROM apoyo.draft AS o
   WHERE o.id = p_draft AND o.discarded_at IS NULL
     AND (o.changed_by = session_user OR apoyo.may_work_in(o.configuration ->> 'scope'))
     FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP127', coalesce(p_draft::text, ''));
  END IF;
  IF d.revision <> p_revision THEN
    PERFORM apoyo.refuse('AP128', d.id::text, apoyo.display_name(d.changed_by),
                         apoyo.utc_text(d.changed_at));
  END IF;
  RETURN d;
END
$$;

-- The draft that a key made, for who may write in it, unless it was put away since: nobody would find
-- there what is saved. Whoever asks again has not seen what was done with it since, and so goes on
-- from what was asked for first.
CREATE OR REPLACE FUNCTION apoyo.draft_made_by(p_key uuid)
RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_draft bigint;
BEGIN
  SELECT o.id INTO v_draft FROM apoyo.draft AS o
   WHERE o.key = p_key AND o.discarded_at IS NULL
     AND (o.changed_by = session_user OR apoyo.may_work_in(o.configuration ->> 'scope'));
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP127', '');
  END IF;
  RETURN v_draft;
END
$$;

-- p_key: of a new draft; asked for again with the same, since nobody heard the answer, it is the draft
-- that was made then, as it was saved then.
CREATE OR REPLACE FUNCTION apoyo.save_draft(
  p_draft bigint, p_revision integer, p_configuration jsonb, p_step integer,
  p_key uuid DEFAULT NULL)
RETURNS TABLE (draft bigint, revision integer) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_step integer := greatest(coalesce(p_step, 0), 0);
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  IF p_configuration IS NULL OR jsonb_typeof(p_configuration) <> 'object'
     OR length(p_configuration::text) > 16000000 THEN
    PERFORM apoyo.refuse('AP126', 'configuration');
  END IF;
  IF p_draft IS NULL THEN
    INSERT INTO apoyo.draft AS o (configuration, step, changed_by, key)
    VALUES (p_configuration, v_step, session_user, p_key)
    ON CONFLICT (key) DO NOTHING
    RETURNING o.id, o.revision INTO draft, revision;
    IF NOT FOUND THEN
      draft := apoyo.draft_made_by(p_key);
      revision := 1;
      RETURN NEXT;
      RETURN;
    END IF;
  ELSE
    PERFORM apoyo.require_process_draft(p_draft, coalesce(p_revision, 0));
    UPDATE apoyo.draft AS o
       SET configuration = p_configuration, step = v_step, revision = o.revision + 1,
           changed_by = session_user, changed_at = clock_timestamp()
     WHERE o.id = p_draft
    RETURNING o.id, o.revision INTO draft, revision;
  END IF;
  PERFORM apoyo.tell_setup('draft:' || draft);
  RETURN NEXT;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.discard_draft(p_draft bigint, p_revision integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  PERFORM apoyo.require_process_draft(p_draft, coalesce(p_revision, 0));
  UPDATE apoyo.draft AS o
     SET discarded_at = clock_timestamp(), changed_by = session_user,
         changed_at = clock_timestamp()
   WHERE o.id = p_draft;
  PERFORM apoyo.log_act('draft-discarded', jsonb_build_object('draft', p_draft));
  PERFORM apoyo.tell_setup('draft:' || p_draft);
END
$$;

-- Undoes discarding.
CREATE OR REPLACE FUNCTION apoyo.restore_draft(p_draft bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  UPDATE apoyo.draft AS o
     SET discarded_at = NULL, changed_by = session_user, changed_at = clock_timestamp()
   WHERE o.id = p_draft AND o.discarded_at IS NOT NULL
     AND (o.changed_by = session_user OR apoyo.may_work_in(o.configuration ->> 'scope'));
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP127', coalesce(p_draft::text, ''));
  END IF;
  PERFORM apoyo.log_act('draft-restored', jsonb_build_object('draft', p_draft));
  PERFORM apoyo.tell_setup('draft:' || p_draft);
END
$$;

-- A moment as a configuration writes it, with its distance from UTC; null for any other text.
CREATE OR REPLACE FUNCTION apoyo.read_time(p_text text)
RETURNS timestamptz LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_text ~ ('^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?'
               '(Z|[+-][0-9]{2}:[0-9]{2})$') THEN
    RETURN p_text::timestamptz;
  END IF;
  RETURN NULL;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.read_integer(p_text text)
RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN p_text ~ '^[0-9]{1,9}$' THEN p_text::integer END;
END;

-- Stores the process and the first version of its rule. Everything has been checked.
CREATE OR REPLACE FUNCTION apoyo.store_process(
  p apoyo.process, p_rule jsonb, p_acuerdo text, p_changes jsonb)
RETURNS integer LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_process integer := nextval('apoyo.process_id');
BEGIN
  INSERT INTO apoyo.process (id, code, name, kind, simulacro, geography, cutoff, given_scope,
                             opens_at, closes_at)
  VALUES (v_process, p.code, p.name, p.kind, p.simulacro, p.geography, p.cutoff, p.given_scope,
          p.opens_at, p.closes_at);
  PERFORM apoyo.hold_exception_list(p.geography, p_rule ->> 'exception_list');
  INSERT INTO apoyo.rule SELECT r.* FROM apoyo.read_rule(v_process, p_rule, p_acuerdo) AS r;
  UPDATE apoyo.rule AS r SET changes = p_changes WHERE r.process = v_process AND p_changes <> '{}';
  INSERT INTO apoyo.tree (process) VALUES (v_process);
  INSERT INTO apoyo.tally_promovente (process, promovente) VALUES (v_process, 0);
  PERFORM apoyo.refresh_requirements(v_process);
  -- The first line of its history; nobody has seen a revision of it yet.
  INSERT INTO apoyo.process_change (process, revision, act, state, was, becomes, acuerdo,
                                    changed_by)
  SELECT v_process, 1, 'process-created', 'draft', '{}', jsonb_build_object(
           'name', p.name, 'kind', p.kind, 'simulacro', p.simulacro, 'geography', p.geography,
           'cutoff', p.cutoff, 'scope', p.given_scope, 'opens_at', apoyo.utc_text(p.opens_at),
           'closes_at', apoyo.utc_text(p.closes_at)), trim(p_acuerdo), session_user;
  PERFORM apoyo.append_event(v_process, 'process-created', gen_random_uuid(), '[]');
  PERFORM apoyo.log_act('process-created',
                        jsonb_build_object('process', p.code, 'acuerdo', p_acuerdo));
  PERFORM apoyo.tell_setup('process:' || v_process);
  RETURN v_process;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.default_folio(p_code text, p_number integer)
RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT p_code || '-' || lpad(p_number::text, greatest(5, length(p_number::text)), '0');
$$;

-- Whether all of a demarcation lies in another. Of two that cut each other it does not.
CREATE OR REPLACE FUNCTION apoyo.lies_in(p_geography integer, p_code text, p_scope text)
RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT p_scope = 'MX' OR p_code = p_scope OR (
           SELECT bool_and(p_scope IN (s.circumscription, s.entity, s.federal_district,
                                       s.local_district, s.municipality)) IS TRUE
             FROM apoyo.section AS s
            WHERE s.geography = p_geography
              AND p_code IN (s.circumscription, s.entity, s.federal_district, s.local_district,
                             s.municipality, s.code));
$$;

-- What is wrong with each scope of a promovente: it is not in the geography, not of the level that
-- the rule says, or not wholly within where the process is held (null: the country). Each scope is
-- looked at once, however many stand there; one without a fault is not among them.
CREATE OR REPLACE FUNCTION apoyo.scope_faults(
  p_geography integer, p_level apoyo.level, p_within text, p_scopes text[])
RETURNS TABLE (scope text, code text) LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT f.scope, f.code
    FROM (SELECT x.scope,
                 CASE WHEN d.level IS NULL THEN 'AP108'
                      WHEN d.level <> p_level THEN 'AP114'
                      WHEN NOT apoyo.lies_in(p_geography, x.scope, coalesce(p_within, 'MX'))
                      THEN 'AP140' END AS code
            FROM (SELECT DISTINCT s.scope FROM unnest(p_scopes) AS s (scope)) AS x
            LEFT JOIN apoyo.demarcation AS d
              ON d.geography = p_geography AND d.code = x.scope COLLATE "C") AS f
   WHERE f.code IS NOT NULL;
$$;

-- What is wrong with the window of a promovente (null: as the process): it begins before the process
-- does, or ends before it begins. It may end after the process: windows are extended one by one.
CREATE OR REPLACE FUNCTION apoyo.window_faults(
  p_process_opens_at timestamptz, p_process_closes_at timestamptz, p_opens_at timestamptz,
  p_closes_at timestamptz)
RETURNS TABLE (code text) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT f.code
    FROM (VALUES ('AP173', p_opens_at < p_process_opens_at),
                 ('AP141', coalesce(p_opens_at, p_process_opens_at)
                           >= coalesce(p_closes_at, p_process_closes_at)
                           AND coalesce(p_opens_at, p_closes_at) IS NOT NULL)) AS f (code, so)
   WHERE f.so;
END;

-- The promoventes of a configuration. One without a number gets its place in the list, one without
-- a folio the process's code and its number.
CREATE OR REPLACE FUNCTION apoyo.configured_promoventes(p_configuration jsonb)
RETURNS TABLE (place bigint, number integer, folio text, name text, scope text,
               opens_at timestamptz, closes_at timestamptz, told jsonb)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT x.place - 1, n.number,
         coalesce(nullif(trim(x.m ->> 'folio'), ''),
                  apoyo.default_folio(p_configuration ->> 'code', n.number)),
         trim(x.m ->> 'name'), coalesce(x.m ->> 'scope', p_configuration ->> 'scope'),
         CASE WHEN x.m ->> 'opens_at' IS NOT NULL THEN apoyo.read_time(x.m ->> 'opens_at') END,
         CASE WHEN x.m ->> 'closes_at' IS NOT NULL THEN apoyo.read_time(x.m ->> 'closes_at') END,
         x.m
    FROM jsonb_array_elements(
           CASE WHEN jsonb_typeof(p_configuration -> 'promoventes') = 'array'
                THEN p_configuration -> 'promoventes' ELSE '[]' END) WITH ORDINALITY AS x (m, place)
   CROSS JOIN LATERAL (SELECT CASE WHEN nullif(x.m -> 'number', 'null') IS NULL
                                   THEN x.place::integer
                                   ELSE apoyo.read_integer(x.m ->> 'number') END) AS n (number);
$$;

-- Reason and acuerdo of a member; those of "dispersion" stand for all that it says.
CREATE OR REPLACE FUNCTION apoyo.change_of(p_configuration jsonb, p_member text)
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT coalesce(p_configuration -> 'changes' -> p_member,
                  p_configuration -> 'changes' -> split_part(p_member, '.', 1));
END;

-- The reasons of the members that are not as the law has them; those of others say nothing.
CREATE OR REPLACE FUNCTION apoyo.reasons_of(p_configuration jsonb)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(jsonb_object_agg(c.member, apoyo.change_of(p_configuration, c.member)), '{}')
    FROM apoyo.rule_changes(p_configuration -> 'rule') AS c
   WHERE apoyo.change_of(p_configuration, c.member) IS NOT NULL;
$$;

CREATE OR REPLACE FUNCTION apoyo.create_configured_process(
  p_configuration jsonb, p_draft bigint, p_revision integer)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  c apoyo.configuration;
  p apoyo.process;
  v_wrong apoyo.check_result;
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup');
  IF p_draft IS NOT NULL THEN
    PERFORM apoyo.require_process_draft(p_draft, coalesce(p_revision, 0));
  END IF;
  c := apoyo.read_configuration(p_configuration, NULL);
  SELECT r.* INTO v_wrong FROM apoyo.check_results(c) AS r WHERE r.severity = 'error' LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse(v_wrong.code, VARIADIC v_wrong.names);
  END IF;
  p.code := c.code;
  p.name := trim(p_configuration ->> 'name');
  p.kind := c.kind;
  p.simulacro := coalesce((p_configuration ->> 'simulacro')::boolean, false);
  p.geography := c.geography;
  p.cutoff := c.cutoff;
  p.given_scope := c.scope;
  p.opens_at := c.opens_at;
  p.closes_at := c.closes_at;
  p.id := apoyo.store_process(p, c.rule, trim(p_configuration ->> 'acuerdo'),
                              apoyo.reasons_of(p_configuration));
  PERFORM apoyo.require_scope(p.id);
  INSERT INTO apoyo.promovente (process, number, folio, name, scope, opens_at, closes_at)
  SELECT p.id, m.number, m.folio, m.name, m.scope, m.opens_at, m.closes_at
    FROM apoyo.configured_promoventes(p_configuration) AS m;
  IF FOUND THEN
    INSERT INTO apoyo.tally_promovente (process, promovente)
    SELECT m.process, m.number FROM apoyo.promovente AS m WHERE m.process = p.id;
    PERFORM apoyo.refresh_requirements(p.id);
    PERFORM apoyo.append_event(p.id, 'promoventes-registered', gen_random_uuid(), '[]');
  END IF;
  IF p_draft IS NOT NULL THEN
    DELETE FROM apoyo.draft AS o WHERE o.id = p_draft;
    PERFORM apoyo.tell_setup('draft:' || p_draft);
  END IF;
  RETURN p.id;
END
$$;

-- A moment in the civil time of the process, with its distance from UTC.
CREATE OR REPLACE FUNCTION apoyo.local_time(p_at timestamptz, p_time_zone text)
RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT to_char(o.here, 'YYYY-MM-DD"T"HH24:MI:SS')
         || CASE WHEN date_trunc('second', o.here) = o.here THEN '' ELSE to_char(o.here, '.US') END
         || CASE WHEN o.minutes < 0 THEN '-' ELSE '+' END
         || to_char(abs(o.minutes) / 60, 'FM00') || ':' || to_char(abs(o.minutes) % 60, 'FM00')
    FROM (SELECT t.here, (extract(epoch FROM t.here - (p_at AT TIME ZONE 'UTC')) / 60)::integer
                         AS minutes
            FROM (SELECT p_at AT TIME ZONE p_time_zone AS here) AS t) AS o;
END;

CREATE OR REPLACE FUNCTION apoyo.configuration_of(p_process integer, p_people boolean)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object(
           'format', 'apoyo-ciudadano/process', 'version', 1, 'code', p.code, 'name', p.name,
           'kind', p.kind, 'simulacro', p.simulacro,
           'geography', jsonb_build_object('version', p.geography, 'cutoff', p.cutoff),
           'scope', p.scope, 'opens_at', apoyo.local_time(p.opens_at, r.time_zone),
           'closes_at', apoyo.local_time(p.closes_at, r.time_zone), 'acuerdo', r.acuerdo,
           'rule', r.document,
           'changes', (SELECT coalesce(jsonb_object_agg(h.key, h.value ORDER BY o.version), '{}')
                         FROM apoyo.rule AS o, jsonb_each(o.changes) AS h
                        WHERE o.process = p.id AND o.version <= r.version))
         || CASE WHEN p_people THEN jsonb_build_object('promoventes', (
              SELECT coalesce(jsonb_agg(jsonb_build_object(
                       'number', m.number, 'folio', m.folio, 'name', m.name, 'scope', m.scope,
                       'opens_at', CASE WHEN m.opens_at IS NOT NULL
                                        THEN apoyo.local_time(m.opens_at, r.time_zone) END,
                       'closes_at', CASE WHEN m.closes_at IS NOT NULL
                                         THEN apoyo.local_time(m.closes_at, r.time_zone) END)
                       ORDER BY m.number), '[]')
                FROM apoyo.promovente AS m WHERE m.process = p.id)) ELSE '{}' END
    FROM apoyo.process AS p
    JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
   WHERE p.id = p_process;
$$;

CREATE OR REPLACE FUNCTION apoyo.process_configuration(p_process integer, p_people boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_supervisor', 'apoyo_closer', 'apoyo_auditor');
  PERFORM apoyo.require_scope(p_process);
  RETURN apoyo.configuration_of(p_process, coalesce(p_people, false));
END
$$;

-- A configuration leaf by leaf. A list of promoventes goes by their numbers, any other is one leaf:
-- the order of models tells nothing apart. Null is as good as absent.
CREATE OR REPLACE FUNCTION apoyo.configuration_leaves(p_path text, p_value jsonb)
RETURNS TABLE (path text, value jsonb) LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF p_value IS NULL OR p_value = 'null' THEN
    RETURN;
  ELSIF jsonb_typeof(p_value) = 'object' THEN
    RETURN QUERY
    SELECT l.path, l.value
      FROM jsonb_each(p_value) AS m
     CROSS JOIN LATERAL apoyo.configuration_leaves(
             CASE WHEN p_path = '' THEN m.key ELSE p_path || '.' || m.key END, m.value) AS l;
  ELSIF p_path = 'promoventes' AND jsonb_typeof(p_value) = 'array' THEN
    RETURN QUERY
    SELECT 'promoventes.' || coalesce(m.value ->> 'number', m.place::text)
           || CASE WHEN f.key IS NULL THEN '' ELSE '.' || f.key END,
           coalesce(f.value, m.value)
      FROM jsonb_array_elements(p_value) WITH ORDINALITY AS m (value, place)
      LEFT JOIN LATERAL jsonb_each(CASE WHEN jsonb_typeof(m.value) = 'object' THEN m.value
                                        ELSE '{}' END) AS f ON f.key <> 'number'
     WHERE f.value IS DISTINCT FROM 'null';
  ELSIF jsonb_typeof(p_value) = 'array' THEN
    RETURN QUERY SELECT p_path, (SELECT coalesce(jsonb_agg(DISTINCT e.value), '[]')
                                   FROM jsonb_array_elements(p_value) AS e (value));
  ELSE
    RETURN QUERY SELECT p_path, p_value;
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.configuration_difference(p_one jsonb, p_other jsonb)
RETURNS TABLE (path text, was jsonb, becomes jsonb) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_setup', 'apoyo_supervisor', 'apoyo_closer', 'apoyo_auditor');
  RETURN QUERY
  SELECT coalesce(o.path, n.path), o.value, n.value
    FROM apoyo.configuration_leaves('', p_one) AS o
    FULL JOIN apoyo.configuration_leaves('', p_other) AS n ON n.path = o.path
   WHERE o.value IS DISTINCT FROM n.value
   -- Numbers in a path in their order.
   ORDER BY regexp_replace(coalesce(o.path, n.path), '[0-9]+', '000000000\&', 'g') COLLATE "C";
END
$$;

RESET ROLE;
