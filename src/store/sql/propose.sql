-- propose: proposes an act of two people and signs it as the first.
--
-- $1 text    kind
-- $2 integer process
--
-- proposal bigint, plan text, plan_hash text, expires_at timestamptz
SELECT p.proposal,
       p.plan::text AS plan,
       encode(p.plan_hash, 'hex') AS plan_hash,
       p.expires_at
  FROM apoyo.propose($1::text, $2::integer) AS p;
