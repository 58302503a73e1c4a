-- register-auxiliary-by-ticket: registers a person of the roll as an auxiliary.
--
-- $1 bigint number of the ticket
-- $2 bytea its secret
-- $3 integer promovente
-- $4 bytea SHA-256 of the access key
-- $5 bytea the clave's keyed hash
--
-- auxiliary bigint, label text; or refusal text (its code), names text[]
SELECT r.auxiliary,
       r.label,
       r.refusal,
       r.names
  FROM apoyo.register_auxiliary_by_ticket ($1::bigint, $2::bytea, $3::integer, $4::bytea, $5::bytea) AS r;
