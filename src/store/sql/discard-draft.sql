-- discard-draft: puts a draft away; restore-draft brings it back.
--
-- $1 bigint  draft
-- $2 integer revision that was seen
SELECT apoyo.discard_draft($1::bigint, $2::integer);
