-- open-examination: says that the last examination of a support is going to be opened.
--
-- $1 bigint support
--
-- ticket text
SELECT e.ticket
  FROM apoyo.open_examination ($1::bigint) AS e;
