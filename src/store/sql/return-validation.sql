-- return-validation: gives a support back for which an act leaves no room; no attempt of it is spent.
--
-- $1 bigint  support
-- $2 integer attempt
SELECT apoyo.return_validation ($1::bigint, $2::integer);
