-- demarcation-versions: every version of the geography, the newest first.
--
-- geography integer, name text, state text (adopted, draft, superseded, discarded),
-- drafted_by text, drafted_at timestamptz, adopted_by text (nullable), adopted_at timestamptz
-- (nullable), discarded_by text (nullable), discarded_at timestamptz (nullable), sections bigint,
-- nominal_list bigint (nullable), cutoffs bigint, processes bigint, process_codes text[]
SELECT v.geography,
       v.name,
       v.state,
       v.drafted_by_name AS drafted_by,
       v.drafted_at,
       v.adopted_by_name AS adopted_by,
       v.adopted_at,
       v.discarded_by_name AS discarded_by,
       v.discarded_at,
       v.sections,
       v.nominal_list,
       v.cutoffs,
       v.processes,
       v.process_codes
  FROM apoyo.geography_list () AS v;
