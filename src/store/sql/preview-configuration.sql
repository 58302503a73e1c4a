-- preview-configuration: what a configuration asks for; null where it does not say enough.
--
-- $1 text configuration
--
-- nominal_list bigint, required bigint, demarcations integer, dispersion_needed integer,
-- dispersion_level text, smallest_required bigint, median_required bigint,
-- small_demarcations integer, histogram_bounds text[] (one more than bars), histogram text[]
SELECT v.nominal_list,
       v.required,
       v.demarcations,
       v.dispersion_needed,
       v.dispersion_level,
       v.smallest_required,
       v.median_required,
       v.small_demarcations,
       v.histogram_bounds::text[] AS histogram_bounds,
       v.histogram::text[] AS histogram
  FROM apoyo.preview_configuration($1::text::jsonb) AS v;
