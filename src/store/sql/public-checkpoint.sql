-- public-checkpoint: the latest signed checkpoint of a process; no row before the first.
--
-- $1 integer  process
--
-- size bigint, root bytea, note text, signed_at timestamptz
SELECT c.size,
       c.root,
       c.note,
       c.signed_at
  FROM apoyo.public_checkpoint($1::integer) AS c
