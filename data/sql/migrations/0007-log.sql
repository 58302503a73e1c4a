-- 0007-log: the events, their way into the trees, and the trees.
--
-- No foreign keys between these tables: they are written by two functions only, at the rate of
-- the whole intake, and recount_log compares them whole.
SET ROLE apoyo_owner;

CREATE SEQUENCE apoyo.event_id CACHE 1;

-- Append-only. The body is the exact bytes that are hashed.
CREATE TABLE apoyo.event (
  process     integer NOT NULL,
  id          bigint NOT NULL DEFAULT pg_catalog.nextval('apoyo.event_id'),
  recorded_at timestamptz NOT NULL,
  body        bytea NOT NULL,
  PRIMARY KEY (process, id)
);
ALTER SEQUENCE apoyo.event_id OWNED BY apoyo.event.id;

-- Erasable: without it the commitment in the body can no longer be opened, and counts still verify.
CREATE TABLE apoyo.event_private (
  process integer NOT NULL,
  event   bigint NOT NULL,
  salt    apoyo.hash NOT NULL,
  body    bytea NOT NULL,
  PRIMARY KEY (process, event)
);

-- Events without a position. The transaction's number lets a pass start behind everything that
-- earlier passes have seen, so it never walks over the rows they deleted.
CREATE TABLE apoyo.pending (
  txid    xid8 NOT NULL DEFAULT pg_catalog.pg_current_xact_id(),
  process integer NOT NULL,
  event   bigint NOT NULL,
  PRIMARY KEY (txid, event)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE apoyo.entry (
  process  integer NOT NULL,
  position bigint NOT NULL CHECK (position >= 0),
  event    bigint NOT NULL,
  leaf     apoyo.hash NOT NULL,
  PRIMARY KEY (process, position)
);

-- size counts the positions given; the root stands for the first root_size of them.
CREATE TABLE apoyo.tree (
  process     integer PRIMARY KEY REFERENCES apoyo.process (id),
  size        bigint NOT NULL DEFAULT 0,
  recorded_at timestamptz, -- of the last entry
  root_size   bigint NOT NULL DEFAULT 0 CHECK (root_size <= size),
  root        apoyo.hash NOT NULL DEFAULT pg_catalog.sha256(''),
  frontier    bytea[] NOT NULL DEFAULT '{}'
) WITH (fillfactor = 50);

-- Up to 256 hashes of 32 bytes, one after the other.
CREATE TABLE apoyo.tile (
  process integer NOT NULL,
  level   integer NOT NULL CHECK (level >= 0),
  index   bigint NOT NULL CHECK (index >= 0),
  hashes  bytea NOT NULL CHECK (pg_catalog.octet_length(hashes) BETWEEN 32 AND 8192
                                AND pg_catalog.octet_length(hashes) % 32 = 0),
  PRIMARY KEY (process, level, index)
);

CREATE TABLE apoyo.checkpoint (
  process   integer NOT NULL REFERENCES apoyo.process (id),
  size      bigint NOT NULL,
  root      apoyo.hash NOT NULL,
  note      text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  PRIMARY KEY (process, size)
);

RESET ROLE;
