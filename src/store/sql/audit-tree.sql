-- audit-tree: the tree of a process as it is stored, and its last checkpoint.
--
-- $1 integer process
--
-- size bigint, root_size bigint, root bytea, checkpoint_size bigint (nullable),
-- checkpoint_root bytea (nullable), checkpoint_note text (nullable)
SELECT t.size,
       t.root_size,
       t.root,
       t.checkpoint_size,
       t.checkpoint_root,
       t.checkpoint_note
  FROM apoyo.audit_tree ($1::integer) AS t;
