-- ledger-leaves: leaves of a log from a position on.
--
-- $1 integer process
-- $2 bigint  first position
-- $3 integer how many at most
--
-- leaves bytea[]
SELECT apoyo.ledger_leaves ($1::integer, $2::bigint, $3::integer) AS leaves;
