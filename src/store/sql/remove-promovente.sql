-- remove-promovente: takes away a promovente entered by mistake, before the process opens.
--
-- $1 integer process
-- $2 integer promovente
-- $3 integer revision that was looked at, null: whatever it is
-- $4 text    reason
SELECT apoyo.remove_promovente ($1::integer, $2::integer, $3::integer, $4::text);
