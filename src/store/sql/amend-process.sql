-- amend-process: changes the name, period, scope or geography of a process that has not opened.
--
-- $1 integer process
-- $2 integer revision of it that was looked at
-- $3 text    JSON: name, opens_at, closes_at, scope, geography {version, cutoff}, each if it changes
-- $4 text    acuerdo (nullable)
-- $5 text    reason
SELECT apoyo.amend_process($1::integer, $2::integer, $3::jsonb, $4::text, $5::text);
