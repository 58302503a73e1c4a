-- 60-recount: the same figures from the supports and from the log, without the tallies.
SET ROLE apoyo_owner;

-- Who may recount: auditors and supervisors in their scope, and the ledger service.
CREATE OR REPLACE FUNCTION apoyo.require_recount(p_process integer)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT apoyo.session_has_role('apoyo_ledger') THEN
    PERFORM apoyo.require_staff('apoyo_auditor', 'apoyo_supervisor');
    PERFORM apoyo.require_scope(p_process);
  END IF;
END
$$;

-- From the supports: what they are at this moment, positioned or not.
CREATE OR REPLACE FUNCTION apoyo.recount_supports(p_process integer)
RETURNS TABLE (promovente integer, demarcation text, situation text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_recount(p_process);
  RETURN QUERY
  SELECT coalesce(s.promovente, 0), s.demarcation::text, s.situation::text, count(*)
    FROM apoyo.support AS s
   WHERE s.process = p_process
   GROUP BY GROUPING SETS ((s.promovente, s.demarcation, s.situation),
                           (s.demarcation, s.situation));
END
$$;

-- From the bodies of the entries, and of the events that wait for a position.
CREATE OR REPLACE FUNCTION apoyo.recount_log(p_process integer)
RETURNS TABLE (promovente integer, demarcation text, situation text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_recount(p_process);
  RETURN QUERY
  SELECT coalesce(d.promovente, 0), d.demarcation, d.situation::text, sum(d.n)
    FROM (SELECT e.event FROM apoyo.entry AS e WHERE e.process = p_process
          UNION ALL
          SELECT w.event FROM apoyo.pending AS w WHERE w.process = p_process) AS l
    JOIN apoyo.event AS e ON e.process = p_process AND e.id = l.event
   CROSS JOIN LATERAL apoyo.event_deltas(e.body) AS d
   GROUP BY GROUPING SETS ((d.promovente, d.demarcation, d.situation),
                           (d.demarcation, d.situation))
  HAVING sum(d.n) <> 0;
END
$$;

-- What the board shows, in the same form. Equal to the other two once nothing is pending.
CREATE OR REPLACE FUNCTION apoyo.recount_tally(p_process integer)
RETURNS TABLE (promovente integer, demarcation text, situation text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_recount(p_process);
  RETURN QUERY
  SELECT a.promovente, a.demarcation, a.situation::text, a.n
    FROM apoyo.tally AS a
   WHERE a.process = p_process AND a.n <> 0;
END
$$;

-- Entries whose leaf is not the hash of their event's body, and positions that are missing:
-- none in a healthy log.
CREATE OR REPLACE FUNCTION apoyo.check_log(p_process integer)
RETURNS TABLE ("position" bigint, problem text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_recount(p_process);
  RETURN QUERY
  SELECT n.position,
         CASE WHEN e.id IS NULL THEN 'the event is missing'
              WHEN n.leaf <> apoyo.leaf(e.body) THEN 'the leaf is not the hash of the event'
              ELSE 'a position before this one is missing' END
    FROM (SELECT x.position, x.event, x.leaf,
                 row_number() OVER (ORDER BY x.position) - 1 AS expected
            FROM apoyo.entry AS x
           WHERE x.process = p_process) AS n
    LEFT JOIN apoyo.event AS e ON e.process = p_process AND e.id = n.event
   WHERE e.id IS NULL OR n.leaf <> apoyo.leaf(e.body) OR n.position <> n.expected
   ORDER BY n.position;
END
$$;

RESET ROLE;
