-- reinstate-promovente: a suspended or withdrawn promovente collects again.
--
-- $1 integer process
-- $2 integer promovente
-- $3 text    reason
-- $4 text    acuerdo
SELECT apoyo.reinstate_promovente ($1::integer, $2::integer, $3::text, $4::text);
