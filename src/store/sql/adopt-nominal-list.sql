-- adopt-nominal-list: takes over an import of a nominal list, whole or not at all.
--
-- $1 bigint import
--
-- sections bigint, nominal_list bigint
SELECT a.sections,
       a.nominal_list
  FROM apoyo.adopt_nominal_list ($1::bigint) AS a;
