-- 73-examinations: why a support counts or does not: the tree of its checks, and what it was made
-- from, for who holds the key.
SET ROLE apoyo_owner;

-- The last one. Null when no validator has looked at it.
CREATE OR REPLACE FUNCTION apoyo.dossier_examination(s apoyo.support)
RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object(
           'at', apoyo.time_member(e.examined_at), 'attempt', e.attempt, 'engine', e.engine,
           'settings', e.settings, 'rule_version', e.rule_version, 'acuerdo', c.acuerdo,
           'tree', e.evaluation)
    FROM apoyo.examination AS e
    JOIN apoyo.check_settings AS c ON c.process = e.process AND c.version = e.settings
   WHERE e.support = s.id
   ORDER BY e.id DESC LIMIT 1;
$$;

-- Everything that a replay needs, and an entry in the internal log: it opens what people sent.
CREATE OR REPLACE FUNCTION apoyo.open_examination(p_support bigint)
RETURNS TABLE (examination bigint, process integer, engine integer, rule_version integer,
               settings integer, rule jsonb, checks jsonb, tree jsonb, tree_digest bytea,
               sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
BEGIN
  PERFORM apoyo.require_staff('apoyo_supervisor', 'apoyo_auditor');
  s := apoyo.require_support(p_support);
  RETURN QUERY
  SELECT e.id, e.process, e.engine, e.rule_version, e.settings, r.document, c.document, e.evaluation,
         e.digest::bytea, e.sealed
    FROM apoyo.examination AS e
    JOIN apoyo.rule AS r ON r.process = e.process AND r.version = e.rule_version
    JOIN apoyo.check_settings AS c ON c.process = e.process AND c.version = e.settings
   WHERE e.support = s.id
   ORDER BY e.id DESC LIMIT 1;
  IF NOT FOUND THEN
    PERFORM apoyo.refuse('AP411', s.folio);
  END IF;
  PERFORM apoyo.log_act('examination-replayed', jsonb_build_object(
            'process', p.code, 'folio', s.folio))
     FROM apoyo.process AS p WHERE p.id = s.process;
END
$$;

RESET ROLE;
