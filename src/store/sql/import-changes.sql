-- import-changes: what an import of sections would change of the version in force.
--
-- $1 bigint import
--
-- added, removed, moved_district, moved_municipality: bigint, sections; gained, lost: bigint,
-- electors
SELECT c.added,
       c.removed,
       c.moved_district,
       c.moved_municipality,
       c.gained,
       c.lost
  FROM apoyo.import_changes ($1::bigint) AS c;
