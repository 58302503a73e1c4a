-- board-process: the processes the caller may watch, each with its rule's figures and its tree.
--
-- $1 integer process, null for every one
--
-- process integer, code text, name text, kind text, state text, simulacro boolean, revision integer, joint boolean,
-- cell_level text, opens_at timestamptz (nullable), closes_at timestamptz (nullable),
-- time_zone text, required bigint (nullable), percentage integer (nullable; hundredths of a per
-- cent), dispersion_level text (nullable), dispersion_needed integer (nullable),
-- dispersion_percentage integer (nullable; hundredths of a per cent), promoventes bigint,
-- size bigint, recorded_at timestamptz (nullable), checkpoint_size bigint (nullable),
-- checkpoint_at timestamptz (nullable), as_of timestamptz
SELECT p.process,
       p.code,
       p.name,
       p.kind::text AS kind,
       p.state::text AS state,
       p.simulacro,
       p.revision,
       p.joint,
       p.cell_level::text AS cell_level,
       p.opens_at,
       p.closes_at,
       p.time_zone,
       p.required,
       (p.percentage * 100)::integer AS percentage,
       p.dispersion_level::text AS dispersion_level,
       p.dispersion_needed::integer AS dispersion_needed,
       (p.dispersion_percentage * 100)::integer AS dispersion_percentage,
       p.promoventes::bigint AS promoventes,
       p.size,
       p.recorded_at,
       p.checkpoint_size,
       p.checkpoint_at,
       now() AS as_of
  FROM apoyo.board_process AS p
 WHERE $1::integer IS NULL
    OR p.process = $1::integer
 ORDER BY p.process;
