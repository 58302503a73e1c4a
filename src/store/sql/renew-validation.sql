-- renew-validation: prolongs the lease of a running attempt.
--
-- $1 bigint  support
-- $2 integer attempt
-- $3 integer lease in milliseconds, from now
--
-- renewed text: always empty
SELECT apoyo.renew_validation ($1::bigint, $2::integer,
                               $3::integer * interval '1 millisecond')::text AS renewed;
