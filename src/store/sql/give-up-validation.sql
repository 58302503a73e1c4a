-- give-up-validation: leaves a support to a later attempt, or after the last one to people.
--
-- $1 bigint  support
-- $2 integer attempt
-- $3 text    reason, a code
SELECT apoyo.give_up_validation ($1::bigint, $2::integer, $3::text);
