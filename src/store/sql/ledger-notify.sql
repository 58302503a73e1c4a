-- ledger-notify: tells listeners once, at the commit, which logs have grown.
--
-- $1 integer[] processes
SELECT apoyo.ledger_notify ($1::integer[]);
