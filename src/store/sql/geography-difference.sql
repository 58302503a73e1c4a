-- geography-difference: what a version changes in each entity and in total, to be printed.
--
-- $1 integer version, $2 integer version to compare with (null: the one in force)
--
-- All text.
SELECT d.entity,
       d.added::text AS sections_added,
       d.removed::text AS sections_removed,
       d.moved_federal::text AS moved_federal_district,
       d.moved_local::text AS moved_local_district,
       d.moved_municipality::text AS moved_municipality,
       d.gained::text AS electors_gained,
       d.lost::text AS electors_lost,
       d.nominal_list::text AS nominal_list
  FROM apoyo.geography_difference ($1::integer, $2::integer) AS d;
