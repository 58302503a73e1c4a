/* test-client.c: sending, repeating and remembering, against a server that misbehaves on demand.
 *
 * The server here only counts and refuses; what a real one stores is tested elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "apoyo-body.h"
#include "apoyo-runner.h"

typedef struct {
  char *dir;
  char *keys_file;
  char *truth_file;
  char *state_file;
  char *url;
  ApoyoPopulation population;

  SoupServer *server;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GMutex mutex;
  GHashTable *stored; /* key → digest of the body */
  guint n_devices;
  guint n_posts;
  guint fail_first;      /* so many answers are 503 */
  guint refuse_every;    /* each nth is 422 */
  guint swallow_every;   /* each nth is stored, but answered with 500 */
  gboolean unauthorised; /* tokens are good once more only after a new registration */
  gboolean changed_body;
} Fixture;

static void
answer (SoupServerMessage *message, guint status, const char *member, const char *value)
{
  g_autofree char *text = g_strdup_printf ("{\"%s\":\"%s\"}", member, value);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

static void
answer_support (Fixture *fixture, SoupServerMessage *message)
{
  const char *key = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                  "Idempotency-Key");
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *digest = g_compute_checksum_for_data (
      G_CHECKSUM_SHA256, (const guchar *) body->data, (gsize) body->length);
  g_autofree char *folio = g_strdup_printf ("RM26-%.8s-X", key);
  const char *known;

  fixture->n_posts++;
  if (fixture->n_posts <= fixture->fail_first) {
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After",
                                 "0");
    answer (message, 503, "code", "busy");
    return;
  }
  if (fixture->unauthorised) {
    answer (message, 401, "code", "unknown-device");
    return;
  }
  if (fixture->refuse_every > 0 && fixture->n_posts % fixture->refuse_every == 0) {
    answer (message, 422, "code", "process-not-open");
    return;
  }
  known = g_hash_table_lookup (fixture->stored, key);
  if (known != NULL && !g_str_equal (known, digest))
    fixture->changed_body = TRUE;
  if (known == NULL)
    g_hash_table_insert (fixture->stored, g_strdup (key), g_strdup (digest));
  if (fixture->swallow_every > 0 && fixture->n_posts % fixture->swallow_every == 0)
    answer (message, 500, "code", "lost");
  else
    answer (message, known ? 200 : 201, "folio", folio);
}

static void
on_request_cb (SoupServer *server,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fixture->mutex);

  if (g_str_equal (path, "/v1/devices")) {
    g_autofree char *token = g_strdup_printf ("token%u", ++fixture->n_devices);

    if (fixture->n_devices > 1)
      fixture->unauthorised = FALSE;
    answer (message, 201, "token", token);
  } else {
    answer_support (fixture, message);
  }
}

static gpointer
serve_thread (gpointer data)
{
  Fixture *fixture = data;

  g_main_context_push_thread_default (fixture->context);
  g_main_loop_run (fixture->loop);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static void
start_server (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  g_main_context_push_thread_default (fixture->context);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, on_request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port ((GUri *) uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_context_pop_thread_default (fixture->context);
  fixture->thread = g_thread_new ("server", serve_thread, fixture);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ApoyoMix mix;

  g_mutex_init (&fixture->mutex);
  fixture->dir = g_dir_make_tmp ("apoyo-sim-XXXXXX", NULL);
  fixture->keys_file = g_build_filename (fixture->dir, "keys.csv", NULL);
  fixture->truth_file = g_build_filename (fixture->dir, "truth.jsonl", NULL);
  fixture->state_file = g_build_filename (fixture->dir, "state", NULL);
  g_file_set_contents (fixture->keys_file, "process,promovente,key\n1,1,AAAA\n1,2,BBBB\n", -1,
                       NULL);
  apoyo_mix_load (&mix, SOURCE_DATADIR "/catalogues/inconsistency-mix-2022.csv", &error);
  g_assert_no_error (error);
  apoyo_population_init (&fixture->population, 1, 2000, &mix, NULL, &error);
  g_assert_no_error (error);
  fixture->stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  start_server (fixture);
}

static gboolean
on_quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSource) quit = g_idle_source_new ();

  g_source_set_callback (quit, on_quit_cb, fixture->loop, NULL);
  g_source_attach (quit, fixture->context);
  g_thread_join (fixture->thread);
  g_main_context_push_thread_default (fixture->context);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  while (g_main_context_iteration (fixture->context, FALSE))
    ;
  g_main_context_pop_thread_default (fixture->context);
  g_main_loop_unref (fixture->loop);
  g_main_context_unref (fixture->context);
  g_hash_table_unref (fixture->stored);
  g_unlink (fixture->keys_file);
  g_unlink (fixture->truth_file);
  g_unlink (fixture->state_file);
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->keys_file);
  g_free (fixture->truth_file);
  g_free (fixture->state_file);
  g_free (fixture->url);
  g_mutex_clear (&fixture->mutex);
}

static void
run (Fixture *fixture, ApoyoRunnerOptions options, ApoyoRunnerReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoKeys) keys = apoyo_keys_load (fixture->keys_file, fixture->state_file, &error);
  g_autoptr (ApoyoTruth) truth = apoyo_truth_open (fixture->truth_file, TRUE, &error);
  g_autoptr (ApoyoRunner) runner = NULL;

  g_assert_no_error (error);
  options.url = fixture->url;
  options.prerender = 2;
  runner = apoyo_runner_new (&fixture->population, keys, truth, &options);
  apoyo_runner_run (runner);
  *report = *apoyo_runner_get_report (runner);
  report->latencies = NULL;
}

static GPtrArray *
read_truth (Fixture *fixture)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) split = NULL;

  g_assert_true (g_file_get_contents (fixture->truth_file, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  split = g_strsplit (text, "\n", -1);
  for (guint i = 0; *split[i] != '\0'; i++) {
    JsonNode *node = json_from_string (split[i], NULL);

    g_assert_nonnull (node);
    g_ptr_array_add (lines, node);
  }
  return lines;
}

static JsonObject *
line_at (GPtrArray *lines, guint i)
{
  return json_node_get_object (g_ptr_array_index (lines, i));
}

/* Every acknowledged line is stored, every stored capture is acknowledged, once. */
static void
assert_truth_is_what_is_stored (Fixture *fixture)
{
  g_autoptr (GPtrArray) lines = read_truth (fixture);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  guint n_acknowledged = 0;

  for (guint i = 0; i < lines->len; i++) {
    JsonObject *line = line_at (lines, i);
    const char *outcome = json_object_get_string_member (line, "outcome");
    gboolean stored =
        g_hash_table_contains (fixture->stored, json_object_get_string_member (line, "capture"));

    g_assert_true (g_hash_table_add (
        numbers, GUINT_TO_POINTER (json_object_get_int_member (line, "number") + 1)));
    if (g_str_equal (outcome, "stored") || g_str_equal (outcome, "repeated")) {
      g_assert_true (stored);
      n_acknowledged++;
    } else {
      g_assert_false (stored);
    }
  }
  g_assert_cmpuint (n_acknowledged, ==, g_hash_table_size (fixture->stored));
  g_assert_false (fixture->changed_body);
}

static void
test_each_is_sent_once (Fixture *fixture, gconstpointer data)
{
  ApoyoRunnerReport report;

  run (fixture, (ApoyoRunnerOptions){ .n_clients = 4, .n_captures = 60, .patience = 10 }, &report);
  g_assert_cmpuint (report.acknowledged, ==, 60);
  g_assert_cmpuint (report.repeated, ==, 0);
  g_assert_cmpuint (fixture->n_posts, ==, 60);
  g_assert_cmpuint (fixture->n_devices, ==, 2); /* one for each auxiliary */
  assert_truth_is_what_is_stored (fixture);
}

static void
test_busy_server_is_asked_again (Fixture *fixture, gconstpointer data)
{
  ApoyoRunnerReport report;

  fixture->fail_first = 7;
  run (fixture, (ApoyoRunnerOptions){ .n_clients = 3, .n_captures = 20, .patience = 30 }, &report);
  g_assert_cmpuint (report.acknowledged, ==, 20);
  g_assert_cmpuint (report.retries, ==, 7);
  assert_truth_is_what_is_stored (fixture);
}

static void
test_lost_answers_are_not_counted_twice (Fixture *fixture, gconstpointer data)
{
  ApoyoRunnerReport report;

  fixture->swallow_every = 4;
  run (fixture, (ApoyoRunnerOptions){ .n_clients = 2, .n_captures = 24, .patience = 30 }, &report);
  g_assert_cmpuint (report.acknowledged, ==, 24);
  g_assert_cmpuint (report.repeated, >, 0);
  g_assert_cmpuint (g_hash_table_size (fixture->stored), ==, 24);
  assert_truth_is_what_is_stored (fixture);
}

static void
test_refusals_are_final (Fixture *fixture, gconstpointer data)
{
  ApoyoRunnerReport report;

  fixture->refuse_every = 5;
  run (fixture, (ApoyoRunnerOptions){ .n_clients = 2, .n_captures = 40, .patience = 10 }, &report);
  g_assert_cmpuint (report.refused, ==, 8);
  g_assert_cmpuint (report.retries, ==, 0);
  g_assert_cmpuint (report.by_status[422], ==, 8);
  assert_truth_is_what_is_stored (fixture);
}

static void
test_unknown_device_registers_anew (Fixture *fixture, gconstpointer data)
{
  ApoyoRunnerReport report;

  fixture->unauthorised = TRUE;
  run (fixture, (ApoyoRunnerOptions){ .n_clients = 1, .n_captures = 6, .patience = 10 }, &report);
  g_assert_cmpuint (report.acknowledged, ==, 6);
  assert_truth_is_what_is_stored (fixture);
}

static void
test_silence_is_given_up_and_not_claimed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = NULL;
  ApoyoRunnerReport report;

  fixture->fail_first = G_MAXUINT;
  run (fixture, (ApoyoRunnerOptions){ .n_clients = 2, .n_captures = 2, .patience = 0.5 }, &report);
  g_assert_cmpuint (report.acknowledged, ==, 0);
  g_assert_cmpuint (report.unanswered, ==, 2);
  lines = read_truth (fixture);
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpstr (json_object_get_string_member (line_at (lines, 0), "outcome"), ==, "unanswered");
  g_assert_true (json_object_get_null_member (line_at (lines, 0), "folio"));
}

static void
test_restart_goes_on_behind_the_truth (Fixture *fixture, gconstpointer data)
{
  ApoyoRunnerReport report;
  FILE *truth;

  run (fixture, (ApoyoRunnerOptions){ .n_clients = 3, .n_captures = 15, .patience = 10 }, &report);
  /* A crash in the middle of a line. */
  truth = g_fopen (fixture->truth_file, "a");
  fputs ("{\"number\":15,\"capture\":\"", truth);
  fclose (truth);
  run (fixture, (ApoyoRunnerOptions){ .n_clients = 3, .n_captures = 15, .patience = 10 }, &report);
  g_assert_cmpuint (report.acknowledged, ==, 15);
  g_assert_cmpuint (fixture->n_posts, ==, 30);
  g_assert_cmpuint (g_hash_table_size (fixture->stored), ==, 30);
  g_assert_cmpuint (fixture->n_devices, ==, 2); /* the same telephones */
  assert_truth_is_what_is_stored (fixture);
}

static void
test_rate_is_kept (Fixture *fixture, gconstpointer data)
{
  ApoyoRunnerReport report;

  run (fixture, (ApoyoRunnerOptions){ .n_clients = 6, .rate = 60, .duration = 2.5, .patience = 10 },
       &report);
  /* 150 expected, five deviations. */
  g_assert_cmpuint (report.acknowledged, >, 150 - 62);
  g_assert_cmpuint (report.acknowledged, <, 150 + 62);
  assert_truth_is_what_is_stored (fixture);
}

/* The program itself: SIGTERM ends it with a whole truth file and success. */
static void
test_signal_ends_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) program = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("APOYO_SIM"), "run", "--url",
      fixture->url, "--keys", fixture->keys_file, "--citizens", "2000", "--seed", "1", "--rate",
      "40", "--profile", "flat", "--truth", fixture->truth_file, "--state", fixture->state_file,
      "--prerender", "2", "--district", "", NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < 4500; i++) { /* it draws before it sends */
    guint n;

    g_mutex_lock (&fixture->mutex);
    n = g_hash_table_size (fixture->stored);
    g_mutex_unlock (&fixture->mutex);
    if (n >= 20)
      break;
    g_usleep (20000);
  }
  g_subprocess_send_signal (program, SIGTERM);
  g_assert_true (g_subprocess_wait_check (program, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (fixture->stored), >=, 20);
  assert_truth_is_what_is_stored (fixture);
}

static void
test_varied_pictures_differ_and_stay_jpeg (void)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0x00, 0x02, 0xff, 0xd9 };
  ApoyoPictures pictures = { 0 };
  ApoyoCapture a = { .uuid = "00000000-0000-4000-8000-000000000001" };
  ApoyoCitizen citizen = { .given = (char *) "ANA",
                           .paternal = "PÉREZ",
                           .maternal = "",
                           .model = 'G',
                           .curp = (char *) "C",
                           .clave = (char *) "E" };
  g_autoptr (GByteArray) plain = NULL;
  g_autoptr (GByteArray) varied = NULL;
  const guint8 *comment;

  for (guint i = 0; i < APOYO_N_PICTURES; i++) {
    pictures.file[i] = g_bytes_new_static (jpeg, sizeof jpeg);
    pictures.type[i] = "image/jpeg";
  }
  plain = apoyo_body_new (&a, &citizen, &pictures, FALSE, 1, 1);
  varied = apoyo_body_new (&a, &citizen, &pictures, TRUE, 1, 1);
  g_assert_cmpuint (varied->len, ==, plain->len + APOYO_N_PICTURES * (4 + 36));
  comment = memmem (varied->data, varied->len, "\xff\xd8\xff\xfe\x00\x26", 6);
  g_assert_nonnull (comment);
  g_assert_cmpmem (comment + 6, 36, a.uuid, 36);
  g_assert_cmpmem (comment + 42, 6, jpeg + 2, 6);
  apoyo_pictures_clear (&pictures);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/body/varied-pictures-differ-and-stay-jpeg",
                   test_varied_pictures_differ_and_stay_jpeg);
#define ADD(name, test)                                                                            \
  g_test_add ("/client/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("each-is-sent-once", test_each_is_sent_once);
  ADD ("busy-server-is-asked-again", test_busy_server_is_asked_again);
  ADD ("lost-answers-are-not-counted-twice", test_lost_answers_are_not_counted_twice);
  ADD ("refusals-are-final", test_refusals_are_final);
  ADD ("unknown-device-registers-anew", test_unknown_device_registers_anew);
  ADD ("silence-is-given-up-and-not-claimed", test_silence_is_given_up_and_not_claimed);
  ADD ("restart-goes-on-behind-the-truth", test_restart_goes_on_behind_the_truth);
  ADD ("rate-is-kept", test_rate_is_kept);
  ADD ("signal-ends-in-order", test_signal_ends_in_order);
  return g_test_run ();
}
