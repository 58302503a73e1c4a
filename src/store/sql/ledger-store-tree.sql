-- ledger-store-tree: stores what the tree of a process became in this pass.
--
-- $1 integer  process
-- $2 bigint   size
-- $3 bytea    root
-- $4 bytea[]  frontier, largest subtree first
-- $5 integer[] levels of the tiles that grew
-- $6 bigint[]  their indices in the level
-- $7 integer[] how many hashes each had before
-- $8 bytea[]   the hashes each gained
SELECT apoyo.ledger_store_tree ($1::integer, $2::bigint, $3::bytea, $4::bytea[], $5::integer[],
                                $6::bigint[], $7::integer[], $8::bytea[]);
