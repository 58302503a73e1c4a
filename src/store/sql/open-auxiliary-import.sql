-- open-auxiliary-import: a ticket to bring the auxiliaries of one file.
--
-- $1 integer process
--
-- ticket text, expires_at timestamptz
SELECT t.ticket,
       t.expires_at
  FROM apoyo.open_auxiliary_import ($1::integer) AS t;
