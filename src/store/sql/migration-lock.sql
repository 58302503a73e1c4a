-- migration-lock: waits until no other migrator is at work; held until the session ends.
SELECT pg_advisory_lock(hashtextextended('apoyo migration', 0)) IS NULL AS locked
