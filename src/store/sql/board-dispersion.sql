-- board-dispersion: in how many demarcations each promovente has what it needs there.
--
-- Only where each promovente has a goal of its own and the whole process is looked at; no row
-- otherwise, nor where the rule asks for no dispersion. The parts are read one by one: joined
-- through the views, the row-level policies would run for every pair.
--
-- $1 integer process
-- $2 integer promovente, 0 for the whole process
--
-- promovente integer, reached bigint, needed integer
WITH asked AS MATERIALIZED (
  SELECT p.process, p.cell_level, coalesce(p.dispersion_level, 'entity') AS level
    FROM apoyo.board_process AS p
   WHERE p.process = $1::integer AND NOT p.joint AND $2::integer = 0
), part AS MATERIALIZED (
  SELECT b.promovente, b.scope
    FROM apoyo.board_promovente AS b
   WHERE b.process = (SELECT a.process FROM asked AS a)
), counted AS MATERIALIZED (
  SELECT c.promovente, c.demarcation, c.n AS valid
    FROM apoyo.board_cell AS c
   WHERE c.process = (SELECT a.process FROM asked AS a)
     AND c.promovente > 0
     AND c.situation = 'valid'
), place AS MATERIALIZED (
  SELECT l.cell, l.demarcation
    FROM apoyo.board_place AS l
   WHERE l.process = (SELECT a.process FROM asked AS a WHERE a.level NOT IN (a.cell_level, 'entity'))
), cell AS MATERIALIZED (
  -- What is counted in finer cells than the rule asks about is summed up to what it asks about.
  SELECT c.promovente,
         CASE a.level WHEN a.cell_level THEN c.demarcation
                      WHEN 'entity' THEN left(c.demarcation, 2)
                      ELSE l.demarcation END AS demarcation,
         sum(c.valid) AS valid
    FROM asked AS a
   CROSS JOIN counted AS c
    LEFT JOIN place AS l
      ON l.cell = CASE a.level WHEN 'circumscription' THEN left(c.demarcation, 2)
                               ELSE c.demarcation END
   GROUP BY 1, 2
), requirement AS MATERIALIZED (
  SELECT r.scope, r.demarcation, r.required
    FROM apoyo.board_requirement AS r
   WHERE r.process = (SELECT a.process FROM asked AS a)
), goal AS MATERIALIZED (
  SELECT g.scope, g.dispersion_needed
    FROM apoyo.board_goal AS g
   WHERE g.process = (SELECT a.process FROM asked AS a)
     AND g.dispersion_needed > 0
)
SELECT p.promovente,
       count(*) FILTER (WHERE c.valid >= r.required) AS reached,
       g.dispersion_needed AS needed
  FROM part AS p
  JOIN goal AS g ON g.scope = p.scope
  LEFT JOIN cell AS c ON c.promovente = p.promovente
  LEFT JOIN requirement AS r ON r.scope = p.scope AND r.demarcation = c.demarcation
 GROUP BY p.promovente, g.dispersion_needed
 ORDER BY p.promovente;
