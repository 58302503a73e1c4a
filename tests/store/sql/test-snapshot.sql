-- test-snapshot: the snapshot and how the transaction runs.
SELECT pg_current_snapshot()::text AS snapshot, current_setting('transaction_isolation') AS isolation,
       current_setting('transaction_read_only') AS read_only
