-- end-scope: ends a permission, or lifts a bar.
--
-- $1 bigint scope
--
-- (nothing)
SELECT apoyo.end_scope($1::bigint);
