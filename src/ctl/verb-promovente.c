/* verb-promovente.c: the promoventes of a process, one by one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ctl-acts.h"
#include "ctl-session.h"
#include "ctl-table.h"
#include "ctl-time.h"

typedef struct {
  char *process; /* (owned) (nullable): code or number */
  char *folio;   /* (owned) (nullable) */
  char *name;    /* (owned) (nullable) */
  char *scope;   /* (owned) (nullable) */
  char *opens;   /* (owned) (nullable): a time, or "process" */
  char *closes;  /* (owned) (nullable): the same */
  char *reason;  /* (owned) (nullable) */
  char *acuerdo; /* (owned) (nullable) */
  gboolean dry_run;
  int number;     /* 0: the next */
  int process_id; /* of process, once it is found */
} Options;

typedef struct {
  CtlAct act;
  gboolean (*run) (CtlSession *session, char **arguments, const Options *options, GError **error);
} Act;

static void
options_clear (Options *options)
{
  g_free (options->process);
  g_free (options->folio);
  g_free (options->name);
  g_free (options->scope);
  g_free (options->opens);
  g_free (options->closes);
  g_free (options->reason);
  g_free (options->acuerdo);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static ApoyoResult *
list (CtlSession *session, const Options *options, GError **error)
{
  return ctl_session_call_for (session, "promovente-setup-list", options->process_id, error);
}

/* NULL where there is none, and only there: the column is known. */
static const char *
get (const ApoyoResult *rows, guint row, const char *column)
{
  const char *text = NULL;

  if (!apoyo_result_is_null (rows, row, column))
    apoyo_result_get_text (rows, row, column, &text, NULL);
  return text;
}

/* By number or folio. */
static gboolean
find (const ApoyoResult *rows, const char *text, guint *row, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    if (g_strcmp0 (get (rows, i, "promovente"), text) == 0 ||
        g_strcmp0 (get (rows, i, "folio"), text) == 0) {
      *row = i;
      return TRUE;
    }
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               _ ("There is no promovente %s in this process"), text);
  return FALSE;
}

static void
add_number (ApoyoParams *params, const ApoyoResult *rows, guint row, const char *column)
{
  apoyo_params_add_int (params, (int) g_ascii_strtoll (get (rows, row, column), NULL, 10));
}

/* What every act on one promovente begins with. */
static ApoyoParams *
params_for (const Options *options, const ApoyoResult *rows, guint row)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, options->process_id);
  add_number (params, rows, row, "promovente");
  return params;
}

static gboolean
run_list (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) rows = list (session, options, error);

  return rows != NULL && ctl_table_print (rows, error);
}

static gboolean
run_add (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();
  int number = 0;

  apoyo_params_add_int (params, options->process_id);
  if (options->number > 0)
    apoyo_params_add_int (params, options->number);
  else
    apoyo_params_add_null (params);
  apoyo_params_add_text (params, options->folio);
  apoyo_params_add_text (params, arguments[0]);
  apoyo_params_add_text (params, options->scope);
  rows = ctl_session_call (session, "register-promovente", params, error);
  if (rows == NULL || !apoyo_result_get_int (rows, 0, "promovente", &number, error))
    return FALSE;
  g_print (_ ("promovente %d\n"), number);
  return TRUE;
}

/* What is not said stays. */
static gboolean
run_change (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) rows = list (session, options, error);
  g_autoptr (ApoyoResult) done = NULL;
  ApoyoParams *params = NULL;
  guint row = 0;

  if (rows == NULL || !find (rows, arguments[0], &row, error))
    return FALSE;
  params = params_for (options, rows, row);
  add_number (params, rows, row, "revision");
  apoyo_params_add_text (params, options->name != NULL ? options->name : get (rows, row, "name"));
  apoyo_params_add_text (params,
                         options->folio != NULL ? options->folio : get (rows, row, "folio"));
  apoyo_params_add_text (params,
                         options->scope != NULL ? options->scope : get (rows, row, "scope"));
  done = ctl_session_call (session, "change-promovente", params, error);
  return done != NULL;
}

static gboolean
run_remove (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) rows = list (session, options, error);
  g_autoptr (ApoyoResult) done = NULL;
  ApoyoParams *params = NULL;
  guint row = 0;

  if (rows == NULL || !find (rows, arguments[0], &row, error))
    return FALSE;
  params = params_for (options, rows, row);
  add_number (params, rows, row, "revision");
  apoyo_params_add_text (params, options->reason);
  done = ctl_session_call (session, "remove-promovente", params, error);
  return done != NULL;
}

static gboolean
set_state (CtlSession *session,
           const char *statement,
           const char *promovente,
           const Options *options,
           GError **error)
{
  g_autoptr (ApoyoResult) rows = list (session, options, error);
  g_autoptr (ApoyoResult) done = NULL;
  ApoyoParams *params = NULL;
  guint row = 0;

  if (rows == NULL || !find (rows, promovente, &row, error))
    return FALSE;
  params = params_for (options, rows, row);
  add_number (params, rows, row, "revision");
  apoyo_params_add_text (params, options->reason);
  apoyo_params_add_text (params, options->acuerdo);
  done = ctl_session_call (session, statement, params, error);
  return done != NULL;
}

static gboolean
run_suspend (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  return set_state (session, "suspend-promovente", arguments[0], options, error);
}

static gboolean
run_reinstate (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  return set_state (session, "reinstate-promovente", arguments[0], options, error);
}

static gboolean
run_withdraw (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  return set_state (session, "withdraw-promovente", arguments[0], options, error);
}

/* given: (nullable): "process", or a time by the clocks of zone; otherwise what there is stays. */
static gboolean
add_end (ApoyoParams *params,
         const char *given,
         const char *present,
         GTimeZone *zone,
         gboolean is_end,
         GError **error)
{
  if (given == NULL || strcmp (given, "process") == 0) {
    apoyo_params_add_text (params, given == NULL ? present : NULL);
    return TRUE;
  }
  return ctl_time_add (params, given, zone, is_end, error);
}

static gboolean
run_window (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) rows = list (session, options, error);
  g_autoptr (GTimeZone) zone =
      rows != NULL ? ctl_session_get_time_zone (session, options->process_id, error) : NULL;
  g_autoptr (ApoyoParams) params = NULL;
  g_autoptr (ApoyoResult) done = NULL;
  guint row = 0;

  if (zone == NULL || !find (rows, arguments[0], &row, error))
    return FALSE;
  params = params_for (options, rows, row);
  if (!options->dry_run)
    add_number (params, rows, row, "revision");
  if (!add_end (params, options->opens, get (rows, row, "opens_at"), zone, FALSE, error) ||
      !add_end (params, options->closes, get (rows, row, "closes_at"), zone, TRUE, error))
    return FALSE;
  if (options->dry_run)
    return ctl_session_tell_effect (session, "window-effect", g_steal_pointer (&params), error);
  apoyo_params_add_text (params, options->acuerdo);
  apoyo_params_add_text (params, options->reason);
  done = ctl_session_call (session, "set-promovente-window", g_steal_pointer (&params), error);
  return done != NULL;
}

static const Act acts[] = {
  { { "list", N_ ("--process P"), 0, 0 }, run_list },
  { { "add", N_ ("--process P NAME [--number N] [--folio F] [--scope CODE]"), 1, 1 }, run_add },
  { { "change", N_ ("--process P PROMOVENTE [--name NAME] [--folio F] [--scope CODE]"), 1, 1 },
    run_change },
  { { "remove", N_ ("--process P PROMOVENTE --reason TEXT"), 1, 1 }, run_remove },
  { { "suspend", N_ ("--process P PROMOVENTE --reason TEXT --acuerdo A"), 1, 1 }, run_suspend },
  { { "reinstate", N_ ("--process P PROMOVENTE --reason TEXT --acuerdo A"), 1, 1 }, run_reinstate },
  { { "withdraw", N_ ("--process P PROMOVENTE --reason TEXT --acuerdo A"), 1, 1 }, run_withdraw },
  { { "window",
      N_ ("--process P PROMOVENTE [--opens TIME|process] [--closes TIME|process]\n"
          "                [--reason TEXT --acuerdo A] [--dry-run]"),
      1, 1 },
    run_window },
};

int
apoyo_ctl_verb_promovente (ApoyoCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (CtlSession) session = NULL;
  g_autoptr (GError) error = NULL;
  const Act *act = NULL;
  const GOptionEntry entries[] = {
    { "process", 0, 0, G_OPTION_ARG_STRING, &options.process, N_ ("Process (code or number)"),
      "P" },
    { "number", 0, 0, G_OPTION_ARG_INT, &options.number, N_ ("Number (the next)"), "N" },
    { "folio", 0, 0, G_OPTION_ARG_STRING, &options.folio, N_ ("Folio (the code and the number)"),
      N_ ("FOLIO") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("Name"), N_ ("NAME") },
    { "scope", 0, 0, G_OPTION_ARG_STRING, &options.scope,
      N_ ("Demarcation (the only one there is)"), N_ ("CODE") },
    { "opens", 0, 0, G_OPTION_ARG_STRING, &options.opens,
      N_ ("Beginning of the window, by the clocks of the process"), N_ ("TIME") },
    { "closes", 0, 0, G_OPTION_ARG_STRING, &options.closes,
      N_ ("End of the window; a day without an hour is meant whole"), "TIME" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
      N_ ("Tell the effect of the window and change nothing"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_ ("Why"), N_ ("TEXT") },
    { "acuerdo", 0, 0, G_OPTION_ARG_STRING, &options.acuerdo, N_ ("On what authority"),
      N_ ("INE/CG…") },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, _ ("ACT …"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  act = CTL_ACTS_FIND (acts, argc, argv);
  if (act == NULL || options.process == NULL) {
    CTL_ACTS_PRINT ("promovente", acts);
    return APOYO_CTL_USAGE;
  }
  session = ctl_session_open (ctl, "ruben", &error);
  if (session == NULL ||
      !ctl_session_find_process (session, options.process, &options.process_id, &error) ||
      !act->run (session, argv + 2, &options, &error))
    return apoyo_ctl_fail (error);
  return APOYO_CTL_SUCCESS;
}
