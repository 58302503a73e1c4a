-- grant-scope: lets somebody work somewhere, or bars them from there.
--
-- $1 text        role
-- $2 integer     process (null)
-- $3 text        entity (null); with neither, everywhere
-- $4 timestamptz since (null: now)
-- $5 timestamptz until (null: for good)
-- $6 boolean     bar
--
-- scope bigint
SELECT apoyo.grant_scope($1::text::name, $2::integer, $3::text, $4::timestamptz, $5::timestamptz,
                         $6::boolean) AS scope;
