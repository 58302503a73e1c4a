-- ledger-tree: the edge at which the tree of a process goes on.
--
-- $1 integer process
--
-- size bigint, root bytea, frontier bytea[]
SELECT t.size,
       t.root,
       t.frontier
  FROM apoyo.ledger_tree ($1::integer) AS t;
