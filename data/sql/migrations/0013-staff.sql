-- 0013-staff: apoyo_role_admin gets what it needs to administer the staff's logins.
--
-- It owns a handful of functions that apoyo_owner's commands call, and nothing else.
GRANT USAGE, CREATE ON SCHEMA apoyo TO apoyo_role_admin;
-- Whoever is disabled is disconnected.
GRANT pg_signal_backend TO apoyo_role_admin;
