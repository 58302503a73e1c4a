/* world.c: a private cluster with a small world in it, for the tests of the server.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "apoyo-data.h"
#include "apoyo-migrator.h"
#include "apoyo-sha256.h"
#include "world.h"

#define PATIENCE (90 * G_TIME_SPAN_SECOND)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

static PGconn *
connect_as (World *world, const char *user)
{
  g_autofree char *conninfo = world_conninfo (world, user);
  PGconn *connection = PQconnectdb (conninfo);

  if (PQstatus (connection) != CONNECTION_OK)
    g_error ("%s", PQerrorMessage (connection));
  return connection;
}

static void
load_world (World *world)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "server", "world.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = NULL;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  result = PQexec (world->admin, sql);
  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s", PQresultErrorMessage (result));
}

World *
world_new (void)
{
  World *world = g_new0 (World, 1);
  g_autofree char *sql_dir = apoyo_data_path ("sql");
  g_autofree char *keys = NULL;
  g_autofree char *conninfo = NULL;
  g_autoptr (GError) error = NULL;

  world->cluster = apoyo_cluster_new_temporary (&error);
  g_assert_no_error (error);
  apoyo_cluster_create (world->cluster, APOYO_CLUSTER_NONE, &error);
  g_assert_no_error (error);
  apoyo_cluster_start (world->cluster, APOYO_CLUSTER_EPHEMERAL, &error);
  g_assert_no_error (error);
  conninfo = world_conninfo (world, NULL);
  apoyo_migrator_run (conninfo, sql_dir, &error);
  g_assert_no_error (error);
  world->dir = g_dir_make_tmp ("apoyo-world-XXXXXX", &error);
  g_assert_no_error (error);
  keys = g_build_filename (world->dir, "keys", NULL);
  world->keyring = apoyo_keyring_open (keys, TRUE, &error);
  g_assert_no_error (error);
  world->admin = connect_as (world, NULL);
  load_world (world);
  world->intake = connect_as (world, "apoyo_intake");
  return world;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

void
world_free (World *world)
{
  g_autoptr (GError) error = NULL;

  PQfinish (world->intake);
  PQfinish (world->admin);
  apoyo_cluster_remove (world->cluster, &error);
  g_assert_no_error (error);
  g_object_unref (world->cluster);
  g_assert_finalize_object (world->keyring);
  remove_tree (world->dir);
  g_free (world->dir);
  g_free (world);
}

char *
world_conninfo (World *world, const char *user)
{
  return apoyo_cluster_get_conninfo (world->cluster, user);
}

static PGresult *
query (World *world, const char *format, va_list arguments)
{
  g_autofree char *sql = g_strdup_vprintf (format, arguments);
  PGresult *result = PQexec (world->admin, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s: %s", sql, PQresultErrorMessage (result));
  return result;
}

void
world_execute (World *world, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  PQclear (query (world, format, arguments));
  va_end (arguments);
}

gint64
world_number (World *world, const char *format, ...)
{
  g_autoptr (PGresult) result = NULL;
  va_list arguments;

  va_start (arguments, format);
  result = query (world, format, arguments);
  va_end (arguments);
  g_assert_cmpint (PQntuples (result), ==, 1);
  return g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10);
}

char *
world_text (World *world, const char *format, ...)
{
  g_autoptr (PGresult) result = NULL;
  va_list arguments;

  va_start (arguments, format);
  result = query (world, format, arguments);
  va_end (arguments);
  g_assert_cmpint (PQntuples (result), ==, 1);
  return g_strdup (PQgetvalue (result, 0, 0));
}

gint64
world_receive (World *world, int process, int promovente, const char *capture)
{
  return world_receive_late (world, process, promovente, capture, 0);
}

gint64
world_receive_late (World *world,
                    int process,
                    int promovente,
                    const char *capture,
                    guint minutes_ago)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT r.support FROM apoyo.authenticate_device(sha256('%d.%d')) AS d"
      " CROSS JOIN LATERAL apoyo.receive_support('%s', %d, %d, d.device, sha256('%s'),"
      " 'T-%.20s', 'auxiliary', now() - make_interval(mins => %u), now(), ARRAY[sha256('%s1'), "
      "sha256('%s2'), sha256('%s3'),"
      " sha256('%s4')], sha256('%s'), 'private') AS r",
      process, promovente, capture, process, promovente, capture, capture, minutes_ago, capture,
      capture, capture, capture, capture);
  g_autoptr (PGresult) result = PQexec (world->intake, sql);

  if (PQresultStatus (result) != PGRES_TUPLES_OK || PQntuples (result) != 1)
    g_error ("%s", PQresultErrorMessage (result));
  return g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10);
}

void
world_iterate (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  while (g_get_monotonic_time () < end) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  }
}

/* Lets go of an object and waits until it is gone: answers of its closed sessions may still be on
 * their way to it. */
void
world_finalize (gpointer object)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;
  gpointer left = object;

  g_object_add_weak_pointer (object, &left);
  g_object_unref (object);
  while (left != NULL && g_get_monotonic_time () < deadline)
    world_iterate (5);
  g_assert_null (left);
}

void
world_wait_for (World *world, const char *sql)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (TRUE) {
    g_autofree char *answer = world_text (world, "%s", sql);

    if (strcmp (answer, "t") == 0)
      return;
    if (g_get_monotonic_time () > deadline)
      g_error ("Waited in vain for: %s", sql);
    world_iterate (20);
  }
}
