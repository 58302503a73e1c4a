-- setup-processes: every process within the scope of whoever asks, as they configure it.
--
-- process int, code text, name text, kind text, state text, simulacro bool, revision int,
-- changed_by_name text (nullable), changed_at timestamptz (nullable), opens_at timestamptz,
-- closes_at timestamptz, time_zone text, rule_version int, acuerdo text (nullable), joint bool,
-- scope text, geography int, geography_name text (nullable), cutoff date (nullable),
-- required bigint (nullable), nominal_list bigint (nullable), dispersion_needed int (nullable),
-- demarcations int (nullable), promoventes bigint, active bigint, suspended bigint,
-- withdrawn bigint, own_windows bigint, waiting_proposal bigint (nullable),
-- waits bool (for the signature of whoever asks), checks_failing int (nullable), as_of timestamptz
SELECT p.process, p.code, p.name, p.kind, p.state, p.simulacro, p.revision, p.changed_by_name,
       p.changed_at, p.opens_at, p.closes_at, p.time_zone, p.rule_version, p.acuerdo, p.joint,
       p.scope, p.geography, p.geography_name, p.cutoff, p.required, p.nominal_list,
       p.dispersion_needed, p.demarcations, p.promoventes, p.active, p.suspended, p.withdrawn,
       p.own_windows, p.waiting_proposal,
       EXISTS (SELECT FROM apoyo.proposal_inbox AS i WHERE i.process = p.process) AS waits,
       p.checks_failing,
       pg_catalog.statement_timestamp() AS as_of
  FROM apoyo.process_list AS p
 ORDER BY p.opens_at DESC, p.code;
