-- extend-own-windows: lets all windows that promoventes of a process have of their own go on longer.
--
-- $1 integer  process
-- $2 integer  revision that was looked at
-- $3 interval by how much
-- $4 text     acuerdo (needed once the process is open)
-- $5 text     reason (the same)
--
-- windows integer: how many
SELECT apoyo.extend_own_windows($1::integer, $2::integer, $3::interval, $4::text, $5::text) AS windows;
