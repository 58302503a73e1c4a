-- admit-staff: adds an account with its groups and one scope, all or nothing.
--
-- $1 text        role
-- $2 text        name to show
-- $3 text        SCRAM verifier
-- $4 text[]      groups
-- $5 boolean     everywhere
-- $6 integer     process (null)
-- $7 text        entity (null); with none of the three, no scope
-- $8 timestamptz until (null: for good)
--
-- (nothing)
SELECT apoyo.admit_staff($1::text::name, $2::text, $3::text, $4::text[]::name[], $5::boolean,
                         $6::integer, $7::text, $8::timestamptz);
