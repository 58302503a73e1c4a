-- grant-group: lets somebody do what a group may.
--
-- $1 text role
-- $2 text group
--
-- (nothing)
SELECT apoyo.grant_group($1::text::name, $2::text::name);
