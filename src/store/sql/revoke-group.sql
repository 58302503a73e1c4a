-- revoke-group: takes a group away from somebody.
--
-- $1 text role
-- $2 text group
--
-- (nothing)
SELECT apoyo.revoke_group($1::text::name, $2::text::name);
