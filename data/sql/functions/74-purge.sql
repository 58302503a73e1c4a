-- 74-purge: the end of the personal data of a process. Its pictures, and everything else that is
-- sealed, end with its key (apoyoctl process destroy-key); what stands open in the database about
-- persons ends here, by an act of two people. What was counted stays, and stays provable.
SET ROLE apoyo_owner;

-- Refuses what takes the personal data of a process to be there still.
CREATE OR REPLACE FUNCTION apoyo.require_personal_data(p_process integer)
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.refuse('AP193', p.code)
     FROM apoyo.process AS p WHERE p.id = p_process AND p.purged_at IS NOT NULL;
END
$$;

-- Supports that a legal order keeps.
CREATE OR REPLACE FUNCTION apoyo.kept_supports(p_process integer)
RETURNS bigint LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT count(*)
    FROM (SELECT DISTINCT ON (a.support) a.act
            FROM apoyo.support_act AS a
           WHERE a.process = p_process AND a.flag = 'resguardo'
           ORDER BY a.support, a.id DESC) AS l
   WHERE l.act = 'flag-set';
$$;

CREATE OR REPLACE FUNCTION apoyo.plan_purge_process(p_process integer)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process := apoyo.require_process(p_process, 'archived');
  v_kept bigint := apoyo.kept_supports(p_process);
BEGIN
  IF p.purged_at IS NOT NULL THEN
    PERFORM apoyo.refuse('AP190', p.code);
  ELSIF v_kept > 0 THEN
    PERFORM apoyo.refuse('AP191', p.code, v_kept::text);
  END IF;
  RETURN (SELECT jsonb_build_object(
                   'process', p.code, 'name', p.name, 'simulacro', p.simulacro,
                   'size', c.size, 'root', encode(c.root, 'hex'),
                   'certified_at', apoyo.utc_text(c.certified_at),
                   'supports', (SELECT count(*) FROM apoyo.support AS s WHERE s.process = p.id))
            FROM apoyo.certificate AS c WHERE c.process = p.id);
END
$$;

-- Who supported and who collected, where and when somebody did, on which telephone, and what the
-- pictures look like. The citizens' names stay: without the process's key nobody makes them again,
-- and by them anybody can count that each counted once.
CREATE OR REPLACE FUNCTION apoyo.enact_purge_process(p_process integer, p_first name)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM apoyo.trace AS t WHERE t.process = p_process;
  DELETE FROM apoyo.picture_hash AS h WHERE h.process = p_process;
  -- 0: somebody of the roll, and nobody knows who any more.
  UPDATE apoyo.support AS s SET roll = 0 WHERE s.process = p_process AND s.roll IS NOT NULL;
  UPDATE apoyo.auxiliary AS a SET roll = NULL WHERE a.process = p_process AND a.roll IS NOT NULL;
  UPDATE apoyo.device AS d SET label = '' WHERE d.process = p_process AND d.label <> '';
  UPDATE apoyo.process AS p SET purged_at = clock_timestamp() WHERE p.id = p_process;
  PERFORM apoyo.log_act('process-purged', jsonb_build_object('process', p.code, 'proposed_by', p_first))
     FROM apoyo.process AS p WHERE p.id = p_process;
END
$$;

-- Refuses unless two people have ended its personal data: only then is its key destroyed; and any
-- key but the one it was begun with, for the log would say what is not so. NULL: there is none where
-- one looks for it, as after a destruction that was not finished. Written down before it happens.
CREATE OR REPLACE FUNCTION apoyo.allow_key_destruction(p_process integer, p_key_id bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process;
  v_kept bigint;
  v_pinned bytea;
BEGIN
  PERFORM apoyo.require_staff('apoyo_closer');
  p := apoyo.take_process(p_process, 'archived');
  IF p.purged_at IS NULL THEN
    PERFORM apoyo.refuse('AP192', p.code);
  END IF;
  v_kept := apoyo.kept_supports(p_process);
  IF v_kept > 0 THEN
    PERFORM apoyo.refuse('AP191', p.code, v_kept::text);
  END IF;
  SELECT k.key_id INTO v_pinned FROM apoyo.process_key AS k WHERE k.process = p_process;
  IF p_key_id <> v_pinned OR p_key_id IS NULL AND v_pinned IS NOT NULL AND p.key_destroyed_at IS NULL THEN
    PERFORM apoyo.refuse('AP312', p.code);
  END IF;
  UPDATE apoyo.process AS o SET key_destroyed_at = clock_timestamp() WHERE o.id = p_process;
  PERFORM apoyo.log_act('key-destroyed', jsonb_build_object('process', p.code));
END
$$;

RESET ROLE;
