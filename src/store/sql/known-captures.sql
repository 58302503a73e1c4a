-- known-captures: those of the captures that a support claims.
--
-- $1 text[]  captures, UUIDs
--
-- capture text
SELECT k.capture::text AS capture
  FROM apoyo.known_captures($1::uuid[]) AS k (capture)
