-- back-to-draft: takes a process that was ready back to be worked on.
--
-- $1 integer process
-- $2 integer revision of it that was looked at
-- $3 text    reason
SELECT apoyo.back_to_draft($1::integer, $2::integer, $3::text);
