-- 0014-process-keys: the public name of the key each process was begun with.
SET ROLE apoyo_owner;

-- Citizens are told apart by hashes under that key: with another one a citizen could count twice.
-- The name is a keyed hash of a fixed text; it reveals nothing.
CREATE TABLE apoyo.process_key (
  process   integer PRIMARY KEY REFERENCES apoyo.process (id),
  key_id    bytea NOT NULL CHECK (pg_catalog.octet_length(key_id) = 16),
  pinned_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);

RESET ROLE;
