-- setup-proposals: acts of two people on a process and how they ended, the newest first.
--
-- $1 int  process
--
-- proposal bigint, kind text, state text, proposed_by_name text, signed_by_name text (nullable),
-- reason text (nullable), proposed_at timestamptz, expires_at timestamptz,
-- ended_at timestamptz (nullable), mine bool
SELECT o.proposal, o.kind, o.state, o.proposed_by_name, o.signed_by_name, o.reason, o.proposed_at,
       o.expires_at, o.ended_at, o.proposed_by = session_user AS mine
  FROM apoyo.proposal_list AS o
 WHERE o.process = $1::int
 ORDER BY o.proposal DESC
 LIMIT 200;
