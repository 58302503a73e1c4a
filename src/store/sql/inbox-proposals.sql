-- inbox-proposals: acts of two people: those that wait for the signature of whoever asks, those they
-- proposed or signed, and whatever else they may see of the last thirty days; what waits first, then
-- the newest.
--
-- proposal bigint, kind text, process integer, code text, state text, plan text, plan_hash text,
-- proposed_by_name text, proposed_at timestamptz, proposed_on text, signed_by_name text (null),
-- expires_at timestamptz, ended_at timestamptz (null), reason text (null), waits boolean,
-- mine boolean, simulacro boolean, time_zone text
SELECT l.proposal,
       l.kind,
       l.process,
       l.code,
       l.state,
       l.plan::text AS plan,
       encode(l.plan_hash, 'hex') AS plan_hash,
       l.proposed_by_name,
       l.proposed_at,
       l.proposed_on,
       l.signed_by_name,
       l.expires_at,
       l.ended_at,
       l.reason,
       i.proposal IS NOT NULL AS waits,
       l.proposed_by = session_user AS mine,
       l.simulacro,
       l.time_zone
  FROM apoyo.proposal_list AS l
  LEFT JOIN apoyo.proposal_inbox AS i ON i.proposal = l.proposal
 WHERE i.proposal IS NOT NULL
    OR l.state = 'waiting'
    OR l.proposed_by = session_user
    OR l.signed_by = session_user
    OR l.proposed_at > statement_timestamp() - interval '30 days'
 ORDER BY i.proposal IS NULL, l.state <> 'waiting', l.proposal DESC
 LIMIT 200;
