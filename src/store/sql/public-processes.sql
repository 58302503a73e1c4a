-- public-processes: the processes that anybody may know of.
--
-- process integer, code text, name text, kind text, state text, opens_at timestamptz,
-- closes_at timestamptz, simulacro boolean
SELECT p.process,
       p.code,
       p.name,
       p.kind,
       p.state,
       p.opens_at,
       p.closes_at,
       p.simulacro
  FROM apoyo.public_processes() AS p
