-- test-denied: reads what a role may not.
SELECT rolpassword FROM pg_authid
