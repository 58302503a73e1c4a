-- pin-shared-key: refuses every key of the roll or the ledger but the one in use; pins the first.
--
-- $1 text   roll or ledger
-- $2 bytea  the key's public name, NULL to ask whether one may still be made
SELECT apoyo.pin_shared_key($1::text, $2::bytea)
