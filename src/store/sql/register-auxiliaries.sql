-- register-auxiliaries: registers the hashes of new access keys.
--
-- $1 integer   process
-- $2 integer[] promoventes
-- $3 bytea[]   SHA-256 of the key of each
--
-- added integer
SELECT apoyo.register_auxiliaries ($1::integer, $2::integer[], $3::bytea[]) AS added;
