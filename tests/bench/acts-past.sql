-- acts-past: :supports supports of process 1 that an act can move, each with the event and the judgement
-- that made it what it is. Of every ten: three are one promovente's, whose own period is over and whose
-- captures came within the time there is for sending; one of those is behind another of them and one of
-- another promovente's behind both; one more is behind another promovente's.
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';

UPDATE apoyo.promovente SET closes_at = date_trunc('second', now()) - interval '2 hours'
 WHERE process = 1 AND number = 22419;
-- Only where each promovente has a threshold of its own a citizen may count for several.
UPDATE apoyo.rule SET joint = false, document = document || '{"joint": false}' WHERE process = 1;

CREATE UNLOGGED TABLE staging.past AS
SELECT o.n, 1000000 + o.n AS event, o.promovente, o.demarcation, o.rank, o.before_same, o.before_other,
       apoyo.situation_of('{}', o.rank) AS situation, gen_random_uuid() AS subject,
       sha256(int8send(o.citizen)) AS citizen_key,
       now() - interval '1 hour' + o.n * interval '1 microsecond' AS received_at,
       now() - interval '3 hours' AS captured_at
  FROM (SELECT n, to_char(1 + (n / 10) % 32, 'FM00') AS demarcation,
               CASE WHEN n % 10 < 3 THEN 22419 ELSE 1 + (n * 7919) % 22418 END::integer
                 AS promovente,
               CASE n % 10 WHEN 1 THEN n - 1 WHEN 3 THEN n - 3 WHEN 5 THEN n - 1 ELSE n END AS citizen,
               (CASE n % 10 WHEN 1 THEN 'behind_same' WHEN 3 THEN 'behind_other'
                            WHEN 5 THEN 'behind_other' ELSE 'first' END)::apoyo.rank AS rank,
               (n % 10 = 1)::integer AS before_same,
               CASE n % 10 WHEN 3 THEN 2 WHEN 5 THEN 1 ELSE 0 END AS before_other
          FROM generate_series(10, 9 + :supports::bigint) AS n) AS o;

-- Indexes and checks are what makes millions of rows slow.
SET session_replication_role = replica;
INSERT INTO apoyo.support (
  process, promovente, capture, subject, folio, digest, modality, rule_version, captured_at,
  sent_at, received_at, grounds, rank, situation, demarcation, roll, citizen_key)
SELECT 1, p.promovente, p.subject, p.subject, 'P-' || p.n, sha256(int8send(p.n)), 'auxiliary', 1,
       p.captured_at, p.received_at, p.received_at, '{}', p.rank, p.situation, p.demarcation, -p.n,
       p.citizen_key
  FROM staging.past AS p
 ORDER BY p.n;
INSERT INTO apoyo.counting (process, slot, citizen_key, support)
SELECT s.process, 0, s.citizen_key, s.id
  FROM apoyo.support AS s WHERE s.process = 1 AND s.rank = 'first' AND s.folio ~ '^P-';
INSERT INTO apoyo.event (process, id, recorded_at, body)
SELECT 1, p.event, p.received_at,
       apoyo.event_body('RM26', 'support-validated', p.subject, p.received_at, 1,
                        apoyo.move_deltas(p.promovente, NULL, NULL, p.demarcation, p.situation),
                        sha256(int8send(p.n)))
  FROM staging.past AS p;
INSERT INTO apoyo.judgement (support, event, process, rule_version, engine, facts, grounds, rank)
SELECT s.id, p.event, 1, 1, apoyo.counting_engine(),
       jsonb_build_object(
         'capture', jsonb_build_object(
           'captured_at', apoyo.utc_text(p.captured_at), 'received_at', apoyo.utc_text(p.received_at),
           'closes_at', apoyo.utc_text(coalesce(m.closes_at, q.closes_at)), 'scope', m.scope,
           'modality', s.modality),
         'roll', jsonb_build_object('on_roll', true, 'status', 'active', 'in_scope', true,
                                    'demarcation', p.demarcation),
         'before', jsonb_build_object('same', p.before_same, 'other', p.before_other),
         'said', '[]'::jsonb, 'lifted', '[]'::jsonb),
       '{}', p.rank
  FROM staging.past AS p
  JOIN apoyo.support AS s ON s.folio = 'P-' || p.n
  JOIN apoyo.process AS q ON q.id = 1
  JOIN apoyo.promovente AS m ON m.process = 1 AND m.number = p.promovente
 ORDER BY p.n;
SELECT setval('apoyo.event_id', 2000000 + :supports);

-- What was there (the process's own events) keeps its place after them.
DELETE FROM apoyo.entry WHERE process = 1;
DELETE FROM apoyo.pending WHERE process = 1;
INSERT INTO apoyo.entry (process, position, event, leaf)
SELECT e.process, row_number() OVER (ORDER BY e.id) - 1, e.id, apoyo.leaf(e.body)
  FROM apoyo.event AS e
 WHERE e.process = 1;
UPDATE apoyo.tree AS t
   SET size = (SELECT count(*) FROM apoyo.entry AS n WHERE n.process = 1), recorded_at = now(),
       root_size = 0, root = sha256(''), frontier = '{}'
 WHERE t.process = 1;
DELETE FROM apoyo.tile WHERE process = 1;

INSERT INTO apoyo.tally (process, promovente, demarcation, situation, n)
SELECT 1, coalesce(p.promovente, 0), p.demarcation, p.situation, count(*)
  FROM staging.past AS p
 GROUP BY GROUPING SETS ((p.promovente, p.demarcation, p.situation), (p.demarcation, p.situation));
INSERT INTO apoyo.tally_promovente AS t (process, promovente, received, valid, open, rejected)
SELECT 1, a.promovente, sum(a.n), coalesce(sum(a.n) FILTER (WHERE a.situation = 'valid'), 0), 0,
       coalesce(sum(a.n) FILTER (WHERE a.situation <> 'valid'), 0)
  FROM apoyo.tally AS a
 WHERE a.process = 1
 GROUP BY a.promovente
ON CONFLICT (process, promovente)
DO UPDATE SET received = excluded.received, valid = excluded.valid, open = excluded.open,
              rejected = excluded.rejected;
DROP TABLE staging.past;
SET session_replication_role = origin;
VACUUM ANALYZE;
