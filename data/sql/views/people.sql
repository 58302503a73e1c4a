-- people: the promoventes and auxiliaries of a process, for whoever sets it up or looks after it.
SET ROLE apoyo_reader;

DROP VIEW IF EXISTS apoyo.promovente_setup_list, apoyo.auxiliary_list;

-- opens_at, closes_at: null where they are the process's. reason, acuerdo: of the state that it is
-- in. auxiliaries: those who may collect.
CREATE VIEW apoyo.promovente_setup_list WITH (security_barrier) AS
SELECT m.process, m.number AS promovente, m.folio, m.name, m.scope::text AS scope,
       d.name AS scope_name, m.state, m.reason, m.acuerdo, m.opens_at, m.closes_at,
       m.registered_at, coalesce(a.n, 0) AS auxiliaries, m.revision,
       m.changed_by::text AS changed_by, m.changed_at,
       apoyo.display_name(m.changed_by) AS changed_by_name
  FROM apoyo.promovente AS m
  JOIN apoyo.process AS p ON p.id = m.process
  LEFT JOIN apoyo.demarcation AS d ON d.geography = p.geography AND d.code = m.scope
  LEFT JOIN (SELECT x.process, x.promovente, count(*) AS n
               FROM apoyo.auxiliary AS x
              WHERE x.revoked_at IS NULL
              GROUP BY x.process, x.promovente) AS a
    ON a.process = m.process AND a.promovente = m.number;

-- label: promovente and number, e.g. 12-3; who it is nobody reads here. on_roll: a person of the
-- roll. last_sent_at: to the hour.
CREATE VIEW apoyo.auxiliary_list WITH (security_barrier) AS
SELECT a.process, a.promovente, a.id AS auxiliary, a.promovente || '-' || a.number AS label,
       a.roll IS NOT NULL AS on_roll, a.registered_at, a.revoked_at, a.revoked_reason,
       d.devices, d.last_sent_at
  FROM apoyo.auxiliary AS a
 CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE x.revoked_at IS NULL) AS devices,
           max(x.last_sent_at) AS last_sent_at
      FROM apoyo.device AS x
     WHERE x.process = a.process AND x.promovente = a.promovente AND x.auxiliary = a.id) AS d;

RESET ROLE;
