-- finish-search: the supports of a citizen by the names they have in each process.
--
-- $1 bigint number of the ticket
-- $2 bytea its secret
-- $3 integer[] processes
-- $4 bytea[] citizen keys in the same order
--
-- support bigint, folio text, process integer, received_at timestamptz, situation text, more boolean: there
-- are more than these
SELECT f.support,
       f.folio,
       f.process,
       f.received_at,
       f.situation,
       f.more
  FROM apoyo.finish_search ($1::bigint, $2::bytea, $3::integer[], $4::bytea[]) AS f;
