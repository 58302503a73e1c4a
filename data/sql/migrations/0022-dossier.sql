-- 0022-dossier: one support looked at by itself: tickets for its pictures and data, what was done
-- to it by hand, and its events found again.
--
-- Roles belong to the whole cluster, so they are made only where they are missing.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'apoyo_evidence') THEN
    CREATE ROLE apoyo_evidence LOGIN;
  END IF;
END
$$;
GRANT USAGE ON SCHEMA apoyo TO apoyo_evidence;

SET ROLE apoyo_owner;

-- Where the console finds a service that it does not speak to through the database. Written by the
-- service itself when it starts. Nobody is told a clave in the clear: without TLS only this machine.
CREATE TABLE apoyo.service_address (
  service      text PRIMARY KEY CHECK (service = 'evidence'),
  address      text NOT NULL
               CHECK (pg_catalog.char_length(address) <= 200
                      AND address ~ '^(https://[A-Za-z0-9.-]+|http://(127\.0\.0\.1|localhost|\[::1\]))(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*$'),
  announced_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);

-- The right to one look, for a minute. The secret is told once and never stored. Rows stay: they say
-- who looked at what, why, and whether they came to see it.
CREATE TABLE apoyo.ticket (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind        text NOT NULL CHECK (kind IN ('evidence', 'search', 'registration')),
  secret_hash apoyo.hash NOT NULL,
  role        name NOT NULL REFERENCES apoyo.staff (role),
  session     bigint NOT NULL REFERENCES apoyo.session (id),
  process     integer REFERENCES apoyo.process (id), -- null: whatever the person may see
  support     bigint,
  things      text[] NOT NULL CHECK (pg_catalog.cardinality(things) > 0),
  purpose     text NOT NULL CHECK (purpose <> ''),
  opened_at   timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  expires_at  timestamptz NOT NULL CHECK (expires_at > opened_at),
  CHECK ((kind = 'evidence') = (support IS NOT NULL)),
  CHECK (kind = 'search' OR process IS NOT NULL),
  FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process)
);
CREATE INDEX ON apoyo.ticket (role, opened_at);
CREATE INDEX ON apoyo.ticket (support, id) WHERE support IS NOT NULL;

-- Each thing once.
CREATE TABLE apoyo.ticket_use (
  ticket  bigint NOT NULL REFERENCES apoyo.ticket (id),
  thing   text NOT NULL,
  used_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  PRIMARY KEY (ticket, thing)
);

-- What people did to a support by hand beside deciding about it. The last row of a flag says whether
-- it is set. The internal log has the same, and proves it.
CREATE TABLE apoyo.support_act (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  support bigint NOT NULL,
  process integer NOT NULL,
  act     text NOT NULL CHECK (act IN ('flag-set', 'flag-lifted', 'requeued')),
  flag    text CHECK (flag IN ('vista', 'resguardo')),
  reason  text NOT NULL CHECK (reason <> ''),
  acuerdo text CHECK (acuerdo <> ''),
  made_by name NOT NULL,
  made_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  CHECK ((act = 'requeued') = (flag IS NULL)),
  CHECK (act <> 'flag-lifted' OR acuerdo IS NOT NULL),
  FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process)
);
CREATE INDEX ON apoyo.support_act (support, id);

-- The events of one support, found by the subject in their bodies. Every event is written once and
-- few are looked up: a filter for each 32 pages costs the intake next to nothing, where an index of
-- random names would be one more page to write for each event. A lookup reads the filters, some
-- 20 MB for ten million events, and a handful of pages.
CREATE FUNCTION apoyo.event_subject(p_body bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT pg_catalog.substr(p_body,
           11 + pg_catalog.position(p_body, '\x227375626a656374223a22'::bytea), 32);
END;
CREATE INDEX event_subject ON apoyo.event
 USING brin (apoyo.event_subject(body)
             pg_catalog.bytea_bloom_ops (n_distinct_per_range = 2000, false_positive_rate = 0.001))
  WITH (pages_per_range = 32, autosummarize = on);

RESET ROLE;
