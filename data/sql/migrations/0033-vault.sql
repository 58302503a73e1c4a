-- 0033-vault: which vault the captures of this database lie in.
SET ROLE apoyo_owner;

-- Beside the names of the shared keys: in a directory that another vault, or none, is mounted on no
-- capture is found. vault: what its mark says.
ALTER TABLE apoyo.shared_key
  DROP CONSTRAINT shared_key_check,
  ADD CONSTRAINT shared_key_check
    CHECK (name IN ('roll', 'vault') AND pg_catalog.octet_length(key_id) = 16
           OR name = 'ledger' AND pg_catalog.octet_length(key_id) = 32);

RESET ROLE;
