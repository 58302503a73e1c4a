-- begin-nominal-list: makes the table that a nominal list is copied into.
--
-- $1 integer version of the geography (null: the one in force), $2 text cut-off (YYYY-MM-DD)
--
-- import bigint
SELECT apoyo.begin_nominal_list (coalesce ($1::integer, (
         SELECT v.geography FROM apoyo.geography_versions () AS v WHERE v.state = 'adopted')),
         $2::text::date) AS import;
