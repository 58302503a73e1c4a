-- past: :supports supports of process 1, each valid by one event that has its position, and the
-- tallies of them. Every tenth is the first promovente's, so that all its cells are filled.
-- Leaner than the demonstration's history: only what the size of a table can change.
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';

CREATE UNLOGGED TABLE staging.past AS
SELECT n, CASE WHEN n % 10 = 0 THEN 1 ELSE 1 + (n * 7919) % 22419 END::integer AS promovente,
       to_char(1 + (n / 10) % 32, 'FM00') AS demarcation,
       (CASE (n / 320) % 10 WHEN 0 THEN 'inconsistent' WHEN 1 THEN 'dropped'
             WHEN 2 THEN 'not_found' ELSE 'valid' END)::apoyo.situation AS situation,
       gen_random_uuid() AS subject
  FROM generate_series(1, :supports::bigint) AS n;

-- Indexes and checks are what makes ten million rows slow; they are made once, at the end.
SET session_replication_role = replica;
INSERT INTO apoyo.support (
  process, promovente, capture, subject, folio, digest, modality, rule_version, captured_at,
  sent_at, received_at, grounds, rank, situation, demarcation, roll, citizen_key)
SELECT 1, p.promovente, p.subject, p.subject, 'P-' || p.n, sha256(int8send(p.n)), 'auxiliary', 1,
       now(), now(), now(),
       CASE WHEN p.situation = 'valid' THEN '{}' ELSE ARRAY[p.situation] END,
       (CASE WHEN p.situation = 'valid' THEN 'first' ELSE 'unranked' END)::apoyo.rank,
       p.situation, p.demarcation, -p.n, sha256(int8send(p.n))
  FROM staging.past AS p;

INSERT INTO apoyo.event (process, id, recorded_at, body)
SELECT 1, 1000000 + p.n, now(),
       convert_to(format('{"v":1,"process":"RM26","kind":"support-validated","subject":"%s",'
                         '"hour":"2026-01-01T00Z","rule":1,"deltas":[[%s,"%s","%s",1]],'
                         '"commitment":"%s"}',
                         translate(p.subject::text, '-', ''), p.promovente, p.demarcation,
                         p.situation, encode(sha256(int8send(p.n)), 'hex')), 'UTF8')
  FROM staging.past AS p;
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
