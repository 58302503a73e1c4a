-- 50-ledger: positions, tallies, trees and checkpoints: what the ledger service may do.
--
-- One leader: every function that writes takes the same advisory lock, so a second ledger cannot
-- give a position even if it believes that it leads.
SET ROLE apoyo_owner;

CREATE OR REPLACE FUNCTION apoyo.ledger_lock()
RETURNS bigint LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT 4715921366201::bigint $$;

CREATE OR REPLACE FUNCTION apoyo.require_leader()
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_ledger');
  -- A session that holds the lock gets it once more; any other one does not.
  IF NOT pg_try_advisory_xact_lock(apoyo.ledger_lock()) THEN
    PERFORM apoyo.refuse('AP501');
  END IF;
END
$$;

-- True once this session leads; it does so until it ends.
CREATE OR REPLACE FUNCTION apoyo.ledger_lead()
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_ledger');
  IF EXISTS (SELECT FROM pg_locks AS l
              WHERE l.locktype = 'advisory' AND l.pid = pg_backend_pid() AND l.granted
                AND l.database = (SELECT d.oid FROM pg_database AS d
                                   WHERE d.datname = current_database())
                AND (l.classid::bigint << 32 | l.objid::bigint) = apoyo.ledger_lock()) THEN
    RETURN true; -- asked again: one lock is enough
  END IF;
  RETURN pg_try_advisory_lock(apoyo.ledger_lock());
END
$$;

-- Adds the deltas of these events to the tallies. Addition and nothing else: the same function
-- rebuilds them from the log. p_sizes: for each event the tree size it is counted at.
CREATE OR REPLACE FUNCTION apoyo.fold_events(
  p_processes integer[], p_events bigint[], p_sizes bigint[])
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  WITH delta AS MATERIALIZED (
    SELECT t.process, v.promovente, d.demarcation, d.situation, d.n, e.recorded_at, t.size
      FROM ROWS FROM (unnest(p_processes), unnest(p_events), unnest(p_sizes))
           AS t (process, event, size)
      JOIN apoyo.event AS e ON e.process = t.process AND e.id = t.event
     CROSS JOIN LATERAL apoyo.event_deltas(e.body) AS d
     CROSS JOIN LATERAL (VALUES (d.promovente), (0)) AS v (promovente)
  ), cell AS (
    INSERT INTO apoyo.tally AS a (process, promovente, demarcation, situation, n)
    SELECT d.process, d.promovente, d.demarcation, d.situation, sum(d.n)
      FROM delta AS d
     GROUP BY d.process, d.promovente, d.demarcation, d.situation
    HAVING sum(d.n) <> 0
     ORDER BY 1, 2, 3, 4
    ON CONFLICT (process, promovente, demarcation, situation)
    DO UPDATE SET n = a.n + excluded.n
  ), person AS (
    INSERT INTO apoyo.tally_promovente AS a
           (process, promovente, received, valid, open, rejected, changed_at)
    SELECT d.process, d.promovente, sum(d.n),
           coalesce(sum(d.n) FILTER (WHERE d.situation = 'valid'), 0),
           coalesce(sum(d.n) FILTER (WHERE d.situation IN ('processing', 'in_review')), 0),
           coalesce(sum(d.n) FILTER (WHERE d.situation NOT IN
                                           ('valid', 'processing', 'in_review')), 0),
           max(d.size)
      FROM delta AS d
     GROUP BY d.process, d.promovente
     ORDER BY 1, 2
    ON CONFLICT (process, promovente)
    DO UPDATE SET received = a.received + excluded.received, valid = a.valid + excluded.valid,
                  open = a.open + excluded.open, rejected = a.rejected + excluded.rejected,
                  changed_at = greatest(a.changed_at, excluded.changed_at)
  ), hourly AS (
    INSERT INTO apoyo.tally_hour AS a (process, promovente, hour, received, valid)
    SELECT d.process, d.promovente, date_trunc('hour', d.recorded_at, 'UTC'), sum(d.n),
           coalesce(sum(d.n) FILTER (WHERE d.situation = 'valid'), 0)
      FROM delta AS d
     GROUP BY 1, 2, 3
    HAVING sum(d.n) <> 0 OR coalesce(sum(d.n) FILTER (WHERE d.situation = 'valid'), 0) <> 0
     ORDER BY 1, 2, 3
    ON CONFLICT (process, promovente, hour)
    DO UPDATE SET received = a.received + excluded.received, valid = a.valid + excluded.valid
  )
  INSERT INTO apoyo.arrival_minute AS a (process, minute, received)
  SELECT d.process, date_trunc('minute', d.recorded_at), sum(d.n)
    FROM delta AS d
   WHERE d.promovente = 0
   GROUP BY 1, 2
  HAVING sum(d.n) <> 0
   ORDER BY 1, 2
  ON CONFLICT (process, minute)
  DO UPDATE SET received = a.received + excluded.received;
END
$$;

-- Gives positions to what is pending and folds it, in the caller's transaction. One row for each
-- process with new leaves; with nothing pending one row without a process, for the watermark.
--
-- p_watermark is what the previous pass answered (0 for the first): every transaction before it
-- had ended when that pass looked, so there is nothing to be found below, only the rows that
-- passes deleted, which an old snapshot may keep for hours. Processes of p_aside wait until a ledger
-- begins anew, with 0: their tree is damaged.
CREATE OR REPLACE FUNCTION apoyo.ledger_pass(
  p_watermark xid8, p_limit integer, p_aside integer[] DEFAULT '{}')
RETURNS TABLE (process integer, first_position bigint, leaves bytea[], size bigint,
               watermark xid8)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_processes integer[];
  v_events bigint[];
  v_watermark xid8;
BEGIN
  PERFORM apoyo.require_leader();
  -- One statement, so that the snapshot that is answered is the one that was looked with.
  WITH chosen AS (
    SELECT p.txid, p.event
      FROM apoyo.pending AS p
     WHERE p.txid >= p_watermark AND p.process <> ALL (p_aside)
     -- Whoever follows another event saw it committed, and has a later number: in this order no
     -- event is ever placed before one it follows, not even where the limit cuts. An act that moves
     -- supports takes its numbers before the last receptions under the old rule take theirs: where a pass
     -- finds both, it places the change first. Nothing is judged by that. Each event names the rule that it
     -- was judged by, whoever the act moved is told after it came, and all else of the process waited.
     ORDER BY p.event
     LIMIT p_limit
  ), taken AS (
    DELETE FROM apoyo.pending AS p
     USING chosen AS c
     WHERE p.txid = c.txid AND p.event = c.event
    RETURNING p.process, p.event
  )
  SELECT array_agg(t.process ORDER BY t.process, t.event),
         array_agg(t.event ORDER BY t.process, t.event),
         -- A full pass has left some behind, of whatever transaction.
         CASE WHEN count(*) >= p_limit THEN p_watermark
              ELSE pg_snapshot_xmin(pg_current_snapshot()) END
    INTO v_processes, v_events, v_watermark
    FROM taken AS t;
  IF v_events IS NULL THEN
    watermark := v_watermark;
    RETURN NEXT;
    RETURN;
  END IF;

  RETURN QUERY
  WITH placed AS (
    INSERT INTO apoyo.entry AS n (process, position, event, leaf)
    SELECT e.process,
           r.size - 1 + row_number() OVER (PARTITION BY e.process ORDER BY e.id),
           e.id, apoyo.leaf(e.body)
      FROM ROWS FROM (unnest(v_processes), unnest(v_events)) AS t (process, event)
      JOIN apoyo.event AS e ON e.process = t.process AND e.id = t.event
      JOIN apoyo.tree AS r ON r.process = e.process
    RETURNING n.process, n.position, n.event, n.leaf
  ), grown AS (
    SELECT n.process, min(n.position) AS first, array_agg(n.leaf::bytea ORDER BY n.position) AS leaves,
           count(*) AS number, max(e.recorded_at) AS recorded_at
      FROM placed AS n
      JOIN apoyo.event AS e ON e.process = n.process AND e.id = n.event
     GROUP BY n.process
  )
  UPDATE apoyo.tree AS r
     SET size = r.size + g.number, recorded_at = greatest(r.recorded_at, g.recorded_at)
    FROM grown AS g
   WHERE r.process = g.process
  RETURNING r.process, g.first, g.leaves, r.size, v_watermark;

  PERFORM apoyo.fold_events(
    v_processes, v_events,
    ARRAY(SELECT r.size
            FROM unnest(v_processes) WITH ORDINALITY AS t (process, place)
            JOIN apoyo.tree AS r ON r.process = t.process
           ORDER BY t.place));
END
$$;

-- Trees as a ledger finds them when it starts: size counts the positions, root_size those the
-- stored root stands for, and leaves between them are read by ledger_leaves.
CREATE OR REPLACE FUNCTION apoyo.ledger_trees()
RETURNS TABLE (process integer, size bigint, root_size bigint, checkpoint_size bigint,
               closed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_ledger');
  RETURN QUERY
  SELECT r.process, r.size, r.root_size,
         coalesce((SELECT max(c.size) FROM apoyo.checkpoint AS c WHERE c.process = r.process), 0),
         p.state >= 'closed'
    FROM apoyo.tree AS r
    JOIN apoyo.process AS p ON p.id = r.process
   ORDER BY r.process;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.ledger_tree(p_process integer)
RETURNS TABLE (size bigint, root bytea, frontier bytea[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_ledger');
  RETURN QUERY
  SELECT r.root_size, r.root::bytea, r.frontier FROM apoyo.tree AS r WHERE r.process = p_process;
END
$$;

-- Leaves from a position on, in their order.
CREATE OR REPLACE FUNCTION apoyo.ledger_leaves(
  p_process integer, p_first_position bigint, p_limit integer)
RETURNS bytea[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_ledger');
  RETURN ARRAY(SELECT n.leaf::bytea
                 FROM apoyo.entry AS n
                WHERE n.process = p_process AND n.position >= p_first_position
                ORDER BY n.position
                LIMIT p_limit);
END
$$;

-- The root and frontier of the first p_size leaves, and what they add to the tiles: piece i
-- continues tile (p_levels[i], p_indices[i]) after its first p_offsets[i] hashes.
CREATE OR REPLACE FUNCTION apoyo.ledger_store_tree(
  p_process integer, p_size bigint, p_root bytea, p_frontier bytea[],
  p_levels integer[], p_indices bigint[], p_offsets integer[], p_hashes bytea[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  r apoyo.tree;
  v_misplaced bigint;
BEGIN
  PERFORM apoyo.require_leader();
  SELECT t.* INTO r FROM apoyo.tree AS t WHERE t.process = p_process FOR UPDATE;
  IF NOT FOUND OR p_size > r.size OR p_size < r.root_size THEN
    PERFORM apoyo.refuse('AP502', p_process::text, coalesce(r.size, 0)::text, p_size::text);
  END IF;
  UPDATE apoyo.tree AS t SET root_size = p_size, root = p_root, frontier = p_frontier
   WHERE t.process = p_process;
  SELECT i.place INTO v_misplaced
    FROM ROWS FROM (unnest(p_levels), unnest(p_indices), unnest(p_offsets))
         WITH ORDINALITY AS i (level, index, hash_offset, place)
    LEFT JOIN apoyo.tile AS t
      ON t.process = p_process AND t.level = i.level AND t.index = i.index
   WHERE coalesce(octet_length(t.hashes), 0) < 32 * i.hash_offset
   LIMIT 1;
  IF FOUND THEN
    PERFORM apoyo.refuse('AP503', p_process::text, v_misplaced::text);
  END IF;
  INSERT INTO apoyo.tile AS t (process, level, index, hashes)
  SELECT p_process, i.level, i.index, i.hashes
    FROM ROWS FROM (unnest(p_levels), unnest(p_indices), unnest(p_hashes))
         AS i (level, index, hashes)
    JOIN ROWS FROM (unnest(p_levels), unnest(p_indices), unnest(p_offsets))
         AS o (level, index, hash_offset) ON o.level = i.level AND o.index = i.index
   WHERE o.hash_offset = 0
  ON CONFLICT (process, level, index) DO UPDATE SET hashes = excluded.hashes;
  UPDATE apoyo.tile AS t
     SET hashes = substring(t.hashes FOR 32 * i.hash_offset) || i.hashes
    FROM ROWS FROM (unnest(p_levels), unnest(p_indices), unnest(p_offsets), unnest(p_hashes))
         AS i (level, index, hash_offset, hashes)
   WHERE t.process = p_process AND t.level = i.level AND t.index = i.index
     AND i.hash_offset > 0;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.store_checkpoint(
  p_process integer, p_size bigint, p_root bytea, p_note text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  r apoyo.tree;
BEGIN
  PERFORM apoyo.require_leader();
  SELECT t.* INTO r FROM apoyo.tree AS t WHERE t.process = p_process;
  IF NOT FOUND OR p_size <> r.root_size OR p_root <> r.root THEN
    PERFORM apoyo.refuse('AP502', p_process::text, coalesce(r.root_size, 0)::text, p_size::text);
  END IF;
  IF EXISTS (SELECT FROM apoyo.checkpoint AS c
              WHERE c.process = p_process AND c.size = p_size AND c.root <> p_root) THEN
    PERFORM apoyo.refuse('AP504', p_process::text, p_size::text);
  END IF;
  INSERT INTO apoyo.checkpoint (process, size, root, note)
  VALUES (p_process, p_size, p_root, p_note)
  ON CONFLICT (process, size) DO UPDATE SET note = excluded.note,
                                            signed_at = clock_timestamp();
END
$$;

-- One notification for all that changed; the payload is a hint, 8,000 bytes at most.
CREATE OR REPLACE FUNCTION apoyo.ledger_notify(p_processes integer[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_ledger');
  PERFORM pg_notify('apoyo_board', string_agg(f.hint, ' ' ORDER BY f.place))
     FROM (SELECT r.process || ':' || r.size AS hint,
                  row_number() OVER (ORDER BY r.process) AS place
             FROM apoyo.tree AS r
            WHERE r.process = ANY (p_processes) AND r.process <> 0) AS f
    WHERE f.place <= 200
   HAVING count(*) > 0;
END
$$;

RESET ROLE;
