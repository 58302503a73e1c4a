-- board-promoventes: the promoventes of a process whose counts changed after a tree size.
--
-- $1 integer process
-- $2 bigint  tree size; -1 for every promovente
--
-- promovente integer, folio text, name text, scope text, required bigint, received bigint,
-- valid bigint, open bigint, rejected bigint; required is the joint one where the process is joint
SELECT b.promovente,
       b.folio,
       b.name,
       b.scope,
       coalesce(b.required, 0) AS required,
       b.received,
       b.valid,
       b.open,
       b.rejected
  FROM apoyo.board_promovente AS b
 WHERE b.process = $1::integer
   AND ($2::bigint < 0 OR b.changed_at > $2::bigint)
 ORDER BY b.promovente;
