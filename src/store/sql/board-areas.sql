-- board-areas: the table per demarcation, for the whole process or one promovente.
--
-- In a joint process every promovente is set against the joint requirement. Where each promovente
-- has its own, the whole process is set against none.
--
-- $1 integer process
-- $2 integer promovente, 0 for the whole process
--
-- demarcation text, name text, nominal_list bigint, required bigint, valid bigint
WITH wanted AS (
  SELECT DISTINCT ON (r.demarcation)
         r.demarcation,
         r.name,
         r.nominal_list,
         CASE WHEN p.joint OR $2::integer > 0 THEN r.required ELSE 0 END AS required
    FROM apoyo.board_process AS p
    JOIN apoyo.board_requirement AS r ON r.process = p.process
   WHERE p.process = $1::integer
     AND CASE
           WHEN p.joint THEN r.scope = ''
           WHEN $2::integer = 0 THEN true
           ELSE r.scope = (SELECT b.scope
                             FROM apoyo.board_promovente AS b
                            WHERE b.process = $1::integer
                              AND b.promovente = $2::integer)
         END
   ORDER BY r.demarcation
)
SELECT w.demarcation,
       w.name,
       w.nominal_list,
       w.required,
       coalesce(c.valid, 0)::bigint AS valid
  FROM wanted AS w
  LEFT JOIN (SELECT b.demarcation, sum(b.n) AS valid
               FROM apoyo.board_cell AS b
              WHERE b.process = $1::integer
                AND b.promovente = $2::integer
                AND b.situation = 'valid'
              GROUP BY b.demarcation) AS c ON c.demarcation = w.demarcation
 ORDER BY w.demarcation;
