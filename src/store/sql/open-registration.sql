-- open-registration: a ticket to register one auxiliary.
--
-- $1 integer process
--
-- ticket text, expires_at timestamptz
SELECT t.ticket,
       t.expires_at
  FROM apoyo.open_registration ($1::integer) AS t;
