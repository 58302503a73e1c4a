-- ledger-pass: gives pending events their positions and folds their deltas into the tallies.
--
-- $1 text    watermark (xid8) of the pass before, "0" for the first one
-- $2 integer events at most
-- $3 integer[] processes that are passed by
--
-- process integer (nullable), first_position bigint, leaves bytea[], size bigint, watermark xid8
SELECT p.process,
       p.first_position,
       p.leaves,
       p.size,
       p.watermark
  FROM apoyo.ledger_pass ($1::text::xid8, $2::integer, $3::integer[]) AS p;
