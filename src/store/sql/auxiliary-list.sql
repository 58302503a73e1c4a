-- auxiliary-list: the auxiliaries of a process, or of one promovente of it, as text.
--
-- $1 integer process
-- $2 integer promovente, null for all
--
-- promovente, auxiliary, label, on_roll, registered_at, revoked_at (null), revoked_reason (null),
-- devices, last_sent_at (null): text
SELECT l.promovente::text,
       l.auxiliary::text,
       l.label,
       l.on_roll::text,
       l.registered_at::text,
       l.revoked_at::text,
       l.revoked_reason,
       l.devices::text,
       l.last_sent_at::text
  FROM apoyo.auxiliary_list AS l
 WHERE l.process = $1::integer
   AND ($2::integer IS NULL OR l.promovente = $2::integer)
 ORDER BY l.promovente, l.auxiliary;
