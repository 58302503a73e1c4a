-- change-checks: gives the automatic checks of a process new settings.
--
-- $1 integer process
-- $2 integer version of the settings that was looked at
-- $3 text    JSON: the members that change
-- $4 text    acuerdo (nullable while the process has not opened)
-- $5 text    reason
--
-- version integer
SELECT apoyo.change_checks ($1::integer, $2::integer, $3::jsonb, $4::text, $5::text) AS version;
