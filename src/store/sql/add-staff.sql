-- add-staff: adds an account without any right.
--
-- $1 text role
-- $2 text name to show
-- $3 text SCRAM verifier
--
-- (nothing)
SELECT apoyo.add_staff($1::text::name, $2::text, $3::text);
