/* test-bulk.c: streams out and COPY in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "store-fixture.h"

typedef struct {
  ApoyoConnection *connection;
  guint n_rows;
  guint close_at;            /* 0: never */
  guint cancel_at;           /* 0: never */
  gboolean cancel_soon;      /* after the first row */
  GCancellable *cancellable; /* (unowned) (nullable) */
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_execute ("TRUNCATE test_row");
  fixture->connection = store_fixture_open ("test-bulk");
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
      store_fixture_call (fixture->connection, "test-answer", store_fixture_int (1), NULL, &error);

  g_assert_no_error (error);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
row_cb (ApoyoResult *row, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (apoyo_result_get_n_rows (row), ==, 1);
  if (fixture->n_rows == 0 && fixture->cancel_soon)
    g_timeout_add (50, cancel_cb, fixture->cancellable);
  fixture->n_rows++;
  g_assert_cmpint (store_fixture_get_int (row, "n"), ==, (int) fixture->n_rows);
  if (fixture->n_rows == fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
  if (fixture->n_rows == fixture->close_at)
    apoyo_connection_close (fixture->connection);
}

static gint64
stream (Fixture *fixture, int rows, int failing, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  ApoyoParams *params = apoyo_params_new ();

  fixture->n_rows = 0;
  apoyo_params_add_int (params, rows);
  apoyo_params_add_int (params, failing);
  apoyo_connection_stream_async (fixture->connection, "test-series", params, row_cb, fixture,
                                 cancellable, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  return apoyo_connection_stream_finish (fixture->connection, result, error);
}

static void
test_stream_gives_every_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (stream (fixture, 100000, 0, NULL, &error), ==, 100000);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_rows, ==, 100000);
  g_assert_cmpint (stream (fixture, 0, 0, NULL, &error), ==, 0);
  g_assert_no_error (error);
  assert_works (fixture);
}

static void
test_stream_that_fails_at_the_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (stream (fixture, 1000, 1000, NULL, &error), ==, -1);
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_FAILED);
  g_assert_cmpuint (fixture->n_rows, ==, 999);
  assert_works (fixture);
}

static void
test_stream_cancelled_midway (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture->cancel_soon = TRUE;
  fixture->cancellable = cancellable;
  g_assert_cmpint (stream (fixture, 100000000, 0, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_rows, >, 0);
  assert_works (fixture);
}

/* Whoever takes the rows may be gone at once: not one more is given. */
static void
test_stream_cancelled_by_its_row_function (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture->cancel_at = 10;
  fixture->cancellable = cancellable;
  g_assert_cmpint (stream (fixture, 1000, 0, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_rows, ==, 10);
  assert_works (fixture);
}

static void
test_stream_closed_by_its_row_function (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->close_at = 10;
  g_assert_cmpint (stream (fixture, 1000, 0, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_rows, ==, 10);
}

static gint64
copy (Fixture *fixture, GInputStream *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  apoyo_connection_copy_in_async (fixture->connection, "test-copy", 0, input, cancellable,
                                  store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  return apoyo_connection_copy_in_finish (fixture->connection, result, error);
}

static GInputStream *
numbers (int n, const char *last)
{
  GString *text = g_string_new (NULL);
  gsize size;

  for (int i = 1; i <= n; i++)
    g_string_append_printf (text, "%d\n", i);
  g_string_append (text, last);
  size = text->len;
  return g_memory_input_stream_new_from_data (g_string_free (text, FALSE), (gssize) size, g_free);
}

static void
assert_n_rows (const char *expected)
{
  g_autofree char *count = store_fixture_query ("SELECT count(*) FROM test_row");

  g_assert_cmpstr (count, ==, expected);
}

static void
test_copy_takes_a_whole_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GInputStream) input = numbers (200000, "");
  g_autoptr (GInputStream) nothing = g_memory_input_stream_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (copy (fixture, input, NULL, &error), ==, 200000);
  g_assert_no_error (error);
  g_assert_cmpint (copy (fixture, nothing, NULL, &error), ==, 0);
  g_assert_no_error (error);
  assert_n_rows ("200000");
  assert_works (fixture);
}

static void
test_copy_of_bad_data_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GInputStream) words = numbers (100000, "not a number\n");
  g_autoptr (GInputStream) twice = numbers (10, "10\n");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (copy (fixture, words, NULL, &error), ==, -1);
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (copy (fixture, twice, NULL, &error), ==, -1);
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONFLICT);
  assert_n_rows ("0");
  assert_works (fixture);
}

/* A pipe that nobody writes to: the reading has to be given up too. */
static void
test_copy_cancelled_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "sh", "-c",
                              "echo 1; exec sleep 30", NULL);
  g_assert_no_error (error);
  g_timeout_add (100, cancel_cb, cancellable);
  g_assert_cmpint (copy (fixture, g_subprocess_get_stdout_pipe (process), cancellable, &error), ==,
                   -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_subprocess_force_exit (process);
  assert_n_rows ("0");
  assert_works (fixture);
}

static void
test_copy_of_a_stream_that_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GInputStream) input = numbers (10, "");
  g_autoptr (GError) error = NULL;

  g_input_stream_close (input, NULL, NULL);
  g_assert_cmpint (copy (fixture, input, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  assert_n_rows ("0");
  assert_works (fixture);
}

static void
test_copy_and_a_lost_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "sleep", "30", NULL);
  g_assert_no_error (error);
  apoyo_connection_copy_in_async (fixture->connection, "test-copy", 0,
                                  g_subprocess_get_stdout_pipe (process), NULL,
                                  store_fixture_keep_result_cb, &result);
  store_fixture_run_for (100);
  store_fixture_execute ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                         "WHERE application_name = 'test-bulk'");
  store_fixture_wait_for_result (&result);
  g_assert_cmpint (apoyo_connection_copy_in_finish (fixture->connection, result, &error), ==, -1);
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_subprocess_force_exit (process);
  g_clear_object (&result);
  /* The reading ends, and lets go of the session. */
  while (G_OBJECT (fixture->connection)->ref_count > 1)
    store_fixture_run_for (5);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/bulk/stream-gives-every-row", test_stream_gives_every_row);
  ADD ("/bulk/stream-that-fails-at-the-end", test_stream_that_fails_at_the_end);
  ADD ("/bulk/stream-cancelled-midway", test_stream_cancelled_midway);
  ADD ("/bulk/stream-cancelled-by-its-row-function", test_stream_cancelled_by_its_row_function);
  ADD ("/bulk/stream-closed-by-its-row-function", test_stream_closed_by_its_row_function);
  ADD ("/bulk/copy-takes-a-whole-file", test_copy_takes_a_whole_file);
  ADD ("/bulk/copy-of-bad-data-leaves-nothing", test_copy_of_bad_data_leaves_nothing);
  ADD ("/bulk/copy-cancelled-leaves-nothing", test_copy_cancelled_leaves_nothing);
  ADD ("/bulk/copy-of-a-stream-that-fails", test_copy_of_a_stream_that_fails);
  ADD ("/bulk/copy-and-a-lost-session", test_copy_and_a_lost_session);
  return store_fixture_run (argc, argv);
}
