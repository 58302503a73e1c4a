-- own-windows-effect: what it would make of the standing if all windows that promoventes of a
-- process have of their own went on longer; writes nothing.
--
-- $1 integer  process
-- $2 interval by how much
--
-- effect text (JSON): as of rule-effect
SELECT apoyo.own_windows_effect($1::integer, $2::interval)::text AS effect;
