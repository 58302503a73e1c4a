-- auxiliary-list: the auxiliaries of a process, or of one promovente of it.
--
-- $1 integer process
-- $2 integer promovente, null for all
--
-- promovente integer, auxiliary bigint, label text, on_roll boolean, registered_at timestamptz,
-- revoked_at timestamptz (null), revoked_reason text (null), devices bigint, last_sent_at
-- timestamptz (null)
SELECT l.promovente,
       l.auxiliary,
       l.label,
       l.on_roll,
       l.registered_at,
       l.revoked_at,
       l.revoked_reason,
       l.devices,
       l.last_sent_at
  FROM apoyo.auxiliary_list AS l
 WHERE l.process = $1::integer
   AND ($2::integer IS NULL OR l.promovente = $2::integer)
 ORDER BY l.promovente, l.auxiliary;
