-- 0031-keys: the public names of the keys that all processes share, and when a process's was ended.
SET ROLE apoyo_owner;

-- Persons are found in the roll by hashes under its key: with another one nobody is found, and whoever
-- is imported again counts as somebody else. What another ledger key signs, nobody verifies. roll: a
-- keyed hash of a fixed text; ledger: its public key.
CREATE TABLE apoyo.shared_key (
  name      text PRIMARY KEY,
  key_id    bytea NOT NULL,
  pinned_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  CHECK (name = 'roll' AND pg_catalog.octet_length(key_id) = 16
         OR name = 'ledger' AND pg_catalog.octet_length(key_id) = 32)
);

-- A destruction that was told and not finished may be told again when there is no key any more.
ALTER TABLE apoyo.process
  ADD COLUMN key_destroyed_at timestamptz CHECK (key_destroyed_at IS NULL OR purged_at IS NOT NULL);

-- Replaced by one that asks for the key.
DROP FUNCTION IF EXISTS apoyo.allow_key_destruction(integer);

RESET ROLE;
