-- pin-shared-key: refuses every key of the roll or the ledger, and every vault, but the one in use;
-- pins the first.
--
-- $1 text   roll, vault or ledger
-- $2 bytea  its public name, NULL to ask whether one may still be made
SELECT apoyo.pin_shared_key($1::text, $2::bytea)
