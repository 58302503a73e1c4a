-- process-history: every act on a process's configuration, the newest first.
--
-- $1 integer process
--
-- change bigint, revision integer, act text, state text (nullable: reached by it), was text (JSON),
-- becomes text (JSON), acuerdo text (nullable), reason text (nullable), changed_by text,
-- changed_by_name text, countersigned_by text (nullable), countersigned_by_name text (nullable),
-- changed_at timestamptz
SELECT h.change,
       h.revision,
       h.act,
       h.state,
       h.was::text AS was,
       h.becomes::text AS becomes,
       h.acuerdo,
       h.reason,
       h.changed_by,
       h.changed_by_name,
       h.countersigned_by,
       h.countersigned_by_name,
       h.changed_at
  FROM apoyo.process_history AS h
 WHERE h.process = $1::integer
 ORDER BY h.change DESC
 LIMIT 1000;
