-- known-captures: those of the captures that a support of their process claims.
--
-- $1 integer[] processes
-- $2 text[]    captures in them, UUIDs
--
-- process integer, capture text
SELECT k.process,
       k.capture::text AS capture
  FROM apoyo.known_captures ($1::integer[], $2::uuid[]) AS k;
