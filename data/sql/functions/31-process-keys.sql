-- 31-process-keys: holds every service to the keys that its database was begun with.
SET ROLE apoyo_owner;

-- The first key named for a process is its key for ever; every other is refused. NULL asks whether
-- a key may still be made: a process whose key is only lost must not get another.
CREATE OR REPLACE FUNCTION apoyo.pin_process_key(p_process integer, p_key_id bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_pinned bytea;
BEGIN
  IF NOT apoyo.session_has_role('apoyo_intake') THEN
    PERFORM apoyo.require_service('apoyo_validator');
  END IF;
  IF p_key_id IS NOT NULL THEN
    INSERT INTO apoyo.process_key (process, key_id) VALUES (p_process, p_key_id)
        ON CONFLICT DO NOTHING;
  END IF;
  SELECT k.key_id INTO v_pinned FROM apoyo.process_key AS k WHERE k.process = p_process;
  IF p_key_id IS NULL AND v_pinned IS NOT NULL THEN
    PERFORM apoyo.refuse('AP311', p_process::text);
  ELSIF p_key_id <> v_pinned THEN
    PERFORM apoyo.refuse('AP310', p_process::text);
  ELSIF v_pinned IS NULL AND p_key_id IS NOT NULL THEN
    -- Under a shared key the citizens of a drill would be told apart as those of a real process.
    PERFORM apoyo.refuse('AP185', p_process::text);
  END IF;
END
$$;

-- The same for what all processes share. Refuses every other key than the one in use; while there is
-- none, any may come to be it.
CREATE OR REPLACE FUNCTION apoyo.hold_shared_key(p_name text, p_key_id bytea)
RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM apoyo.refuse(CASE p_name WHEN 'ledger' THEN 'AP314' WHEN 'vault' THEN 'AP315' ELSE 'AP313' END)
     FROM apoyo.shared_key AS k WHERE k.name = p_name AND p_key_id IS DISTINCT FROM k.key_id;
END
$$;

-- Puts the first one in use. VOLATILE: of two at once the later one sees who was first.
CREATE OR REPLACE FUNCTION apoyo.pin_key(p_name text, p_key_id bytea)
RETURNS void LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO apoyo.shared_key (name, key_id) VALUES (p_name, p_key_id) ON CONFLICT DO NOTHING;
  PERFORM apoyo.hold_shared_key(p_name, p_key_id);
END
$$;

-- For services, and for whoever imports persons: the roll's key, the vault, and the ledger's key.
CREATE OR REPLACE FUNCTION apoyo.pin_shared_key(p_name text, p_key_id bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_opens boolean := apoyo.session_has_role('apoyo_intake') OR apoyo.session_has_role('apoyo_validator')
                     OR apoyo.session_has_role('apoyo_evidence');
BEGIN
  IF p_name = 'ledger' THEN
    PERFORM apoyo.require_service('apoyo_ledger');
  ELSIF p_name = 'vault' AND NOT v_opens THEN
    PERFORM apoyo.refuse('AP001', 'apoyo_intake');
  ELSIF NOT v_opens THEN
    PERFORM apoyo.require_staff('apoyo_setup');
  END IF;
  IF p_key_id IS NULL THEN
    PERFORM apoyo.hold_shared_key(p_name, NULL);
  ELSE
    PERFORM apoyo.pin_key(p_name, p_key_id);
  END IF;
END
$$;

RESET ROLE;
