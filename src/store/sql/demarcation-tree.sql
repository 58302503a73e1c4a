-- demarcation-tree: a version of the geography whole, its sections packed by municipality.
--
-- $1 integer version, $2 date cut-off of a nominal list (null: the version's own figures)
--
-- code text, level text, name text, parent text (nullable), inegi_code text (nullable),
-- nominal_list bigint, roll bigint (nullable), published bigint (nullable),
-- sections text (nullable): "number,federal,local,nominal list,roll;…"
SELECT t.code,
       t.level,
       t.name,
       t.parent,
       t.inegi_code,
       t.nominal_list,
       t.roll,
       t.published,
       t.sections
  FROM apoyo.geography_tree ($1::integer, $2::date) AS t;
