-- sign-in: begins a person's session; without it every command refuses.
--
-- $1 text version of the program
-- $2 text name of the workstation
--
-- display_name text, roles text[], server_version text, server_time timestamptz
SELECT s.display_name,
       s.roles,
       s.server_version,
       s.server_time
  FROM apoyo.sign_in($1::text, $2::text) AS s;
