-- pin-process-key: refuses every key but the one the process was begun with; pins the first.
--
-- $1 integer  process
-- $2 bytea    the key's public name, NULL to ask whether one may still be made
SELECT apoyo.pin_process_key($1::integer, $2::bytea)
