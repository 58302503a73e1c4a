-- 41-claims: how the validator service takes work, for a time, and how it gives it back.
SET ROLE apoyo_owner;

-- After so many attempts nobody tries again and people look at it. Less than the increment of
-- apoyo.work_round.
CREATE OR REPLACE FUNCTION apoyo.most_attempts()
RETURNS integer LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT 5 $$;

-- Where to begin to look for work. One claim in a hundred looks from the very beginning: for a row
-- whose transaction took longer than a minute to commit, and what an aborted claim left behind.
CREATE OR REPLACE FUNCTION apoyo.work_from()
RETURNS timestamptz LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN CASE WHEN random() < 0.01 THEN '-infinity'::timestamptz
              ELSE to_timestamp((SELECT m.last_value FROM apoyo.work_mark AS m) / 1e6) END;
END
$$;

-- Work that was due at p_due_at was the oldest there is.
CREATE OR REPLACE FUNCTION apoyo.advance_work_mark(p_due_at timestamptz)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_mark bigint := extract(epoch FROM p_due_at - make_interval(mins => 1)) * 1000000;
BEGIN
  IF v_mark > (SELECT m.last_value + 1000000 FROM apoyo.work_mark AS m) THEN
    PERFORM setval('apoyo.work_mark', v_mark);
  END IF;
END
$$;

-- The work that is due, the oldest first, its rows held: of no process of p_without, and nothing that
-- somebody else is taking.
CREATE OR REPLACE FUNCTION apoyo.next_work(
  p_from timestamptz, p_until timestamptz, p_without integer[], p_limit integer)
RETURNS TABLE (support bigint, process integer, due_at timestamptz) LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT w.support, w.process, w.due_at
    FROM apoyo.work AS w
    JOIN apoyo.process AS p ON p.id = w.process AND p.state IN ('open', 'closing')
   WHERE w.kind = 'validation'
     AND w.due_at BETWEEN p_from AND p_until
     AND w.attempt - w.first_attempt < apoyo.most_attempts()
     AND w.process <> ALL (p_without)
   ORDER BY w.due_at, w.support
   LIMIT p_limit
     FOR UPDATE OF w SKIP LOCKED;
$$;

-- Those of the processes that an act holds. The others are held against acts until the commit.
CREATE OR REPLACE FUNCTION apoyo.held_processes(p_processes integer[])
RETURNS integer[] LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  WITH free AS MATERIALIZED (
    SELECT p.id FROM apoyo.process AS p
     WHERE p.id = ANY (p_processes) ORDER BY p.id FOR SHARE SKIP LOCKED
  )
  SELECT ARRAY(SELECT h.id FROM unnest(p_processes) AS h (id)
                WHERE NOT EXISTS (SELECT FROM free AS f WHERE f.id = h.id));
$$;

-- Work of a process that an act holds, for minutes where it moves millions, is passed over: nobody could
-- finish it, and whoever waited for that would have no hand free for the other processes.
CREATE OR REPLACE FUNCTION apoyo.claim_validation(
  p_worker text, p_limit integer, p_lease interval)
RETURNS TABLE (support bigint, process integer, promovente integer, capture uuid,
               attempt integer, captured_at timestamptz, received_at timestamptz,
               rule_version integer, rule jsonb, modality text, settings integer, checks jsonb,
               repeated text[], shown_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_from timestamptz := apoyo.work_from();
  v_now timestamptz := clock_timestamp();
  v_held integer[] := '{}'::integer[];
  v_also_held integer[];
  v_processes integer[];
  v_supports bigint[];
  v_oldest timestamptz;
  v_left timestamptz;
  v_spent bigint;
BEGIN
  PERFORM apoyo.require_service('apoyo_validator');
  LOOP
    SELECT array_agg(n.support), array_agg(DISTINCT n.process), min(n.due_at)
      INTO v_supports, v_processes, v_oldest
      FROM apoyo.next_work(v_from, v_now, v_held, p_limit) AS n;
    v_also_held := apoyo.held_processes(v_processes);
    EXIT WHEN v_also_held = '{}';
    v_held := v_held || v_also_held;
  END LOOP;
  UPDATE apoyo.work AS w
     SET attempt = w.attempt + 1, worker = p_worker, due_at = v_now + p_lease
   WHERE w.support = ANY (v_supports) AND w.kind = 'validation';
  -- What was passed over, or is in somebody else's hands this moment, is older, perhaps, and must be found
  -- by the next.
  IF v_oldest IS NOT NULL THEN
    SELECT min(w.due_at) INTO v_left FROM apoyo.work AS w
     WHERE w.kind = 'validation' AND w.due_at >= v_from;
    PERFORM apoyo.advance_work_mark(least(v_oldest, v_left));
  END IF;
  RETURN QUERY
  SELECT s.id, s.process, s.promovente, s.capture, w.attempt, s.captured_at, s.received_at,
         s.rule_version, r.document, s.modality, k.version,
         -- Some 10 kB, the same for all of a process: told once, with the first row.
         CASE WHEN row_number() OVER (PARTITION BY s.process ORDER BY s.received_at, s.id) = 1
              THEN k.document END,
         apoyo.repeated_pictures(s.id),
         apoyo.captured_by_server_clock(s.captured_at, s.sent_at, s.received_at)
    FROM unnest(v_supports) AS c (support)
    JOIN apoyo.work AS w ON w.support = c.support AND w.kind = 'validation'
    JOIN apoyo.support AS s ON s.id = c.support
    JOIN apoyo.rule AS r ON r.process = s.process AND r.version = s.rule_version
   CROSS JOIN LATERAL apoyo.checks_of(s.process) AS k
   ORDER BY s.received_at, s.id;
  -- Leases that ended after the last attempt: the worker died with it each time.
  FOR v_spent IN
    SELECT w.support
      FROM apoyo.work AS w
      JOIN apoyo.process AS p ON p.id = w.process AND p.state IN ('open', 'closing')
     WHERE w.kind = 'validation'
       AND w.due_at BETWEEN v_from AND v_now
       AND w.attempt - w.first_attempt >= apoyo.most_attempts()
     ORDER BY w.due_at, w.support
     LIMIT 10
       FOR UPDATE OF w SKIP LOCKED
  LOOP
    PERFORM FROM apoyo.process AS p
       JOIN apoyo.work AS w ON w.process = p.id
      WHERE w.support = v_spent FOR SHARE OF p SKIP LOCKED;
    IF FOUND THEN
      PERFORM apoyo.send_unreadable_to_review(v_spent);
    END IF;
  END LOOP;
END
$$;

-- The work row of a running attempt, locked; refuses one that is over. p_attempt is the number that
-- the claim gave, which no other claim of this support is ever given: whoever was slow, or stopped,
-- while the work began anew finishes nothing.
CREATE OR REPLACE FUNCTION apoyo.require_attempt(p_support bigint, p_attempt integer)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM apoyo.work AS w
    WHERE w.support = p_support AND w.kind = 'validation' AND w.attempt = p_attempt
      AND w.worker IS NOT NULL
      FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP401', coalesce(p_support::text, ''), coalesce(p_attempt::text, ''));
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION apoyo.renew_validation(
  p_support bigint, p_attempt integer, p_lease interval)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_service('apoyo_validator');
  PERFORM apoyo.require_attempt(p_support, p_attempt);
  UPDATE apoyo.work AS w SET due_at = clock_timestamp() + p_lease
   WHERE w.support = p_support AND w.kind = 'validation';
END
$$;

-- The worker cannot finish it, for the reason given (a code): later again, by anybody, and after
-- the last attempt people look at it.
CREATE OR REPLACE FUNCTION apoyo.give_up_validation(
  p_support bigint, p_attempt integer, p_reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_tries integer;
BEGIN
  PERFORM apoyo.require_service('apoyo_validator');
  PERFORM apoyo.require_process_at_once(
    (SELECT s.process FROM apoyo.support AS s WHERE s.id = p_support), 'open', 'closing')
    WHERE EXISTS (SELECT FROM apoyo.support AS s WHERE s.id = p_support);
  PERFORM apoyo.require_attempt(p_support, p_attempt);
  v_tries := (SELECT w.attempt - w.first_attempt FROM apoyo.work AS w
               WHERE w.support = p_support AND w.kind = 'validation');
  PERFORM apoyo.add_finding(p_support, 'attempt_failed',
                            jsonb_build_object('attempt', v_tries, 'reason', p_reason));
  IF v_tries >= apoyo.most_attempts() THEN
    PERFORM apoyo.send_unreadable_to_review(p_support);
  ELSE
    UPDATE apoyo.work AS w
       SET due_at = clock_timestamp() + v_tries * make_interval(secs => 15), worker = NULL
     WHERE w.support = p_support AND w.kind = 'validation';
  END IF;
END
$$;

-- An act holds the process, and the worker has others to serve: it gives the support back, and the
-- attempt is none of those that it has. Its number is not given again: a round has seven (apoyo.work_round
-- counts by eight), and where they are used up another begins. Pictures of the attempts before stay within
-- reach as long as the round does.
CREATE OR REPLACE FUNCTION apoyo.return_validation(p_support bigint, p_attempt integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_round integer := nextval('apoyo.work_round');
BEGIN
  PERFORM apoyo.require_service('apoyo_validator');
  PERFORM apoyo.require_attempt(p_support, p_attempt);
  UPDATE apoyo.work AS w
     SET attempt = CASE WHEN w.attempt % 8 < 7 THEN w.attempt
                        ELSE v_round + w.attempt - w.first_attempt - 1 END,
         first_attempt = CASE WHEN w.attempt % 8 < 7 THEN w.first_attempt + 1 ELSE v_round END,
         due_at = clock_timestamp(), worker = NULL
   WHERE w.support = p_support AND w.kind = 'validation';
END
$$;

RESET ROLE;
