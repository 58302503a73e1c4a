-- process-reach: what the rule of a process asks for within its scope, before anybody is registered;
-- null where that differs between promoventes.
--
-- $1 integer process
--
-- nominal_list bigint, required bigint, demarcations integer, dispersion_needed integer
SELECT v.nominal_list,
       v.required,
       v.demarcations,
       v.dispersion_needed
  FROM apoyo.preview_configuration(apoyo.process_configuration($1::integer, false)) AS v;
