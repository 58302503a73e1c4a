"""What every role may do with every function, view and table, compared whole with matrix.csv.

    test-matrix.py APOYOCTL [--update]

SPDX-License-Identifier: GPL-3.0-or-later
"""

import difflib
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = HERE / "matrix.csv"
# "public" is a login that belongs to no group.
QUERY = """
COPY (
  WITH role AS (
    SELECT r.rolname AS name FROM pg_roles AS r
     WHERE r.rolname LIKE 'apoyo\\_%' OR r.rolname = 'public_probe'
  ), held AS (
    SELECT r.name, 'function' AS kind, p.oid::regprocedure::text AS object, 'EXECUTE' AS privilege
      FROM role AS r CROSS JOIN pg_proc AS p
     WHERE p.pronamespace IN ('apoyo'::regnamespace, 'staging'::regnamespace)
       AND has_function_privilege(r.name, p.oid, 'EXECUTE')
    UNION ALL
    SELECT r.name, CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END, c.oid::regclass::text, x.privilege
      FROM role AS r CROSS JOIN pg_class AS c
     CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE}'::text[]) AS x (privilege)
     WHERE c.relnamespace IN ('apoyo'::regnamespace, 'staging'::regnamespace)
       AND c.relkind IN ('r', 'v')
       AND has_table_privilege(r.name, c.oid, x.privilege)
    UNION ALL
    -- Single columns of a table that is not granted whole.
    SELECT r.name, 'column', c.oid::regclass || '.' || a.attname, x.privilege
      FROM role AS r CROSS JOIN pg_class AS c
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     CROSS JOIN unnest('{SELECT,INSERT,UPDATE}'::text[]) AS x (privilege)
     WHERE c.relnamespace IN ('apoyo'::regnamespace, 'staging'::regnamespace)
       AND c.relkind IN ('r', 'v')
       AND has_column_privilege(r.name, c.oid, a.attnum, x.privilege)
       AND NOT has_table_privilege(r.name, c.oid, x.privilege)
    UNION ALL
    SELECT r.name, 'sequence', c.oid::regclass::text, x.privilege
      FROM role AS r CROSS JOIN pg_class AS c
     CROSS JOIN unnest('{USAGE,SELECT,UPDATE}'::text[]) AS x (privilege)
     WHERE c.relnamespace = 'apoyo'::regnamespace AND c.relkind = 'S'
       AND has_sequence_privilege(r.name, c.oid, x.privilege)
    UNION ALL
    SELECT r.name, 'schema', n.nspname::text, x.privilege
      FROM role AS r CROSS JOIN pg_namespace AS n
     CROSS JOIN unnest('{USAGE,CREATE}'::text[]) AS x (privilege)
     WHERE n.nspname IN ('apoyo', 'staging', 'public')
       AND has_schema_privilege(r.name, n.oid, x.privilege)
    UNION ALL
    SELECT r.name, 'role', m.rolname::text, 'MEMBER'
      FROM role AS r CROSS JOIN pg_roles AS m
     WHERE m.rolname <> r.name AND pg_has_role(r.name, m.oid, 'MEMBER')
    UNION ALL
    SELECT r.rolname, 'attribute', a.name, 'HELD'
      FROM pg_roles AS r
     CROSS JOIN LATERAL (VALUES ('login', r.rolcanlogin), ('superuser', r.rolsuper),
                                ('createrole', r.rolcreaterole), ('createdb', r.rolcreatedb),
                                ('replication', r.rolreplication), ('bypassrls', r.rolbypassrls))
             AS a (name, held)
     WHERE a.held AND r.rolname LIKE 'apoyo\\_%'
  )
  -- The owner of all tables has every right on them; one line says so.
  SELECT h.name AS role, h.kind, h.object, h.privilege
    FROM held AS h
   WHERE NOT (h.name = 'apoyo_owner' AND h.kind IN ('function', 'table', 'sequence'))
   ORDER BY h.name COLLATE "C", h.kind COLLATE "C", h.object COLLATE "C", h.privilege COLLATE "C"
) TO STDOUT WITH (FORMAT csv, HEADER)
"""


def matrix():
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", "CREATE ROLE public_probe LOGIN"],
                   check=True)
    return subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", QUERY], check=True,
                          capture_output=True, text=True).stdout


def main():
    if "PGHOST" not in os.environ or sys.argv[1] != "--inside":
        os.execv(sys.argv[1], [sys.argv[1], "cluster", "run", "--migrate", "--", sys.executable,
                               __file__, "--inside", *sys.argv[2:]])
    found = matrix()
    if "--update" in sys.argv:
        EXPECTED.write_text(found)
        return
    tests = tap.Suite()

    @tests.case
    def every_role_may_do_what_matrix_csv_says_and_nothing_else():
        wanted = EXPECTED.read_text()
        difference = list(difflib.unified_diff(wanted.splitlines(), found.splitlines(),
                                               "matrix.csv", "the catalogue", lineterm="", n=0))
        assert not difference, "\n".join(difference)

    @tests.case
    def a_login_without_a_group_may_do_nothing():
        assert "public_probe" not in found, found

    @tests.case
    def a_reviewer_may_only_sign_in_and_change_the_password():
        lines = [line for line in found.splitlines()
                 if line.startswith("apoyo_reviewer,") and ",schema," not in line]
        assert len(lines) == 2 and "change_own_password" in lines[0] and "sign_in" in lines[1], lines

    tests.main()


main()
