-- setup-rules: every version of a process's rule, the newest first.
--
-- $1 int  process
--
-- version int, document json, changes json, acuerdo text (nullable), reason text (nullable),
-- adopted_by_name text (nullable), countersigned_by_name text (nullable), adopted_at timestamptz
SELECT r.version, r.document, r.changes, r.acuerdo, r.reason, r.adopted_by_name,
       r.countersigned_by_name, r.adopted_at
  FROM apoyo.rule_history AS r
 WHERE r.process = $1::int
 ORDER BY r.version DESC;
