-- board-areas: the table per demarcation, for the whole process or one promovente.
--
-- In a joint process every promovente is set against the joint requirement. Where each promovente
-- has its own, the whole process is set against none. What is counted in finer cells than the rule
-- asks about is summed up to what it asks about.
--
-- $1 integer process
-- $2 integer promovente, 0 for the whole process
--
-- demarcation text, name text, nominal_list bigint, required bigint, valid bigint
WITH asked AS MATERIALIZED (
  SELECT p.process, p.joint, p.cell_level, coalesce(p.dispersion_level, 'entity') AS level
    FROM apoyo.board_process AS p
   WHERE p.process = $1::integer
), wanted AS (
  SELECT DISTINCT ON (r.demarcation)
         r.demarcation,
         r.name,
         r.nominal_list,
         CASE WHEN a.joint OR $2::integer > 0 THEN r.required ELSE 0 END AS required
    FROM asked AS a
    JOIN apoyo.board_requirement AS r ON r.process = a.process
   WHERE r.process = $1::integer
     AND CASE
           WHEN a.joint THEN r.scope = ''
           WHEN $2::integer = 0 THEN true
           ELSE r.scope = (SELECT b.scope
                             FROM apoyo.board_promovente AS b
                            WHERE b.process = $1::integer
                              AND b.promovente = $2::integer)
         END
   ORDER BY r.demarcation
), cell AS MATERIALIZED (
  SELECT b.demarcation, b.n AS valid
    FROM apoyo.board_cell AS b
   WHERE b.process = $1::integer
     AND b.promovente = $2::integer
     AND b.situation = 'valid'
), place AS MATERIALIZED (
  SELECT l.cell, l.demarcation
    FROM apoyo.board_place AS l
   WHERE l.process = (SELECT a.process FROM asked AS a WHERE a.level NOT IN (a.cell_level, 'entity'))
), placed AS (
  SELECT CASE a.level WHEN a.cell_level THEN c.demarcation
                      WHEN 'entity' THEN left(c.demarcation, 2)
                      ELSE l.demarcation END AS demarcation,
         sum(c.valid)::bigint AS valid
    FROM asked AS a
   CROSS JOIN cell AS c
    LEFT JOIN place AS l
      ON l.cell = CASE a.level WHEN 'circumscription' THEN left(c.demarcation, 2)
                               ELSE c.demarcation END
   GROUP BY 1
)
SELECT w.demarcation,
       w.name,
       w.nominal_list,
       w.required,
       coalesce(c.valid, 0)::bigint AS valid
  FROM wanted AS w
  LEFT JOIN placed AS c ON c.demarcation = w.demarcation
 ORDER BY w.demarcation;
