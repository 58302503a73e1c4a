-- 61-audit: what an auditor needs beside the recounts to verify a log while it grows.
SET ROLE apoyo_owner;

-- What the events without a position will add to the tallies: tally and this together are the log.
CREATE OR REPLACE FUNCTION apoyo.recount_pending(p_process integer)
RETURNS TABLE (promovente integer, demarcation text, situation text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_recount(p_process);
  RETURN QUERY
  SELECT coalesce(d.promovente, 0), d.demarcation, d.situation::text, sum(d.n)
    FROM apoyo.pending AS w
    JOIN apoyo.event AS e ON e.process = p_process AND e.id = w.event
   CROSS JOIN LATERAL apoyo.event_deltas(e.body) AS d
   WHERE w.process = p_process
   GROUP BY GROUPING SETS ((d.promovente, d.demarcation, d.situation),
                           (d.demarcation, d.situation))
  HAVING sum(d.n) <> 0;
END
$$;

-- The tree as it is stored, and the last checkpoint (null: none yet).
CREATE OR REPLACE FUNCTION apoyo.audit_tree(p_process integer)
RETURNS TABLE (size bigint, root_size bigint, root bytea, checkpoint_size bigint,
               checkpoint_root bytea, checkpoint_note text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_recount(p_process);
  RETURN QUERY
  SELECT r.size, r.root_size, r.root::bytea, c.size, c.root::bytea, c.note
    FROM apoyo.tree AS r
    LEFT JOIN LATERAL (
      SELECT k.size, k.root, k.note FROM apoyo.checkpoint AS k
       WHERE k.process = r.process ORDER BY k.size DESC LIMIT 1) AS c ON true
   WHERE r.process = p_process;
END
$$;

-- Leaves from a position on, in their order.
CREATE OR REPLACE FUNCTION apoyo.audit_leaves(
  p_process integer, p_first_position bigint, p_limit integer)
RETURNS bytea[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_recount(p_process);
  RETURN ARRAY(SELECT n.leaf::bytea
                 FROM apoyo.entry AS n
                WHERE n.process = p_process AND n.position >= p_first_position
                ORDER BY n.position
                LIMIT p_limit);
END
$$;

-- The hashes of these tiles, in this order; none where there is no such tile.
CREATE OR REPLACE FUNCTION apoyo.audit_tiles(
  p_process integer, p_levels integer[], p_indices bigint[])
RETURNS bytea[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_recount(p_process);
  RETURN ARRAY(SELECT coalesce(t.hashes, '\x')
                 FROM unnest(p_levels, p_indices) WITH ORDINALITY AS w (level, index, place)
                 LEFT JOIN apoyo.tile AS t
                   ON t.process = p_process AND t.level = w.level AND t.index = w.index
                ORDER BY w.place);
END
$$;

RESET ROLE;
