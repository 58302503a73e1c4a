-- begin-closing: ends the collection; what was captured in time is still taken within the grace.
--
-- $1 integer process
-- $2 text    reason (nullable)
SELECT apoyo.begin_closing($1::integer, $2::text);
