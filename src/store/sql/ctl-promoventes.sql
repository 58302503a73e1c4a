-- ctl-promoventes: promoventes of a process, to issue keys to.
--
-- $1 integer process
--
-- promovente integer, scope text, simulacro boolean
SELECT p.promovente,
       p.scope,
       b.simulacro
  FROM apoyo.board_promovente AS p
  JOIN apoyo.board_process AS b USING (process)
 WHERE p.process = $1::integer
 ORDER BY p.promovente;
