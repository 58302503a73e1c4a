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

-- The last examination of a support is going to be opened: an entry in the internal log, and a ticket
-- that the same person reads it with once this is committed.
CREATE OR REPLACE FUNCTION apoyo.open_examination(p_support bigint)
RETURNS TABLE (ticket text, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  s apoyo.support;
  v_number bigint;
BEGIN
  PERFORM apoyo.require_staff(VARIADIC apoyo.ticket_rights('examination'));
  s := apoyo.require_support(p_support);
  IF NOT EXISTS (SELECT FROM apoyo.examination AS e WHERE e.support = s.id) THEN
    PERFORM apoyo.refuse('AP411', s.folio);
  END IF;
  PERFORM apoyo.require_personal_data(s.process);
  SELECT m.ticket, m.expires_at, m.number INTO ticket, expires_at, v_number
    FROM apoyo.make_ticket('examination', s.process, s.id, '{examination}',
                           CASE WHEN apoyo.session_has_role('apoyo_auditor') THEN 'audit'
                                ELSE 'supervision' END) AS m;
  PERFORM apoyo.log_act('examination-opened', jsonb_build_object(
            'process', p.code, 'folio', s.folio, 'ticket', v_number))
     FROM apoyo.process AS p WHERE p.id = s.process;
  RETURN NEXT;
END
$$;

-- Everything that a replay needs: what people sent, sealed. Whoever opened it reads it, in another
-- transaction: were it the same one, it could be rolled back after reading, and the entry in the log
-- with it.
CREATE OR REPLACE FUNCTION apoyo.read_examination(p_ticket text)
RETURNS TABLE (examination bigint, process integer, engine integer, rule_version integer,
               settings integer, rule jsonb, checks jsonb, tree jsonb, tree_digest bytea,
               sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_parts text[] := regexp_match(p_ticket, '^([0-9]{1,18})\.([A-Za-z0-9_-]{43})$');
  t apoyo.ticket;
BEGIN
  PERFORM apoyo.require_staff(VARIADIC apoyo.ticket_rights('examination'));
  t := apoyo.take_ticket('examination', v_parts[1]::bigint,
                         decode(translate(v_parts[2], '-_', '+/') || '=', 'base64'),
                         'examination', 'examination');
  IF t.role <> session_user OR t.opened_in = pg_current_xact_id() THEN
    PERFORM apoyo.refuse('AP804');
  END IF;
  RETURN QUERY
  SELECT e.id, e.process, e.engine, e.rule_version, e.settings, r.document, c.document, e.evaluation,
         e.digest::bytea, e.sealed
    FROM apoyo.examination AS e
    JOIN apoyo.rule AS r ON r.process = e.process AND r.version = e.rule_version
    JOIN apoyo.check_settings AS c ON c.process = e.process AND c.version = e.settings
   WHERE e.support = t.support
   ORDER BY e.id DESC LIMIT 1;
END
$$;

RESET ROLE;
