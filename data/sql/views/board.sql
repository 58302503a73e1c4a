-- board: what the live board reads. Owned by apoyo_reader, which owns no table, so that the
-- row-level policies filter by the scope of whoever asks.
SET ROLE apoyo_reader;

DROP VIEW IF EXISTS apoyo.board_process, apoyo.board_promovente, apoyo.board_cell,
                    apoyo.board_goal, apoyo.board_requirement, apoyo.board_place,
                    apoyo.board_hour, apoyo.board_minute;

-- closes_at: when the last window ends, the process's or a longer one of a promovente.
-- required and dispersion_needed: of the one threshold there is, or the one that all promoventes
-- share; null where they differ (board_goal has each).
CREATE VIEW apoyo.board_process WITH (security_barrier) AS
SELECT p.id AS process, p.code, p.name, p.kind, p.state::text AS state, p.simulacro, p.revision,
       r.joint,
       r.cell_level::text AS cell_level, p.scope::text AS scope, p.opens_at, m.closes_at,
       r.time_zone, g.required, g.nominal_list,
       r.dispersion_level::text AS dispersion_level, g.dispersion_needed, g.demarcations,
       r.dispersion_percentage, r.percentage,
       m.promoventes,
       t.size, t.recorded_at, c.size AS checkpoint_size, c.signed_at AS checkpoint_at
  FROM apoyo.process AS p
  JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
  JOIN apoyo.tree AS t ON t.process = p.id
 CROSS JOIN LATERAL (
    SELECT count(*) AS promoventes,
           GREATEST(p.closes_at,
                    max(n.closes_at) FILTER (WHERE n.state <> 'withdrawn')) AS closes_at
      FROM apoyo.promovente AS n WHERE n.process = p.id) AS m
  LEFT JOIN LATERAL (
    SELECT CASE WHEN min(o.required) = max(o.required) THEN min(o.required) END AS required,
           CASE WHEN min(o.nominal_list) = max(o.nominal_list) THEN min(o.nominal_list) END
             AS nominal_list,
           CASE WHEN min(o.dispersion_needed) = max(o.dispersion_needed)
                THEN min(o.dispersion_needed) END AS dispersion_needed,
           CASE WHEN min(o.demarcations) = max(o.demarcations) THEN min(o.demarcations) END
             AS demarcations
      FROM apoyo.goal AS o WHERE o.process = p.id) AS g ON true
  LEFT JOIN LATERAL (
    SELECT k.size, k.signed_at FROM apoyo.checkpoint AS k
     WHERE k.process = p.id ORDER BY k.size DESC LIMIT 1) AS c ON true
 WHERE p.id <> 0;

-- required: the promovente's own threshold, or the one that all feed where the process is joint.
CREATE VIEW apoyo.board_promovente WITH (security_barrier) AS
SELECT m.process, m.number AS promovente, m.folio, m.name, m.scope::text AS scope,
       g.required, t.received, t.valid, t.open, t.rejected, t.changed_at
  FROM apoyo.tally_promovente AS t
  JOIN apoyo.promovente AS m ON m.process = t.process AND m.number = t.promovente
  JOIN apoyo.process AS p ON p.id = m.process
  JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
  LEFT JOIN apoyo.goal AS g
    ON g.process = m.process AND g.scope = CASE WHEN r.joint THEN '' ELSE m.scope END;

-- Promovente 0 is the whole process.
CREATE VIEW apoyo.board_cell WITH (security_barrier) AS
SELECT t.process, t.promovente, t.demarcation, t.situation::text AS situation, t.n
  FROM apoyo.tally AS t;

CREATE VIEW apoyo.board_goal WITH (security_barrier) AS
SELECT g.process, g.scope, g.nominal_list, g.required, g.demarcations, g.dispersion_needed
  FROM apoyo.goal AS g;

CREATE VIEW apoyo.board_requirement WITH (security_barrier) AS
SELECT q.process, q.scope, q.demarcation::text AS demarcation, d.name, q.nominal_list,
       q.required
  FROM apoyo.requirement AS q
  JOIN apoyo.process AS p ON p.id = q.process
  JOIN apoyo.demarcation AS d ON d.geography = p.geography AND d.code = q.demarcation;

-- What a cell that is counted belongs to, where the rule asks about larger demarcations than its cells
-- and the code of the cell does not say it: sections in districts or municipalities, entities in
-- circumscriptions. Empty otherwise.
CREATE VIEW apoyo.board_place WITH (security_barrier) AS
SELECT p.id AS process, s.code::text AS cell,
       CASE r.dispersion_level WHEN 'federal_district' THEN s.federal_district
                               WHEN 'local_district' THEN s.local_district
                               ELSE s.municipality END::text AS demarcation
  FROM apoyo.process AS p
  JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
  JOIN apoyo.section AS s ON s.geography = p.geography
 WHERE r.cell_level = 'section'
   AND r.dispersion_level IN ('federal_district', 'local_district', 'municipality')
   AND p.scope IN ('MX', s.circumscription, s.entity, s.federal_district, s.local_district,
                   s.municipality, s.code)
UNION ALL
SELECT p.id, d.code::text, d.parent::text
  FROM apoyo.process AS p
  JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
  JOIN apoyo.demarcation AS d ON d.geography = p.geography AND d.level = 'entity'
 WHERE r.dispersion_level = 'circumscription';

CREATE VIEW apoyo.board_hour WITH (security_barrier) AS
SELECT h.process, h.promovente, h.hour, h.received, h.valid
  FROM apoyo.tally_hour AS h;

CREATE VIEW apoyo.board_minute WITH (security_barrier) AS
SELECT a.process, a.minute, a.received
  FROM apoyo.arrival_minute AS a;

RESET ROLE;
