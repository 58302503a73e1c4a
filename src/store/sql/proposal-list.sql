-- proposal-list: acts of two people that whoever asks may see, the newest first.
--
-- $1 boolean only those that wait for their signature
--
-- proposal bigint, kind text, code text, state text, proposed_by text, signed_by text (null),
-- expires_at timestamptz, plan_hash text, plan text, reason text (null)
SELECT l.proposal,
       l.kind,
       l.code,
       l.state,
       l.proposed_by::text AS proposed_by,
       l.signed_by::text AS signed_by,
       l.expires_at,
       encode(l.plan_hash, 'hex') AS plan_hash,
       l.plan::text AS plan,
       l.reason
  FROM apoyo.proposal_list AS l
 WHERE NOT $1::boolean
    OR l.proposal IN (SELECT i.proposal FROM apoyo.proposal_inbox AS i)
 ORDER BY l.proposal DESC
 LIMIT 1000;
