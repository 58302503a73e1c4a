-- open-evidence: a ticket for pictures and typed data of a support.
--
-- $1 bigint support
-- $2 text[] front, back, selfie, signature, data
-- $3 text purpose
--
-- ticket text, expires_at timestamptz
SELECT t.ticket,
       t.expires_at
  FROM apoyo.open_evidence ($1::bigint, $2::text[], $3::text) AS t;
