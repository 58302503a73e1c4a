/* test-recovery.c: cancelling, notifications, and sessions that end under one's hands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "store-fixture.h"

typedef struct {
  ApoyoConnection *connection;
  guint n_notified;
  guint n_lost;
  guint n_opened;
  guint n_reconnecting;
  char *payload;
} Fixture;

static void
notified_cb (ApoyoConnection *connection,
             const char *channel,
             const char *payload,
             Fixture *fixture)
{
  g_free (fixture->payload);
  fixture->payload = g_strdup (payload);
  fixture->n_notified++;
}

static void
lost_cb (ApoyoConnection *connection, GError *error, Fixture *fixture)
{
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_assert_false (apoyo_connection_is_open (connection));
  fixture->n_lost++;
}

static void
opened_cb (ApoyoConnection *connection, Fixture *fixture)
{
  fixture->n_opened++;
}

static void
reconnecting_cb (ApoyoConnection *connection, double seconds, Fixture *fixture)
{
  g_assert_cmpfloat (seconds, >=, 0.375);
  g_assert_cmpfloat (seconds, <=, 18.75);
  fixture->n_reconnecting++;
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->connection = store_fixture_open ("test-recovery");
  g_signal_connect (fixture->connection, "notified", G_CALLBACK (notified_cb), fixture);
  g_signal_connect (fixture->connection, "lost", G_CALLBACK (lost_cb), fixture);
  g_signal_connect (fixture->connection, "opened", G_CALLBACK (opened_cb), fixture);
  g_signal_connect (fixture->connection, "reconnecting", G_CALLBACK (reconnecting_cb), fixture);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->connection);
  g_free (fixture->payload);
}

static ApoyoParams *
seconds (double value)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_double (params, value);
  return params;
}

static void
assert_works (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      store_fixture_call (fixture->connection, "test-answer", store_fixture_int (1), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_get_int (rows, "answer"), ==, 2);
}

static void
listen (Fixture *fixture, const char *channel)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  apoyo_connection_listen_async (fixture->connection, channel, NULL, store_fixture_keep_result_cb,
                                 &result);
  store_fixture_wait_for_result (&result);
  apoyo_connection_listen_finish (fixture->connection, result, &error);
  g_assert_no_error (error);
}

static void
kill_session (void)
{
  store_fixture_execute ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                         "WHERE application_name = 'test-recovery'");
}

static gpointer
cancel_soon_thread (gpointer cancellable)
{
  g_usleep (100000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel_stops_the_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("test", cancel_soon_thread, cancellable);

  g_assert_null (
      store_fixture_call (fixture->connection, "test-sleep", seconds (80), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
  g_thread_join (thread);
  assert_works (fixture);
}

static void
test_cancel_in_the_queue_sends_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = NULL;
  g_autofree char *count = NULL;

  apoyo_connection_call_async (fixture->connection, "test-sleep", seconds (2), NULL,
                               store_fixture_keep_result_cb, &first);
  g_cancellable_cancel (cancellable);
  g_assert_null (store_fixture_call (fixture->connection, "test-insert", store_fixture_int (1001),
                                     cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (first);
  store_fixture_wait_for_result (&first);
  rows = apoyo_connection_call_finish (fixture->connection, first, NULL);
  g_assert_nonnull (rows);
  count = store_fixture_query ("SELECT count(*) FROM test_row WHERE id = 1001");
  g_assert_cmpstr (count, ==, "0");
}

static void
count_cancelled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  guint *n_finished = user_data;

  g_assert_true (rows != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  *n_finished += 1;
}

/* Each cancel is timed so that it often arrives after its statement has ended. */
static void
test_cancel_hits_nobody_else (Fixture *fixture, gconstpointer data)
{
  guint n_finished = 0;

  for (guint i = 0; i < 300; i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (ApoyoResult) rows = NULL;

    apoyo_connection_call_async (fixture->connection, "test-sleep", seconds (i % 3 ? 0 : 0.002),
                                 cancellable, count_cancelled_cb, &n_finished);
    for (guint k = 0; k < i % 7; k++)
      g_main_context_iteration (NULL, FALSE);
    g_cancellable_cancel (cancellable);
    rows = store_fixture_call (fixture->connection, "test-sleep", seconds (0.003), NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (store_fixture_get_int (rows, "slept"), ==, 7);
  }
  g_assert_cmpuint (n_finished, ==, 300);
}

static void
test_cancelled_read_leaves_the_session_clean (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = { "test-pid", "test-sleep", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *params = g_ptr_array_new ();

  g_ptr_array_add (params, NULL);
  g_ptr_array_add (params, seconds (30));
  apoyo_connection_read_async (fixture->connection, statements, params, cancellable,
                               store_fixture_keep_result_cb, &result);
  store_fixture_run_for (100);
  g_cancellable_cancel (cancellable);
  store_fixture_wait_for_result (&result);
  g_assert_null (apoyo_connection_read_finish (fixture->connection, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_works (fixture);
}

/* The answer is there when the caller gives up: it is nobody's any more. What a command has done is
 * told nevertheless. */
static void
test_cancel_overtakes_the_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) called = NULL;
  g_autoptr (GAsyncResult) commanded = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = NULL;

  apoyo_connection_call_async (fixture->connection, "test-pid", NULL, cancellable,
                               store_fixture_keep_result_cb, &called);
  apoyo_connection_command_async (fixture->connection, "test-pid", NULL, cancellable,
                                  store_fixture_keep_result_cb, &commanded);
  store_fixture_wait_for_result (&commanded);
  g_cancellable_cancel (cancellable);
  g_assert_null (apoyo_connection_call_finish (fixture->connection, called, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  rows = apoyo_connection_command_finish (fixture->connection, commanded, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rows);
}

/* A reader who has gone with its window hears of nothing, also when the session is lost. */
static void
test_cancel_overtakes_the_loss (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  apoyo_connection_call_async (fixture->connection, "test-sleep", seconds (30), cancellable,
                               store_fixture_keep_result_cb, &result);
  store_fixture_run_for (50);
  kill_session ();
  store_fixture_wait_for_result (&result);
  g_cancellable_cancel (cancellable);
  g_assert_null (apoyo_connection_call_finish (fixture->connection, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The caller did not give up, so it must hear of it. */
static void
test_timeout_is_not_a_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      store_fixture_call (fixture->connection, "test-timeout", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (
      store_fixture_call (fixture->connection, "test-sleep", seconds (30), NULL, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_RETRY);
}

static void
test_notification_arrives (Fixture *fixture, gconstpointer data)
{
  listen (fixture, "Odd \"channel\"");
  store_fixture_execute ("SELECT pg_notify('Odd \"channel\"', '3:12345 5:88')");
  store_fixture_wait_for (&fixture->n_notified);
  g_assert_cmpstr (fixture->payload, ==, "3:12345 5:88");
}

static void
test_notification_arrives_during_a_call (Fixture *fixture, gconstpointer data)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = NULL;

  listen (fixture, "own");
  apoyo_params_add_text (params, "own");
  apoyo_params_add_text (params, "to myself");
  rows = store_fixture_call (fixture->connection, "test-notify", params, NULL, &error);
  g_assert_no_error (error);
  store_fixture_wait_for (&fixture->n_notified);
  g_assert_cmpstr (fixture->payload, ==, "to myself");
}

static void
test_lost_while_idle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kill_session ();
  store_fixture_wait_for (&fixture->n_lost);
  g_assert_cmpint (apoyo_connection_get_state (fixture->connection), ==,
                   APOYO_CONNECTION_STATE_CLOSED);
  g_assert_null (store_fixture_call (fixture->connection, "test-pid", NULL, NULL, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_assert_cmpuint (fixture->n_reconnecting, ==, 0);
}

/* Everything that waits fails, with what the server said; nothing is sent again. */
static void
test_lost_during_a_call (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) sleeping = NULL;
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;

  apoyo_connection_set_reconnect (fixture->connection, TRUE);
  apoyo_connection_call_async (fixture->connection, "test-sleep", seconds (30), NULL,
                               store_fixture_keep_result_cb, &sleeping);
  apoyo_connection_call_async (fixture->connection, "test-insert", store_fixture_int (2002), NULL,
                               store_fixture_keep_result_cb, &waiting);
  store_fixture_run_for (100);
  kill_session ();
  store_fixture_wait_for_result (&waiting);
  g_assert_null (apoyo_connection_call_finish (fixture->connection, sleeping, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_assert_nonnull (strstr (error->message, "terminating connection"));
  g_clear_error (&error);
  g_assert_null (apoyo_connection_call_finish (fixture->connection, waiting, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  store_fixture_wait_for (&fixture->n_opened);
  count = store_fixture_query ("SELECT count(*) FROM test_row WHERE id = 2002");
  g_assert_cmpstr (count, ==, "0");
  assert_works (fixture);
}

static void
test_listens_again_after_a_loss (Fixture *fixture, gconstpointer data)
{
  listen (fixture, "board");
  apoyo_connection_set_reconnect (fixture->connection, TRUE);
  kill_session ();
  store_fixture_wait_for (&fixture->n_opened);
  g_assert_cmpuint (fixture->n_lost, ==, 1);
  g_assert_cmpuint (fixture->n_reconnecting, ==, 1);
  assert_works (fixture); /* behind the LISTEN in the queue */
  store_fixture_execute ("NOTIFY board, 'again'");
  store_fixture_wait_for (&fixture->n_notified);
  g_assert_cmpstr (fixture->payload, ==, "again");
}

/* As after a power cut: no server for a while, then one again. */
static void
test_server_restart (Fixture *fixture, gconstpointer data)
{
  ApoyoCluster *cluster = store_fixture_get_cluster ();
  g_autoptr (GError) error = NULL;

  listen (fixture, "board");
  apoyo_connection_set_reconnect (fixture->connection, TRUE);
  g_assert_cmpint (kill (apoyo_cluster_get_pid (cluster), SIGKILL), ==, 0);
  store_fixture_wait_for (&fixture->n_lost);
  while (fixture->n_reconnecting < 2)
    g_main_context_iteration (NULL, TRUE);
  apoyo_cluster_start (cluster, APOYO_CLUSTER_EPHEMERAL, &error);
  g_assert_no_error (error);
  apoyo_connection_reconnect_now (fixture->connection);
  store_fixture_wait_for (&fixture->n_opened);
  assert_works (fixture);
  store_fixture_execute ("NOTIFY board, 'after the restart'");
  store_fixture_wait_for (&fixture->n_notified);
  g_assert_cmpstr (fixture->payload, ==, "after the restart");
}

static void
close_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, NULL);

  apoyo_connection_close (APOYO_CONNECTION (object));
  *(guint *) user_data = 1;
}

static void
test_close_in_a_callback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GError) error = NULL;
  guint closed = 0;

  apoyo_connection_call_async (fixture->connection, "test-pid", NULL, NULL, close_cb, &closed);
  apoyo_connection_call_async (fixture->connection, "test-pid", NULL, NULL,
                               store_fixture_keep_result_cb, &waiting);
  store_fixture_wait_for (&closed);
  store_fixture_wait_for_result (&waiting);
  g_assert_null (apoyo_connection_call_finish (fixture->connection, waiting, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_lost, ==, 0);
}

static void
test_close_while_waiting_for_an_attempt (Fixture *fixture, gconstpointer data)
{
  apoyo_connection_set_reconnect (fixture->connection, TRUE);
  kill_session ();
  store_fixture_wait_for (&fixture->n_reconnecting);
  apoyo_connection_close (fixture->connection);
  store_fixture_run_for (1500);
  g_assert_cmpuint (fixture->n_opened, ==, 0);
  g_assert_cmpint (apoyo_connection_get_state (fixture->connection), ==,
                   APOYO_CONNECTION_STATE_CLOSED);
}

/* A listener that takes connections and never says a word. */
static GSocket *
silent_server (guint16 *port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return socket;
}

static void
test_silent_host_is_left_for_the_next (void)
{
  guint16 port = 0;
  g_autoptr (GSocket) silent = silent_server (&port);
  g_autofree char *conninfo = g_strdup_printf (
      "host='127.0.0.1,%s' port=%u,5432 user=postgres dbname=apoyo sslmode=disable",
      apoyo_cluster_get_host (store_fixture_get_cluster ()), port);
  g_autoptr (ApoyoConnection) connection = apoyo_connection_new (conninfo, "test-hosts");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  apoyo_connection_set_open_timeout (connection, 2000); /* for each, the good one too */
  apoyo_connection_open_async (connection, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  apoyo_connection_open_finish (connection, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 1950000);
}

static void
test_silent_host_alone_times_out (void)
{
  guint16 port = 0;
  g_autoptr (GSocket) silent = silent_server (&port);
  g_autofree char *conninfo =
      g_strdup_printf ("host=127.0.0.1 port=%u sslmode=disable user=postgres", port);
  g_autoptr (ApoyoConnection) connection = apoyo_connection_new (conninfo, "test-hosts");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;

  apoyo_connection_set_open_timeout (connection, 300);
  apoyo_connection_open_async (connection, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  g_assert_false (apoyo_connection_open_finish (connection, result, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_clear_error (&error);

  apoyo_connection_set_open_timeout (connection, 60000);
  apoyo_connection_open_async (connection, cancellable, store_fixture_keep_result_cb, &cancelled);
  store_fixture_run_for (50);
  g_cancellable_cancel (cancellable);
  store_fixture_wait_for_result (&cancelled);
  g_assert_false (apoyo_connection_open_finish (connection, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/recovery/cancel-stops-the-server", test_cancel_stops_the_server);
  ADD ("/recovery/cancel-in-the-queue-sends-nothing", test_cancel_in_the_queue_sends_nothing);
  ADD ("/recovery/cancel-hits-nobody-else", test_cancel_hits_nobody_else);
  ADD ("/recovery/cancelled-read-leaves-the-session-clean",
       test_cancelled_read_leaves_the_session_clean);
  ADD ("/recovery/cancel-overtakes-the-answer", test_cancel_overtakes_the_answer);
  ADD ("/recovery/cancel-overtakes-the-loss", test_cancel_overtakes_the_loss);
  ADD ("/recovery/timeout-is-not-a-cancel", test_timeout_is_not_a_cancel);
  ADD ("/recovery/notification-arrives", test_notification_arrives);
  ADD ("/recovery/notification-arrives-during-a-call", test_notification_arrives_during_a_call);
  ADD ("/recovery/lost-while-idle", test_lost_while_idle);
  ADD ("/recovery/lost-during-a-call", test_lost_during_a_call);
  ADD ("/recovery/listens-again-after-a-loss", test_listens_again_after_a_loss);
  ADD ("/recovery/server-restart", test_server_restart);
  ADD ("/recovery/close-in-a-callback", test_close_in_a_callback);
  ADD ("/recovery/close-while-waiting-for-an-attempt", test_close_while_waiting_for_an_attempt);
  g_test_add_func ("/recovery/silent-host-is-left-for-the-next",
                   test_silent_host_is_left_for_the_next);
  g_test_add_func ("/recovery/silent-host-alone-times-out", test_silent_host_alone_times_out);
  return store_fixture_run (argc, argv);
}
