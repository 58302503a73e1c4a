-- staff: the people who work here, their groups, scopes and last sign-in, and what was done to
-- their accounts.
SET ROLE apoyo_reader;

DROP VIEW IF EXISTS apoyo.staff_list, apoyo.staff_scope_list, apoyo.staff_history;

CREATE VIEW apoyo.staff_list WITH (security_barrier) AS
SELECT s.role, s.display_name, s.active, s.admitted_at,
       ARRAY(SELECT g.rolname::text
               FROM pg_catalog.pg_auth_members AS m
               JOIN pg_catalog.pg_roles AS r ON r.oid = m.member
               JOIN pg_catalog.pg_roles AS g ON g.oid = m.roleid
              WHERE r.rolname = s.role
              ORDER BY g.rolname) AS groups,
       l.signed_in_at AS last_sign_in_at, l.workstation AS last_workstation,
       l.version AS last_version
  FROM apoyo.staff AS s
  LEFT JOIN LATERAL (
    SELECT n.signed_in_at, n.workstation, n.version FROM apoyo.session AS n
     WHERE n.role = s.role ORDER BY n.signed_in_at DESC LIMIT 1) AS l ON true;

CREATE VIEW apoyo.staff_scope_list WITH (security_barrier) AS
SELECT c.id AS scope, c.role, c.process, p.code, c.entity, c.bar, c.since, c.until,
       coalesce(p.simulacro, false) AS simulacro
  FROM apoyo.staff_scope AS c
  LEFT JOIN apoyo.process AS p ON p.id = c.process
 WHERE c.until IS NULL OR c.until > pg_catalog.statement_timestamp();

-- Where a scope's process is outside of the reader's own scope, its code stays hidden.
CREATE VIEW apoyo.staff_history WITH (security_barrier) AS
SELECT a.id, a.role, a.act, a.facts ->> 'group' AS "group", c.process, p.code, c.entity, c.bar,
       (a.facts ->> 'until')::timestamptz AS until,
       (a.facts ->> 'sessions')::integer AS sessions, a.by, s.display_name AS by_name, a.at
  FROM apoyo.staff_act AS a
  LEFT JOIN apoyo.staff_scope AS c ON c.id = (a.facts ->> 'scope')::bigint
  LEFT JOIN apoyo.process AS p ON p.id = c.process
  LEFT JOIN apoyo.staff AS s ON s.role = a.by;

RESET ROLE;
