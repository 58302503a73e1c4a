/* apoyod.c: the server: receives supports, validates them, keeps the log.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyod"

#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <malloc.h>
#include <openssl/crypto.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "apoyo-cluster.h"
#include "apoyo-conninfo.h"
#include "apoyo-evidence-service.h"
#include "apoyo-intake.h"
#include "apoyo-ledger.h"
#include "apoyo-validator.h"

#define STOP_TIMEOUT 20  /* seconds */
#define MOST_READERS 256 /* each may hold a third of a GiB */

typedef enum {
  ROLE_INTAKE = 1 << 0,
  ROLE_VALIDATOR = 1 << 1,
  ROLE_LEDGER = 1 << 2,
  ROLE_EVIDENCE = 1 << 3,
  ROLE_ALL = ROLE_INTAKE | ROLE_VALIDATOR | ROLE_LEDGER | ROLE_EVIDENCE,
} Roles;

/* What the command line says. Strings are owned. */
typedef struct {
  char *roles;
  char *listen;
  char *port_file;
  char *evidence_listen;
  char *evidence_address;
  char *dir;
  char *keys;
  char *vault;
  char *database;
  gboolean create_keys;
  gboolean version;
  int stop_timeout;
  int lease;
  int readers;
  ApoyoIntakeOptions intake;
} Options;

typedef struct {
  GMainLoop *loop;
  Roles roles;
  ApoyoKeyring *keyring;          /* (owned) */
  ApoyoVault *vault;              /* (owned) */
  ApoyoIntake *intake;            /* (owned) (nullable) */
  ApoyoValidator *validator;      /* (owned) (nullable) */
  ApoyoLedger *ledger;            /* (owned) (nullable) */
  ApoyoEvidenceService *evidence; /* (owned) (nullable) */
  guint stop_timeout;             /* seconds */
  guint deadline;                 /* of stopping, 0 before */
  gboolean stopping;
  gboolean stopped;
} Server;

static void stop_next (Server *server);

static gboolean
parse_roles (const char *text, Roles *roles, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text ? text : "intake,validator,ledger,evidence", ",", -1);

  *roles = 0;
  for (guint i = 0; names[i] != NULL; i++) {
    if (g_str_equal (names[i], "intake"))
      *roles |= ROLE_INTAKE;
    else if (g_str_equal (names[i], "validator"))
      *roles |= ROLE_VALIDATOR;
    else if (g_str_equal (names[i], "ledger"))
      *roles |= ROLE_LEDGER;
    else if (g_str_equal (names[i], "evidence"))
      *roles |= ROLE_EVIDENCE;
    else {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "There is no role \"%s\": intake, validator, ledger, evidence", names[i]);
      return FALSE;
    }
  }
  if (*roles != 0)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "Say at least one role: intake, validator, ledger, evidence");
  return FALSE;
}

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  ApoyoIntakeOptions *intake = &options->intake;
  /* The hidden ones are for tests, which cannot wait an hour. */
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &options->roles,
      "What to do: intake, validator, ledger, evidence (all)", "ROLE,…" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen,
      "Where the intake listens (127.0.0.1:0); port 0 is any", "ADDRESS:PORT" },
    { "port-file", 0, 0, G_OPTION_ARG_FILENAME, &options->port_file,
      "File to write the intake's port to", "FILE" },
    { "evidence-listen", 0, 0, G_OPTION_ARG_STRING, &options->evidence_listen,
      "Where the evidence listens (127.0.0.1:0)", "ADDRESS:PORT" },
    { "evidence-address", 0, 0, G_OPTION_ARG_STRING, &options->evidence_address,
      "Where consoles reach the evidence (as it listens): https, unless it is this machine",
      "URL" },
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &options->dir,
      "Keys, vault and private database in one directory", "DIR" },
    { "keys", 0, 0, G_OPTION_ARG_FILENAME, &options->keys, "Key directory", "DIR" },
    { "vault", 0, 0, G_OPTION_ARG_FILENAME, &options->vault, "Directory of the captures", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &options->database,
      "libpq connection string, without user (the environment)", "CONNINFO" },
    { "create-keys", 0, 0, G_OPTION_ARG_NONE, &options->create_keys,
      "Make the keys and the vault when there are none (always with --dir)", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL },
    { "max-connections", 0, 0, G_OPTION_ARG_INT, &intake->max_connections,
      "HTTP connections at once (512)", "N" },
    { "max-bodies", 0, 0, G_OPTION_ARG_INT, &intake->max_bodies,
      "Request bodies in memory at once (32)", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &intake->threads,
      "Threads that speak HTTP (as many as processors, up to 4)", "N" },
    { "readers", 0, 0, G_OPTION_ARG_INT, &options->readers,
      "Processes of the validator that read pictures (as many as processors)", "N" },
    { "header-timeout", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &intake->header_timeout, "",
      "SECONDS" },
    { "body-timeout", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &intake->body_timeout, "",
      "SECONDS" },
    { "handling-timeout", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &intake->handling_timeout, "",
      "SECONDS" },
    { "stop-timeout", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &options->stop_timeout, "",
      "SECONDS" },
    { "lease", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &options->lease, "", "SECONDS" },
    { "token-life", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &intake->token_life, "", "SECONDS" },
    { "sweep-age", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &intake->sweep_age, "", "SECONDS" },
    { "sweep-interval", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &intake->sweep_interval, "",
      "SECONDS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "The server of Apoyo Ciudadano.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc == 1)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "\"%s\" is no option", (*argv)[1]);
  return FALSE;
}

/* Whatever is not in range would be taken for something very large, or do nothing for ever. */
static gboolean
check_numbers (const Options *options, GError **error)
{
  const struct {
    const char *name;
    gint64 value, least, most;
  } numbers[] = {
    { "max-connections", options->intake.max_connections, 1, 65536 },
    { "max-bodies", options->intake.max_bodies, 1, 4096 },
    { "threads", options->intake.threads, 0, 64 }, /* 0: as many as serve */
    { "readers", options->readers, 1, MOST_READERS },
    { "stop-timeout", options->stop_timeout, 1, 3600 },
    { "lease", options->lease, 0, 3600 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].value < numbers[i].least || numbers[i].value > numbers[i].most) {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "--%s is a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                   numbers[i].name, MAX (numbers[i].least, 1), numbers[i].most);
      return FALSE;
    }
  return TRUE;
}

static gboolean
complete_options (Options *options, GError **error)
{
  if (options->dir != NULL) {
    options->create_keys = TRUE;
    if (options->keys == NULL)
      options->keys = g_build_filename (options->dir, "keys", NULL);
    if (options->vault == NULL)
      options->vault = g_build_filename (options->dir, "vault", NULL);
  }
  if (options->listen == NULL)
    options->listen = g_strdup ("127.0.0.1:0");
  if (options->evidence_listen == NULL)
    options->evidence_listen = g_strdup ("127.0.0.1:0");
  if (!check_numbers (options, error))
    return FALSE;
  if (options->keys != NULL && options->vault != NULL)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       "Say where things are: --dir, or --keys and --vault");
  return FALSE;
}

static void
options_clear (Options *options)
{
  g_free (options->roles);
  g_free (options->listen);
  g_free (options->port_file);
  g_free (options->evidence_listen);
  g_free (options->evidence_address);
  g_free (options->dir);
  g_free (options->keys);
  g_free (options->vault);
  g_free (options->database);
}

/* Each role has a user of its own, who may call that role's commands and nothing else. */
static char *
conninfo_for (const Options *options, const char *user, GError **error)
{
  g_autoptr (ApoyoCluster) cluster = NULL;

  if (options->database != NULL || options->dir == NULL)
    return apoyo_conninfo_with_user (options->database != NULL ? options->database : "", user,
                                     error);
  cluster = apoyo_cluster_new (options->dir);
  return apoyo_cluster_get_conninfo (cluster, user);
}

static gboolean
write_port (Server *server, const Options *options, GError **error)
{
  guint16 port = apoyo_intake_get_port (server->intake);
  g_autofree char *text = g_strdup_printf ("%u\n", port);

  g_message ("The intake listens on port %u", port);
  return options->port_file == NULL || g_file_set_contents (options->port_file, text, -1, error);
}

static gboolean
start_intake (Server *server, const Options *options, GError **error)
{
  g_autofree char *conninfo = conninfo_for (options, "apoyo_intake", error);

  if (conninfo == NULL)
    return FALSE;
  server->intake = apoyo_intake_new (conninfo, server->vault, server->keyring, &options->intake);
  return apoyo_intake_start (server->intake, options->listen, error) &&
         write_port (server, options, error);
}

static gboolean
start_validator (Server *server, const Options *options, GError **error)
{
  g_autofree char *conninfo = conninfo_for (options, "apoyo_validator", error);
  g_autoptr (ApoyoReader) reader = NULL;

  if (conninfo == NULL)
    return FALSE;
  reader = apoyo_reader_new ((guint) options->readers);
  server->validator = apoyo_validator_new (conninfo, server->vault, server->keyring, reader);
  /* So that each reader has the next capture at hand when it is done with one. */
  apoyo_validator_set_in_flight (server->validator, MAX (16, 2 * (guint) options->readers));
  if (options->lease > 0)
    apoyo_validator_set_lease (server->validator, (guint) options->lease * 1000);
  apoyo_validator_start (server->validator);
  return TRUE;
}

static gboolean
start_ledger (Server *server, const Options *options, GError **error)
{
  g_autofree char *conninfo = conninfo_for (options, "apoyo_ledger", error);

  if (conninfo == NULL)
    return FALSE;
  server->ledger = apoyo_ledger_new (conninfo, server->keyring);
  apoyo_ledger_start (server->ledger);
  return TRUE;
}

static gboolean
start_evidence (Server *server, const Options *options, GError **error)
{
  g_autofree char *conninfo = conninfo_for (options, "apoyo_evidence", error);

  if (conninfo == NULL)
    return FALSE;
  server->evidence = apoyo_evidence_service_new (conninfo, server->vault, server->keyring);
  return apoyo_evidence_service_start (server->evidence, options->evidence_listen,
                                       options->evidence_address, error);
}

static gboolean
start (Server *server, const Options *options, GError **error)
{
  server->keyring = apoyo_keyring_open (options->keys, options->create_keys, error);
  if (server->keyring == NULL)
    return FALSE;
  server->vault = apoyo_vault_new (options->vault, server->keyring, options->create_keys, error);
  if (server->vault == NULL)
    return FALSE;
  /* The ledger first and the intake last: what comes in finds the others at work. */
  if ((server->roles & ROLE_LEDGER) && !start_ledger (server, options, error))
    return FALSE;
  if ((server->roles & ROLE_VALIDATOR) && !start_validator (server, options, error))
    return FALSE;
  if ((server->roles & ROLE_EVIDENCE) && !start_evidence (server, options, error))
    return FALSE;
  return !(server->roles & ROLE_INTAKE) || start_intake (server, options, error);
}

static void
role_stopped (Server *server, const char *role, GError *error)
{
  if (error != NULL)
    g_warning ("The %s did not end well: %s", role, error->message);
  g_clear_error (&error);
  stop_next (server);
}

static void
intake_stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;
  GError *error = NULL;

  apoyo_intake_stop_finish (APOYO_INTAKE (object), result, &error);
  g_clear_object (&server->intake);
  role_stopped (server, "intake", error);
}

static void
validator_stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;
  GError *error = NULL;

  apoyo_validator_stop_finish (APOYO_VALIDATOR (object), result, &error);
  g_clear_object (&server->validator);
  role_stopped (server, "validator", error);
}

static void
ledger_stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;
  GError *error = NULL;

  apoyo_ledger_stop_finish (APOYO_LEDGER (object), result, &error);
  g_clear_object (&server->ledger);
  role_stopped (server, "ledger", error);
}

static void
evidence_stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;
  GError *error = NULL;

  apoyo_evidence_service_stop_finish (APOYO_EVIDENCE_SERVICE (object), result, &error);
  g_clear_object (&server->evidence);
  role_stopped (server, "evidence", error);
}

/* In the order in which a support passes through them. */
static void
stop_next (Server *server)
{
  if (server->intake != NULL)
    apoyo_intake_stop_async (server->intake, intake_stopped_cb, server);
  else if (server->evidence != NULL)
    apoyo_evidence_service_stop_async (server->evidence, evidence_stopped_cb, server);
  else if (server->validator != NULL)
    apoyo_validator_stop_async (server->validator, validator_stopped_cb, server);
  else if (server->ledger != NULL)
    apoyo_ledger_stop_async (server->ledger, ledger_stopped_cb, server);
  else {
    server->stopped = TRUE;
    g_main_loop_quit (server->loop);
  }
}

/* Whatever was acknowledged is safe, and what was not is sent again: ending here loses nothing. */
static void
end_at_once (const char *why)
{
  g_warning ("Ending with work unfinished: %s", why);
  _exit (1);
}

static gboolean
on_deadline (gpointer user_data)
{
  end_at_once ("the rest did not end in time");
  return G_SOURCE_REMOVE;
}

/* Once: who could not start is stopped already when somebody tells it to. */
static void
stop (Server *server)
{
  if (server->stopping)
    return;
  server->stopping = TRUE;
  stop_next (server);
}

static gboolean
on_signal (gpointer user_data)
{
  Server *server = user_data;

  if (server->deadline != 0)
    end_at_once ("told so a second time");
  server->deadline = g_timeout_add_seconds (server->stop_timeout, on_deadline, server);
  g_message ("Ending: what was received is finished first");
  stop (server);
  return G_SOURCE_CONTINUE;
}

/* Memory is bounded by the bodies held at once; keep the allocator from multiplying it. */
static void
tune_process (void)
{
  struct rlimit files;

  /* Workers of GLib's end when they like, also while main () returns; OpenSSL would clean up what
   * is theirs at the same time as they do. The system takes it all back anyway. */
  OPENSSL_init_crypto (OPENSSL_INIT_NO_ATEXIT, NULL);
  mallopt (M_ARENA_MAX, 4);
  mallopt (M_TRIM_THRESHOLD, 16 * 1024 * 1024);
  /* Bodies come and go: fresh pages for each would cost more than reading them. */
  mallopt (M_MMAP_THRESHOLD, 8 * 1024 * 1024);
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN); /* a file size limit is a full disk, not the end */
  if (getrlimit (RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = MIN (files.rlim_max, 65536);
    setrlimit (RLIMIT_NOFILE, &files);
  }
}

static int
run (const Options *options, Roles roles, GError **error)
{
  Server server = { .loop = g_main_loop_new (NULL, FALSE),
                    .roles = roles,
                    .stop_timeout = (guint) options->stop_timeout };
  guint terminate = g_unix_signal_add (SIGTERM, on_signal, &server);
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, &server);
  gboolean started = start (&server, options, error);

  if (!started)
    stop (&server);
  if (!server.stopped) /* a loop that is not run yet cannot be told to end */
    g_main_loop_run (server.loop);
  g_source_remove (terminate);
  g_source_remove (interrupt);
  g_clear_handle_id (&server.deadline, g_source_remove);
  g_clear_object (&server.vault);
  g_clear_object (&server.keyring);
  g_main_loop_unref (server.loop);
  return started ? 0 : 1;
}

int
main (int argc, char *argv[])
{
  Options options = { .intake = apoyo_intake_default_options,
                      .stop_timeout = STOP_TIMEOUT,
                      .readers = MIN ((int) g_get_num_processors (), MOST_READERS) };
  g_autoptr (GError) error = NULL;
  Roles roles = ROLE_ALL;
  int status = 2;

  setlocale (LC_ALL, "");
  tune_process ();
  if (parse_options (&options, &argc, &argv, &error)) {
    if (options.version) {
      g_print ("apoyod %s\n", PACKAGE_VERSION);
      status = 0;
    } else if (parse_roles (options.roles, &roles, &error) && complete_options (&options, &error)) {
      status = run (&options, roles, &error);
    }
  }
  if (error != NULL)
    g_printerr ("apoyod: %s\n", error->message);
  options_clear (&options);
  return status;
}
