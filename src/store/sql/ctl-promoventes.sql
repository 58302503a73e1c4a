-- ctl-promoventes: promoventes of a process, to issue keys to.
--
-- $1 integer process
--
-- promovente integer, scope text
SELECT p.promovente,
       p.scope
  FROM apoyo.board_promovente AS p
 WHERE p.process = $1::integer
 ORDER BY p.promovente;
