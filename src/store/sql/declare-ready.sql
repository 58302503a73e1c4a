-- declare-ready: takes a draft to the state from which two people open it.
--
-- $1 integer process
-- $2 integer revision of it that was looked at
SELECT apoyo.declare_ready($1::integer, $2::integer);
