-- enable-staff: opens an account that was shut.
--
-- $1 text role
--
-- (nothing)
SELECT apoyo.enable_staff($1::text::name);
