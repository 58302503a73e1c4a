-- test-sleep: $1 double precision, seconds. slept integer
SELECT 7 AS slept FROM pg_sleep($1::double precision)
