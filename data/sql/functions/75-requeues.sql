-- 75-requeues: the stuck work of a process tried again in one act of two people, by a list that both
-- have seen.
SET ROLE apoyo_owner;

CREATE OR REPLACE FUNCTION apoyo.most_requeued()
RETURNS integer LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT 500 $$;

-- Of these supports those that are stuck now, the work that somebody has in hand left out.
CREATE OR REPLACE FUNCTION apoyo.still_stuck(p_process integer, p_supports bigint[])
RETURNS bigint[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(DISTINCT w.support), '{}')
    FROM apoyo.work AS w
   WHERE w.process = p_process AND w.support = ANY (p_supports) AND apoyo.stuck_cause(w) IS NOT NULL;
$$;

-- The request: {"reason": …, "supports": [numbers]}. The plan names each by its folio, so that the
-- hash that both sign is that of the list; those that move by themselves until then are left alone.
CREATE OR REPLACE FUNCTION apoyo.plan_requeue_stuck(p_process integer, p_request jsonb)
RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  p apoyo.process := apoyo.require_process(p_process, 'open', 'closing');
  v_supports bigint[];
  v_folios text[];
BEGIN
  IF jsonb_typeof(p_request) IS DISTINCT FROM 'object' OR p_request - '{reason,supports}'::text[] <> '{}'
     OR jsonb_typeof(p_request -> 'reason') IS DISTINCT FROM 'string'
     OR jsonb_typeof(p_request -> 'supports') IS DISTINCT FROM 'array'
     OR jsonb_path_exists(p_request,
                          'strict $.supports[*] ? (@.type() != "number" || @ < 1 || @ > 9000000000000000000)')
     OR jsonb_array_length(p_request -> 'supports') > apoyo.most_requeued() THEN
    PERFORM apoyo.refuse('AP817', apoyo.most_requeued()::text);
  END IF;
  PERFORM apoyo.require_text('reason', p_request ->> 'reason');
  v_supports := ARRAY(SELECT DISTINCT (e.value #>> '{}')::numeric::bigint
                        FROM jsonb_array_elements(p_request -> 'supports') AS e (value));
  SELECT array_agg(s.folio ORDER BY s.folio) INTO v_folios
    FROM apoyo.support AS s WHERE s.process = p_process AND s.id = ANY (v_supports);
  IF coalesce(cardinality(v_folios), 0) <> cardinality(v_supports)
     OR apoyo.still_stuck(p_process, v_supports) = '{}' THEN
    PERFORM apoyo.refuse('AP816', p.code);
  END IF;
  RETURN jsonb_build_object(
           'process', p.code, 'name', p.name, 'simulacro', p.simulacro,
           'reason', trim(p_request ->> 'reason'),
           'supports', cardinality(v_folios), 'folios', to_jsonb(v_folios));
END
$$;

CREATE OR REPLACE FUNCTION apoyo.enact_requeue_stuck(p_process integer, p_request jsonb)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_supports bigint[] := ARRAY(SELECT (e.value #>> '{}')::numeric::bigint
                                 FROM jsonb_array_elements(p_request -> 'supports') AS e (value));
  v_support bigint;
BEGIN
  -- What a validator or a reviewer holds this moment is not stuck.
  FOR v_support IN
    SELECT w.support FROM apoyo.work AS w
     WHERE w.process = p_process AND w.support = ANY (apoyo.still_stuck(p_process, v_supports))
     ORDER BY w.support
       FOR UPDATE SKIP LOCKED
  LOOP
    PERFORM apoyo.try_again(s, p_request ->> 'reason')
       FROM apoyo.support AS s WHERE s.id = v_support;
  END LOOP;
END
$$;

RESET ROLE;
