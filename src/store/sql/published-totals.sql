-- published-totals: the totals that were stated for a version beside its sums, to be printed.
--
-- $1 integer version
--
-- All text.
SELECT t.code,
       t.name,
       t.nominal_list::text AS sum,
       t.published::text AS published,
       (t.nominal_list - t.published)::text AS difference
  FROM apoyo.geography_tree ($1::integer) AS t
 WHERE t.published IS NOT NULL;
