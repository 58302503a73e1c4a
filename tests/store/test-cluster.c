/* test-cluster.c: the life of a private server.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "apoyo-cluster.h"

typedef struct {
  ApoyoCluster *cluster;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->cluster = apoyo_cluster_new_temporary (&error);
  g_assert_no_error (error);
  apoyo_cluster_create (fixture->cluster, APOYO_CLUSTER_NONE, &error);
  g_assert_no_error (error);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dir = g_strdup (apoyo_cluster_get_dir (fixture->cluster));
  g_autoptr (GError) error = NULL;

  apoyo_cluster_remove (fixture->cluster, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (fixture->cluster);
}

static void
start (ApoyoCluster *cluster)
{
  g_autoptr (GError) error = NULL;

  apoyo_cluster_start (cluster, APOYO_CLUSTER_EPHEMERAL, &error);
  g_assert_no_error (error);
}

static char *
query (ApoyoCluster *cluster, const char *sql)
{
  g_autofree char *conninfo = apoyo_cluster_get_conninfo (cluster, NULL);
  PGconn *connection = PQconnectdb (conninfo);
  PGresult *result = PQexec (connection, sql);
  char *value = NULL;

  if (PQresultStatus (result) == PGRES_TUPLES_OK && PQntuples (result) > 0)
    value = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);
  PQfinish (connection);
  return value;
}

static void
assert_query (ApoyoCluster *cluster, const char *sql, const char *expected)
{
  g_autofree char *value = query (cluster, sql);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_starts_and_stops (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (apoyo_cluster_exists (fixture->cluster));
  g_assert_false (apoyo_cluster_is_running (fixture->cluster));
  start (fixture->cluster);
  g_assert_true (apoyo_cluster_is_running (fixture->cluster));
  assert_query (fixture->cluster, "SELECT current_database() || ' ' || current_user",
                "apoyo postgres");
  assert_query (fixture->cluster,
                "SELECT pg_encoding_to_char(encoding) || ' ' || datcollate FROM pg_database "
                "WHERE datname = 'apoyo'",
                "UTF8 C.UTF-8");
  start (fixture->cluster); /* runs already */
  query (fixture->cluster, "CREATE TABLE kept (x integer)");
  apoyo_cluster_stop (fixture->cluster, &error);
  g_assert_no_error (error);
  g_assert_false (apoyo_cluster_is_running (fixture->cluster));
  g_assert_true (apoyo_cluster_stop (fixture->cluster, &error));
  start (fixture->cluster);
  assert_query (fixture->cluster, "SELECT to_regclass('kept') IS NOT NULL", "t");
}

static void
test_nobody_else_gets_in (Fixture *fixture, gconstpointer data)
{
  struct stat st;

  start (fixture->cluster);
  g_assert_cmpint (stat (apoyo_cluster_get_host (fixture->cluster), &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 0777, ==, 0700);
  assert_query (fixture->cluster, "SHOW listen_addresses", "");
  /* What a row holds must not reach the log. */
  assert_query (fixture->cluster, "SHOW log_error_verbosity", "terse");
  assert_query (fixture->cluster, "SHOW log_parameter_max_length_on_error", "0");
}

static void
test_another_object_finds_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ApoyoCluster) other = apoyo_cluster_new (apoyo_cluster_get_dir (fixture->cluster));
  g_autoptr (GError) error = NULL;

  start (fixture->cluster);
  g_assert_cmpint (apoyo_cluster_get_pid (other), ==, apoyo_cluster_get_pid (fixture->cluster));
  g_assert_false (apoyo_cluster_create (other, APOYO_CLUSTER_NONE, &error));
  g_assert_error (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_PLACE);
}

static void
test_starts_after_a_kill (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++) {
    start (fixture->cluster);
    g_assert_cmpint (kill (apoyo_cluster_get_pid (fixture->cluster), SIGKILL), ==, 0);
  }
  start (fixture->cluster);
  assert_query (fixture->cluster, "SELECT 1", "1");
}

/* The number in the file belongs to a process that is not a server: this one. */
static void
test_starts_over_a_stale_pid_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (apoyo_cluster_get_dir (fixture->cluster), "postgres",
                                            "postmaster.pid", NULL);
  g_autofree char *text = g_strdup_printf ("%d\n/elsewhere\n0\n5432\n/tmp\n\n  1 1\n", getpid ());
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_false (apoyo_cluster_is_running (fixture->cluster));
  g_assert_true (apoyo_cluster_stop (fixture->cluster, &error)); /* and does not stop us */
  start (fixture->cluster);
  assert_query (fixture->cluster, "SELECT 1", "1");
}

static void
test_says_why_it_does_not_start (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (apoyo_cluster_get_dir (fixture->cluster), "postgres",
                                            "postgresql.conf", NULL);
  FILE *file = g_fopen (path, "a");
  g_autoptr (GError) error = NULL;

  fputs ("no_such_setting = 1\n", file);
  fclose (file);
  g_assert_false (apoyo_cluster_start (fixture->cluster, APOYO_CLUSTER_EPHEMERAL, &error));
  g_assert_error (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "no_such_setting"));
}

static void
test_durable_is_durable (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoCluster) cluster = apoyo_cluster_new_temporary (&error);

  apoyo_cluster_create (cluster, APOYO_CLUSTER_DURABLE, &error);
  g_assert_no_error (error);
  start (cluster);
  assert_query (cluster,
                "SELECT string_agg(setting, ' ') FROM pg_settings "
                "WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
                "on on on");
  apoyo_cluster_remove (cluster, &error);
  g_assert_no_error (error);
}

/* A socket's path holds 107 bytes, and a comma parts directories. */
static void
assert_place_works (const char *name, gboolean linked)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *top = g_dir_make_tmp ("apoyo-place-XXXXXX", &error);
  g_autofree char *dir = g_build_filename (top, name, NULL);
  g_autofree char *link = g_build_filename (dir, "socket", NULL);
  g_autofree char *log_dir = g_build_filename (dir, "log", NULL);
  g_autoptr (ApoyoCluster) cluster = apoyo_cluster_new (dir);
  g_autofree char *target = NULL;

  g_chmod (top, 0711);
  apoyo_cluster_create (cluster, APOYO_CLUSTER_NONE, &error);
  g_assert_no_error (error);
  start (cluster);
  assert_query (cluster, "SELECT 1", "1");
  target = g_file_read_link (link, NULL);
  g_assert_cmpstr (target, ==, linked ? apoyo_cluster_get_host (cluster) : NULL);
  apoyo_cluster_remove (cluster, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (apoyo_cluster_get_host (cluster), G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (log_dir), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
  g_assert_cmpint (g_rmdir (top), ==, 0);
}

static void
test_deep_directory (void)
{
  g_autofree char *deep = g_strnfill (120, 'd');

  assert_place_works (deep, TRUE);
}

static void
test_odd_directory (void)
{
  assert_place_works ("it's a \\ place", FALSE);
  assert_place_works ("one,\"two\"", TRUE);
}

static void
test_unreachable_directory (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *top = g_dir_make_tmp ("apoyo-closed-XXXXXX", &error);
  g_autofree char *dir = g_build_filename (top, "inside", NULL);
  g_autofree char *command = g_strdup_printf ("rm -r %s", top);
  g_autoptr (ApoyoCluster) cluster = apoyo_cluster_new (dir);

  if (geteuid () != 0) {
    g_test_skip ("only root runs the server as somebody else");
  } else {
    g_assert_false (apoyo_cluster_create (cluster, APOYO_CLUSTER_NONE, &error));
    g_assert_error (error, APOYO_CLUSTER_ERROR, APOYO_CLUSTER_ERROR_PLACE);
    g_assert_nonnull (strstr (error->message, "/var/lib"));
  }
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static gboolean
is_alive (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/cmdline", (int) pid);
  g_autofree char *text = NULL;
  gsize size = 0;

  return g_file_get_contents (path, &text, &size, NULL) && size > 0;
}

/* A child starts a server, says its number and is killed. */
static void
test_ephemeral_ends_with_its_starter (Fixture *fixture, gconstpointer data)
{
  int fds[2];
  pid_t child;
  pid_t server = 0;

  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0) {
    start (fixture->cluster);
    server = apoyo_cluster_get_pid (fixture->cluster);
    g_assert_cmpint (write (fds[1], &server, sizeof server), ==, sizeof server);
    pause ();
    _exit (0);
  }
  g_assert_cmpint (read (fds[0], &server, sizeof server), ==, sizeof server);
  g_assert_true (is_alive (server));
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  for (guint i = 0; i < 4500 && is_alive (server); i++)
    g_usleep (20000);
  g_assert_false (is_alive (server));
  close (fds[0]);
  close (fds[1]);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cluster/starts-and-stops", test_starts_and_stops);
  ADD ("/cluster/nobody-else-gets-in", test_nobody_else_gets_in);
  ADD ("/cluster/another-object-finds-it", test_another_object_finds_it);
  ADD ("/cluster/starts-after-a-kill", test_starts_after_a_kill);
  ADD ("/cluster/starts-over-a-stale-pid-file", test_starts_over_a_stale_pid_file);
  ADD ("/cluster/says-why-it-does-not-start", test_says_why_it_does_not_start);
  ADD ("/cluster/ephemeral-ends-with-its-starter", test_ephemeral_ends_with_its_starter);
  g_test_add_func ("/cluster/durable-is-durable", test_durable_is_durable);
  g_test_add_func ("/cluster/deep-directory", test_deep_directory);
  g_test_add_func ("/cluster/odd-directory", test_odd_directory);
  g_test_add_func ("/cluster/unreachable-directory", test_unreachable_directory);
  return g_test_run ();
}
