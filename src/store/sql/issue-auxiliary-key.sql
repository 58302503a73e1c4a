-- issue-auxiliary-key: gives an auxiliary another access key; the devices of the old one stop.
--
-- $1 bigint auxiliary
-- $2 bytea  hash of the new key
-- $3 text   reason
SELECT apoyo.issue_auxiliary_key ($1::bigint, $2::bytea, $3::text);
