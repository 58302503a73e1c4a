-- propose: proposes an act of two people and signs it as the first.
--
-- $1 text    kind
-- $2 integer process
-- $3 text    JSON: what is asked for, null where the act takes no details
--
-- proposal bigint, plan text, plan_hash text, expires_at timestamptz
SELECT p.proposal,
       p.plan::text AS plan,
       encode(p.plan_hash, 'hex') AS plan_hash,
       p.expires_at
  FROM apoyo.propose($1::text, $2::integer, coalesce($3::jsonb, '{}')) AS p;
