/* apoyo-sim.c: synthetic citizens on the command line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-sim"

#include "config.h"

#include <curl/curl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "apoyo-album.h"
#include "apoyo-runner.h"

#define USAGE                                                                                      \
  "apoyo-sim: synthetic citizens\n\n"                                                              \
  "  people --citizens N --seed S --out FILE       the roll that knows them, as CSV\n"             \
  "  draw   --citizen I --seed S --out DIR         the four pictures of one of them\n"             \
  "         [--plant NICK] [--shot N]\n"                                                           \
  "  pictures --plant NICK|all --seed S --count N --dir DIR\n"                                     \
  "                                                captures with a planted defect, and truth\n"    \
  "  plants                                        what can be planted\n"                          \
  "  run    --url URL --keys FILE --citizens N --seed S --rate R\n"                                \
  "         [--duration S] [--truth FILE [--sync]] [--state FILE] [--clients 8]\n"                 \
  "         [--profile day|flat] [--patience S]    they support, over the day\n"                   \
  "  load   --url URL --keys FILE --captures N [--clients 16] [--prerender 64]\n"                  \
  "         [--rate R] [--duration S] [--json FILE|-] [--truth FILE]\n"                            \
  "                                                as many as the server takes, or R a second\n"   \
  "Common: [--mix FILE] [--district 09-F12, '' for none]; run and load: [--first N].\n"            \
  "[--year Y], of the newest cards: pictures of a seed are the same only for the same year; by\n"  \
  "default as is needed for cards to be in force today.\n"                                         \
  "apoyo-sim --help, --version. It speaks to apoyod only: no role of the database is needed.\n"

typedef struct {
  int citizens;
  int citizen;
  gint64 seed;
  int year;
  int shot;
  char *out;
  char *plant;
  char *dir;
  int count;
  char *url;
  char *keys;
  char *truth;
  gboolean sync;
  char *state;
  char *mix;
  char *district;
  char *profile;
  char *json;
  double rate;
  double duration;
  double patience;
  int clients;
  gint64 captures;
  gint64 first;
  int prerender;
  gboolean help;
  gboolean version;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->out);
  g_free (options->plant);
  g_free (options->dir);
  g_free (options->url);
  g_free (options->keys);
  g_free (options->truth);
  g_free (options->state);
  g_free (options->mix);
  g_free (options->district);
  g_free (options->profile);
  g_free (options->json);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "citizens", 0, 0, G_OPTION_ARG_INT, &options->citizens, NULL, NULL },
    { "citizen", 0, 0, G_OPTION_ARG_INT, &options->citizen, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_INT, &options->year, NULL, NULL },
    { "shot", 0, 0, G_OPTION_ARG_INT, &options->shot, NULL, NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options->out, NULL, NULL },
    { "plant", 0, 0, G_OPTION_ARG_STRING, &options->plant, NULL, NULL },
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &options->dir, NULL, NULL },
    { "count", 0, 0, G_OPTION_ARG_INT, &options->count, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &options->url, NULL, NULL },
    { "keys", 0, 0, G_OPTION_ARG_FILENAME, &options->keys, NULL, NULL },
    { "truth", 0, 0, G_OPTION_ARG_FILENAME, &options->truth, NULL, NULL },
    { "sync", 0, 0, G_OPTION_ARG_NONE, &options->sync, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &options->state, NULL, NULL },
    { "mix", 0, 0, G_OPTION_ARG_FILENAME, &options->mix, NULL, NULL },
    { "district", 0, 0, G_OPTION_ARG_STRING, &options->district, NULL, NULL },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &options->profile, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &options->json, NULL, NULL },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &options->rate, NULL, NULL },
    { "duration", 0, 0, G_OPTION_ARG_DOUBLE, &options->duration, NULL, NULL },
    { "patience", 0, 0, G_OPTION_ARG_DOUBLE, &options->patience, NULL, NULL },
    { "clients", 0, 0, G_OPTION_ARG_INT, &options->clients, NULL, NULL },
    { "captures", 0, 0, G_OPTION_ARG_INT64, &options->captures, NULL, NULL },
    { "first", 0, 0, G_OPTION_ARG_INT64, &options->first, NULL, NULL },
    { "prerender", 0, 0, G_OPTION_ARG_INT, &options->prerender, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options->help, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
check (gboolean right, const char *sentence, GError **error)
{
  if (!right)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, sentence);
  return right;
}

static gboolean
make_population (ApoyoPopulation *population, const Options *options, GError **error)
{
  ApoyoMix mix;
  const char *file =
      options->mix ? options->mix : SOURCE_DATADIR "/catalogues/inconsistency-mix-2022.csv";

  apoyo_citizen_set_newest_year (options->year);
  return check (options->citizens > 0, "--citizens must be at least 1", error) &&
         check (options->year == 0 || (options->year >= APOYO_CITIZEN_YEAR && options->year < 2100),
                "--year must be 2026 to 2099", error) &&
         apoyo_mix_load (&mix, file, error) &&
         apoyo_population_init (population, (guint64) options->seed, (guint) options->citizens,
                                &mix, options->district ? options->district : "09-F12", error);
}

static gboolean
do_people (const Options *options, GError **error)
{
  ApoyoPopulation population;
  guint n_written;

  if (!check (options->out != NULL, "--out FILE is needed", error) ||
      !make_population (&population, options, error) ||
      !apoyo_population_write_roll (&population, options->out, &n_written, error))
    return FALSE;
  g_print ("%u citizens, %u of them in the roll\n", population.n_citizens, n_written);
  return TRUE;
}

static gboolean
do_draw (const Options *options, GError **error)
{
  ApoyoPopulation population;
  const ApoyoPlant *plant = apoyo_plant_find (options->plant ? options->plant : "clean");

  return check (options->out != NULL, "--out DIR is needed", error) &&
         check (options->citizen >= 0, "--citizen must be 0 or more", error) &&
         check (plant != NULL, "--plant is not one of “apoyo-sim plants”", error) &&
         make_population (&population, options, error) &&
         apoyo_album_write (&population, plant, (guint) options->citizen, (guint64) options->shot,
                            options->out, error);
}

static gboolean
do_pictures (const Options *options, GError **error)
{
  ApoyoPopulation population;
  const ApoyoPlant *plant = apoyo_plant_find (options->plant);
  gboolean all = g_strcmp0 (options->plant, "all") == 0;
  guint n = (guint) MAX (1, options->count);

  if (!check (options->dir != NULL, "--dir DIR is needed", error) ||
      !check (all || plant != NULL, "--plant is not one of “apoyo-sim plants”", error) ||
      !make_population (&population, options, error))
    return FALSE;
  for (guint i = 0; i < (all ? apoyo_plant_count () : 1); i++) {
    if (!apoyo_album_fill (&population, all ? apoyo_plant_get (i) : plant, n, options->dir, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
do_plants (void)
{
  for (guint i = 0; i < apoyo_plant_count (); i++) {
    const ApoyoPlant *plant = apoyo_plant_get (i);

    g_print ("%-16s %-22s %-6s %-6s %s%s\n", plant->nick, plant->group,
             plant->kind >= APOYO_FATE_M1 ? apoyo_fate_to_nick (plant->kind) : "", plant->causes,
             plant->picture, plant->people ? " (people only)" : "");
  }
  return TRUE;
}

static void
print_report (ApoyoRunnerReport *report)
{
  g_print ("%" G_GUINT64_FORMAT " acknowledged (%" G_GUINT64_FORMAT " on a later attempt), "
           "%" G_GUINT64_FORMAT " refused, %" G_GUINT64_FORMAT " not answered, "
           "%" G_GUINT64_FORMAT " retries in %.1f s\n",
           report->acknowledged, report->repeated, report->refused, report->unanswered,
           report->retries, report->seconds);
  g_print ("%.1f captures/s; latency ms p50 %.1f, p95 %.1f, p99 %.1f, max %.1f; drawing %.1f ms\n",
           (double) report->acknowledged / MAX (report->seconds, 0.001),
           apoyo_runner_report_percentile (report, 50), apoyo_runner_report_percentile (report, 95),
           apoyo_runner_report_percentile (report, 99),
           apoyo_runner_report_percentile (report, 100), report->render_ms);
  for (guint i = 0; i < G_N_ELEMENTS (report->by_status); i++) {
    if (report->by_status[i] > 0 && i != 200 && i != 201)
      g_print ("status %u: %" G_GUINT64_FORMAT "\n", i, report->by_status[i]);
  }
}

static gboolean
write_json (ApoyoRunnerReport *report, const char *file, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"acknowledged\":%" G_GUINT64_FORMAT ",\"repeated\":%" G_GUINT64_FORMAT
      ",\"refused\":%" G_GUINT64_FORMAT ",\"unanswered\":%" G_GUINT64_FORMAT
      ",\"retries\":%" G_GUINT64_FORMAT ",\"seconds\":%.3f,\"per_second\":%.2f,"
      "\"p50_ms\":%.2f,\"p95_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f,"
      "\"render_ms\":%.2f,\"late_ms\":%" G_GINT64_FORMAT "}\n",
      report->acknowledged, report->repeated, report->refused, report->unanswered, report->retries,
      report->seconds, (double) report->acknowledged / MAX (report->seconds, 0.001),
      apoyo_runner_report_percentile (report, 50), apoyo_runner_report_percentile (report, 95),
      apoyo_runner_report_percentile (report, 99), apoyo_runner_report_percentile (report, 100),
      report->render_ms, report->late_ms);

  if (g_str_equal (file, "-")) {
    g_print ("%s", text);
    return TRUE;
  }
  return g_file_set_contents (file, text, -1, error);
}

typedef struct {
  ApoyoRunner *runner;
  GMainLoop *loop;
} Running;

static gboolean
on_signal_cb (gpointer data)
{
  apoyo_runner_stop (((Running *) data)->runner);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_end_cb (gpointer data)
{
  g_main_loop_quit (((Running *) data)->loop);
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer data)
{
  apoyo_runner_run (((Running *) data)->runner);
  g_idle_add (on_end_cb, data);
  return NULL;
}

/* The main thread only waits for signals: each ends the run in order. */
static void
run_until_signal (ApoyoRunner *runner)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Running running = { runner, loop };
  GThread *thread;

  g_unix_signal_add (SIGTERM, on_signal_cb, &running);
  g_unix_signal_add (SIGINT, on_signal_cb, &running);
  thread = g_thread_new ("run", run_thread, &running);
  g_main_loop_run (loop);
  g_thread_join (thread);
}

static gboolean
do_run (const Options *options, gboolean load, GError **error)
{
  ApoyoPopulation population;
  g_autoptr (ApoyoKeys) keys = NULL;
  g_autoptr (ApoyoTruth) truth = NULL;
  g_autoptr (ApoyoRunner) runner = NULL;
  g_autofree char *url = NULL;
  ApoyoRunnerOptions settings = {
    .n_clients = (guint) (options->clients > 0 ? options->clients
                          : load               ? 16
                                               : 8),
    .rate = options->rate,
    .varying = !load && g_strcmp0 (options->profile, "flat") != 0,
    .duration = options->duration,
    .n_captures = (guint64) MAX (0, options->captures),
    .first = (guint64) MAX (0, options->first),
    .prerender = (guint) (options->prerender > 0 ? options->prerender
                          : load                 ? 64
                                                 : 0),
    .patience = options->patience > 0 ? options->patience : 120,
  };

  if (!check (options->url != NULL && options->keys != NULL, "--url and --keys are needed",
              error) ||
      !check (load || options->rate > 0, "--rate must be more than 0", error) ||
      !check (!load || options->captures > 0 || options->duration > 0,
              "--captures or --duration is needed", error) ||
      !make_population (&population, options, error))
    return FALSE;
  keys = apoyo_keys_load (options->keys, options->state, error);
  truth = keys ? apoyo_truth_open (options->truth, options->sync, error) : NULL;
  if (truth == NULL)
    return FALSE;
  url = g_str_has_suffix (options->url, "/") ? g_strndup (options->url, strlen (options->url) - 1)
                                             : g_strdup (options->url);
  settings.url = url;
  runner = apoyo_runner_new (&population, keys, truth, &settings);
  run_until_signal (runner);
  print_report (apoyo_runner_get_report (runner));
  return options->json == NULL ||
         write_json (apoyo_runner_get_report (runner), options->json, error);
}

int
main (int argc, char *argv[])
{
  g_auto (Options) options = { .seed = 1, .citizens = 100000 };
  g_autoptr (GError) error = NULL;
  const char *verb;
  gboolean done = FALSE;

  setlocale (LC_CTYPE, "C.UTF-8");
  if (!parse_options (&options, &argc, &argv, &error)) {
    g_printerr ("apoyo-sim: %s\n\n%s", error->message, USAGE);
    return 2;
  }
  if (options.help || options.version) {
    g_print ("%s", options.help ? USAGE : "apoyo-sim " PACKAGE_VERSION "\n");
    return 0;
  }
  verb = argc > 1 ? argv[1] : "";
  curl_global_init (CURL_GLOBAL_DEFAULT);
  if (g_str_equal (verb, "people")) {
    done = do_people (&options, &error);
  } else if (g_str_equal (verb, "draw")) {
    done = do_draw (&options, &error);
  } else if (g_str_equal (verb, "pictures")) {
    done = do_pictures (&options, &error);
  } else if (g_str_equal (verb, "plants")) {
    done = do_plants ();
  } else if (g_str_equal (verb, "run") || g_str_equal (verb, "load")) {
    done = do_run (&options, g_str_equal (verb, "load"), &error);
  } else {
    g_print ("%s", USAGE);
    return g_str_equal (verb, "help") ? 0 : 2;
  }
  if (!done)
    g_printerr ("apoyo-sim: %s\n", error->message);
  return done ? 0 : g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE) ? 2 : 1;
}
