/* test-connection.c: what a connection gives and how it says no.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "store-fixture.h"

typedef struct {
  ApoyoConnection *connection;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->connection = store_fixture_open ("test-connection");
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->connection);
}

static void
assert_works (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      store_fixture_call (fixture->connection, "test-answer", store_fixture_int (41), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_get_int (rows, "answer"), ==, 42);
}

static void
test_call_gives_rows (Fixture *fixture, gconstpointer data)
{
  assert_works (fixture);
  assert_works (fixture); /* now prepared */
}

static ApoyoParams *
all_types (GDateTime *time)
{
  static const int ints[] = { 1, -2, 3 };
  static const char *const texts[] = { "plain", "with \"quotes\", {braces} and \\", "", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\x01\xff", 3);
  GBytes *list[] = { bytes, NULL };
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  ApoyoParams *params = apoyo_params_new ();

  list[1] = empty;
  apoyo_params_add_text (params, "ñandú'; --");
  apoyo_params_add_int (params, G_MININT);
  apoyo_params_add_int64 (params, G_MAXINT64);
  apoyo_params_add_bool (params, TRUE);
  apoyo_params_add_double (params, 0.1);
  apoyo_params_add_bytes (params, bytes);
  apoyo_params_add_time (params, time);
  apoyo_params_add_int_array (params, ints, G_N_ELEMENTS (ints));
  apoyo_params_add_text_array (params, texts, -1);
  apoyo_params_add_bytes_array (params, list, G_N_ELEMENTS (list));
  return params;
}

static void
assert_scalars (ApoyoResult *rows)
{
  g_autoptr (GError) error = NULL;
  const char *text = NULL;
  int number = 0;
  gint64 big = 0;
  gboolean truth = FALSE;
  double real = 0;

  g_assert_true (apoyo_result_get_text (rows, 0, "a_text", &text, &error));
  g_assert_cmpstr (text, ==, "ñandú'; --");
  g_assert_true (apoyo_result_get_int (rows, 0, "an_int", &number, &error));
  g_assert_cmpint (number, ==, G_MININT);
  g_assert_true (apoyo_result_get_int64 (rows, 0, "a_bigint", &big, &error));
  g_assert_cmpint (big, ==, G_MAXINT64);
  g_assert_true (apoyo_result_get_bool (rows, 0, "a_bool", &truth, &error));
  g_assert_true (truth);
  g_assert_true (apoyo_result_get_double (rows, 0, "a_double", &real, &error));
  g_assert_cmpfloat (real, ==, 0.1);
  g_assert_true (apoyo_result_get_bool (rows, 0, "ints_match", &truth, &error));
  g_assert_true (truth);
  g_assert_no_error (error);
}

static void
assert_lists (ApoyoResult *rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_auto (GStrv) texts = NULL;

  g_assert_true (apoyo_result_get_text_array (rows, 0, "texts", &texts, &error));
  g_assert_cmpuint (g_strv_length (texts), ==, 3);
  g_assert_cmpstr (texts[0], ==, "plain");
  g_assert_cmpstr (texts[1], ==, "with \"quotes\", {braces} and \\");
  g_assert_cmpstr (texts[2], ==, "");
  g_assert_true (apoyo_result_get_bytes_array (rows, 0, "byte_list", &list, &error));
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpuint (g_bytes_get_size (list->pdata[0]), ==, 3);
  g_assert_cmpuint (g_bytes_get_size (list->pdata[1]), ==, 0);
  g_assert_no_error (error);
}

static void
test_types_come_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("-06:00");
  g_autoptr (GDateTime) sent = g_date_time_new (zone, 2026, 11, 21, 16, 30, 15.25);
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      store_fixture_call (fixture->connection, "test-types", all_types (sent), NULL, &error);

  g_assert_no_error (error);
  assert_scalars (rows);
  assert_lists (rows);
  g_assert_true (apoyo_result_get_bytes (rows, 0, "bytes", &bytes, &error));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "\0\x01\xff", 3);
  g_assert_true (apoyo_result_get_time (rows, 0, "a_time", &time, &error));
  g_assert_cmpint (g_date_time_difference (sent, time), ==, 0);
}

static void
test_null_and_other_shapes_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      store_fixture_call (fixture->connection, "test-answer", store_fixture_int (1), NULL, NULL);
  g_autoptr (ApoyoResult) words =
      store_fixture_call (fixture->connection, "test-echo", store_fixture_text ("x"), NULL, NULL);
  const char *text = "untouched";
  gint64 number = 99;

  g_assert_true (apoyo_result_is_null (rows, 0, "missing"));
  g_assert_false (apoyo_result_is_null (rows, 0, "answer"));
  g_assert_false (apoyo_result_get_text (rows, 0, "missing", &text, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA);
  g_clear_error (&error);
  g_assert_false (apoyo_result_get_text (rows, 0, "absent", &text, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA);
  g_clear_error (&error);
  g_assert_false (apoyo_result_get_text (rows, 1, "answer", &text, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA);
  g_clear_error (&error);
  g_assert_false (apoyo_result_get_int64 (words, 0, "value", &number, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA);
  g_assert_cmpstr (text, ==, "untouched");
  g_assert_cmpint (number, ==, 99);
}

static void
test_session_reads_in_utc (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      store_fixture_call (fixture->connection, "test-settings", NULL, NULL, &error);
  const char *text = NULL;

  g_assert_no_error (error);
  apoyo_result_get_text (rows, 0, "time_zone", &text, &error);
  g_assert_cmpstr (text, ==, "UTC");
  apoyo_result_get_text (rows, 0, "application_name", &text, &error);
  g_assert_cmpstr (text, ==, "test-connection");
  g_assert_cmpstr (apoyo_connection_get_user (fixture->connection), ==, "postgres");
}

static void
assert_fails (Fixture *fixture,
              const char *statement,
              ApoyoParams *params,
              ApoyoStoreError code,
              const char *sqlstate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      store_fixture_call (fixture->connection, statement, params, NULL, &error);

  g_assert_null (rows);
  g_assert_error (error, APOYO_STORE_ERROR, (int) code);
  g_assert_cmpstr (apoyo_store_error_get_sqlstate (error), ==, sqlstate);
}

static void
become_nobody (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      store_fixture_call (fixture->connection, "test-deny-self", NULL, NULL, &error);

  g_assert_no_error (error);
}

static void
test_errors_have_codes (Fixture *fixture, gconstpointer data)
{
  assert_fails (fixture, "test-divide", store_fixture_int (1), APOYO_STORE_ERROR_FAILED, "22012");
  assert_fails (fixture, "test-conflict", store_fixture_int (1), APOYO_STORE_ERROR_CONFLICT,
                "23505");
  assert_fails (fixture, "there-is-none", NULL, APOYO_STORE_ERROR_FAILED, NULL);
  assert_fails (fixture, "test-refuse", store_fixture_text ("No space left"),
                APOYO_STORE_ERROR_BUSY, "53100");
  assert_works (fixture);
  become_nobody (fixture);
  assert_fails (fixture, "test-denied", NULL, APOYO_STORE_ERROR_DENIED, "42501");
  assert_works (fixture);
}

static void
test_refusal_keeps_message_and_hint (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  g_autoptr (ApoyoResult) rows = store_fixture_call (
      fixture->connection, "test-refuse", store_fixture_text ("Not open yet"), NULL, &error);

  g_assert_null (rows);
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "Not open yet");
  copy = g_error_copy (error);
  g_assert_cmpstr (apoyo_store_error_get_hint (copy), ==, "Wait");
  g_assert_cmpstr (apoyo_store_error_get_sqlstate (copy), ==, "AP001");
}

/* The values of the row that failed stand in the server's DETAIL. */
static void
test_error_shows_no_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = store_fixture_call (fixture->connection, "test-conflict",
                                                     store_fixture_int (424242), NULL, &error);

  g_assert_null (rows);
  g_assert_null (strstr (error->message, "424242"));
  g_assert_cmpstr (apoyo_store_error_get_constraint (error), ==, "test_row_pkey");
}

static void
test_large_parameter (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (32 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = store_fixture_call (fixture->connection, "test-echo",
                                                     store_fixture_text (large), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_get_int (rows, "size"), ==, 32 * 1024 * 1024);
}

typedef struct {
  guint n_finished;
  int last;
} Order;

static void
order_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, NULL);

  g_assert_cmpint (store_fixture_get_int (rows, "answer"), ==, order->last + 1);
  order->last++;
  order->n_finished++;
}

static void
test_calls_finish_in_order (Fixture *fixture, gconstpointer data)
{
  Order order = { 0 };

  for (int i = 0; i < 500; i++)
    apoyo_connection_call_async (fixture->connection, "test-answer", store_fixture_int (i), NULL,
                                 order_cb, &order);
  g_assert_cmpuint (apoyo_connection_get_n_pending (fixture->connection), ==, 500);
  while (order.n_finished < 500)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (apoyo_connection_get_n_pending (fixture->connection), ==, 0);
}

static GPtrArray *
read_all (Fixture *fixture, const char *const *statements, GPtrArray *params, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  apoyo_connection_read_async (fixture->connection, statements, params, NULL,
                               store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  return apoyo_connection_read_finish (fixture->connection, result, error);
}

static void
test_read_is_one_snapshot (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = { "test-snapshot", "test-answer", "test-snapshot", NULL };
  g_autoptr (GError) error = NULL;
  const char *before = NULL;
  const char *after = NULL;
  const char *isolation = NULL;
  const char *read_only = NULL;

  for (int i = 0; i < 2; i++) {
    GPtrArray *params = g_ptr_array_new ();
    g_autoptr (GPtrArray) results = NULL;

    g_ptr_array_add (params, NULL);
    g_ptr_array_add (params, store_fixture_int (1));
    g_ptr_array_add (params, NULL);
    results = read_all (fixture, statements, params, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (results->len, ==, 3);
    g_assert_true (apoyo_result_get_text (results->pdata[0], 0, "snapshot", &before, &error));
    g_assert_true (apoyo_result_get_text (results->pdata[2], 0, "snapshot", &after, &error));
    g_assert_cmpstr (before, ==, after);
    g_assert_true (apoyo_result_get_text (results->pdata[0], 0, "isolation", &isolation, &error));
    g_assert_cmpstr (isolation, ==, "repeatable read");
    g_assert_true (apoyo_result_get_text (results->pdata[0], 0, "read_only", &read_only, &error));
    g_assert_cmpstr (read_only, ==, "on");
    g_assert_cmpint (store_fixture_get_int (results->pdata[1], "answer"), ==, 2);
  }
}

static void
test_read_that_fails_leaves_the_session_clean (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = { "test-pid", "test-divide", "test-pid", NULL };
  static const char *const writing[] = { "test-insert", NULL };
  GPtrArray *params = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (params, NULL);
  g_ptr_array_add (params, store_fixture_int (1));
  g_ptr_array_add (params, NULL);
  g_assert_null (read_all (fixture, statements, params, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_FAILED);
  g_assert_cmpstr (apoyo_store_error_get_sqlstate (error), ==, "22012");
  g_clear_error (&error);
  assert_works (fixture);

  params = g_ptr_array_new ();
  g_ptr_array_add (params, store_fixture_int (5));
  g_assert_null (read_all (fixture, writing, params, &error));
  g_assert_cmpstr (apoyo_store_error_get_sqlstate (error), ==, "25006");
  assert_works (fixture);
}

static void
test_transaction_of_several_calls (Fixture *fixture, gconstpointer data)
{
  static const char *const calls[] = { "begin", "test-insert", "rollback" };
  static const char *const statements[] = { "test-pid", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
    ApoyoParams *params = i == 1 ? store_fixture_int (77) : NULL;
    g_autoptr (ApoyoResult) rows =
        store_fixture_call (fixture->connection, calls[i], params, NULL, &error);

    g_assert_no_error (error);
    if (i == 1) {
      g_assert_null (read_all (fixture, statements, NULL, &error));
      g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_FAILED);
      g_clear_error (&error);
    }
  }
  count = store_fixture_query ("SELECT count(*) FROM test_row WHERE id = 77");
  g_assert_cmpstr (count, ==, "0");
  assert_works (fixture);
}

/* "SELECT *" of a table that changed: once the session forgets it, it is parsed anew. */
static void
test_statement_survives_a_change_of_schema (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) before = NULL;
  g_autoptr (ApoyoResult) between = NULL;
  g_autoptr (ApoyoResult) after = NULL;

  before = store_fixture_call (fixture->connection, "test-star", NULL, NULL, &error);
  g_assert_no_error (error);
  store_fixture_execute ("ALTER TABLE test_row ADD COLUMN more integer");
  between = store_fixture_call (fixture->connection, "test-star", NULL, NULL, &error);
  g_assert_null (between);
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_RETRY);
  g_clear_error (&error);
  after = store_fixture_call (fixture->connection, "test-star", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (apoyo_result_get_n_columns (after), ==, 2);
  store_fixture_execute ("ALTER TABLE test_row DROP COLUMN more");
}

static void
test_not_open_is_an_error (void)
{
  g_autoptr (ApoyoConnection) connection = apoyo_connection_new ("host=/nowhere", "test");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (store_fixture_call (connection, "test-pid", NULL, NULL, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_clear_error (&error);
  apoyo_connection_open_async (connection, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  g_assert_false (apoyo_connection_open_finish (connection, result, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_assert_cmpint (apoyo_connection_get_state (connection), ==, APOYO_CONNECTION_STATE_CLOSED);
}

static gpointer
other_thread (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Fixture fixture = { NULL };

  g_main_context_push_thread_default (context);
  fixture_set_up (&fixture, NULL);
  for (int i = 0; i < 20; i++)
    assert_works (&fixture);
  apoyo_connection_close (fixture.connection);
  fixture_tear_down (&fixture, NULL);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_works_in_another_thread (void)
{
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("test", other_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/connection/call-gives-rows", test_call_gives_rows);
  ADD ("/connection/types-come-back", test_types_come_back);
  ADD ("/connection/null-and-other-shapes-are-refused", test_null_and_other_shapes_are_refused);
  ADD ("/connection/session-reads-in-utc", test_session_reads_in_utc);
  ADD ("/connection/errors-have-codes", test_errors_have_codes);
  ADD ("/connection/refusal-keeps-message-and-hint", test_refusal_keeps_message_and_hint);
  ADD ("/connection/error-shows-no-values", test_error_shows_no_values);
  ADD ("/connection/large-parameter", test_large_parameter);
  ADD ("/connection/calls-finish-in-order", test_calls_finish_in_order);
  ADD ("/connection/read-is-one-snapshot", test_read_is_one_snapshot);
  ADD ("/connection/read-that-fails-leaves-the-session-clean",
       test_read_that_fails_leaves_the_session_clean);
  ADD ("/connection/transaction-of-several-calls", test_transaction_of_several_calls);
  ADD ("/connection/statement-survives-a-change-of-schema",
       test_statement_survives_a_change_of_schema);
  g_test_add_func ("/connection/not-open-is-an-error", test_not_open_is_an_error);
  g_test_add_func ("/connection/works-in-another-thread", test_works_in_another_thread);
  return store_fixture_run (argc, argv);
}
