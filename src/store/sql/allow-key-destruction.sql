-- allow-key-destruction: that a process's key is going to be destroyed; refused unless its personal
-- data was, by two people, and unless it is the key that the process was begun with.
--
-- $1 integer  process
-- $2 bytea    the key's public name, NULL when the key directory has none
SELECT apoyo.allow_key_destruction ($1::integer, $2::bytea);
