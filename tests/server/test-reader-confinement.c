/* test-reader-confinement.c: readers that are taken over, killed or cannot be had.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "apoyo-reader.h"
#include "picture-files.h"

#ifdef __SANITIZE_ADDRESS__
#define IS_CONFINED FALSE
#else
#define IS_CONFINED TRUE
#endif

/* What the server's side has logged, from any thread. */
static GMutex log_mutex;
static GString *log_text;

static void
on_log (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_mutex_lock (&log_mutex);
  g_string_append_printf (log_text, "%s\n", message);
  g_mutex_unlock (&log_mutex);
}

static gboolean
was_logged (const char *format, int number)
{
  g_autofree char *tail = g_strdup_printf ("%s %d\n", format, number);
  gboolean found;

  g_mutex_lock (&log_mutex);
  found = strstr (log_text->str, tail) != NULL;
  g_mutex_unlock (&log_mutex);
  return found;
}

static ApoyoReader *
make_reader (void)
{
  ApoyoReader *reader = apoyo_reader_new (1);

  apoyo_reader_set_program (reader, g_getenv ("READER_DRILL"));
  g_string_truncate (log_text, 0);
  return reader;
}

static GBytes *
make_jpeg (void)
{
  TestPicture picture;
  GBytes *jpeg;

  test_picture_init (&picture, 64, 48);
  jpeg = test_picture_to_jpeg (&picture);
  test_picture_clear (&picture);
  return jpeg;
}

static const char *
result_of (GPtrArray *readings, guint index)
{
  const ApoyoReading *reading = g_ptr_array_index (readings, index);

  return reading->result;
}

/* Two good pictures around one that does what the word says; returns that one's result. */
static char *
drill (ApoyoReader *reader, const char *word)
{
  g_autofree char *text = g_strdup_printf ("DRILL %s", word);
  g_autoptr (GBytes) good = make_jpeg ();
  g_autoptr (GBytes) bad = g_bytes_new (text, strlen (text));
  const ApoyoReadPicture pictures[] = { { "front", good },
                                        { "selfie", bad },
                                        { "signature", good } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readings =
      apoyo_reader_read (reader, APOYO_READ_CHEAP, pictures, G_N_ELEMENTS (pictures), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (readings->len, ==, 3);
  g_assert_cmpstr (result_of (readings, 0), ==, "ok");
  g_assert_cmpstr (result_of (readings, 2), ==, "ok");
  return g_strdup (result_of (readings, 1));
}

static void
test_forbidden (void)
{
  static const struct {
    const char *word;
    int number;
  } calls[] = {
    { "open", SYS_openat },
    { "socket", SYS_socket },
    { "execve", SYS_execve },
    { "fork", SYS_clone },
    { "kill", SYS_kill },
    { "code", SYS_mmap },
    { "outlive", SYS_rt_sigaction },
    { "outlive-high", SYS_rt_sigaction },
  };
  g_autoptr (ApoyoReader) reader = NULL;

  if (!IS_CONFINED) {
    g_test_skip ("the address sanitizer cannot be confined");
    return;
  }
  reader = make_reader ();
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
    g_autofree char *result = drill (reader, calls[i].word);

    g_assert_cmpstr (result, ==, "died");
    g_assert_true (was_logged ("made the forbidden system call", calls[i].number));
    g_assert_true (was_logged ("ended by signal", SIGSYS));
    g_string_truncate (log_text, 0);
  }
}

/* What libraries may do with the other signals is not taken for an escape. */
static void
test_signals (void)
{
  g_autoptr (ApoyoReader) reader = make_reader ();
  g_autofree char *result = drill (reader, "signals");

  g_assert_cmpstr (result, ==, "unsupported");
}

static void
test_memory (void)
{
  g_autoptr (ApoyoReader) reader = NULL;
  g_autofree char *result = NULL;

  if (!IS_CONFINED) {
    g_test_skip ("the address sanitizer cannot be limited");
    return;
  }
  reader = make_reader ();
  result = drill (reader, "memory");
  g_assert_cmpstr (result, ==, "unsupported");
}

/* However a reader ends, the other pictures are read and so is the next request. */
static void
test_deaths (void)
{
  static const char *const words[] = { "crash", "abort", "lie", "length" };
  g_autoptr (ApoyoReader) reader = make_reader ();
  ApoyoReaderCounters counters;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *result = drill (reader, words[i]);

    g_assert_cmpstr (result, ==, "died");
  }
  apoyo_reader_get_counters (reader, &counters);
  g_assert_cmpuint (counters.died, ==, 2 * G_N_ELEMENTS (words));
  g_assert_cmpuint (counters.started, ==, 1 + counters.died);
}

static void
test_hang (void)
{
  g_autoptr (ApoyoReader) reader = make_reader ();
  g_autofree char *warm = drill (reader, "nothing");
  g_autofree char *result = NULL;

  g_assert_cmpstr (warm, ==, "unsupported");
  apoyo_reader_set_timeout (reader, 1000);
  result = drill (reader, "hang");
  g_assert_cmpstr (result, ==, "timeout");
}

/* Every process that a thread of this one has made. */
static guint
kill_children (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *name;
  guint killed = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/children", name);
    g_autofree char *text = NULL;
    const char *at;
    char *end;

    if (!g_file_get_contents (path, &text, NULL, NULL))
      continue;
    for (at = text; *g_strchug ((char *) at) != '\0'; at = end) {
      g_assert_cmpint (kill ((pid_t) g_ascii_strtoll (at, &end, 10), SIGKILL), ==, 0);
      killed++;
    }
  }
  return killed;
}

/* Whoever killed it, no picture is blamed. */
static void
test_killed_from_outside (void)
{
  g_autoptr (ApoyoReader) reader = make_reader ();
  g_autofree char *before = drill (reader, "nothing");
  g_autofree char *after = NULL;
  ApoyoReaderCounters counters;

  g_assert_cmpuint (kill_children (), ==, 1);
  after = drill (reader, "nothing");
  g_assert_cmpstr (after, ==, "unsupported");
  apoyo_reader_get_counters (reader, &counters);
  g_assert_cmpuint (counters.started, ==, 2);
}

static void
test_missing_program (void)
{
  g_autoptr (ApoyoReader) reader = make_reader ();
  g_autoptr (GBytes) jpeg = make_jpeg ();
  const ApoyoReadPicture picture = { "front", jpeg };
  g_autoptr (GError) error = NULL;

  apoyo_reader_set_program (reader, "/nonexistent/apoyo-reader");
  g_assert_null (apoyo_reader_read (reader, APOYO_READ_CHEAP, &picture, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* One that runs and is no reader. */
  apoyo_reader_set_program (reader, "/bin/true");
  g_assert_null (apoyo_reader_read (reader, APOYO_READ_CHEAP, &picture, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

/* A program that says this of itself when it is ready, and ends. */
static char *
make_program (const char *word)
{
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\nprintf '\\%03o\\000\\000\\000%s\\n' >&3\n",
                                           (guint) strlen (word) + 1, word);
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("reader-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return path;
}

/* A reader says whether it gave up what it must not have. One that did not is given nothing to
 * read; the last is given something, and ends before it has read it. */
static void
test_unconfined (void)
{
  static const struct {
    const char *word;
    gboolean taken;
  } words[] = {
    { "{\"v\":1,\"ready\":true,\"confined\":false,\"sight\":\"x\"}", FALSE },
    { "{\"v\":1,\"ready\":true,\"sight\":\"x\"}", FALSE },
    { "{\"v\":1,\"ready\":true,\"confined\":1,\"sight\":\"x\"}", FALSE },
    { "{\"v\":1,\"ready\":false,\"confined\":true,\"sight\":\"x\"}", FALSE },
    { "{\"v\":1,\"ready\":true,\"confined\":true}", FALSE },
    { "{\"v\":1,\"ready\":true,\"confined\":true,\"sight\":\"x\"}", TRUE },
  };
  g_autoptr (ApoyoReader) reader = make_reader ();
  g_autoptr (GBytes) jpeg = make_jpeg ();
  const ApoyoReadPicture picture = { "front", jpeg };

  if (!IS_CONFINED) {
    g_test_skip ("the address sanitizer cannot be confined");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *program = make_program (words[i].word);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) readings = NULL;

    apoyo_reader_set_program (reader, program);
    readings = apoyo_reader_read (reader, APOYO_READ_CHEAP, &picture, 1, &error);
    g_unlink (program);
    if (words[i].taken)
      g_assert_cmpstr (result_of (readings, 0), ==, "died");
    else
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  }
}

/* Writes a program, which runs. (transfer full) */
static char *
make_script (const char *dir, const char *text)
{
  char *path = g_build_filename (dir, "script", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return path;
}

/* A server whose Tesseract has no Spanish, or what is left of it, is told so: what the libraries
 * print goes nowhere. */
static void
test_missing_language (void)
{
  g_autofree char *dir = g_dir_make_tmp ("tessdata-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (dir, "spa.traineddata", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\nTESSDATA_PREFIX=%s exec " BUILD_ROOT
                                           "/src/server/reader/apoyo-reader \"$@\"\n",
                                           dir);
  g_autofree char *program = make_script (dir, text);
  g_autoptr (ApoyoReader) reader = make_reader ();
  g_autoptr (GBytes) jpeg = make_jpeg ();
  const ApoyoReadPicture picture = { "front", jpeg };

  apoyo_reader_set_program (reader, program);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (apoyo_reader_read (reader, APOYO_READ_CHEAP, &picture, 1, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
    g_assert_nonnull (strstr (error->message, "tesseract-ocr-spa"));
    g_assert_true (g_file_set_contents (data, "no traineddata", -1, NULL));
  }
  g_unlink (data);
  g_unlink (program);
  g_rmdir (dir);
}

typedef struct {
  GMainLoop *loop;
  guint left;
} Waiting;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readings = apoyo_reader_read_finish (APOYO_READER (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result_of (readings, 0), ==, "ok");
  if (--waiting->left == 0)
    g_main_loop_quit (waiting->loop);
}

/* More requests than readers, whose owner forgets about the reader at once. */
static void
test_many_at_once (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GBytes) jpeg = make_jpeg ();
  const ApoyoReadPicture picture = { "back", jpeg };
  ApoyoReader *reader = apoyo_reader_new (2);
  Waiting waiting = { loop, 20 };

  for (guint i = 0; i < 20; i++)
    apoyo_reader_read_async (reader, APOYO_READ_CHEAP, &picture, 1, NULL, on_read, &waiting);
  g_object_unref (reader);
  g_main_loop_run (loop);
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (apoyo_reader_read_finish (APOYO_READER (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_main_loop_quit (user_data);
}

static void
test_cancelled (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) jpeg = make_jpeg ();
  const ApoyoReadPicture picture = { "back", jpeg };
  g_autoptr (ApoyoReader) reader = make_reader ();

  g_cancellable_cancel (cancellable);
  apoyo_reader_read_async (reader, APOYO_READ_CHEAP, &picture, 1, cancellable, on_cancelled, loop);
  g_main_loop_run (loop);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  log_text = g_string_new (NULL);
  g_log_set_handler ("apoyo-reader", G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_MESSAGE, on_log, NULL);
  g_test_add_func ("/reader-confinement/forbidden", test_forbidden);
  g_test_add_func ("/reader-confinement/signals", test_signals);
  g_test_add_func ("/reader-confinement/memory", test_memory);
  g_test_add_func ("/reader-confinement/deaths", test_deaths);
  g_test_add_func ("/reader-confinement/hang", test_hang);
  g_test_add_func ("/reader-confinement/killed-from-outside", test_killed_from_outside);
  g_test_add_func ("/reader-confinement/missing-program", test_missing_program);
  g_test_add_func ("/reader-confinement/missing-language", test_missing_language);
  g_test_add_func ("/reader-confinement/unconfined", test_unconfined);
  g_test_add_func ("/reader-confinement/many-at-once", test_many_at_once);
  g_test_add_func ("/reader-confinement/cancelled", test_cancelled);
  return g_test_run ();
}
