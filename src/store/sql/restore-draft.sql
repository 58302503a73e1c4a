-- restore-draft: brings back a draft that was put away.
--
-- $1 bigint draft
SELECT apoyo.restore_draft($1::bigint);
