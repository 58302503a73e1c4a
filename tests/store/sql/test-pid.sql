-- test-pid: pid integer
SELECT pg_backend_pid() AS pid
