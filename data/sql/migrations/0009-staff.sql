-- 0009-staff: the people who work here, where each may, and their sessions.
SET ROLE apoyo_owner;

CREATE TABLE apoyo.staff (
  role         name PRIMARY KEY,
  display_name text NOT NULL CHECK (display_name <> ''),
  active       boolean NOT NULL DEFAULT true,
  admitted_at  timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);

-- Where somebody may work: a process, the contests of an entity, or (both null) everywhere.
-- A bar is the same with a sign, and outweighs every permission.
CREATE TABLE apoyo.staff_scope (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role    name NOT NULL REFERENCES apoyo.staff (role),
  process integer REFERENCES apoyo.process (id),
  entity  text COLLATE "C" CHECK (entity ~ '^[0-9]{2}$'),
  bar     boolean NOT NULL DEFAULT false,
  since   timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  until   timestamptz,
  CHECK (process IS NULL OR entity IS NULL)
);
CREATE INDEX ON apoyo.staff_scope (role);

-- A server process number is used again, so a session is told apart by its start as well.
CREATE TABLE apoyo.session (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role         name NOT NULL REFERENCES apoyo.staff (role),
  backend      integer NOT NULL,
  started_at   timestamptz NOT NULL,
  version      text NOT NULL,
  workstation  text NOT NULL,
  signed_in_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  UNIQUE (backend, started_at, role)
);
CREATE INDEX ON apoyo.session (role, signed_in_at);

-- Every refusal of a command, in one place; data/sql/functions/00-refusals.sql fills it.
CREATE TABLE apoyo.refusal (
  code    text PRIMARY KEY CHECK (code ~ '^AP[0-9A-Z]{3}$'),
  message text NOT NULL,
  hint    text NOT NULL
);

CREATE TABLE apoyo.import (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('roll', 'promoventes', 'geography')),
  begun_by   name NOT NULL,
  begun_at   timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  adopted_at timestamptz,
  rows       bigint
);

INSERT INTO apoyo.process (id, code, name, kind, state, simulacro, opens_at, closes_at)
VALUES (0, 'INTERNAL', 'Internal log', 'internal', 'open', false, '2000-01-01', 'infinity');
INSERT INTO apoyo.tree (process) VALUES (0);

RESET ROLE;
