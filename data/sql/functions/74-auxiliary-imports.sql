-- 74-auxiliary-imports: the auxiliaries of a file, by way of the one service that can name people of
-- the roll. It puts the rows into an import of the person whose ticket it has; that person sees what
-- is wrong in them, and adopts them, in a session of their own, as any other import.
SET ROLE apoyo_owner;

-- To bring the auxiliaries of one file.
CREATE OR REPLACE FUNCTION apoyo.open_auxiliary_import(p_process integer)
RETURNS TABLE (ticket text, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_number bigint;
BEGIN
  PERFORM apoyo.require_staff(VARIADIC apoyo.ticket_rights('registration'));
  PERFORM apoyo.require_scope(p_process);
  PERFORM apoyo.require_process(p_process, 'draft', 'ready', 'open');
  SELECT m.ticket, m.expires_at, m.number INTO ticket, expires_at, v_number
    FROM apoyo.make_ticket('registration', p_process, NULL, '{auxiliaries}', 'registration') AS m;
  PERFORM apoyo.log_act('registration-opened',
                        jsonb_build_object('process', p.code, 'ticket', v_number))
     FROM apoyo.process AS p WHERE p.id = p_process;
  RETURN NEXT;
END
$$;

-- The import, with its rows in it. p_clave_keys: null where nobody is named, empty where what stands
-- there is no clave. That somebody asked about so many people of the roll is written down, whatever
-- becomes of the import.
CREATE OR REPLACE FUNCTION apoyo.stage_auxiliaries(
  p_number bigint, p_secret bytea, p_lines integer[], p_promoventes text[], p_clave_keys text[],
  p_key_hashes text[])
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  t apoyo.ticket;
  p apoyo.process;
  v_import bigint;
BEGIN
  PERFORM apoyo.require_service('apoyo_evidence');
  t := apoyo.take_ticket('registration', p_number, p_secret, 'auxiliaries', 'auxiliaries');
  SELECT q.* INTO p FROM apoyo.process AS q WHERE q.id = t.process;
  PERFORM apoyo.require_state(p, t.process, 'draft', 'ready', 'open');
  v_import := apoyo.new_import('auxiliaries', apoyo.import_columns('auxiliaries'),
                               p_process => t.process);
  EXECUTE format('REVOKE ALL ON staging.%I FROM %I', 'auxiliaries_' || v_import, session_user);
  UPDATE apoyo.import AS i SET begun_by = t.role WHERE i.id = v_import;
  EXECUTE format($q$
    INSERT INTO staging.%I (source_line, promovente, clave_key, key_hash)
    SELECT g.line::text, nullif(trim(g.promovente), ''), g.clave_key, g.key_hash
      FROM ROWS FROM (unnest($1), unnest($2), unnest($3), unnest($4))
           WITH ORDINALITY AS g (line, promovente, clave_key, key_hash, place)
     ORDER BY g.place$q$, 'auxiliaries_' || v_import)
    USING p_lines, p_promoventes, p_clave_keys, p_key_hashes;
  PERFORM apoyo.log_act('auxiliaries-staged', jsonb_build_object(
    'actor', t.role, 'process', p.code, 'import', v_import, 'number', cardinality(p_lines),
    'ticket', t.id));
  RETURN v_import;
END
$$;

RESET ROLE;
