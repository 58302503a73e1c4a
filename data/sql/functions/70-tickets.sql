-- 70-tickets: one look at evidence, one search or one registration that only the service with the
-- keys can carry out. Staff open a ticket in their own session; the service uses it.
--
-- Opening writes an event, and so does each use: what cannot be written down is not shown.
SET ROLE apoyo_owner;

-- What evidence is looked at for, and who may say so.
CREATE OR REPLACE FUNCTION apoyo.evidence_purposes()
RETURNS TABLE (purpose text, right_role name) LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT v.purpose, v.right_role::name
    FROM (VALUES ('supervision', 'apoyo_supervisor'), ('complaint', 'apoyo_supervisor'),
                 ('data-rights', 'apoyo_supervisor'), ('hearing', 'apoyo_hearing'),
                 ('data-rights', 'apoyo_hearing'), ('audit', 'apoyo_auditor'))
         AS v (purpose, right_role);
END;

-- Who may open each kind of ticket, and how many in a minute: more than a person looks at is a
-- program that copies.
CREATE OR REPLACE FUNCTION apoyo.ticket_rights(p_kind text)
RETURNS name[] LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE p_kind WHEN 'evidence' THEN '{apoyo_supervisor,apoyo_auditor,apoyo_hearing}'
                     WHEN 'search' THEN '{apoyo_supervisor,apoyo_auditor}'
                     WHEN 'examination' THEN '{apoyo_supervisor,apoyo_auditor}'
                     WHEN 'registration' THEN '{apoyo_setup}'
                     ELSE '{}' END::name[];
END;

CREATE OR REPLACE FUNCTION apoyo.tickets_per_minute(p_kind text)
RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE p_kind WHEN 'evidence' THEN 60 ELSE 10 END;
END;

-- Equal or not, in a time that tells nothing about where they differ.
CREATE OR REPLACE FUNCTION apoyo.same_secret(p_one bytea, p_other bytea)
RETURNS boolean LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_salt bytea := apoyo.random_salt();
BEGIN
  RETURN coalesce(sha256(v_salt || p_one) = sha256(v_salt || p_other), false);
END
$$;

-- The caller has checked the right. The text is the only copy of the secret there will ever be.
CREATE OR REPLACE FUNCTION apoyo.make_ticket(
  p_kind text, p_process integer, p_support bigint, p_things text[], p_purpose text,
  OUT ticket text, OUT expires_at timestamptz, OUT number bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_secret bytea := apoyo.random_salt();
  v_now timestamptz;
BEGIN
  -- One after the other, so that nobody opens more by asking for many at once. The row is written, not
  -- only locked: a transaction whose snapshot is older than the last ticket ends here (40001) instead
  -- of counting without it.
  INSERT INTO apoyo.ticket_turn AS n (role, turn) VALUES (session_user, 1)
  ON CONFLICT (role) DO UPDATE SET turn = n.turn + 1;
  v_now := clock_timestamp();
  IF (SELECT count(*) FROM apoyo.ticket AS t
       WHERE t.role = session_user AND t.kind = p_kind
         AND t.opened_at > v_now - make_interval(mins => 1)) >= apoyo.tickets_per_minute(p_kind) THEN
    PERFORM apoyo.refuse('AP806');
  END IF;
  INSERT INTO apoyo.ticket AS t (kind, secret_hash, role, session, process, support, things,
                                 purpose, opened_at, expires_at, opened_in)
  SELECT p_kind, sha256(v_secret), session_user, s.id, p_process, p_support, p_things,
         trim(p_purpose), v_now, v_now + make_interval(secs => 60), pg_current_xact_id()
    FROM apoyo.session AS s
   WHERE s.role = session_user AND s.backend = pg_backend_pid()
     AND s.started_at = apoyo.backend_started_at()
  RETURNING t.id, t.expires_at INTO STRICT number, expires_at;
  ticket := number || '.' || rtrim(translate(encode(v_secret, 'base64'), '+/', '-_'), '=');
END
$$;

-- For pictures (front, back, selfie, signature) and the typed data (data) of one support.
CREATE OR REPLACE FUNCTION apoyo.open_evidence(p_support bigint, p_things text[], p_purpose text)
RETURNS TABLE (ticket text, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
  v_number bigint;
BEGIN
  PERFORM apoyo.require_staff(VARIADIC apoyo.ticket_rights('evidence'));
  s := apoyo.require_support(p_support);
  IF NOT EXISTS (SELECT FROM apoyo.evidence_purposes() AS e
                  WHERE e.purpose = p_purpose AND apoyo.session_has_role(e.right_role)) THEN
    PERFORM apoyo.refuse('AP802', coalesce(p_purpose, ''));
  END IF;
  IF coalesce(cardinality(p_things), 0) = 0
     OR NOT p_things <@ '{front,back,selfie,signature,data}'::text[] THEN
    PERFORM apoyo.refuse('AP803', coalesce(array_to_string(p_things, ', '), ''));
  END IF;
  PERFORM apoyo.require_personal_data(s.process);
  SELECT m.ticket, m.expires_at, m.number INTO ticket, expires_at, v_number
    FROM apoyo.make_ticket('evidence', s.process, s.id, p_things, p_purpose) AS m;
  PERFORM apoyo.log_act('evidence-opened', jsonb_build_object(
            'process', p.code, 'folio', s.folio, 'things', p_things, 'purpose', p_purpose,
            'ticket', v_number))
     FROM apoyo.process AS p WHERE p.id = s.process;
  RETURN NEXT;
END
$$;

-- To look for supports by clave de elector: in one process, or (null) in all that the person sees.
-- The clave itself goes to the service only, and into no log.
CREATE OR REPLACE FUNCTION apoyo.open_search(p_process integer, p_reason text)
RETURNS TABLE (ticket text, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_number bigint;
BEGIN
  PERFORM apoyo.require_staff(VARIADIC apoyo.ticket_rights('search'));
  IF p_process IS NOT NULL THEN
    PERFORM apoyo.require_scope(p_process);
  END IF;
  PERFORM apoyo.require_text('reason', p_reason);
  SELECT m.ticket, m.expires_at, m.number INTO ticket, expires_at, v_number
    FROM apoyo.make_ticket('search', p_process, NULL, '{search}', p_reason) AS m;
  PERFORM apoyo.log_act('search-opened', jsonb_build_object(
            'process', (SELECT p.code FROM apoyo.process AS p WHERE p.id = p_process),
            'reason', trim(p_reason), 'ticket', v_number));
  RETURN NEXT;
END
$$;

-- To register one auxiliary of a process.
CREATE OR REPLACE FUNCTION apoyo.open_registration(p_process integer)
RETURNS TABLE (ticket text, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_number bigint;
BEGIN
  PERFORM apoyo.require_staff(VARIADIC apoyo.ticket_rights('registration'));
  PERFORM apoyo.require_scope(p_process);
  PERFORM apoyo.require_process(p_process, 'draft', 'ready', 'open');
  SELECT m.ticket, m.expires_at, m.number INTO ticket, expires_at, v_number
    FROM apoyo.make_ticket('registration', p_process, NULL, '{auxiliary}', 'registration') AS m;
  PERFORM apoyo.log_act('registration-opened',
                        jsonb_build_object('process', p.code, 'ticket', v_number))
     FROM apoyo.process AS p WHERE p.id = p_process;
  RETURN NEXT;
END
$$;

-- The ticket, if it is one, of that kind, alive, and its person could open it now as well; every
-- fault has the same answer. p_thing is then used up.
CREATE OR REPLACE FUNCTION apoyo.take_ticket(
  p_kind text, p_number bigint, p_secret bytea, p_thing text, p_use text)
RETURNS apoyo.ticket LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  t apoyo.ticket;
BEGIN
  SELECT x.* INTO t FROM apoyo.ticket AS x WHERE x.id = p_number;
  IF NOT apoyo.same_secret(t.secret_hash, sha256(p_secret))
     OR t.kind <> p_kind
     OR t.expires_at <= clock_timestamp()
     OR p_thing <> ALL (t.things)
     -- The session that opened it still runs: signing out, or being disabled, ends its tickets.
     OR NOT EXISTS (SELECT FROM apoyo.session AS s
                     CROSS JOIN LATERAL pg_stat_get_activity(s.backend) AS a
                     WHERE s.id = t.session AND a.backend_start = s.started_at)
     OR NOT EXISTS (SELECT FROM apoyo.staff AS s WHERE s.role = t.role AND s.active)
     OR NOT EXISTS (SELECT FROM unnest(apoyo.ticket_rights(p_kind)) AS r (name)
                     WHERE apoyo.person_has_role(t.role, r.name))
     OR t.process <> ALL (apoyo.processes_of(t.role)) THEN
    PERFORM apoyo.refuse('AP804');
  END IF;
  INSERT INTO apoyo.ticket_use (ticket, thing) VALUES (t.id, p_use);
  RETURN t;
EXCEPTION
  WHEN unique_violation THEN
    PERFORM apoyo.refuse('AP804');
    RETURN NULL;
END
$$;

-- By which claims pictures were made that may be shown, the best first: those whose examinations were
-- kept, the last one first, and where no claim ever finished those that were given up. Pictures lie
-- in the vault by the claim that made them, so that none is shown which another claim, that was
-- refused, has left there.
CREATE OR REPLACE FUNCTION apoyo.claims_to_show(p_support bigint)
RETURNS integer[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT ARRAY(SELECT e.attempt FROM apoyo.examination AS e
                WHERE e.support = p_support ORDER BY e.id DESC) ||
         ARRAY(SELECT n
                 FROM (SELECT (f.detail ->> 'claim')::integer AS claim
                         FROM apoyo.finding AS f
                        WHERE f.support = p_support AND f.code = 'unreadable' AND f.detail ? 'claim'
                        ORDER BY f.number DESC LIMIT 1) AS l
                CROSS JOIN LATERAL generate_series(
                        l.claim, greatest(1, l.claim - apoyo.most_attempts() + 1), -1) AS n);
$$;

-- Whether people may be shown what this claim has left: a worker that was too slow is told that its word
-- comes too late also where nobody else has made any.
CREATE OR REPLACE FUNCTION apoyo.may_show_claim(p_support bigint, p_attempt integer)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_validator');
  RETURN p_attempt = ANY (apoyo.claims_to_show(p_support));
END
$$;

-- One picture (in one size) or the data: where it lies; with the data what the last examination was
-- made from, sealed, so that what was read can be told beside what was typed. The event is part of the
-- answer.
DROP FUNCTION IF EXISTS apoyo.use_evidence_ticket(bigint, bytea, text, text);
CREATE FUNCTION apoyo.use_evidence_ticket(
  p_number bigint, p_secret bytea, p_thing text, p_size text)
RETURNS TABLE (process integer, capture uuid, claims integer[], rule jsonb, checks jsonb,
               sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  t apoyo.ticket;
BEGIN
  PERFORM apoyo.require_service('apoyo_evidence');
  t := apoyo.take_ticket('evidence', p_number, p_secret, p_thing, concat_ws('/', p_thing, p_size));
  PERFORM apoyo.log_act('evidence-seen', jsonb_strip_nulls(jsonb_build_object(
            'actor', t.role, 'process', p.code, 'folio', s.folio, 'thing', p_thing,
            'size', p_size, 'purpose', t.purpose, 'ticket', t.id)))
     FROM apoyo.support AS s
     JOIN apoyo.process AS p ON p.id = s.process
    WHERE s.id = t.support;
  RETURN QUERY
  SELECT s.process, s.capture, apoyo.claims_to_show(s.id), r.document, c.document, e.sealed
    FROM apoyo.support AS s
    LEFT JOIN LATERAL (SELECT x.* FROM apoyo.examination AS x
                        WHERE x.support = s.id AND p_thing = 'data'
                        ORDER BY x.id DESC LIMIT 1) AS e ON true
    LEFT JOIN apoyo.rule AS r ON r.process = e.process AND r.version = e.rule_version
    LEFT JOIN apoyo.check_settings AS c ON c.process = e.process AND c.version = e.settings
   WHERE s.id = t.support;
END
$$;

-- Where a search looks: the processes that its person sees, or the one of them that it is for.
CREATE OR REPLACE FUNCTION apoyo.processes_to_search(t apoyo.ticket)
RETURNS TABLE (process integer, code text, key_id bytea) LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT k.process, p.code, k.key_id
    FROM apoyo.process_key AS k -- without a key nothing was ever received
    JOIN apoyo.process AS p ON p.id = k.process AND p.purged_at IS NULL
   WHERE k.process = ANY (apoyo.processes_of(t.role))
     AND (t.process IS NULL OR k.process = t.process);
$$;

-- The person of the roll with this clave (null: nobody), and the processes to look in. The service
-- makes the citizen's name in each of them, with the key of that name, and asks finish_search. Of a
-- process whose key was destroyed nobody can be named any more.
DROP FUNCTION IF EXISTS apoyo.begin_search(bigint, bytea, bytea);
CREATE FUNCTION apoyo.begin_search(p_number bigint, p_secret bytea, p_clave_key bytea)
RETURNS TABLE (roll bigint, processes integer[], key_ids bytea[], codes text[])
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  t apoyo.ticket;
BEGIN
  PERFORM apoyo.require_service('apoyo_evidence');
  t := apoyo.take_ticket('search', p_number, p_secret, 'search', 'begun');
  SELECT o.id INTO roll FROM apoyo.roll AS o WHERE o.clave_key = p_clave_key;
  SELECT coalesce(array_agg(k.process ORDER BY k.process), '{}'),
         coalesce(array_agg(k.key_id ORDER BY k.process), '{}'),
         coalesce(array_agg(k.code ORDER BY k.process), '{}')
    INTO processes, key_ids, codes
    FROM apoyo.processes_to_search(t) AS k;
  RETURN NEXT;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.most_found()
RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT 200;
END;

-- Supports of the citizens so named, in the processes that the ticket's person sees. What was found
-- is written down by folio, and where nobody could be named; who was looked for is not. Of whoever has
-- more than apoyo.most_found() the oldest, and that there are more.
DROP FUNCTION IF EXISTS apoyo.finish_search(bigint, bytea, integer[], bytea[]);
CREATE FUNCTION apoyo.finish_search(
  p_number bigint, p_secret bytea, p_processes integer[], p_citizen_keys bytea[])
RETURNS TABLE (support bigint, folio text, process integer, received_at timestamptz,
               situation text, more boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  t apoyo.ticket;
  v_found bigint[];
BEGIN
  PERFORM apoyo.require_service('apoyo_evidence');
  IF NOT EXISTS (SELECT FROM apoyo.ticket_use AS u WHERE u.ticket = p_number AND u.thing = 'begun') THEN
    PERFORM apoyo.refuse('AP804');
  END IF;
  t := apoyo.take_ticket('search', p_number, p_secret, 'search', 'finished');
  v_found := ARRAY(
    SELECT s.id
      FROM ROWS FROM (unnest(p_processes), unnest(p_citizen_keys)) AS k (process, citizen_key)
      JOIN apoyo.support AS s ON s.process = k.process AND s.citizen_key = k.citizen_key
     WHERE k.process = ANY (apoyo.processes_of(t.role))
       AND (t.process IS NULL OR k.process = t.process)
     ORDER BY s.received_at, s.id
     LIMIT apoyo.most_found() + 1);
  more := cardinality(v_found) > apoyo.most_found();
  v_found := v_found[:apoyo.most_found()];
  PERFORM apoyo.log_act('search-made', jsonb_strip_nulls(jsonb_build_object(
            'actor', t.role, 'reason', t.purpose, 'ticket', t.id,
            'found', coalesce((SELECT jsonb_agg(s.folio ORDER BY s.id) FROM apoyo.support AS s
                                WHERE s.id = ANY (v_found)), '[]'),
            'not_searched', (SELECT jsonb_agg(k.code ORDER BY k.process)
                               FROM apoyo.processes_to_search(t) AS k
                              WHERE k.process <> ALL (p_processes)))));
  RETURN QUERY
  SELECT s.id, s.folio, s.process, s.received_at, s.situation::text, more
    FROM apoyo.support AS s
   WHERE s.id = ANY (v_found)
   ORDER BY s.received_at, s.id;
END
$$;

-- The same as register_auxiliary, by the one service that can name people of the roll. A refusal says
-- something about a person of the roll, so it uses the ticket up and is written down: it is an answer
-- (its code and its names) and no error, which would take both back.
-- While an act of minutes holds the process it fails soon, with the ticket unused: the service's few sessions
-- show the pictures of the other processes too.
CREATE OR REPLACE FUNCTION apoyo.register_auxiliary_by_ticket(
  p_number bigint, p_secret bytea, p_promovente integer, p_key_hash bytea, p_clave_key bytea)
RETURNS TABLE (auxiliary bigint, label text, refusal text, names text[])
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s'
AS $$
DECLARE
  t apoyo.ticket;
  v_names text;
BEGIN
  PERFORM apoyo.require_service('apoyo_evidence');
  t := apoyo.take_ticket('registration', p_number, p_secret, 'auxiliary', 'auxiliary');
  BEGIN
    auxiliary := apoyo.enrol_auxiliary(t.process, p_promovente, p_key_hash, p_clave_key, t.role);
    SELECT a.promovente || '-' || a.number INTO STRICT label
      FROM apoyo.auxiliary AS a WHERE a.id = auxiliary;
  EXCEPTION
    WHEN unique_violation OR check_violation OR not_null_violation THEN
      refusal := 'AP117';
      names := '{}';
    WHEN OTHERS THEN
      -- Anything but a refusal is an error.
      IF SQLSTATE NOT LIKE 'AP%' THEN
        RAISE;
      END IF;
      GET STACKED DIAGNOSTICS refusal = RETURNED_SQLSTATE, v_names = PG_EXCEPTION_DETAIL;
      names := ARRAY(SELECT n.name FROM json_array_elements_text(v_names::json)
                       WITH ORDINALITY AS n (name, place) ORDER BY n.place);
  END;
  IF refusal IS NOT NULL THEN
    auxiliary := NULL;
    label := NULL;
    PERFORM apoyo.log_act('registration-refused', jsonb_build_object(
              'actor', t.role, 'process', p.code, 'promovente', p_promovente, 'refusal', refusal,
              'ticket', t.id))
       FROM apoyo.process AS p WHERE p.id = t.process;
  END IF;
  RETURN NEXT;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.announce_service(p_service text, p_address text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_evidence');
  INSERT INTO apoyo.service_address AS a (service, address)
  VALUES (p_service, p_address)
  ON CONFLICT (service) DO UPDATE SET address = excluded.address,
                                      announced_at = clock_timestamp();
EXCEPTION
  WHEN check_violation OR not_null_violation THEN
    PERFORM apoyo.refuse('AP807', coalesce(p_address, ''));
END
$$;

-- No row where the service has never run.
CREATE OR REPLACE FUNCTION apoyo.find_service(p_service text)
RETURNS TABLE (address text, announced_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor', 'apoyo_auditor', 'apoyo_hearing', 'apoyo_setup');
  RETURN QUERY
  SELECT a.address, a.announced_at FROM apoyo.service_address AS a WHERE a.service = p_service;
END
$$;

RESET ROLE;
