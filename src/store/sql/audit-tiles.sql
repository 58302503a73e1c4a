-- audit-tiles: stored tiles of a tree.
--
-- $1 integer   process
-- $2 integer[] levels
-- $3 bigint[]  indices in their levels
--
-- hashes bytea[]: of each, empty where there is no such tile
SELECT apoyo.audit_tiles ($1::integer, $2::integer[], $3::bigint[]) AS hashes;
