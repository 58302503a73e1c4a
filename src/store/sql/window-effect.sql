-- window-effect: what another period of one promovente would make of the standing; writes nothing.
--
-- $1 integer     process
-- $2 integer     promovente
-- $3 timestamptz begin of the period, null: the process's
-- $4 timestamptz end of the period, null: the process's
--
-- effect text (JSON): as of rule-effect
SELECT apoyo.window_effect($1::integer, $2::integer, $3::timestamptz, $4::timestamptz)::text AS effect;
