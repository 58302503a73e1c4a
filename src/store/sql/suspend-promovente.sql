-- suspend-promovente: nothing is collected for a promovente from now on.
--
-- $1 integer process
-- $2 integer promovente
-- $3 integer revision that was looked at
-- $4 text    reason
-- $5 text    acuerdo
SELECT apoyo.suspend_promovente ($1::integer, $2::integer, $3::integer, $4::text, $5::text);
