-- may-show-claim: whether people may be shown the pictures that an attempt has left.
--
-- $1 bigint  support
-- $2 integer attempt
--
-- shown boolean
SELECT apoyo.may_show_claim ($1::bigint, $2::integer) AS shown;
