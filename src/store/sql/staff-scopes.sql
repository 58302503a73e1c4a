-- staff-scopes: where the staff may work: permissions and bars that have not ended.
--
-- scope bigint, role text, process integer (null), code text (null), entity text (null),
-- bar boolean, since timestamptz, until timestamptz (null), simulacro boolean
SELECT l.scope,
       l.role::text AS role,
       l.process,
       l.code,
       l.entity,
       l.bar,
       l.since,
       l.until,
       l.simulacro
  FROM apoyo.staff_scope_list AS l
 ORDER BY l.role, l.scope;
