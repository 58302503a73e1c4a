-- begin-search: the person of the roll that a search is for, and where to look.
--
-- $1 bigint number of the ticket
-- $2 bytea its secret
-- $3 bytea the clave's keyed hash
--
-- roll bigint (nullable), processes integer[], key_ids bytea[]: public names of their keys, codes text[]:
-- what people call the processes
SELECT b.roll,
       b.processes,
       b.key_ids,
       b.codes
  FROM apoyo.begin_search ($1::bigint, $2::bytea, $3::bytea) AS b;
