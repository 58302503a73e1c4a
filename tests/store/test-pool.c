/* test-pool.c: several sessions behind one queue.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "store-fixture.h"

#define POOL_SIZE 4

typedef struct {
  ApoyoPool *pool;
  guint n_succeeded;
  guint n_connection;
  guint n_busy;
  guint n_cancelled;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *conninfo = store_fixture_get_conninfo ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->pool = apoyo_pool_new (conninfo, "test-pool", POOL_SIZE);
  apoyo_pool_open_async (fixture->pool, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  apoyo_pool_open_finish (fixture->pool, result, &error);
  g_assert_no_error (error);
  while (apoyo_pool_get_n_open (fixture->pool) < POOL_SIZE)
    g_main_context_iteration (NULL, TRUE);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  apoyo_pool_close (fixture->pool);
  store_fixture_run_for (50);
  g_assert_finalize_object (fixture->pool);
}

static guint
n_finished (Fixture *fixture)
{
  return fixture->n_succeeded + fixture->n_connection + fixture->n_busy + fixture->n_cancelled;
}

static void
called_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);

  if (rows != NULL)
    fixture->n_succeeded++;
  else if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    fixture->n_connection++;
  else if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BUSY))
    fixture->n_busy++;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fixture->n_cancelled++;
  else
    g_assert_no_error (error);
}

static void
sleep_in_pool (Fixture *fixture, double seconds, GCancellable *cancellable)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_double (params, seconds);
  apoyo_pool_call_async (fixture->pool, "test-sleep", params, cancellable, called_cb, fixture);
}

static void
wait_for_all (Fixture *fixture, guint n)
{
  while (n_finished (fixture) < n)
    g_main_context_iteration (NULL, TRUE);
}

static guint
n_at_work (void)
{
  g_autofree char *count =
      store_fixture_query ("SELECT count(*) FROM pg_stat_activity "
                           "WHERE application_name = 'test-pool' AND state = 'active'");

  return (guint) g_ascii_strtoull (count, NULL, 10);
}

static void
test_calls_run_side_by_side (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  for (guint i = 0; i < POOL_SIZE; i++)
    sleep_in_pool (fixture, 3600, cancellable);
  while (n_at_work () < POOL_SIZE) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    store_fixture_run_for (10);
  }
  g_cancellable_cancel (cancellable);
  wait_for_all (fixture, POOL_SIZE);
  g_assert_cmpuint (fixture->n_cancelled, ==, POOL_SIZE);
}

static void
test_load_is_served_whole (Fixture *fixture, gconstpointer data)
{
  const guint n = 5000;

  apoyo_pool_set_queue_limit (fixture->pool, n);
  store_fixture_execute ("TRUNCATE test_row");
  for (guint i = 0; i < n; i++)
    apoyo_pool_call_async (fixture->pool, "test-insert", store_fixture_int ((int) i), NULL,
                           called_cb, fixture);
  wait_for_all (fixture, n);
  g_assert_cmpuint (fixture->n_succeeded, ==, n);
  g_assert_cmpuint (apoyo_pool_get_n_waiting (fixture->pool), ==, 0);
}

static void
test_full_queue_refuses_at_once (Fixture *fixture, gconstpointer data)
{
  apoyo_pool_set_queue_limit (fixture->pool, 3);
  for (guint i = 0; i < POOL_SIZE + 3 + 2; i++)
    sleep_in_pool (fixture, 0.2, NULL);
  g_assert_cmpuint (apoyo_pool_get_n_waiting (fixture->pool), ==, 3);
  wait_for_all (fixture, POOL_SIZE + 3 + 2);
  g_assert_cmpuint (fixture->n_busy, ==, 2);
  g_assert_cmpuint (fixture->n_succeeded, ==, POOL_SIZE + 3);
}

static void
test_cancel_in_the_queue_and_on_the_wire (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < POOL_SIZE + 2; i++)
    sleep_in_pool (fixture, 80, cancellable);
  store_fixture_run_for (100);
  g_cancellable_cancel (cancellable);
  wait_for_all (fixture, POOL_SIZE + 2);
  g_assert_cmpuint (fixture->n_cancelled, ==, POOL_SIZE + 2);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
  sleep_in_pool (fixture, 0, NULL);
  wait_for_all (fixture, POOL_SIZE + 3);
  g_assert_cmpuint (fixture->n_succeeded, ==, 1);
}

static void
test_one_lost_session_stops_nobody (Fixture *fixture, gconstpointer data)
{
  store_fixture_execute ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                         "WHERE application_name = 'test-pool' LIMIT 1");
  for (guint i = 0; i < 100; i++)
    sleep_in_pool (fixture, 0.001, NULL);
  wait_for_all (fixture, 100);
  g_assert_cmpuint (fixture->n_succeeded, >=, 99);
  while (apoyo_pool_get_n_open (fixture->pool) < POOL_SIZE)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_server_that_goes_away (Fixture *fixture, gconstpointer data)
{
  ApoyoCluster *cluster = store_fixture_get_cluster ();
  g_autoptr (GError) error = NULL;
  guint n = POOL_SIZE + 10;

  for (guint i = 0; i < n; i++)
    sleep_in_pool (fixture, 30, NULL);
  g_assert_cmpint (kill (apoyo_cluster_get_pid (cluster), SIGKILL), ==, 0);
  wait_for_all (fixture, n);
  g_assert_cmpuint (fixture->n_connection, ==, n);
  sleep_in_pool (fixture, 0, NULL);
  wait_for_all (fixture, n + 1);
  g_assert_cmpuint (fixture->n_connection, ==, n + 1);
  apoyo_cluster_start (cluster, APOYO_CLUSTER_EPHEMERAL, &error);
  g_assert_no_error (error);
  while (apoyo_pool_get_n_open (fixture->pool) < POOL_SIZE)
    g_main_context_iteration (NULL, TRUE);
  sleep_in_pool (fixture, 0, NULL);
  wait_for_all (fixture, n + 2);
  g_assert_cmpuint (fixture->n_succeeded, ==, 1);
}

/* A server that comes up before its database finds it later. */
static void
test_opens_later_than_asked (void)
{
  ApoyoCluster *cluster = store_fixture_get_cluster ();
  g_autofree char *conninfo = store_fixture_get_conninfo ();
  g_autoptr (ApoyoPool) pool = apoyo_pool_new (conninfo, "test-pool", 2);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  apoyo_cluster_stop (cluster, &error);
  g_assert_no_error (error);
  apoyo_pool_open_async (pool, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  g_assert_false (apoyo_pool_open_finish (pool, result, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_clear_error (&error);
  apoyo_cluster_start (cluster, APOYO_CLUSTER_EPHEMERAL, &error);
  g_assert_no_error (error);
  while (apoyo_pool_get_n_open (pool) < 2)
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/pool/calls-run-side-by-side", test_calls_run_side_by_side);
  ADD ("/pool/load-is-served-whole", test_load_is_served_whole);
  ADD ("/pool/full-queue-refuses-at-once", test_full_queue_refuses_at_once);
  ADD ("/pool/cancel-in-the-queue-and-on-the-wire", test_cancel_in_the_queue_and_on_the_wire);
  ADD ("/pool/one-lost-session-stops-nobody", test_one_lost_session_stops_nobody);
  ADD ("/pool/server-that-goes-away", test_server_that_goes_away);
  g_test_add_func ("/pool/opens-later-than-asked", test_opens_later_than_asked);
  return store_fixture_run (argc, argv);
}
