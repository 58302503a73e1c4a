-- authenticate-device: who sends with this token; no row for an unknown one.
--
-- $1 bytea  SHA-256 of the token
--
-- device bigint, process integer, promovente integer, active boolean
SELECT d.device,
       d.process,
       d.promovente,
       d.active
  FROM apoyo.authenticate_device($1::bytea) AS d
