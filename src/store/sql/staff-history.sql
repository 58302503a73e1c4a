-- staff-history: what was done to an account, the newest first.
--
-- $1 text role
--
-- act text, group text (null), process integer (null), code text (null), entity text (null),
-- bar boolean (null), until timestamptz (null), sessions integer (null), by text,
-- by_name text (null), at timestamptz
SELECT h.act,
       h."group",
       h.process,
       h.code,
       h.entity,
       h.bar,
       h.until,
       h.sessions,
       h.by::text AS by,
       h.by_name,
       h.at
  FROM apoyo.staff_history AS h
 WHERE h.role = $1::text::name
 ORDER BY h.id DESC
 LIMIT 200;
