-- demarcation-cutoffs: the nominal lists of a version.
--
-- $1 integer version
--
-- cutoff text (ISO date), adopted_by text, adopted_at timestamptz, sections bigint,
-- nominal_list bigint, roll bigint (nullable)
SELECT n.cutoff::text AS cutoff,
       n.adopted_by,
       n.adopted_at,
       n.sections,
       n.nominal_list,
       n.roll
  FROM apoyo.nominal_lists ($1::integer) AS n;
