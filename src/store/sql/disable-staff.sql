-- disable-staff: shuts an account and ends its open sessions.
--
-- $1 text role
--
-- sessions integer
SELECT apoyo.disable_staff($1::text::name) AS sessions;
