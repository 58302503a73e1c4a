-- 11-events: the bytes of an event, made here and nowhere else.
SET ROLE apoyo_owner;

-- What a support's move from one cell and situation to another adds and takes away. A null
-- p_from_situation: it enters. Nothing moves: an empty list.
CREATE OR REPLACE FUNCTION apoyo.move_deltas(
  p_promovente integer,
  p_from_demarcation text, p_from_situation apoyo.situation,
  p_to_demarcation text, p_to_situation apoyo.situation)
RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE
    WHEN p_from_situation IS NULL THEN
      format('[[%s,"%s","%s",1]]', p_promovente, p_to_demarcation, p_to_situation)
    WHEN p_from_demarcation = p_to_demarcation AND p_from_situation = p_to_situation THEN
      '[]'
    ELSE
      format('[[%1$s,"%2$s","%3$s",-1],[%1$s,"%4$s","%5$s",1]]', p_promovente,
             p_from_demarcation, p_from_situation, p_to_demarcation, p_to_situation)
  END;
END;

-- Canonical: this order of members, no spaces. None of the texts needs escaping: codes, kinds,
-- demarcations and situations are checked words.
CREATE OR REPLACE FUNCTION apoyo.event_body(
  p_code text, p_kind text, p_subject uuid, p_at timestamptz, p_rule integer, p_deltas text,
  p_commitment bytea)
RETURNS bytea LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT convert_to(format(
    '{"v":1,"process":"%s","kind":"%s","subject":"%s","hour":"%s","rule":%s,"deltas":%s,'
    '"commitment":"%s"}',
    p_code, p_kind, translate(p_subject::text, '-', ''),
    to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24"Z"'), p_rule, p_deltas,
    encode(p_commitment, 'hex')), 'UTF8');
END;

CREATE OR REPLACE FUNCTION apoyo.commitment(p_salt bytea, p_private bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT sha256(p_salt || p_private);
END;

CREATE OR REPLACE FUNCTION apoyo.leaf(p_body bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT pg_catalog.sha256('\x00'::bytea OPERATOR(pg_catalog.||) p_body);
END;

-- For events whose private part the database makes itself: 244 random bits.
CREATE OR REPLACE FUNCTION apoyo.random_salt()
RETURNS bytea LANGUAGE sql VOLATILE
BEGIN ATOMIC
  SELECT pg_catalog.uuid_send(pg_catalog.gen_random_uuid())
         OPERATOR(pg_catalog.||) pg_catalog.uuid_send(pg_catalog.gen_random_uuid());
END;

CREATE OR REPLACE FUNCTION apoyo.event_deltas(p_body bytea)
RETURNS TABLE (promovente integer, demarcation text, situation apoyo.situation, n integer)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT (d.value ->> 0)::integer, d.value ->> 1, (d.value ->> 2)::apoyo.situation,
         (d.value ->> 3)::integer
    FROM pg_catalog.jsonb_array_elements(
           pg_catalog.convert_from(p_body, 'UTF8')::jsonb -> 'deltas') AS d (value);
END;

-- Appends one event and leaves it for the ledger. The caller holds the process row.
CREATE OR REPLACE FUNCTION apoyo.append_event(
  p_process integer, p_kind text, p_subject uuid, p_deltas text,
  p_salt bytea DEFAULT NULL, p_private bytea DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_salt bytea := coalesce(p_salt, apoyo.random_salt());
  v_private bytea := coalesce(p_private, '\x');
  v_event bigint := nextval('apoyo.event_id');
  v_now timestamptz := clock_timestamp();
BEGIN
  WITH e AS (
    INSERT INTO apoyo.event (process, id, recorded_at, body)
    SELECT p_process, v_event, v_now,
           apoyo.event_body(p.code, p_kind, p_subject, v_now, p.rule_version, p_deltas,
                            apoyo.commitment(v_salt, v_private))
      FROM apoyo.process AS p
     WHERE p.id = p_process
  ), v AS (
    INSERT INTO apoyo.event_private (process, event, salt, body)
    VALUES (p_process, v_event, v_salt, v_private)
  )
  INSERT INTO apoyo.pending (process, event) VALUES (p_process, v_event);
  RETURN v_event;
END
$$;

-- An act of staff in the internal log: who did what, never in a process's public tree.
CREATE OR REPLACE FUNCTION apoyo.log_act(p_kind text, p_facts jsonb)
RETURNS void LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT apoyo.append_event(0, p_kind, gen_random_uuid(), '[]', NULL, convert_to(
           (jsonb_build_object('actor', session_user, 'at', clock_timestamp()) || p_facts)::text,
           'UTF8'));
$$;

RESET ROLE;
