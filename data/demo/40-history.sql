-- 40-history: supports of the past days, already received and validated, so that the board has a
-- past. Consistent with a recount from the supports and from the log, like any others.
--
-- How many: set_config('demo.history', '150000', false) before this file; nothing set, none.
-- Two in five go to DF26, 60,000 at most since a district has no more to give, one in a hundred to
-- MU26, 800 at most, the rest to RM26. The same number gives the same history but
-- for its times, which end at this moment. Their private parts and pictures are not there, as
-- after a purge; the ledger makes the trees from the leaves when it starts.
DO $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(apoyo.ledger_lock()) THEN
    RAISE EXCEPTION 'A ledger is running' USING HINT = 'Stop apoyod first';
  END IF;
END
$$;

-- From here on in three steps: draw, decide, write. Draw: who, where, when, and what comes of it.
-- chance(n, k) is the k-th number between 0 and 1 that belongs to n.
CREATE FUNCTION staging.chance(bigint, bigint) RETURNS float8 LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT (hashint8extended($1, $2) & 9007199254740991) / 9007199254740992::float8;
END;

-- As in INE's final report of 2022 (data/catalogues/inconsistency-mix-2022.csv), and a few that
-- people still look at. weight is the number of supports of that outcome.
CREATE UNLOGGED TABLE staging.history_outcome AS
SELECT o.situation::apoyo.situation AS situation, o.detail,
       o.place, ((sum(o.weight) OVER w - o.weight) / sum(o.weight) OVER ())::float8 AS from_chance
  FROM (VALUES
    (1, 'valid', NULL, 1085051.0), (2, 'duplicate_same', NULL, 57930), (3, 'duplicate_other', NULL, 32782),
    (4, 'not_on_roll', NULL, 1963), (5, 'dropped', 'expired', 13333), (6, 'dropped', 'rights_suspended', 561),
    (7, 'dropped', 'death', 57), (8, 'dropped', 'other', 653), (9, 'not_found', NULL, 3268),
    (10, 'inconsistent', 'M1', 51454), (11, 'inconsistent', 'M2', 13157),
    (12, 'inconsistent', 'M3', 88630), (13, 'inconsistent', 'M4', 19966),
    (14, 'inconsistent', 'M5', 1439), (15, 'inconsistent', 'M6', 22),
    (16, 'inconsistent', 'M9', 11765), (17, 'in_review', NULL, 16510)
  ) AS o (place, situation, detail, weight)
WINDOW w AS (ORDER BY o.place);

-- Where: by nominal list, times how far each entity has come (1: as the average).
CREATE UNLOGGED TABLE staging.history_entity AS
SELECT e.code::text AS code,
       row_number() OVER (ORDER BY e.code) AS place,
       ((sum(e.weight) OVER (ORDER BY e.code) - e.weight) / sum(e.weight) OVER ())::float8
         AS from_chance
  FROM (SELECT d.code, d.nominal_list * f.pace AS weight
          FROM (VALUES ('01', 0.6), ('02', 1.1), ('03', 1.3), ('04', 1.9), ('05', 0.2), ('06', 1.2),
                       ('07', 1.6), ('08', 0.3), ('09', 2.1), ('10', 0.3), ('11', 0.3), ('12', 1.5),
                       ('13', 1.3), ('14', 0.2), ('15', 1.2), ('16', 0.8), ('17', 1.4), ('18', 1.1),
                       ('19', 0.3), ('20', 1.7), ('21', 1.3), ('22', 0.3), ('23', 1.2), ('24', 0.5),
                       ('25', 1.0), ('26', 0.9), ('27', 2.4), ('28', 0.8), ('29', 1.6), ('30', 1.4),
                       ('31', 0.9), ('32', 0.7)) AS f (code, pace)
          JOIN apoyo.demarcation AS d
            ON d.code = f.code AND d.geography = (SELECT max(g.id) FROM apoyo.geography AS g)) AS e;

CREATE UNLOGGED TABLE staging.history_section AS
SELECT s.code::text AS code, row_number() OVER (ORDER BY s.code) AS number
  FROM apoyo.section AS s
  JOIN apoyo.process AS p ON p.code = 'DF26' AND p.geography = s.geography
 WHERE s.federal_district = '09-F12';

-- Promoventes by Zipf's law, spread over the numbers; hours of the day as people are about.
-- The chances are drawn first, once each.
CREATE UNLOGGED TABLE staging.history_draw AS
WITH chance AS MATERIALIZED (
  SELECT g.n,
         CASE WHEN staging.chance(g.n, 1) < least(0.4, 60000.0 / total.n) THEN 'DF26'
              WHEN staging.chance(g.n, 1) >= 1 - least(0.01, 800.0 / total.n) THEN 'MU26'
              ELSE 'RM26' END AS code,
         staging.chance(g.n, 2) AS promovente,
         staging.chance(g.n, 3) AS place,
         (floor(12 * sqrt(staging.chance(g.n, 4)))
          + (8 + 4 * staging.chance(g.n, 5) + 5 * staging.chance(g.n, 6)
             + 5 * staging.chance(g.n, 7)) / 24) / 12 AS moment,
         staging.chance(g.n, 8) AS outcome
    FROM (SELECT coalesce(nullif(current_setting('demo.history', true), ''), '0')::bigint AS n)
           AS total
   CROSS JOIN LATERAL generate_series(1, total.n) AS g (n)
), bound AS (
  SELECT (SELECT array_agg(e.from_chance ORDER BY e.place) FROM staging.history_entity AS e)
           AS entities,
         (SELECT array_agg(o.from_chance ORDER BY o.place) FROM staging.history_outcome AS o)
           AS outcomes,
         (SELECT count(*) FROM staging.history_section) AS sections
)
SELECT p.id AS process,
       CASE c.code WHEN 'DF26' THEN 1 + floor(12 * c.promovente ^ 1.7)::integer
                   WHEN 'MU26' THEN 1 + floor(3 * c.promovente ^ 1.7)::integer
                   ELSE 1 + (floor(22420 ^ c.promovente)::integer * 7919) % 22419 END AS promovente,
       CASE c.code WHEN 'DF26' THEN s.code WHEN 'MU26' THEN p.scope ELSE e.code END AS demarcation,
       -- Nothing is open in a process that was closed.
       CASE WHEN p.state = 'closed' AND o.situation = 'in_review' THEN 'valid'
            ELSE o.situation END AS outcome,
       o.detail,
       p.opens_at + (least(now() - interval '10 minutes', p.closes_at) - p.opens_at) * c.moment
         AS received_at,
       row_number() OVER (ORDER BY c.moment, c.n) AS n
  FROM chance AS c
 CROSS JOIN bound AS b
  JOIN apoyo.process AS p ON p.code = c.code
  JOIN staging.history_section AS s ON s.number = 1 + floor(c.place * b.sections)
  JOIN staging.history_entity AS e ON e.place = width_bucket(c.place, b.entities)
  JOIN staging.history_outcome AS o ON o.place = width_bucket(c.outcome, b.outcomes);

-- Decide. A repetition is of the capture before it that was acceptable: the same citizen, the same
-- cell, and the same promovente where it is to be that kind. Ranks as rank_captures gives them.
CREATE UNLOGGED TABLE staging.history AS
WITH earlier AS (
  SELECT d.*,
         max(d.n) FILTER (WHERE d.outcome = 'valid') OVER (
           PARTITION BY d.process ORDER BY d.n
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS original
    FROM staging.history_draw AS d
), citizen AS (
  SELECT e.n, e.process, e.received_at, e.detail,
         CASE WHEN e.outcome = 'duplicate_same' AND o.n IS NOT NULL THEN o.promovente
              ELSE e.promovente END AS promovente,
         CASE WHEN o.n IS NOT NULL THEN o.demarcation
              WHEN e.outcome = 'not_found' THEN '-'
              ELSE e.demarcation END AS demarcation,
         CASE WHEN e.outcome IN ('valid', 'duplicate_same', 'duplicate_other')
              THEN '{}'::apoyo.situation[] ELSE ARRAY[e.outcome] END AS grounds,
         CASE WHEN e.outcome <> 'not_found' THEN coalesce(o.n, e.n) END AS person
    FROM earlier AS e
    LEFT JOIN staging.history_draw AS o
      ON o.n = e.original AND e.outcome IN ('duplicate_same', 'duplicate_other')
), ranked AS (
  SELECT c.*,
         row_number() OVER (PARTITION BY c.person, c.grounds ORDER BY c.n) - 1 AS before_all,
         row_number() OVER (PARTITION BY c.person, c.grounds, c.promovente ORDER BY c.n) - 1
           AS before_same
    FROM citizen AS c
), ordered AS (
  SELECT c.*, CASE WHEN c.grounds <> '{}' THEN 'unranked'
                   ELSE apoyo.rank_behind(c.before_same, c.before_all - c.before_same) END AS rank
    FROM ranked AS c
)
SELECT r.*, apoyo.situation_of(r.grounds, r.rank) AS situation,
       sha256(int8send(r.person)) AS citizen_key, gen_random_uuid() AS subject,
       r.received_at + make_interval(secs => 20) AS validated_at
  FROM ordered AS r;
DROP TABLE staging.history_draw, staging.history_outcome, staging.history_entity,
           staging.history_section;
ANALYZE staging.history;

-- Write: the supports, who counts, and the work of the open ones. What they refer to is there by
-- construction: checking it row by row would take a quarter of the time.
SET LOCAL session_replication_role = replica;
INSERT INTO apoyo.support (
  process, promovente, capture, subject, folio, digest, modality, rule_version, captured_at,
  sent_at, received_at, grounds, detail, rank, situation, demarcation, roll, citizen_key)
SELECT h.process, h.promovente, gen_random_uuid(), h.subject,
       p.code || '-H' || to_char(h.n, 'FM000000000'), sha256(int8send(h.n)),
       CASE WHEN h.n % 120 = 0 THEN 'self' ELSE 'auxiliary' END, p.rule_version,
       h.received_at - interval '2 minutes', h.received_at, h.received_at, h.grounds, h.detail,
       h.rank, h.situation, h.demarcation, -h.person,
       CASE WHEN h.person IS NOT NULL THEN h.citizen_key END
  FROM staging.history AS h
  JOIN apoyo.process AS p ON p.id = h.process
 ORDER BY h.n;

INSERT INTO apoyo.counting (process, slot, citizen_key, support)
SELECT s.process, 0, s.citizen_key, s.id
  FROM apoyo.support AS s
  JOIN staging.history AS h ON h.subject = s.subject
 WHERE h.rank = 'first';

INSERT INTO apoyo.work (support, kind, process, due_at)
SELECT s.id, 'review', s.process, h.validated_at
  FROM apoyo.support AS s
  JOIN staging.history AS h ON h.subject = s.subject
 WHERE h.situation = 'in_review';

-- Two events each, in the order of time, straight to their positions.
CREATE UNLOGGED TABLE staging.history_event AS
SELECT h.process, a.at, a.kind, h.subject, a.deltas,
       row_number() OVER (ORDER BY a.at, h.n) AS number,
       row_number() OVER (PARTITION BY h.process ORDER BY a.at, h.n) AS place
  FROM staging.history AS h
 CROSS JOIN LATERAL (VALUES
   (h.received_at, 'support-received',
    apoyo.move_deltas(h.promovente, NULL, NULL, '-', 'processing')),
   (h.validated_at, 'support-validated',
    apoyo.move_deltas(h.promovente, '-', 'processing', h.demarcation, h.situation))
 ) AS a (at, kind, deltas);
SELECT setval('apoyo.event_id', greatest(s.last_value, 1) + (SELECT count(*) FROM staging.history_event))
  FROM apoyo.event_id AS s;

INSERT INTO apoyo.event (process, id, recorded_at, body)
SELECT e.process,
       (SELECT s.last_value FROM apoyo.event_id AS s)
         - (SELECT count(*) FROM staging.history_event) + e.number,
       e.at,
       apoyo.event_body(p.code, e.kind, e.subject, e.at, p.rule_version, e.deltas,
                        apoyo.commitment(uuid_send(e.subject), int8send(e.number)))
  FROM staging.history_event AS e
  JOIN apoyo.process AS p ON p.id = e.process
 ORDER BY e.number;

-- What went into the acts, as apoyo.record_judgement keeps it: of whom nothing of the roll stands
-- against, the roll of then is taken to have said the best. What stands against a support somebody said.
INSERT INTO apoyo.judgement (support, event, process, rule_version, engine, facts, grounds, rank)
SELECT s.id,
       (SELECT q.last_value FROM apoyo.event_id AS q)
         - (SELECT count(*) FROM staging.history_event) + e.number,
       h.process, s.rule_version, apoyo.counting_engine(),
       jsonb_build_object(
         'capture', jsonb_build_object(
           'captured_at', apoyo.utc_text(s.captured_at), 'received_at', apoyo.utc_text(s.received_at),
           'closes_at', apoyo.utc_text(p.closes_at), 'scope', p.scope, 'modality', s.modality),
         'roll', jsonb_strip_nulls(jsonb_build_object(
           'on_roll', h.person IS NOT NULL,
           'status', CASE WHEN v.good THEN 'active' END,
           'in_scope', CASE WHEN v.good THEN true END,
           'demarcation', nullif(h.demarcation, '-'))),
         'said', to_jsonb(h.grounds), 'lifted', '[]'::jsonb)
       || CASE WHEN h.grounds <> '{}' THEN '{}'
               ELSE jsonb_build_object('before', jsonb_build_object(
                      'same', h.before_same, 'other', h.before_all - h.before_same)) END,
       h.grounds, h.rank
  FROM staging.history AS h
  JOIN apoyo.support AS s ON s.subject = h.subject AND s.process = h.process
  JOIN apoyo.process AS p ON p.id = h.process
  JOIN staging.history_event AS e ON e.subject = h.subject AND e.kind = 'support-validated'
 CROSS JOIN LATERAL (SELECT h.person IS NOT NULL
                            AND NOT h.grounds && '{dropped,not_on_roll,out_of_scope}') AS v (good);

INSERT INTO apoyo.entry (process, position, event, leaf)
SELECT e.process, r.size + e.place - 1, v.id, apoyo.leaf(v.body)
  FROM staging.history_event AS e
  JOIN apoyo.tree AS r ON r.process = e.process
  JOIN apoyo.event AS v
    ON v.process = e.process
   AND v.id = (SELECT s.last_value FROM apoyo.event_id AS s)
              - (SELECT count(*) FROM staging.history_event) + e.number
 ORDER BY e.process, e.place;

UPDATE apoyo.tree AS r
   SET size = r.size + e.number, recorded_at = greatest(r.recorded_at, e.at)
  FROM (SELECT x.process, count(*) AS number, max(x.at) AS at
          FROM staging.history_event AS x GROUP BY x.process) AS e
 WHERE r.process = e.process;

-- The tallies of exactly these events.
INSERT INTO apoyo.tally AS a (process, promovente, demarcation, situation, n)
SELECT h.process, coalesce(h.promovente, 0), h.demarcation, h.situation, count(*)
  FROM staging.history AS h
 GROUP BY GROUPING SETS ((h.process, h.promovente, h.demarcation, h.situation),
                         (h.process, h.demarcation, h.situation))
 ORDER BY 1, 2, 3, 4
ON CONFLICT (process, promovente, demarcation, situation) DO UPDATE SET n = a.n + excluded.n;

INSERT INTO apoyo.tally_promovente AS a
       (process, promovente, received, valid, open, rejected, changed_at)
SELECT h.process, coalesce(h.promovente, 0), count(*),
       count(*) FILTER (WHERE h.situation = 'valid'),
       count(*) FILTER (WHERE h.situation = 'in_review'),
       count(*) FILTER (WHERE h.situation NOT IN ('valid', 'in_review')),
       (SELECT r.size FROM apoyo.tree AS r WHERE r.process = h.process)
  FROM staging.history AS h
 GROUP BY GROUPING SETS ((h.process, h.promovente), (h.process))
ON CONFLICT (process, promovente)
DO UPDATE SET received = a.received + excluded.received, valid = a.valid + excluded.valid,
              open = a.open + excluded.open, rejected = a.rejected + excluded.rejected,
              changed_at = excluded.changed_at;

INSERT INTO apoyo.tally_hour AS a (process, promovente, hour, received, valid)
SELECT h.process, coalesce(h.promovente, 0), date_trunc('hour', v.at, 'UTC'),
       sum(v.received), sum(v.valid)
  FROM staging.history AS h
 CROSS JOIN LATERAL (VALUES (h.received_at, 1, 0),
                            (h.validated_at, 0, (h.situation = 'valid')::integer))
         AS v (at, received, valid)
 GROUP BY GROUPING SETS ((h.process, h.promovente, date_trunc('hour', v.at, 'UTC')),
                         (h.process, date_trunc('hour', v.at, 'UTC')))
HAVING sum(v.received) > 0 OR sum(v.valid) > 0
 ORDER BY 1, 2, 3
ON CONFLICT (process, promovente, hour)
DO UPDATE SET received = a.received + excluded.received, valid = a.valid + excluded.valid;

INSERT INTO apoyo.arrival_minute AS a (process, minute, received)
SELECT h.process, date_trunc('minute', h.received_at), count(*)
  FROM staging.history AS h
 GROUP BY 1, 2
ON CONFLICT (process, minute) DO UPDATE SET received = a.received + excluded.received;

SET LOCAL session_replication_role = origin;
DROP TABLE staging.history, staging.history_event;
DROP FUNCTION staging.chance(bigint, bigint);
ANALYZE;
