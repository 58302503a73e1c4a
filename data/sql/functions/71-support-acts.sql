-- 71-support-acts: what people do to one support beside deciding about it: flags that stand beside
-- its situation, and another try for what got stuck.
SET ROLE apoyo_owner;

-- The support, if whoever asks may see it. One that there is not and one that is not theirs have the
-- same answer.
CREATE OR REPLACE FUNCTION apoyo.require_support(p_support bigint)
RETURNS apoyo.support LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
BEGIN
  SELECT x.* INTO s FROM apoyo.support AS x
   WHERE x.id = p_support AND x.process = ANY (apoyo.visible_processes());
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP801', coalesce(p_support::text, ''));
  END IF;
  RETURN s;
END
$$;

-- The same, held against other acts on it. The caller takes no citizen's lock after this.
CREATE OR REPLACE FUNCTION apoyo.hold_support(p_support bigint)
RETURNS apoyo.support LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_support(p_support);
  PERFORM FROM apoyo.support AS x WHERE x.id = p_support FOR NO KEY UPDATE;
  RETURN apoyo.require_support(p_support);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.add_support_act(
  s apoyo.support, p_act text, p_flag text, p_reason text, p_acuerdo text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO apoyo.support_act (support, process, act, flag, reason, acuerdo, made_by)
  VALUES (s.id, s.process, p_act, p_flag, trim(p_reason), nullif(trim(p_acuerdo), ''),
          session_user);
  PERFORM apoyo.log_act('support-' || p_act, jsonb_strip_nulls(jsonb_build_object(
            'process', p.code, 'folio', s.folio, 'flag', p_flag, 'reason', trim(p_reason),
            'acuerdo', nullif(trim(p_acuerdo), ''))))
     FROM apoyo.process AS p WHERE p.id = s.process;
END
$$;

-- The last act on a flag of a support; null members where there was none.
CREATE OR REPLACE FUNCTION apoyo.last_flag_act(p_support bigint, p_flag text)
RETURNS apoyo.support_act LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  a apoyo.support_act;
BEGIN
  IF coalesce(p_flag, '') NOT IN ('vista', 'resguardo') THEN
    PERFORM apoyo.refuse('AP811', coalesce(p_flag, ''));
  END IF;
  SELECT x.* INTO a FROM apoyo.support_act AS x
   WHERE x.support = p_support AND x.flag = p_flag
   ORDER BY x.id DESC LIMIT 1;
  RETURN a;
END
$$;

-- vista: referred to whoever investigates; resguardo: kept by a legal order. Both only add
-- protection, so one person sets them, with a reason and, where there is one, the acuerdo. The process
-- is held first, as by whoever signs the end of its personal data: what that has ended nobody keeps.
CREATE OR REPLACE FUNCTION apoyo.set_support_flag(
  p_support bigint, p_flag text, p_reason text, p_acuerdo text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  s := apoyo.require_support(p_support);
  PERFORM FROM apoyo.process AS p WHERE p.id = s.process FOR SHARE;
  IF p_flag = 'resguardo' THEN
    PERFORM apoyo.require_personal_data(s.process);
  END IF;
  s := apoyo.hold_support(p_support);
  IF (apoyo.last_flag_act(p_support, p_flag)).act = 'flag-set' THEN
    PERFORM apoyo.refuse('AP812', s.folio, p_flag);
  END IF;
  PERFORM apoyo.require_text('reason', p_reason);
  IF trim(p_acuerdo) <> '' AND NOT apoyo.is_acuerdo(p_acuerdo) THEN
    PERFORM apoyo.refuse('AP139', p_acuerdo);
  END IF;
  PERFORM apoyo.add_support_act(s, 'flag-set', p_flag, p_reason, p_acuerdo);
END
$$;

-- Lifting takes protection away: somebody else than who set it, and an acuerdo.
CREATE OR REPLACE FUNCTION apoyo.lift_support_flag(
  p_support bigint, p_flag text, p_reason text, p_acuerdo text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
  v_last apoyo.support_act;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  s := apoyo.hold_support(p_support);
  v_last := apoyo.last_flag_act(p_support, p_flag);
  IF v_last.act IS DISTINCT FROM 'flag-set' THEN
    PERFORM apoyo.refuse('AP813', s.folio, p_flag);
  END IF;
  IF v_last.made_by = session_user THEN
    PERFORM apoyo.refuse('AP814', p_flag);
  END IF;
  PERFORM apoyo.require_text('reason', p_reason);
  PERFORM apoyo.require_text('acuerdo', p_acuerdo);
  IF NOT apoyo.is_acuerdo(p_acuerdo) THEN
    PERFORM apoyo.refuse('AP139', p_acuerdo);
  END IF;
  PERFORM apoyo.add_support_act(s, 'flag-lifted', p_flag, p_reason, p_acuerdo);
END
$$;

-- The automatic checks once more, from the first attempt: for a support whose attempts fail or whose
-- worker is gone, and for one in review that no person has decided about. Whoever has it now cannot
-- finish it any more. The caller holds the row of its work.
CREATE OR REPLACE FUNCTION apoyo.try_again(s apoyo.support, p_reason text)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_round integer := nextval('apoyo.work_round');
BEGIN
  IF s.situation = 'in_review' THEN
    PERFORM apoyo.settle(s.id, 'support-requeued', '{processing}', '{in_review}', NULL,
                         false, NULL, NULL, NULL, NULL, NULL);
  ELSIF NOT 'processing' = ANY (s.grounds) THEN
    PERFORM apoyo.refuse('AP815', s.folio);
  END IF;
  INSERT INTO apoyo.work AS w (support, kind, process, attempt, first_attempt, due_at)
  VALUES (s.id, 'validation', s.process, v_round, v_round, clock_timestamp())
  ON CONFLICT (support, kind)
  DO UPDATE SET attempt = excluded.attempt, first_attempt = excluded.first_attempt, worker = NULL,
                due_at = excluded.due_at;
  PERFORM apoyo.add_support_act(s, 'requeued', NULL, p_reason, NULL);
END
$$;

CREATE OR REPLACE FUNCTION apoyo.requeue_work(p_support bigint, p_reason text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor');
  s := apoyo.require_support(p_support);
  PERFORM apoyo.require_process(s.process, 'open', 'closing');
  PERFORM apoyo.require_text('reason', p_reason);
  -- The work first, as the validators do.
  PERFORM FROM apoyo.work AS w WHERE w.support = p_support FOR UPDATE;
  PERFORM apoyo.try_again(apoyo.require_support(p_support), p_reason);
  RETURN (SELECT x.situation FROM apoyo.support AS x WHERE x.id = p_support);
END
$$;

-- What does not move by itself: attempts that fail, work that nobody takes, captures that no
-- validator could read. The oldest first.
CREATE OR REPLACE FUNCTION apoyo.stuck_work(p_process integer)
RETURNS TABLE (support bigint, folio text, cause text, attempts integer, received_at timestamptz,
               due_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor', 'apoyo_auditor');
  PERFORM apoyo.require_scope(p_process);
  RETURN QUERY
  SELECT w.support, s.folio, c.cause, w.attempt - w.first_attempt, s.received_at, w.due_at
    FROM apoyo.work AS w
    JOIN apoyo.support AS s ON s.id = w.support AND s.process = w.process
   CROSS JOIN LATERAL (SELECT apoyo.stuck_cause(w)) AS c (cause)
   WHERE w.process = p_process AND c.cause IS NOT NULL
   ORDER BY s.received_at, s.id
   LIMIT 500;
END
$$;

-- Why a piece of work does not move; null when it does.
CREATE OR REPLACE FUNCTION apoyo.stuck_cause(w apoyo.work)
RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT CASE
    WHEN w.kind = 'validation' AND w.attempt - w.first_attempt >= 2 THEN 'attempts'
    WHEN w.kind = 'validation' AND w.due_at < statement_timestamp() - make_interval(mins => 10)
      THEN 'waiting'
    WHEN w.kind = 'review'
         AND EXISTS (SELECT FROM apoyo.finding AS f
                      WHERE f.support = w.support AND f.code = 'unreadable'
                        AND f.found_at > coalesce(
                              (SELECT max(a.made_at) FROM apoyo.support_act AS a
                                WHERE a.support = w.support AND a.act = 'requeued'), '-infinity'))
      THEN 'unreadable'
  END;
$$;

RESET ROLE;
