-- register-device: a token for an auxiliary's new device.
--
-- $1 bytea  SHA-256 of the auxiliary's key
-- $2 bytea  SHA-256 of the token
-- $3 text   label, null for none
--
-- device bigint, process integer, promovente integer
SELECT d.device,
       d.process,
       d.promovente
  FROM apoyo.register_device($1::bytea, $2::bytea, $3::text) AS d
