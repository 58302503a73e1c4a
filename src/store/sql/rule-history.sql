-- rule-history: every version of a process's rule, the newest first.
--
-- $1 integer process
--
-- version integer, document text (JSON), changes text (JSON: member to reason and acuerdo),
-- acuerdo text, reason text (nullable), opens_at timestamptz (nullable), closes_at timestamptz
-- (nullable), adopted_by text, adopted_by_name text, countersigned_by text (nullable),
-- countersigned_by_name text (nullable), adopted_at timestamptz
SELECT h.version,
       h.document::text AS document,
       h.changes::text AS changes,
       h.acuerdo,
       h.reason,
       h.opens_at,
       h.closes_at,
       h.adopted_by,
       h.adopted_by_name,
       h.countersigned_by,
       h.countersigned_by_name,
       h.adopted_at
  FROM apoyo.rule_history AS h
 WHERE h.process = $1::integer
 ORDER BY h.version DESC;
