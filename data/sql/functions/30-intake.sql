-- 30-intake: what the intake service may do.
SET ROLE apoyo_owner;

-- How many devices one auxiliary may register within an hour: more than a person has in hand is a program,
-- or a key in the hands of many.
CREATE OR REPLACE FUNCTION apoyo.devices_per_hour()
RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT 60;
END;

CREATE OR REPLACE FUNCTION apoyo.require_few_devices(a apoyo.auxiliary, p_code text)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF (SELECT count(*) FROM apoyo.device AS d
       -- Another key has revoked those of whoever had the old one.
       WHERE d.auxiliary = a.id AND d.revoked_at IS NULL
         AND d.registered_at > clock_timestamp() - make_interval(hours => 1)) >= apoyo.devices_per_hour() THEN
    PERFORM apoyo.refuse('AP316', a.promovente || '-' || a.number, p_code,
                         apoyo.devices_per_hour()::text);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.register_device(
  p_key_hash bytea, p_token_hash bytea, p_label text)
RETURNS TABLE (device bigint, process integer, promovente integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  a apoyo.auxiliary;
  p apoyo.process;
BEGIN
  PERFORM apoyo.require_service('apoyo_intake');
  PERFORM apoyo.come_in(x.process) FROM apoyo.auxiliary AS x WHERE x.key_hash = p_key_hash;
  -- Only now: the key may have been replaced or revoked while this waited. One after the other, so that
  -- nobody registers more by asking for many at once.
  SELECT x.* INTO a FROM apoyo.auxiliary AS x
   WHERE x.key_hash = p_key_hash AND x.revoked_at IS NULL
     FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP301');
  END IF;
  IF char_length(p_label) > 100 THEN
    PERFORM apoyo.refuse('AP309');
  END IF;
  SELECT q.* INTO p FROM apoyo.process AS q WHERE q.id = a.process;
  PERFORM apoyo.require_state(p, a.process, 'draft', 'ready', 'open');
  PERFORM apoyo.require_few_devices(a, p.code);
  INSERT INTO apoyo.device AS d (auxiliary, process, promovente, token_hash, label)
  VALUES (a.id, a.process, a.promovente, p_token_hash, coalesce(p_label, ''))
  RETURNING d.id, d.process, d.promovente INTO device, process, promovente;
  PERFORM apoyo.log_act('device-registered',
                        jsonb_build_object('process', p.code, 'device', device));
  RETURN NEXT;
EXCEPTION
  WHEN unique_violation THEN
    PERFORM apoyo.refuse('AP308');
END
$$;

-- No row for an unknown token.
CREATE OR REPLACE FUNCTION apoyo.authenticate_device(p_token_hash bytea)
RETURNS TABLE (device bigint, process integer, promovente integer, auxiliary bigint,
               active boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_intake');
  RETURN QUERY
  SELECT d.id, d.process, d.promovente, d.auxiliary,
         d.revoked_at IS NULL AND a.revoked_at IS NULL
    FROM apoyo.device AS d
    JOIN apoyo.auxiliary AS a ON a.id = d.auxiliary
   WHERE d.token_hash = p_token_hash;
END
$$;

-- When it was captured by the server's clock: the phone's is believed within ten minutes; beyond
-- that only the time between capture and sending is, since both come from the same clock. No setting of
-- the checks: by it a capture is late or not, for as long as the process lasts. Never before 1970: of a
-- clock that was set thousands of years on in between, it would be a time that no reader knows.
CREATE OR REPLACE FUNCTION apoyo.captured_by_server_clock(
  p_captured_at timestamptz, p_sent_at timestamptz, p_received_at timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT least(p_received_at,
               CASE WHEN p_sent_at BETWEEN p_received_at - make_interval(mins => 10)
                                       AND p_received_at + make_interval(mins => 10)
                    THEN p_captured_at
                    WHEN p_captured_at - to_timestamp(0) < p_sent_at - p_received_at
                    THEN to_timestamp(0)
                    ELSE p_captured_at + (p_received_at - p_sent_at)
               END);
END;

-- Late: received after the send window, or captured after the period however soon it was sent.
CREATE OR REPLACE FUNCTION apoyo.is_late(
  p_captured_at timestamptz, p_received_at timestamptz, p_closes_at timestamptz,
  p_grace interval)
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p_received_at > p_closes_at + p_grace
         OR (p_received_at > p_closes_at AND p_captured_at > p_closes_at);
END;

-- What the clocks betray; the support is taken all the same. p_skew and p_ahead, in seconds: how far
-- the phone's clock may be from the server's at the sending, and the capture after the sending.
CREATE OR REPLACE FUNCTION apoyo.clock_findings(
  p_captured_at timestamptz, p_sent_at timestamptz, p_received_at timestamptz,
  p_opens_at timestamptz, p_skew numeric, p_ahead numeric)
RETURNS TABLE (code text, detail jsonb) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT 'clock_skew',
         jsonb_build_object('seconds', round(extract(epoch FROM p_sent_at - p_received_at)))
   WHERE abs(extract(epoch FROM p_sent_at - p_received_at)) > p_skew
  UNION ALL
  SELECT 'captured_after_sending', NULL
   WHERE extract(epoch FROM p_captured_at - p_sent_at) > p_ahead
  UNION ALL
  SELECT 'captured_before_opening', NULL
   WHERE apoyo.captured_by_server_clock(p_captured_at, p_sent_at, p_received_at) < p_opens_at;
END;

-- The answer for a capture that is there already, or nothing.
CREATE OR REPLACE FUNCTION apoyo.earlier_reception(
  p_capture uuid, p_process integer, p_promovente integer, p_digest bytea)
RETURNS TABLE (outcome text, support bigint, folio text, received_at timestamptz, situation text)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
  SELECT v.outcome, v.id, v.folio, v.received_at, v.situation
    FROM apoyo.support AS s
   CROSS JOIN LATERAL (
     SELECT 'repeated' AS outcome, s.id, s.folio, s.received_at, s.situation::text AS situation
      WHERE s.digest = p_digest AND s.promovente = p_promovente
     UNION ALL
     -- Whoever sends another body under the same key learns nothing about the first.
     SELECT 'conflict', NULL, NULL, NULL, NULL
      WHERE s.digest <> p_digest OR s.promovente <> p_promovente) AS v
   WHERE s.capture = p_capture AND s.process = p_process;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.receive_support(
  p_capture uuid, p_process integer, p_promovente integer, p_device bigint, p_digest bytea,
  p_folio text, p_modality text, p_captured_at timestamptz, p_sent_at timestamptz,
  p_image_hashes bytea[], p_salt bytea, p_private bytea)
RETURNS TABLE (outcome text, support bigint, folio text, received_at timestamptz, situation text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  terms record; -- of the rule, the promovente and the device
  v_subject uuid := gen_random_uuid();
  v_now timestamptz;
  v_captured_at timestamptz; -- by the server's clock
  v_grounds apoyo.situation[] := '{processing}'::apoyo.situation[];
  v_situation apoyo.situation;
BEGIN
  PERFORM apoyo.require_service('apoyo_intake');
  -- First of all: what was acknowledged is acknowledged again, whatever happened since.
  IF EXISTS (SELECT FROM apoyo.support AS s
              WHERE s.capture = p_capture AND s.process = p_process) THEN
    RETURN QUERY
    SELECT * FROM apoyo.earlier_reception(p_capture, p_process, p_promovente, p_digest);
    IF FOUND THEN
      RETURN;
    END IF;
  END IF;

  PERFORM apoyo.come_in(p_process);
  SELECT q.* INTO p FROM apoyo.process AS q WHERE q.id = p_process AND q.id <> 0;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP101', coalesce(p_process::text, ''));
  END IF;
  -- Both once it is in, the second a statement of its own: what they decide holds at the commit as
  -- well, whatever was decided about the process, the promovente or the device while this waited.
  v_now := clock_timestamp();
  SELECT r.modalities, r.grace, m.state AS promovente_state, m.barred,
         coalesce(m.opens_at, p.opens_at) AS opens_at,
         coalesce(m.closes_at, p.closes_at) AS closes_at, d.id AS device,
         d.last_sent_at IS NULL OR d.last_sent_at < v_now - make_interval(hours => 1) AS silent,
         k.clock_use, k.clock_skew, k.clock_ahead
    INTO STRICT terms
    FROM apoyo.rule AS r
    LEFT JOIN LATERAL (SELECT c.clock_use, c.clock_skew, c.clock_ahead
                         FROM apoyo.check_settings AS c
                        WHERE c.process = r.process
                        ORDER BY c.version DESC LIMIT 1) AS k ON true
    LEFT JOIN apoyo.promovente AS m ON m.process = r.process AND m.number = p_promovente
    LEFT JOIN (apoyo.device AS d
               JOIN apoyo.auxiliary AS a ON a.id = d.auxiliary AND a.revoked_at IS NULL)
      ON d.id = p_device AND d.process = m.process AND d.promovente = m.number
         AND d.revoked_at IS NULL
   WHERE r.process = p.id AND r.version = p.rule_version;
  -- While it is being closed only what was captured in time can still come: were the late ones
  -- taken for ever, the queues would never be empty.
  IF p.state <> 'open'
     AND (p.state <> 'closing' OR v_now > terms.closes_at + terms.grace) THEN
    PERFORM apoyo.refuse('AP303', p.code, p.state::text);
  END IF;
  IF terms.promovente_state IS NULL THEN
    PERFORM apoyo.refuse('AP110', p.code, coalesce(p_promovente::text, ''));
  END IF;
  IF terms.device IS NULL THEN
    PERFORM apoyo.refuse('AP302', coalesce(p_promovente::text, ''));
  END IF;
  v_captured_at := apoyo.captured_by_server_clock(p_captured_at, p_sent_at, v_now);
  -- While it is suspended only what was captured before, and within the time there is for sending.
  IF terms.promovente_state <> 'active'
     AND (v_captured_at <@ terms.barred OR terms.barred @> tstzrange(v_now - terms.grace, v_now)) THEN
    PERFORM apoyo.refuse('AP172', p.code, p_promovente::text, terms.promovente_state);
  ELSIF v_captured_at <@ terms.barred THEN
    PERFORM apoyo.refuse('AP186', p.code, p_promovente::text);
  END IF;
  IF v_now < terms.opens_at THEN
    PERFORM apoyo.refuse('AP304', p.code, terms.opens_at::text);
  END IF;
  IF p_modality <> ALL (terms.modalities) THEN
    PERFORM apoyo.refuse('AP305', p.code, p_modality);
  END IF;
  IF cardinality(p_image_hashes) IS DISTINCT FROM 4 THEN
    PERFORM apoyo.refuse('AP307', coalesce(cardinality(p_image_hashes), 0)::text);
  END IF;

  IF apoyo.is_late(v_captured_at, v_now, terms.closes_at, terms.grace) THEN
    v_grounds := '{late,processing}'::apoyo.situation[];
  END IF;
  v_situation := apoyo.situation_of(v_grounds, 'unranked');
  IF terms.silent THEN -- to the hour: not every support writes its device's row
    UPDATE apoyo.device AS d SET last_sent_at = v_now WHERE d.id = p_device;
  END IF;
  -- One statement, since most of the time of a small one goes into its start and its end.
  WITH taken AS (
    INSERT INTO apoyo.support AS s (
      process, promovente, device, capture, subject, folio, digest, modality, rule_version,
      captured_at, sent_at, received_at, grounds, situation)
    VALUES (
      p_process, p_promovente, p_device, p_capture, v_subject, p_folio, p_digest, p_modality,
      p.rule_version, p_captured_at, p_sent_at, v_now, v_grounds, v_situation)
    ON CONFLICT DO NOTHING
    RETURNING s.id
  ), images AS (
    INSERT INTO apoyo.image (process, support, number, hash)
    SELECT p_process, t.id, i.number, i.hash
      FROM taken AS t
     CROSS JOIN unnest(p_image_hashes) WITH ORDINALITY AS i (hash, number)
  ), findings AS (
    INSERT INTO apoyo.finding (support, process, number, code, detail)
    SELECT t.id, p_process, row_number() OVER (), f.code,
           apoyo.finding_detail(p_process, p.rule_version, f.code, f.detail)
      FROM taken AS t
     CROSS JOIN apoyo.clock_findings(p_captured_at, p_sent_at, v_now, terms.opens_at,
                                     terms.clock_skew, terms.clock_ahead) AS f
     -- What is only noted stands in the tree of the examination.
     WHERE terms.clock_use = 'flag'
  ), work AS (
    INSERT INTO apoyo.work (support, kind, process, due_at)
    SELECT t.id, 'validation', p_process, v_now FROM taken AS t
  )
  SELECT t.id INTO support FROM taken AS t;
  IF support IS NULL THEN -- the same capture was on its way twice, and the other one was first
    RETURN QUERY
    SELECT * FROM apoyo.earlier_reception(p_capture, p_process, p_promovente, p_digest);
    IF NOT FOUND THEN
      PERFORM apoyo.refuse('AP306');
    END IF;
    RETURN;
  END IF;

  PERFORM apoyo.append_event(
    p_process, 'support-received', v_subject,
    apoyo.move_deltas(p_promovente, NULL, NULL, '-', v_situation), p_salt, p_private);
  outcome := 'stored';
  folio := p_folio;
  received_at := v_now;
  situation := v_situation;
  RETURN NEXT;
END
$$;

-- No row for a folio that this device did not send.
CREATE OR REPLACE FUNCTION apoyo.support_status(p_folio text, p_device bigint)
RETURNS TABLE (folio text, situation text, received_at timestamptz, captured_at timestamptz,
               process integer, promovente integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_intake');
  RETURN QUERY
  SELECT s.folio, s.situation::text, s.received_at, s.captured_at, s.process, s.promovente
    FROM apoyo.support AS s
   WHERE s.folio = p_folio AND s.device = p_device;
END
$$;

-- Those of the captures that a row of their own process claims; the sweeper removes the objects of the
-- others. A phone makes the names of its captures: the same one may stand in another process.
DROP FUNCTION IF EXISTS apoyo.known_captures(uuid[]);
CREATE OR REPLACE FUNCTION apoyo.known_captures(p_processes integer[], p_captures uuid[])
RETURNS TABLE (process integer, capture uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_intake');
  RETURN QUERY
  SELECT s.process, s.capture
    FROM unnest(p_processes, p_captures) AS o (process, capture)
    JOIN apoyo.support AS s ON s.capture = o.capture AND s.process = o.process;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.public_processes()
RETURNS TABLE (process integer, code text, name text, kind text, state text,
               opens_at timestamptz, closes_at timestamptz, simulacro boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_intake');
  RETURN QUERY
  SELECT p.id, p.code, p.name, p.kind, p.state::text, p.opens_at, p.closes_at, p.simulacro
    FROM apoyo.process AS p
   WHERE p.id <> 0 AND p.state NOT IN ('draft', 'ready')
   ORDER BY p.id;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.public_checkpoint(p_process integer)
RETURNS TABLE (size bigint, root bytea, note text, signed_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_intake');
  RETURN QUERY
  SELECT c.size, c.root::bytea, c.note, c.signed_at
    FROM apoyo.checkpoint AS c
   WHERE c.process = p_process AND c.process <> 0 -- the internal log is not public
   ORDER BY c.size DESC
   LIMIT 1;
END
$$;

RESET ROLE;
