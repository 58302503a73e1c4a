-- requeue-work: has the automatic checks of a support done once more.
--
-- $1 bigint support
-- $2 text reason
--
-- situation text
SELECT apoyo.requeue_work ($1::bigint, $2::text) AS situation;
