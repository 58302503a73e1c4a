-- test-deny-self: becomes a role that may nothing.
SET ROLE test_nobody
