-- demarcation-difference: what a version changes in each entity and, as MX, in total.
--
-- $1 integer version, $2 integer version to compare with (null: the one in force)
--
-- entity text, added bigint, removed bigint, moved_federal bigint, moved_local bigint,
-- moved_municipality bigint, gained bigint, lost bigint, nominal_list bigint
SELECT d.entity,
       d.added,
       d.removed,
       d.moved_federal,
       d.moved_local,
       d.moved_municipality,
       d.gained,
       d.lost,
       d.nominal_list
  FROM apoyo.geography_difference ($1::integer, $2::integer) AS d;
