-- ledger-store-checkpoint: stores a signed checkpoint.
--
-- $1 integer process
-- $2 bigint  size
-- $3 bytea   root
-- $4 text    signed note
SELECT apoyo.store_checkpoint ($1::integer, $2::bigint, $3::bytea, $4::text);
