-- use-evidence-ticket: where the evidence lies that a ticket is for; the look is written down.
--
-- $1 bigint number of the ticket
-- $2 bytea its secret
-- $3 text front, back, selfie, signature or data
-- $4 text small or large, null for data
--
-- process integer, capture text
SELECT u.process,
       u.capture::text AS capture
  FROM apoyo.use_evidence_ticket ($1::bigint, $2::bytea, $3::text, $4::text) AS u;
