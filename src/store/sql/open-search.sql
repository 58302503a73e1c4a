-- open-search: a ticket for one search by clave de elector.
--
-- $1 integer process, null for every one
-- $2 text reason
--
-- ticket text, expires_at timestamptz
SELECT t.ticket,
       t.expires_at
  FROM apoyo.open_search ($1::integer, $2::text) AS t;
