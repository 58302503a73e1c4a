-- setup-history: every act on a process's configuration, the newest first.
--
-- $1 int  process
--
-- change bigint, act text, was json (nullable), becomes json (nullable), acuerdo text (nullable),
-- reason text (nullable), changed_by_name text (nullable), countersigned_by_name text (nullable),
-- changed_at timestamptz
SELECT h.change, h.act, h.was, h.becomes, h.acuerdo, h.reason, h.changed_by_name,
       h.countersigned_by_name, h.changed_at
  FROM apoyo.process_history AS h
 WHERE h.process = $1::int
 ORDER BY h.change DESC
 LIMIT 500;
