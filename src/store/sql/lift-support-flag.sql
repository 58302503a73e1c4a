-- lift-support-flag: lifts the flag vista or resguardo of a support.
--
-- $1 bigint support
-- $2 text flag
-- $3 text reason
-- $4 text acuerdo
SELECT apoyo.lift_support_flag ($1::bigint, $2::text, $3::text, $4::text);
