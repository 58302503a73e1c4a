-- geography-versions: every version of the geography, to be printed.
--
-- All text.
SELECT v.geography::text AS geography,
       v.state,
       v.name,
       v.sections::text AS sections,
       v.nominal_list::text AS nominal_list,
       v.processes::text AS processes,
       v.drafted_by,
       v.drafted_at::text AS drafted_at,
       v.adopted_by,
       v.adopted_at::text AS adopted_at
  FROM apoyo.geography_versions () AS v;
