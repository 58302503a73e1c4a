/* test-migrator.c: schemas that grow, and the ones that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <string.h>

#include "apoyo-migrator.h"
#include "store-fixture.h"

typedef struct {
  char *dir;
  char *conninfo;
  GString *applied; /* names of files, a space behind each */
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, sql, -1, &error);
  g_assert_no_error (error);
}

static void
remove_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  static guint n = 0;
  g_autofree char *create = g_strdup_printf ("CREATE DATABASE migrate_%u", ++n);
  g_autoptr (GError) error = NULL;

  store_fixture_execute (create);
  fixture->conninfo = g_strdup_printf ("host='%s' user=postgres dbname=migrate_%u",
                                       apoyo_cluster_get_host (store_fixture_get_cluster ()), n);
  fixture->dir = g_dir_make_tmp ("apoyo-sql-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->applied = g_string_new (NULL);
  write_file (fixture, "migrations/0001-base.sql",
              "CREATE SCHEMA apoyo;\nCREATE TABLE apoyo.a (x integer);\n");
  write_file (fixture, "migrations/0002-more.sql", "CREATE TABLE apoyo.b (x integer);");
  write_file (fixture, "functions/one.sql",
              "CREATE OR REPLACE FUNCTION apoyo.one() RETURNS integer LANGUAGE sql AS 'SELECT 1';");
  write_file (fixture, "views/b.sql",
              "CREATE OR REPLACE VIEW apoyo.v AS SELECT x, apoyo.one() AS one FROM apoyo.b;");
  write_file (fixture, "policies/rights.sql", "REVOKE ALL ON apoyo.v FROM PUBLIC;");
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -r %s", fixture->dir);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->dir);
  g_free (fixture->conninfo);
  g_string_free (fixture->applied, TRUE);
}

static char *
query (Fixture *fixture, const char *sql)
{
  PGconn *connection = PQconnectdb (fixture->conninfo);
  PGresult *result = PQexec (connection, sql);
  char *value = NULL;

  if (PQresultStatus (result) == PGRES_TUPLES_OK && PQntuples (result) > 0)
    value = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);
  PQfinish (connection);
  return value;
}

/* A query that fails gives NULL. */
static void
assert_query (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *value = query (fixture, sql);

  g_assert_cmpstr (value, ==, expected);
}

static void
file_cb (const char *file, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", file);
}

static gboolean
run (Fixture *fixture, GError **error)
{
  g_string_truncate (fixture->applied, 0);
  return apoyo_migrator_run_verbose (fixture->conninfo, fixture->dir, file_cb, fixture->applied,
                                     error);
}

static void
assert_runs (Fixture *fixture, const char *applied)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (run (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->applied->str, ==, applied);
}

static void
assert_refuses (Fixture *fixture, ApoyoMigratorError code, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (run (fixture, &error));
  g_assert_error (error, APOYO_MIGRATOR_ERROR, (int) code);
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not say “%s”", error->message, word);
}

#define ALL                                                                                        \
  "migrations/0001-base.sql migrations/0002-more.sql functions/one.sql views/b.sql "               \
  "policies/rights.sql "
#define RECREATABLE "functions/one.sql views/b.sql policies/rights.sql "

static void
test_applies_all_once (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, ALL);
  assert_query (fixture, "SELECT count(*) FROM apoyo_migration.applied", "2");
  assert_query (fixture, "SELECT apoyo.one()", "1");
  assert_runs (fixture, "");
}

static void
test_a_new_migration_brings_the_rest_again (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, ALL);
  write_file (fixture, "migrations/0003-c.sql", "CREATE TABLE apoyo.c (x integer);");
  assert_runs (fixture, "migrations/0003-c.sql " RECREATABLE);
  assert_runs (fixture, "");
}

static void
test_a_changed_function_brings_all_again (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, ALL);
  write_file (
      fixture, "functions/one.sql",
      "CREATE OR REPLACE FUNCTION apoyo.one() RETURNS integer LANGUAGE sql AS 'SELECT 11';");
  assert_runs (fixture, RECREATABLE);
  assert_query (fixture, "SELECT apoyo.one()", "11");
  remove_file (fixture, "policies/rights.sql");
  assert_runs (fixture, "functions/one.sql views/b.sql ");
}

static void
test_an_edited_migration_is_refused (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, ALL);
  write_file (fixture, "migrations/0001-base.sql", "CREATE SCHEMA apoyo; -- edited");
  write_file (fixture, "migrations/0003-c.sql", "CREATE TABLE apoyo.c (x integer);");
  assert_refuses (fixture, APOYO_MIGRATOR_ERROR_EDITED, "0001-base.sql");
  assert_query (fixture, "SELECT to_regclass('apoyo.c') IS NULL", "t");
}

static void
test_a_newer_database_is_refused (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, ALL);
  remove_file (fixture, "migrations/0002-more.sql");
  assert_refuses (fixture, APOYO_MIGRATOR_ERROR_NEWER, "2 migrations");
}

static void
test_numbers_must_be_whole (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "migrations/0004-d.sql", "SELECT 1");
  assert_refuses (fixture, APOYO_MIGRATOR_ERROR_FILES, "missing before migrations/0004-d.sql");
  remove_file (fixture, "migrations/0004-d.sql");
  write_file (fixture, "migrations/0002-again.sql", "SELECT 1");
  assert_refuses (fixture, APOYO_MIGRATOR_ERROR_FILES, "number of migrations/0002-more.sql");
  remove_file (fixture, "migrations/0002-again.sql");
  write_file (fixture, "migrations/3-c.sql", "SELECT 1");
  assert_refuses (fixture, APOYO_MIGRATOR_ERROR_FILES, "3-c.sql");
  assert_query (fixture, "SELECT to_regnamespace('apoyo') IS NULL", "t");
}

static void
test_a_failing_migration_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "migrations/0003-c.sql",
              "CREATE TABLE apoyo.c (x integer);\nINSERT INTO apoyo.c VALUES (1);\n"
              "SELECT ñandú FROM apoyo.c;\n");
  assert_refuses (fixture, APOYO_MIGRATOR_ERROR_SQL, "migrations/0003-c.sql:3: ");
  assert_query (fixture, "SELECT to_regclass('apoyo.c') IS NULL", "t");
  assert_query (fixture, "SELECT count(*) FROM apoyo_migration.applied", "2");
  write_file (fixture, "migrations/0003-c.sql", "CREATE TABLE apoyo.c (x integer);");
  assert_runs (fixture, "migrations/0003-c.sql " RECREATABLE);
}

static void
test_a_failing_view_leaves_the_functions_as_they_were (Fixture *fixture, gconstpointer data)
{
  assert_runs (fixture, ALL);
  write_file (fixture, "functions/one.sql",
              "CREATE OR REPLACE FUNCTION apoyo.one() RETURNS integer LANGUAGE sql AS 'SELECT 5';");
  write_file (fixture, "views/b.sql", "CREATE OR REPLACE VIEW apoyo.v AS SELECT nothing;");
  assert_refuses (fixture, APOYO_MIGRATOR_ERROR_SQL, "views/b.sql:1: ");
  assert_query (fixture, "SELECT apoyo.one()", "1");
}

/* A view that fails after a migration went in is not forgotten by the next run. */
static void
test_the_rest_is_caught_up (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "policies/rights.sql", "REVOKE ALL ON apoyo.absent FROM PUBLIC;");
  assert_refuses (fixture, APOYO_MIGRATOR_ERROR_SQL, "policies/rights.sql");
  assert_query (fixture, "SELECT apoyo.one()", NULL);
  write_file (fixture, "policies/rights.sql", "REVOKE ALL ON apoyo.v FROM PUBLIC;");
  assert_runs (fixture, RECREATABLE);
}

static void
test_a_file_may_not_commit (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "migrations/0003-c.sql", "CREATE TABLE apoyo.c (x integer); COMMIT;");
  assert_refuses (fixture, APOYO_MIGRATOR_ERROR_SQL, "COMMIT");
}

static void
test_a_folder_without_migrations_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (apoyo_migrator_run (fixture->conninfo, "/nowhere", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static gpointer
run_thread (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  apoyo_migrator_run (fixture->conninfo, fixture->dir, &error);
  g_assert_no_error (error);
  return NULL;
}

/* As when two servers start at once after an update. */
static void
test_two_at_once_take_turns (Fixture *fixture, gconstpointer data)
{
  GThread *threads[4];

  write_file (fixture, "migrations/0003-slow.sql",
              "SELECT pg_sleep(0.2); CREATE TABLE apoyo.c (x integer);");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("test", run_thread, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  assert_query (fixture, "SELECT count(*) FROM apoyo_migration.applied", "3");
  assert_runs (fixture, "");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/migrator/applies-all-once", test_applies_all_once);
  ADD ("/migrator/a-new-migration-brings-the-rest-again",
       test_a_new_migration_brings_the_rest_again);
  ADD ("/migrator/a-changed-function-brings-all-again", test_a_changed_function_brings_all_again);
  ADD ("/migrator/an-edited-migration-is-refused", test_an_edited_migration_is_refused);
  ADD ("/migrator/a-newer-database-is-refused", test_a_newer_database_is_refused);
  ADD ("/migrator/numbers-must-be-whole", test_numbers_must_be_whole);
  ADD ("/migrator/a-failing-migration-leaves-nothing", test_a_failing_migration_leaves_nothing);
  ADD ("/migrator/a-failing-view-leaves-the-functions-as-they-were",
       test_a_failing_view_leaves_the_functions_as_they_were);
  ADD ("/migrator/the-rest-is-caught-up", test_the_rest_is_caught_up);
  ADD ("/migrator/a-file-may-not-commit", test_a_file_may_not_commit);
  ADD ("/migrator/a-folder-without-migrations-is-refused",
       test_a_folder_without_migrations_is_refused);
  ADD ("/migrator/two-at-once-take-turns", test_two_at_once_take_turns);
  return store_fixture_run (argc, argv);
}
