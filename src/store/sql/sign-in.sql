-- sign-in: begins a person's session; without it every command refuses.
--
-- $1 text version of the program
-- $2 text name of the workstation
--
-- display_name text, roles text[], server_version text, server_time timestamptz,
-- installation text (this database, and no other one)
SELECT s.display_name,
       s.roles,
       s.server_version,
       s.server_time,
       (SELECT c.system_identifier || '/' || d.oid
          FROM pg_control_system() AS c
          JOIN pg_database AS d ON d.datname = current_database()) AS installation
  FROM apoyo.sign_in($1::text, $2::text) AS s;
