-- revoke-auxiliary: ends an auxiliary's key and devices at once.
--
-- $1 bigint auxiliary
-- $2 text   reason
SELECT apoyo.revoke_auxiliary ($1::bigint, $2::text);
