-- use-evidence-ticket: where the evidence lies that a ticket is for; the look is written down.
--
-- $1 bigint number of the ticket
-- $2 bytea its secret
-- $3 text front, back, selfie, signature or data
-- $4 text small or large, null for data
--
-- process integer, capture text, claims text[] (numbers, of the examinations from the last to the first);
-- of the data also rule text (JSON), checks text (JSON) and sealed bytea: the last examination's, null
-- when there was none
SELECT u.process,
       u.capture::text AS capture,
       u.claims::text[] AS claims,
       u.rule::text AS rule,
       u.checks::text AS checks,
       u.sealed
  FROM apoyo.use_evidence_ticket ($1::bigint, $2::bytea, $3::text, $4::text) AS u;
