-- adopt-geography-version: puts a draft in force instead of the version it was compared with.
--
-- $1 integer draft, $2 integer version in force (null: none)
SELECT apoyo.adopt_geography_version ($1::integer, $2::integer);
