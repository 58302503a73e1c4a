-- test-kill: ends the sessions of an application. $1 text. killed bigint
SELECT count(pg_terminate_backend(pid)) AS killed FROM pg_stat_activity WHERE application_name = $1::text
