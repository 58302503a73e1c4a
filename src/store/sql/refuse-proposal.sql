-- refuse-proposal: refuses an act of two people, or takes it back.
--
-- $1 bigint proposal
-- $2 text   reason
--
-- (nothing)
SELECT apoyo.refuse_proposal($1::bigint, $2::text);
