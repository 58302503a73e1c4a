-- 0019-rule-changes: what may change in which state, changes of the counts, and certificates.
SET ROLE apoyo_owner;

-- A row: this member of the configuration may still change in this state; no row: it may not.
-- data/sql/functions/28-rule-changes.sql fills it.
CREATE TABLE apoyo.rule_member_state (
  member text NOT NULL CHECK (member ~ '^[a-z][a-z_.]*$'),
  state  apoyo.process_state NOT NULL,
  PRIMARY KEY (member, state)
);

-- What one cell of the counts gains or loses.
CREATE TYPE apoyo.delta AS (
  promovente  integer,
  demarcation text,
  situation   apoyo.situation,
  n           bigint
);

-- The result of a process: the tree it follows from, and what each promovente reached in all and in
-- each demarcation that the rule asks about. Promovente 0 is the whole process.
CREATE TABLE apoyo.certificate (
  process          integer PRIMARY KEY REFERENCES apoyo.process (id),
  size             bigint NOT NULL,
  root             apoyo.hash NOT NULL,
  note             text NOT NULL, -- the signed checkpoint of that size
  rule_version     integer NOT NULL,
  standing_hash    apoyo.hash NOT NULL,
  certified_by     name NOT NULL,
  countersigned_by name NOT NULL CHECK (countersigned_by <> certified_by),
  certified_at     timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  FOREIGN KEY (process, size) REFERENCES apoyo.checkpoint (process, size),
  FOREIGN KEY (process, rule_version) REFERENCES apoyo.rule (process, version)
);

-- required is null where the whole process has no threshold of its own. met: threshold and
-- dispersion.
CREATE TABLE apoyo.certificate_standing (
  process    integer NOT NULL REFERENCES apoyo.certificate (process),
  promovente integer NOT NULL,
  received   bigint NOT NULL,
  valid      bigint NOT NULL,
  required   bigint,
  reached    integer NOT NULL,
  needed     integer NOT NULL,
  met        boolean,
  PRIMARY KEY (process, promovente)
);

CREATE TABLE apoyo.certificate_place (
  process     integer NOT NULL,
  promovente  integer NOT NULL,
  demarcation text COLLATE "C" NOT NULL,
  valid       bigint NOT NULL,
  required    bigint NOT NULL,
  PRIMARY KEY (process, promovente, demarcation),
  FOREIGN KEY (process, promovente)
    REFERENCES apoyo.certificate_standing (process, promovente)
);

RESET ROLE;
