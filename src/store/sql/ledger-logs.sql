-- ledger-logs: every log there is, how much of it is signed for, and whether it is closed.
--
-- process integer, size bigint, checkpoint_size bigint, closed boolean
SELECT l.process,
       l.size,
       l.checkpoint_size,
       l.closed
  FROM apoyo.ledger_trees () AS l;
