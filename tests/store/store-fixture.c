/* store-fixture.c: one private cluster a suite, and calls that wait.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libpq-fe.h>

#include "store-fixture.h"
#include "test-store-resources.h"

#define PATIENCE_SECONDS 90

static ApoyoCluster *cluster;

ApoyoCluster *
store_fixture_get_cluster (void)
{
  return cluster;
}

char *
store_fixture_get_conninfo (void)
{
  return apoyo_cluster_get_conninfo (cluster, NULL);
}

char *
store_fixture_query (const char *sql)
{
  g_autofree char *conninfo = store_fixture_get_conninfo ();
  PGconn *connection = PQconnectdb (conninfo);
  PGresult *result = PQexec (connection, sql);
  ExecStatusType status = PQresultStatus (result);
  char *value = NULL;

  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    g_error ("%s", PQerrorMessage (connection));
  if (PQntuples (result) > 0 && PQnfields (result) > 0)
    value = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);
  PQfinish (connection);
  return value;
}

void
store_fixture_execute (const char *sql)
{
  g_free (store_fixture_query (sql));
}

static gboolean
out_of_patience_cb (gpointer data)
{
  g_error ("nothing happened for %d s", PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

void
store_fixture_wait_for (const guint *flag)
{
  GMainContext *context = g_main_context_get_thread_default ();
  GSource *guard = g_timeout_source_new_seconds (PATIENCE_SECONDS);

  g_source_set_callback (guard, out_of_patience_cb, NULL, NULL);
  g_source_attach (guard, context);
  while (*flag == 0)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (guard);
  g_source_unref (guard);
}

void
store_fixture_keep_result_cb (GObject *object, GAsyncResult *result, gpointer result_out)
{
  *(GAsyncResult **) result_out = g_object_ref (result);
}

void
store_fixture_wait_for_result (GAsyncResult **result)
{
  GMainContext *context = g_main_context_get_thread_default ();
  GSource *guard = g_timeout_source_new_seconds (PATIENCE_SECONDS);

  g_source_set_callback (guard, out_of_patience_cb, NULL, NULL);
  g_source_attach (guard, context);
  while (*result == NULL)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (guard);
  g_source_unref (guard);
}

static gboolean
set_flag_cb (gpointer flag)
{
  *(guint *) flag = 1;
  return G_SOURCE_REMOVE;
}

void
store_fixture_run_for (guint milliseconds)
{
  guint over = 0;

  g_timeout_add (milliseconds, set_flag_cb, &over);
  store_fixture_wait_for (&over);
}

ApoyoConnection *
store_fixture_open (const char *application_name)
{
  g_autofree char *conninfo = store_fixture_get_conninfo ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ApoyoConnection *connection = apoyo_connection_new (conninfo, application_name);

  apoyo_connection_open_async (connection, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  apoyo_connection_open_finish (connection, result, &error);
  g_assert_no_error (error);
  return connection;
}

ApoyoResult *
store_fixture_call (ApoyoConnection *connection,
                    const char *statement,
                    ApoyoParams *params,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  apoyo_connection_call_async (connection, statement, params, cancellable,
                               store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  return apoyo_connection_call_finish (connection, result, error);
}

ApoyoParams *
store_fixture_int (int value)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, value);
  return params;
}

ApoyoParams *
store_fixture_text (const char *value)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, value);
  return params;
}

int
store_fixture_get_int (ApoyoResult *result, const char *column)
{
  g_autoptr (GError) error = NULL;
  int value = 0;

  g_assert_nonnull (result);
  apoyo_result_get_int (result, 0, column, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
make_objects (void)
{
  store_fixture_execute ("CREATE TABLE test_row (id integer PRIMARY KEY)");
  store_fixture_execute ("CREATE ROLE test_nobody");
  store_fixture_execute (
      "CREATE FUNCTION test_refuse(reason text) RETURNS integer LANGUAGE plpgsql "
      "AS $$BEGIN RAISE EXCEPTION USING MESSAGE = reason, HINT = 'Wait', "
      "ERRCODE = CASE reason WHEN 'No space left' THEN '53100' ELSE 'AP001' END; END$$");
}

int
store_fixture_run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_resources_register (test_store_get_resource ());
  cluster = apoyo_cluster_new_temporary (&error);
  g_assert_no_error (error);
  apoyo_cluster_create (cluster, APOYO_CLUSTER_NONE, &error);
  g_assert_no_error (error);
  apoyo_cluster_start (cluster, APOYO_CLUSTER_EPHEMERAL, &error);
  g_assert_no_error (error);
  make_objects ();
  status = g_test_run ();
  apoyo_cluster_remove (cluster, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (cluster);
  return status;
}
