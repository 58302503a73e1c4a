-- change-own-password: gives whoever asks another password.
--
-- $1 text SCRAM verifier
--
-- (nothing)
SELECT apoyo.change_own_password($1::text);
