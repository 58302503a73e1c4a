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

-- Supports that are not where the acceptable captures of their citizen put them, and rows of who counts
-- that say otherwise than the supports: none in a healthy process.
CREATE OR REPLACE FUNCTION apoyo.check_ranks(p_process integer)
RETURNS TABLE (folio text, problem text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
AS $$
DECLARE
  r apoyo.rule;
BEGIN
  PERFORM apoyo.require_recount(p_process);
  SELECT o.* INTO r
    FROM apoyo.process AS p
    JOIN apoyo.rule AS o ON o.process = p.id AND o.version = p.rule_version
   WHERE p.id = p_process;
  RETURN QUERY
  WITH placed AS (
    SELECT s.id, s.folio, s.promovente, s.citizen_key, s.rank, s.situation,
           CASE WHEN r.exclusive THEN 0 ELSE s.promovente END AS slot,
           row_number() OVER (PARTITION BY s.citizen_key ORDER BY s.received_at, s.id)
             * CASE WHEN r.last_counts THEN -1 ELSE 1 END AS place
      FROM apoyo.support AS s
     WHERE s.process = p_process AND s.grounds = '{}'
  ), ranked AS (
    SELECT p.*,
           row_number() OVER (PARTITION BY p.citizen_key, p.slot ORDER BY p.place) - 1 AS before_all,
           row_number() OVER (PARTITION BY p.citizen_key, p.promovente ORDER BY p.place) - 1
             AS before_same
      FROM placed AS p
  ), counted AS (
    SELECT c.slot, c.citizen_key, c.support
      FROM apoyo.counting AS c WHERE c.process = p_process AND c.support IS NOT NULL
  )
  SELECT k.folio, 'its place among the captures of its citizen is another'
    FROM ranked AS k
   WHERE k.rank <> apoyo.rank_behind(k.before_same, k.before_all - k.before_same)
  UNION ALL
  SELECT s.folio, 'its situation does not follow from its grounds and its rank'
    FROM apoyo.support AS s
   WHERE s.process = p_process AND s.situation <> apoyo.situation_of(s.grounds, s.rank)
  UNION ALL
  SELECT coalesce(k.folio, s.folio),
         CASE WHEN c.support IS NULL THEN 'it counts and is not written down for its citizen'
              ELSE 'it is written down for a citizen and does not count' END
    FROM (SELECT o.* FROM ranked AS o WHERE o.rank = 'first') AS k
    FULL JOIN counted AS c
           ON c.slot = k.slot AND c.citizen_key = k.citizen_key AND c.support = k.id
    LEFT JOIN apoyo.support AS s ON s.id = c.support
   WHERE c.support IS NULL OR k.id IS NULL
   ORDER BY 1, 2;
END
$$;

RESET ROLE;
