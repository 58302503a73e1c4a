-- 0034-logs-aside: a ledger passes by the processes whose tree is damaged.
SET ROLE apoyo_owner;

-- Replaced by one that is told which.
DROP FUNCTION IF EXISTS apoyo.ledger_pass(xid8, integer);

RESET ROLE;
