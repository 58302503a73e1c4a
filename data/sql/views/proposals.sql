-- proposals: acts of two people within the scope of whoever asks.
SET ROLE apoyo_reader;

DROP VIEW IF EXISTS apoyo.proposal_inbox, apoyo.proposal_list;

-- One that nobody signed in time is expired, whether that has been written down or not.
CREATE VIEW apoyo.proposal_list WITH (security_barrier) AS
SELECT o.id AS proposal, o.kind, o.process, p.code, o.plan, o.plan_hash,
       f.role AS proposed_by, apoyo.display_name(f.role) AS proposed_by_name, o.proposed_at, f.workstation AS proposed_on,
       s.role AS signed_by,
       CASE WHEN s.role IS NOT NULL THEN apoyo.display_name(s.role) END AS signed_by_name,
       s.signed_at, s.workstation AS signed_on, o.expires_at,
       CASE WHEN o.state = 'waiting' AND o.expires_at <= pg_catalog.statement_timestamp()
            THEN 'expired' ELSE o.state END AS state,
       o.ended_at, o.reason, p.simulacro, r.time_zone
  FROM apoyo.proposal AS o
  JOIN apoyo.process AS p ON p.id = o.process
  JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
  JOIN apoyo.proposal_signature AS f ON f.proposal = o.id AND f.place = 1
  LEFT JOIN apoyo.proposal_signature AS s ON s.proposal = o.id AND s.place = 2;

-- What waits for the signature of whoever asks.
CREATE VIEW apoyo.proposal_inbox WITH (security_barrier) AS
SELECT l.proposal, l.kind, l.process, l.code, l.plan, l.plan_hash, l.proposed_by,
       l.proposed_by_name, l.proposed_at, l.proposed_on, l.expires_at
  FROM apoyo.proposal_list AS l
  JOIN apoyo.proposal_kind AS k ON k.kind = l.kind
 WHERE l.state = 'waiting' AND l.proposed_by <> session_user
   AND pg_catalog.pg_has_role(session_user, k.right_role, 'MEMBER');

RESET ROLE;
