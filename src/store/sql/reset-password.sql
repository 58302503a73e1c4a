-- reset-password: gives somebody another password.
--
-- $1 text role
-- $2 text SCRAM verifier
--
-- (nothing)
SELECT apoyo.reset_password($1::text::name, $2::text);
