-- allow-key-destruction: that a process's key is going to be destroyed; refused unless its personal
-- data was, by two people.
--
-- $1 integer process
SELECT apoyo.allow_key_destruction ($1::integer);
