/* verb-auxiliary.c: the auxiliaries of a process, their keys, and the end of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "ctl-acts.h"
#include "ctl-auxiliaries.h"
#include "ctl-keys.h"
#include "ctl-table.h"
#include "ctl-words.h"

#define MOST_CLAVE 64

typedef struct {
  ApoyoCtl *ctl;
  char *process; /* (owned) (nullable): code or number */
  char *out;     /* (owned) (nullable): where keys are written */
  char *keys;    /* (owned) (nullable): directory of the roll's key */
  char *reason;  /* (owned) (nullable) */
  int promovente;
  int per_promovente;
} Options;

typedef struct {
  CtlAct act;
  gboolean needs_process;
  gboolean writes_keys;
  gboolean (*run) (CtlSession *session, char **arguments, const Options *options, GError **error);
} Act;

static void
options_clear (Options *options)
{
  g_free (options->process);
  g_free (options->out);
  g_free (options->keys);
  g_free (options->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_auxiliary (const char *text, gint64 *auxiliary, GError **error)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, error))
    return FALSE;
  *auxiliary = (gint64) number;
  return TRUE;
}

static gboolean
run_list (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = NULL;
  int process = 0;

  if (!ctl_session_find_process (session, options->process, &process, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, process);
  if (options->promovente > 0)
    apoyo_params_add_int (params, options->promovente);
  else
    apoyo_params_add_null (params);
  rows = ctl_session_call (session, "auxiliary-list", params, error);
  return rows != NULL && ctl_table_print (rows, error);
}

/* From standard input and never from the command line, which others see and shells remember. Empty
 * when nobody is named. */
static char *
read_clave (void)
{
  char line[MOST_CLAVE] = "";

  if (isatty (STDIN_FILENO))
    g_printerr (_ ("Clave de elector (in a drill it may be empty): "));
  if (fgets (line, sizeof line, stdin) == NULL)
    return g_strdup ("");
  return g_strdup (g_strstrip (line));
}

/* (nullable): nobody is named. */
static gboolean
hash_clave (CtlSession *session, const Options *options, GBytes **hash, GError **error)
{
  g_autofree char *clave = read_clave ();
  g_autoptr (ApoyoKeyring) keyring = NULL;

  *hash = NULL;
  if (*clave == '\0')
    return TRUE;
  keyring = ctl_open_keyring (options->ctl, options->keys, error);
  if (keyring == NULL || !ctl_hold_roll_key (session, keyring, error))
    return FALSE;
  *hash = ctl_hash_clave (keyring, clave, error);
  return *hash != NULL;
}

/* Where a promovente collects, for the simulator and for whoever hands keys out. */
static gboolean
find_scope (const ApoyoResult *rows, int promovente, const char **scope, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    int number = 0;

    if (!apoyo_result_get_int (rows, i, "promovente", &number, error))
      return FALSE;
    if (number == promovente)
      return apoyo_result_get_text (rows, i, "scope", scope, error);
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               _ ("There is no promovente %d in this process"), promovente);
  return FALSE;
}

static gboolean
issue_one (CtlSession *session, int process, const Options *options, GString *csv, GError **error)
{
  g_autoptr (GBytes) clave = NULL;
  g_autoptr (GBytes) hash = NULL;
  g_autofree char *key = NULL;
  g_autoptr (ApoyoResult) promoventes =
      ctl_session_call_for (session, "ctl-promoventes", process, error);
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = NULL;
  const char *scope = NULL;
  const char *drill = ctl_drill_mark (session, process, error);
  gint64 auxiliary = 0;

  if (drill == NULL || promoventes == NULL ||
      !find_scope (promoventes, options->promovente, &scope, error) ||
      !hash_clave (session, options, &clave, error))
    return FALSE;
  key = ctl_new_key (&hash, error);
  if (key == NULL)
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, process);
  apoyo_params_add_int (params, options->promovente);
  apoyo_params_add_bytes (params, hash);
  apoyo_params_add_bytes (params, clave);
  rows = ctl_session_call (session, "register-auxiliary", params, error);
  if (rows == NULL || !apoyo_result_get_int64 (rows, 0, "auxiliary", &auxiliary, error))
    return FALSE;
  g_string_append_printf (csv, "%d,%d,%s,%s,%s\n", process, options->promovente, key, scope, drill);
  g_print (_ ("auxiliary %lld\n"), (long long) auxiliary);
  return TRUE;
}

static gboolean
run_issue (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autofree char *header = ctl_word_header (ctl_auxiliaries_columns);
  g_autoptr (GString) csv = g_string_new (header);
  int process = 0;

  if (!ctl_session_find_process (session, options->process, &process, error))
    return FALSE;
  if (options->promovente > 0
          ? !issue_one (session, process, options, csv, error)
          : !ctl_issue_auxiliaries (session, process, options->per_promovente, csv, error))
    return FALSE;
  return ctl_write_keys (session, csv, options->out, error);
}

/* An auxiliary that there is not: the command says so. */
static gboolean
find_drill (CtlSession *session, gint64 auxiliary, const char **drill, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (ApoyoResult) rows = NULL;
  int process = 0;

  apoyo_params_add_int64 (params, auxiliary);
  rows = ctl_session_call (session, "ctl-auxiliary-process", params, error);
  *drill = "";
  if (rows == NULL || apoyo_result_get_n_rows (rows) == 0)
    return rows != NULL;
  if (!apoyo_result_get_int (rows, 0, "process", &process, error))
    return FALSE;
  *drill = ctl_drill_mark (session, process, error);
  return *drill != NULL;
}

static gboolean
run_key (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  static const char *const columns[] = { "auxiliary", "key", "drill", NULL };
  g_autofree char *header = ctl_word_header (columns);
  g_autoptr (GString) csv = g_string_new (header);
  g_autoptr (GBytes) hash = NULL;
  g_autofree char *key = NULL;
  g_autoptr (ApoyoResult) done = NULL;
  ApoyoParams *params = NULL;
  const char *drill = NULL;
  gint64 auxiliary = 0;

  if (!parse_auxiliary (arguments[0], &auxiliary, error) ||
      !find_drill (session, auxiliary, &drill, error))
    return FALSE;
  key = ctl_new_key (&hash, error);
  if (key == NULL)
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, auxiliary);
  apoyo_params_add_bytes (params, hash);
  apoyo_params_add_text (params, options->reason);
  done = ctl_session_call (session, "issue-auxiliary-key", params, error);
  if (done == NULL)
    return FALSE;
  g_string_append_printf (csv, "%" G_GINT64_FORMAT ",%s,%s\n", auxiliary, key, drill);
  return ctl_write_keys (session, csv, options->out, error);
}

static gboolean
run_revoke (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) done = NULL;
  ApoyoParams *params = NULL;
  gint64 auxiliary = 0;

  if (!parse_auxiliary (arguments[0], &auxiliary, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, auxiliary);
  apoyo_params_add_text (params, options->reason);
  done = ctl_session_call (session, "revoke-auxiliary", params, error);
  return done != NULL;
}

static const Act acts[] = {
  { { "list", N_ ("--process P [--promovente N]"), 0, 0 }, TRUE, FALSE, run_list },
  { { "issue", N_ ("--process P [--promovente N|--per-promovente N] --out FILE"), 0, 0 },
    TRUE,
    TRUE,
    run_issue },
  { { "key", N_ ("AUXILIARY --reason TEXT --out FILE"), 1, 1 }, FALSE, TRUE, run_key },
  { { "revoke", N_ ("AUXILIARY --reason TEXT"), 1, 1 }, FALSE, FALSE, run_revoke },
};

/* Whether what it needs was said. */
static gboolean
is_complete (const Act *act, const Options *options)
{
  return (options->process != NULL || !act->needs_process) &&
         (options->out != NULL || !act->writes_keys) && options->per_promovente > 0;
}

/* Keys are on disk before they are valid: what makes them does so in one transaction, which
 * ctl_write_keys() commits. */
static gboolean
run (const Act *act, char **arguments, const Options *options, GError **error)
{
  g_autoptr (CtlSession) session = ctl_session_open (options->ctl, "ruben", error);
  g_autoptr (ApoyoResult) begun = NULL;

  if (session == NULL)
    return FALSE;
  if (act->writes_keys) {
    begun = ctl_session_call (session, "begin", NULL, error);
    if (begun == NULL)
      return FALSE;
  }
  return act->run (session, arguments, options, error);
}

int
apoyo_ctl_verb_auxiliary (ApoyoCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { .ctl = ctl, .per_promovente = 1 };
  g_autoptr (GError) error = NULL;
  const Act *act = NULL;
  const GOptionEntry entries[] = {
    { "process", 0, 0, G_OPTION_ARG_STRING, &options.process, N_ ("Process (code or number)"),
      "P" },
    { "promovente", 0, 0, G_OPTION_ARG_INT, &options.promovente,
      N_ ("Only this one; whose clave de elector is read from standard input"), "N" },
    { "per-promovente", 0, 0, G_OPTION_ARG_INT, &options.per_promovente,
      N_ ("In a drill: keys for each (1)"), "N" },
    { "keys", 0, 0, G_OPTION_ARG_FILENAME, &options.keys, N_ ("Directory of the keys"),
      N_ ("DIRECTORY") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_ ("Why"), N_ ("TEXT") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_ ("Where keys are written, once"),
      N_ ("FILE") },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, _ ("ACT …"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  act = CTL_ACTS_FIND (acts, argc, argv);
  if (act == NULL || !is_complete (act, &options)) {
    CTL_ACTS_PRINT ("auxiliary", acts);
    return APOYO_CTL_USAGE;
  }
  if (options.out != NULL && !ctl_may_write_keys (options.out, &error))
    return apoyo_ctl_fail (error);
  return run (act, argv + 2, &options, &error) ? APOYO_CTL_SUCCESS : apoyo_ctl_fail (error);
}
