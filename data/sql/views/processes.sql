-- processes: what the page of the processes reads, within the scope of whoever asks.
SET ROLE apoyo_reader;

DROP VIEW IF EXISTS apoyo.process_list, apoyo.rule_history, apoyo.process_timeline,
                    apoyo.process_history, apoyo.rule_member_list, apoyo.certificate_list,
                    apoyo.certificate_standing_list, apoyo.certificate_place_list;

-- nominal_list, required, dispersion_needed, demarcations: of the one threshold there is, or the one that all
-- promoventes share; null where they differ. waiting_proposal: the oldest that waits for its second
-- signature.
CREATE VIEW apoyo.process_list WITH (security_barrier) AS
SELECT p.id AS process, p.code, p.name, p.kind, p.state::text AS state, p.simulacro, p.revision,
       p.changed_by::text AS changed_by, apoyo.display_name(p.changed_by) AS changed_by_name,
       p.changed_at, p.opens_at, p.closes_at, r.time_zone, p.created_at, p.ready_at, p.opened_at,
       p.closing_at, p.closed_at, p.certified_at, p.archived_at, p.rule_version, r.acuerdo,
       r.joint, p.scope::text AS scope, p.geography, y.name AS geography_name, p.cutoff,
       g.nominal_list, g.required, g.dispersion_needed, g.demarcations, r.dispersion_level::text AS dispersion_level,
       m.promoventes, m.active, m.suspended, m.withdrawn, m.own_windows,
       o.proposal AS waiting_proposal, o.kind AS waiting_kind,
       -- Once it is open nothing is checked: it was.
       CASE WHEN p.state IN ('draft', 'ready') THEN
         (SELECT count(*)::integer FROM apoyo.check_process(p.id) AS k
           WHERE k.severity = 'error') END AS checks_failing
  FROM apoyo.process AS p
  JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
  JOIN apoyo.geography AS y ON y.id = p.geography
 CROSS JOIN LATERAL (
    SELECT count(*) AS promoventes,
           count(*) FILTER (WHERE n.state = 'active') AS active,
           count(*) FILTER (WHERE n.state = 'suspended') AS suspended,
           count(*) FILTER (WHERE n.state = 'withdrawn') AS withdrawn,
           count(*) FILTER (WHERE n.opens_at IS NOT NULL OR n.closes_at IS NOT NULL)
             AS own_windows
      FROM apoyo.promovente AS n WHERE n.process = p.id) AS m
 CROSS JOIN LATERAL (
    SELECT CASE WHEN min(t.required) = max(t.required) THEN min(t.required) END AS required,
           CASE WHEN min(t.nominal_list) = max(t.nominal_list) THEN min(t.nominal_list) END
             AS nominal_list,
           CASE WHEN min(t.dispersion_needed) = max(t.dispersion_needed)
                THEN min(t.dispersion_needed) END AS dispersion_needed,
           CASE WHEN min(t.demarcations) = max(t.demarcations) THEN min(t.demarcations) END
             AS demarcations
      FROM apoyo.goal AS t WHERE t.process = p.id) AS g
  LEFT JOIN LATERAL (
    SELECT w.id AS proposal, w.kind FROM apoyo.proposal AS w
     WHERE w.process = p.id AND w.state = 'waiting'
       AND w.expires_at > pg_catalog.statement_timestamp()
     ORDER BY w.id LIMIT 1) AS o ON true
 WHERE p.id <> 0;

-- Every version of a rule. changes: the reason and acuerdo of each member that version changed.
CREATE VIEW apoyo.rule_history WITH (security_barrier) AS
SELECT r.process, r.version, r.document, r.changes, r.acuerdo, r.reason, r.opens_at, r.closes_at,
       r.adopted_by::text AS adopted_by,
       apoyo.display_name(r.adopted_by::name) AS adopted_by_name,
       r.countersigned_by::text AS countersigned_by,
       CASE WHEN r.countersigned_by IS NOT NULL
            THEN apoyo.display_name(r.countersigned_by) END AS countersigned_by_name, r.adopted_at
  FROM apoyo.rule AS r
 WHERE r.process <> 0;

-- Every act on the configuration of a process.
CREATE VIEW apoyo.process_history WITH (security_barrier) AS
SELECT c.process, c.id AS change, c.revision, c.act, c.state::text AS state, c.was, c.becomes,
       c.acuerdo, c.reason, c.changed_by::text AS changed_by,
       apoyo.display_name(c.changed_by) AS changed_by_name,
       c.countersigned_by::text AS countersigned_by,
       CASE WHEN c.countersigned_by IS NOT NULL
            THEN apoyo.display_name(c.countersigned_by) END AS countersigned_by_name,
       c.changed_at
  FROM apoyo.process_change AS c;

-- The seven states of a process in their order. reached_at: null for those to come. expected_at:
-- when the dates of the process let it be reached; null where no date says so.
CREATE VIEW apoyo.process_timeline WITH (security_barrier) AS
SELECT p.id AS process, s.place::integer AS place, s.state::text AS state,
       p.state = s.state AS current, t.reached_at,
       CASE WHEN t.reached_at IS NULL THEN NULL
            WHEN s.state = 'draft' THEN apoyo.display_name(p.created_by)
            ELSE pg_catalog.concat_ws(', ', apoyo.display_name(c.changed_by),
                                      apoyo.display_name(c.countersigned_by)) END AS by_name,
       CASE s.state WHEN 'open' THEN p.opens_at
                    WHEN 'closing' THEN w.ends_at
                    WHEN 'closed' THEN w.ends_at + r.grace END AS expected_at
  FROM apoyo.process AS p
  JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
 CROSS JOIN LATERAL (
    SELECT GREATEST(p.closes_at, max(m.closes_at) FILTER (WHERE m.state <> 'withdrawn'))
             AS ends_at
      FROM apoyo.promovente AS m WHERE m.process = p.id) AS w
 CROSS JOIN unnest(pg_catalog.enum_range(NULL::apoyo.process_state))
       WITH ORDINALITY AS s (state, place)
 CROSS JOIN LATERAL (
    SELECT CASE s.state WHEN 'draft' THEN p.created_at
                        WHEN 'ready' THEN p.ready_at
                        WHEN 'open' THEN p.opened_at
                        WHEN 'closing' THEN p.closing_at
                        WHEN 'closed' THEN p.closed_at
                        WHEN 'certified' THEN p.certified_at
                        WHEN 'archived' THEN p.archived_at END AS reached_at) AS t
  LEFT JOIN LATERAL (
    SELECT h.changed_by, h.countersigned_by FROM apoyo.process_change AS h
     WHERE h.process = p.id AND h.state = s.state
     ORDER BY h.id DESC LIMIT 1) AS c ON true
 WHERE p.id <> 0;

-- What of a configuration may still change in which state; members are paths of its document.
CREATE VIEW apoyo.rule_member_list WITH (security_barrier) AS
SELECT a.member, a.state::text AS state FROM apoyo.rule_member_state AS a;

-- Results as they were certified, with what the whole process reached.
CREATE VIEW apoyo.certificate_list WITH (security_barrier) AS
SELECT c.process, p.code, p.name, p.simulacro, c.size, c.root, c.note, c.rule_version,
       c.standing_hash, apoyo.display_name(c.certified_by) AS certified_by_name,
       apoyo.display_name(c.countersigned_by) AS countersigned_by_name, c.certified_at,
       s.received, s.valid
  FROM apoyo.certificate AS c
  JOIN apoyo.process AS p ON p.id = c.process
  JOIN apoyo.certificate_standing AS s ON s.process = c.process AND s.promovente = 0;

-- required and met are null for whoever has no threshold of their own.
CREATE VIEW apoyo.certificate_standing_list WITH (security_barrier) AS
SELECT s.process, s.promovente, s.received, s.valid, s.required, s.reached, s.needed, s.met
  FROM apoyo.certificate_standing AS s;

CREATE VIEW apoyo.certificate_place_list WITH (security_barrier) AS
SELECT l.process, l.promovente, l.demarcation, l.valid, l.required
  FROM apoyo.certificate_place AS l;

RESET ROLE;
