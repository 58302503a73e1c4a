-- 10-staff: the people of the demonstration, each a login role of the private cluster.
--
-- The demonstration's files run in the order of their names, each as one query, in one
-- transaction of a superuser of a private cluster; they become the person whose work it is.
-- What is loaded already makes the first file fail, and nothing is changed.
DO $$
DECLARE
  v_person record;
BEGIN
  IF EXISTS (SELECT FROM apoyo.process AS p WHERE p.code = 'RM26') THEN
    RAISE EXCEPTION 'The demonstration is already loaded';
  END IF;
  FOR v_person IN
    SELECT * FROM (VALUES
      ('lucia', 'Lucía Ortega', '{apoyo_supervisor,apoyo_watch}'::text[]),
      ('ruben', 'Rubén Salas', '{apoyo_setup}'),
      ('sofia', 'Sofía Cárdenas', '{apoyo_setup}'),
      ('ana', 'Ana Treviño', '{apoyo_reviewer}'),
      ('carlos', 'Carlos Medina', '{apoyo_closer}'),
      ('diego', 'Diego Fuentes', '{apoyo_closer}'),
      ('elena', 'Elena Robles', '{apoyo_auditor}')) AS p (role, name, groups)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = v_person.role) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', v_person.role);
    END IF;
    EXECUTE format('GRANT %s TO %I', array_to_string(v_person.groups, ', '), v_person.role);
    INSERT INTO apoyo.staff (role, display_name) VALUES (v_person.role, v_person.name)
    ON CONFLICT DO NOTHING;
    -- since: the beginning of this transaction, in which they work already.
    INSERT INTO apoyo.staff_scope (role, since)
    SELECT v_person.role, now()
     WHERE NOT EXISTS (SELECT FROM apoyo.staff_scope AS s WHERE s.role = v_person.role);
  END LOOP;
END
$$;
