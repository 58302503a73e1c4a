-- staff-list: who works here, what they may do and when they last signed in.
--
-- role text, display_name text, active boolean, groups text, admitted_at timestamptz,
-- last_sign_in_at timestamptz (null), last_workstation text (null), last_version text (null)
SELECT l.role::text AS role,
       l.display_name,
       l.active,
       array_to_string(l.groups, ' ') AS groups,
       l.admitted_at,
       l.last_sign_in_at,
       l.last_workstation,
       l.last_version
  FROM apoyo.staff_list AS l
 ORDER BY l.role;
