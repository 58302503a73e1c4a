-- register-auxiliary: adds an auxiliary to a promovente.
--
-- $1 integer process
-- $2 integer promovente
-- $3 bytea   hash of the access key
-- $4 bytea   keyed hash of the clave de elector, null in a drill
--
-- auxiliary bigint
SELECT apoyo.register_auxiliary ($1::integer, $2::integer, $3::bytea, $4::bytea) AS auxiliary;
