-- 40-settle: the one place where a support's verdict, its rank and its situation change.
--
-- Every command that decides about a support ends here, so that who counts for a citizen does not
-- depend on the order in which things happened.
SET ROLE apoyo_owner;

-- Takes the lock under which the captures of one citizen are ranked.
CREATE OR REPLACE FUNCTION apoyo.lock_citizen(
  p_process integer, p_slot integer, p_citizen_key bytea)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO apoyo.counting AS c (process, slot, citizen_key)
  VALUES (p_process, p_slot, p_citizen_key)
  ON CONFLICT DO NOTHING;
  PERFORM FROM apoyo.counting AS c
    WHERE c.process = p_process AND c.slot = p_slot AND c.citizen_key = p_citizen_key
      FOR NO KEY UPDATE;
END
$$;

-- Locks the citizens that a support has and is going to have, in one order so that two commands
-- cannot wait for each other, and then the support. Captures of a citizen are written only under
-- that citizen's lock. No key changes here: a stronger lock of the support would wait for whoever has
-- written a finding of it, and who may be waiting for the citizen.
CREATE OR REPLACE FUNCTION apoyo.lock_support(
  p_support bigint, p_exclusive boolean, p_citizen_key bytea)
RETURNS apoyo.support LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
  v_seen apoyo.support;
BEGIN
  FOR i IN 1 .. 3 LOOP
    SELECT t.* INTO v_seen FROM apoyo.support AS t WHERE t.id = p_support;
    IF NOT FOUND THEN
      PERFORM apoyo.refuse('AP408', p_support::text);
    END IF;
    PERFORM apoyo.lock_citizen(v_seen.process,
                               CASE WHEN p_exclusive THEN 0 ELSE v_seen.promovente END, k.key)
       FROM (SELECT v_seen.citizen_key AS key UNION SELECT p_citizen_key ORDER BY key) AS k
      WHERE k.key IS NOT NULL;
    SELECT t.* INTO s FROM apoyo.support AS t WHERE t.id = p_support FOR NO KEY UPDATE;
    IF s.citizen_key IS NOT DISTINCT FROM v_seen.citizen_key THEN
      RETURN s;
    END IF;
  END LOOP;
  -- Another command matched it to other citizens each time.
  PERFORM apoyo.refuse('AP409', p_support::text);
  RETURN NULL;
END
$$;

-- The acceptable captures of a citizen in their order. A capture is behind one of the same
-- promovente before it is behind one of another, as the reports have it: the repetitions within a
-- promovente are told first, and what is left of each promovente competes with the others.
CREATE OR REPLACE FUNCTION apoyo.rank_captures(
  p_process integer, p_slot integer, p_citizen_key bytea, p_last_counts boolean)
RETURNS TABLE (id bigint, rank apoyo.rank, before_same bigint, before_other bigint)
LANGUAGE plpgsql STABLE ROWS 2
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
  SELECT p.id, apoyo.rank_behind(p.before_same, p.before_all - p.before_same), p.before_same,
         p.before_all - p.before_same
    FROM (SELECT o.id, row_number() OVER (ORDER BY o.place) - 1 AS before_all,
                 row_number() OVER (PARTITION BY o.promovente ORDER BY o.place) - 1 AS before_same
            FROM (SELECT s.id, s.promovente,
                         row_number() OVER (ORDER BY s.received_at, s.id)
                           * CASE WHEN p_last_counts THEN -1 ELSE 1 END AS place
                    FROM apoyo.support AS s
                   WHERE s.process = p_process
                     AND s.citizen_key = p_citizen_key
                     AND (p_slot = 0 OR s.promovente = p_slot)
                     AND s.grounds = '{}') AS o) AS p;
END
$$;

-- Brings every capture of the citizen to the rank it has now, and the row of who counts with it.
-- p_support is being settled: its move is told by its own event, which the caller appends. Answers how
-- many go before that one, null where it is none of them.
DROP FUNCTION IF EXISTS apoyo.rank_citizen(integer, integer, bytea, boolean, bigint);
CREATE OR REPLACE FUNCTION apoyo.rank_citizen(
  p_process integer, p_slot integer, p_citizen_key bytea, p_last_counts boolean,
  p_support bigint, OUT before_same bigint, OUT before_other bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_ranked record;
  v_first bigint;
BEGIN
  FOR v_ranked IN
    SELECT s.id, s.promovente, s.subject, s.demarcation, s.rank AS old_rank,
           s.situation AS old_situation, r.rank, r.before_same, r.before_other,
           apoyo.situation_of('{}', r.rank) AS situation
      FROM apoyo.rank_captures(p_process, p_slot, p_citizen_key, p_last_counts) AS r
      JOIN apoyo.support AS s ON s.id = r.id
     -- Of somebody who sent a thousand, the few that this concerns.
     WHERE r.rank <> s.rank OR r.rank = 'first' OR r.id = p_support
     ORDER BY s.id
  LOOP
    IF v_ranked.rank = 'first' THEN
      v_first := v_ranked.id;
    END IF;
    IF v_ranked.id = p_support THEN
      before_same := v_ranked.before_same;
      before_other := v_ranked.before_other;
    END IF;
    CONTINUE WHEN v_ranked.rank = v_ranked.old_rank;
    UPDATE apoyo.support AS s
       SET rank = v_ranked.rank, situation = v_ranked.situation
     WHERE s.id = v_ranked.id;
    CONTINUE WHEN v_ranked.id = p_support;
    PERFORM apoyo.record_judgement(
      v_ranked.id,
      apoyo.append_event(
        p_process, 'support-ranked', v_ranked.subject,
        apoyo.move_deltas(v_ranked.promovente, v_ranked.demarcation, v_ranked.old_situation,
                          v_ranked.demarcation, v_ranked.situation)),
      false, v_ranked.before_same, v_ranked.before_other);
  END LOOP;
  UPDATE apoyo.counting AS c
     SET support = v_first
   WHERE c.process = p_process AND c.slot = p_slot AND c.citizen_key = p_citizen_key
     AND c.support IS DISTINCT FROM v_first;
END
$$;

-- The event of a support's own move; s is what it was before.
CREATE OR REPLACE FUNCTION apoyo.append_move(
  s apoyo.support, p_kind text, p_demarcation text, p_situation apoyo.situation,
  p_salt bytea, p_private bytea)
RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN apoyo.append_event(
    s.process, p_kind, s.subject,
    apoyo.move_deltas(s.promovente, s.demarcation, s.situation, p_demarcation, p_situation),
    p_salt, p_private);
END
$$;

-- Adds and removes grounds, places the support where the roll says (p_match: p_roll,
-- p_citizen_key and p_demarcation replace what it had), ranks the citizens concerned and tells it
-- in the log, with what went into it. The caller has checked the right, and holds the process row.
CREATE OR REPLACE FUNCTION apoyo.settle(
  p_support bigint, p_kind text, p_add apoyo.situation[], p_remove apoyo.situation[],
  p_detail text, p_match boolean, p_roll bigint, p_citizen_key bytea, p_demarcation text,
  p_salt bytea, p_private bytea)
RETURNS apoyo.situation LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
  v_rule record;
  v_key bytea;
  v_slot integer;
  v_demarcation text;
  v_grounds apoyo.situation[];
  v_situation apoyo.situation;
  v_event bigint;
  v_place record;
BEGIN
  SELECT r.exclusive, r.last_counts INTO v_rule
    FROM apoyo.support AS t
    JOIN apoyo.process AS p ON p.id = t.process
    JOIN apoyo.rule AS r ON r.process = p.id AND r.version = p.rule_version
   WHERE t.id = p_support;
  s := apoyo.lock_support(p_support, v_rule.exclusive, CASE WHEN p_match THEN p_citizen_key END);
  v_slot := CASE WHEN v_rule.exclusive THEN 0 ELSE s.promovente END;
  v_key := CASE WHEN p_match THEN p_citizen_key ELSE s.citizen_key END;
  v_demarcation := CASE WHEN p_match THEN p_demarcation ELSE s.demarcation END;
  v_grounds := ARRAY(SELECT g.ground FROM unnest(s.grounds || p_add) AS g (ground)
                      WHERE g.ground <> ALL (p_remove)
                      GROUP BY g.ground ORDER BY g.ground);
  IF v_grounds = '{}' AND v_key IS NULL THEN
    PERFORM apoyo.refuse('AP404');
  END IF;
  -- An acceptable one enters last of all; ranking gives it its true place at once.
  v_situation := CASE WHEN v_grounds <> '{}' THEN apoyo.situation_of(v_grounds, 'unranked')
                      WHEN s.grounds = '{}' THEN s.situation
                      ELSE 'duplicate_same' END;
  UPDATE apoyo.support AS t
     SET grounds = v_grounds,
         rank = CASE WHEN v_grounds <> '{}' THEN 'unranked'
                     WHEN s.grounds = '{}' THEN s.rank
                     ELSE 'behind_same' END::apoyo.rank,
         situation = v_situation,
         demarcation = v_demarcation,
         detail = coalesce(p_detail, t.detail),
         roll = CASE WHEN p_match THEN p_roll ELSE t.roll END,
         citizen_key = v_key
   WHERE t.id = p_support;

  -- Who leaves is told before who follows, and who enters after who makes room: read from its
  -- beginning, the log counts nobody twice at any size.
  IF v_grounds <> '{}' THEN
    v_event := apoyo.append_move(s, p_kind, v_demarcation, v_situation, p_salt, p_private);
    PERFORM apoyo.record_judgement(p_support, v_event, p_match, NULL, NULL);
  END IF;
  IF v_key IS NOT NULL THEN
    SELECT k.before_same, k.before_other INTO v_place
      FROM apoyo.rank_citizen(s.process, v_slot, v_key, v_rule.last_counts, p_support) AS k;
  END IF;
  IF v_grounds = '{}' THEN
    v_situation := (SELECT t.situation FROM apoyo.support AS t WHERE t.id = p_support);
    v_event := apoyo.append_move(s, p_kind, v_demarcation, v_situation, p_salt, p_private);
    PERFORM apoyo.record_judgement(p_support, v_event, p_match, v_place.before_same,
                                    v_place.before_other);
  END IF;
  IF s.citizen_key IS NOT NULL AND s.citizen_key IS DISTINCT FROM v_key THEN
    PERFORM apoyo.rank_citizen(s.process, v_slot, s.citizen_key, v_rule.last_counts, p_support);
  END IF;
  -- Work is there exactly for what is open.
  IF v_situation = 'in_review' THEN
    INSERT INTO apoyo.work AS w (support, kind, process, due_at)
    VALUES (p_support, 'review', s.process, clock_timestamp())
    ON CONFLICT DO NOTHING;
  ELSE
    DELETE FROM apoyo.work AS w WHERE w.support = p_support AND w.kind = 'review';
  END IF;
  RETURN v_situation;
END
$$;

-- The citizen takes it back.
CREATE OR REPLACE FUNCTION apoyo.withdraw_support(
  p_support bigint, p_salt bytea DEFAULT NULL, p_private bytea DEFAULT NULL)
RETURNS apoyo.situation LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT apoyo.settle(p_support, 'support-withdrawn', '{withdrawn}', '{}', NULL,
                      false, NULL, NULL, NULL, p_salt, p_private);
$$;

-- A cause that stops it from counting is found, or turns out to be wrong.
CREATE OR REPLACE FUNCTION apoyo.invalidate_support(
  p_support bigint, p_cause apoyo.situation, p_detail text,
  p_salt bytea DEFAULT NULL, p_private bytea DEFAULT NULL)
RETURNS apoyo.situation LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT apoyo.settle(p_support, 'support-invalidated', ARRAY[p_cause], '{}', p_detail,
                      false, NULL, NULL, NULL, p_salt, p_private);
$$;

CREATE OR REPLACE FUNCTION apoyo.restore_support(
  p_support bigint, p_cause apoyo.situation,
  p_salt bytea DEFAULT NULL, p_private bytea DEFAULT NULL)
RETURNS apoyo.situation LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT apoyo.settle(p_support, 'support-restored', '{}', ARRAY[p_cause], NULL,
                      false, NULL, NULL, NULL, p_salt, p_private);
$$;

RESET ROLE;
