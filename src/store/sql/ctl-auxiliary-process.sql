-- ctl-auxiliary-process: the process that an auxiliary collects for.
--
-- $1 bigint auxiliary
--
-- process integer
SELECT l.process
  FROM apoyo.auxiliary_list AS l
 WHERE l.auxiliary = $1::bigint;
