-- state-published-total: what an institution published of a version, to hold its sums against.
--
-- $1 integer version, $2 text demarcation
-- $3 bigint total that was looked at, -1: there was none
-- $4 bigint total, null: it was not published after all
SELECT apoyo.state_published_total ($1::integer, $2::text, $3::bigint, $4::bigint);
