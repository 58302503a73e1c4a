/* verb-checks.c: the settings of the automatic checks of a process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"
#include "ctl-acts.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ctl-session.h"

typedef struct {
  char *reason;  /* (owned) (nullable) */
  char *acuerdo; /* (owned) (nullable) */
  int version;   /* 0: the newest */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->reason);
  g_free (options->acuerdo);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct {
  CtlAct parent; /* first */
  gboolean (*act) (CtlSession *session, const Options *options, char **arguments, GError **error);
} Act;

static ApoyoResult *
read_versions (CtlSession *session, const char *name, int *process, GError **error)
{
  return ctl_session_find_process (session, name, process, error)
             ? ctl_session_call_for (session, "check-settings", *process, error)
             : NULL;
}

static gboolean
print_document (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, error);
  g_autofree char *pretty = node != NULL ? json_to_string (node, TRUE) : NULL;

  if (pretty == NULL)
    return FALSE;
  g_print ("%s\n", pretty);
  return TRUE;
}

/* Beside the document, which is for programs too. */
static gboolean
tell_outdated (const ApoyoResult *rows, guint row, GError **error)
{
  g_auto (GStrv) outdated = NULL;
  g_autofree char *names = NULL;

  if (!apoyo_result_get_text_array (rows, row, "outdated", &outdated, error))
    return FALSE;
  if (g_strv_length (outdated) == 0)
    return TRUE;
  names = g_strjoinv (", ", outdated);
  g_printerr (
      _ ("Limits that were set for an older version of the program: %s. Who names a limit "
         "of one of these begins from those that ship now; naming the same ones again says that "
         "they are right.\n"),
      names);
  return TRUE;
}

static gboolean
show (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  int process = 0;
  g_autoptr (ApoyoResult) rows = read_versions (session, arguments[0], &process, error);

  for (guint i = 0; rows != NULL && i < apoyo_result_get_n_rows (rows); i++) {
    const char *document = NULL;
    int version = 0;

    if (!apoyo_result_get_int (rows, i, "version", &version, error) ||
        !apoyo_result_get_text (rows, i, "document", &document, error))
      return FALSE;
    if (options->version == 0 || options->version == version)
      return print_document (document, error) && tell_outdated (rows, i, error);
  }
  if (rows != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no version %d of them"),
                 options->version);
  return FALSE;
}

static gboolean
print_version (CtlSession *session, int process, const ApoyoResult *rows, guint row, GError **error)
{
  g_autoptr (GTimeZone) zone = ctl_session_get_time_zone (session, process, error);
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *when = NULL;
  const char *by = NULL;
  const char *acuerdo = NULL;
  const char *reason = NULL;
  int version = 0;

  if (zone == NULL || !apoyo_result_get_int (rows, row, "version", &version, error) ||
      !apoyo_result_get_text (rows, row, "adopted_by_name", &by, error) ||
      !apoyo_result_get_time (rows, row, "adopted_at", &at, error) ||
      (!apoyo_result_is_null (rows, row, "acuerdo") &&
       !apoyo_result_get_text (rows, row, "acuerdo", &acuerdo, error)) ||
      (!apoyo_result_is_null (rows, row, "reason") &&
       !apoyo_result_get_text (rows, row, "reason", &reason, error)))
    return FALSE;
  local = g_date_time_to_timezone (at, zone);
  when = g_date_time_format (local, "%Y-%m-%d %H:%M");
  g_print ("%d\t%s\t%s\t%s\t%s\n", version, when, by, acuerdo != NULL ? acuerdo : "-",
           reason != NULL ? reason : "-");
  return TRUE;
}

static gboolean
history (CtlSession *session,
         const Options *options G_GNUC_UNUSED,
         char **arguments,
         GError **error)
{
  int process = 0;
  g_autoptr (ApoyoResult) rows = read_versions (session, arguments[0], &process, error);

  for (guint i = 0; rows != NULL && i < apoyo_result_get_n_rows (rows); i++) {
    if (!print_version (session, process, rows, i, error))
      return FALSE;
  }
  return rows != NULL;
}

static gboolean
change_from (CtlSession *session,
             const Options *options,
             int process,
             int version,
             const char *changes,
             GError **error)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (ApoyoResult) rows = NULL;

  apoyo_params_add_int (params, process);
  apoyo_params_add_int (params, version);
  apoyo_params_add_text (params, changes);
  apoyo_params_add_text (params, options->acuerdo);
  apoyo_params_add_text (params, options->reason);
  rows = ctl_session_call (session, "change-checks", params, error);
  if (rows == NULL || !apoyo_result_get_int (rows, 0, "version", &version, error))
    return FALSE;
  g_print (_ ("The checks are at version %d\n"), version);
  g_clear_pointer (&rows, apoyo_result_unref);
  rows = ctl_session_call_for (session, "check-settings", process, error);
  return rows != NULL && tell_outdated (rows, 0, error);
}

static gboolean
change (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  g_autofree char *changes = NULL;
  int process = 0;
  int version = options->version;
  g_autoptr (ApoyoResult) rows = NULL;

  if (!g_file_get_contents (arguments[1], &changes, NULL, error))
    return FALSE;
  rows = read_versions (session, arguments[0], &process, error);
  if (rows == NULL || (version == 0 && !apoyo_result_get_int (rows, 0, "version", &version, error)))
    return FALSE;
  return change_from (session, options, process, version, changes, error);
}

static const Act acts[] = {
  { { "show", "", 1, 1 }, show },
  { { "history", "", 1, 1 }, history },
  { { "change", "", 2, 2 }, change },
};

static int
usage (void)
{
  g_printerr (_ ("Usage: apoyoctl checks show PROCESS [--settings N]\n"
                 "       apoyoctl checks history PROCESS\n"
                 "       apoyoctl checks change PROCESS CHANGES.json --reason TEXT [--acuerdo A] "
                 "[--settings N]\n"));
  return APOYO_CTL_USAGE;
}

int
apoyo_ctl_verb_checks (ApoyoCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (CtlSession) session = NULL;
  g_autoptr (GError) error = NULL;
  const Act *act;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_ ("Why they are changed"),
      N_ ("TEXT") },
    { "acuerdo", 0, 0, G_OPTION_ARG_STRING, &options.acuerdo, N_ ("On whose authority"), "A" },
    { "settings", 0, 0, G_OPTION_ARG_INT, &options.version,
      N_ ("Version to show; or to change from, refused if somebody made another since"), "N" },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, _ ("ACT …"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  act = CTL_ACTS_FIND (acts, argc, argv);
  if (act == NULL)
    return usage ();
  session = ctl_session_open (ctl, "ruben", &error);
  if (session == NULL || !act->act (session, &options, argv + 2, &error))
    return apoyo_ctl_fail (error);
  return APOYO_CTL_SUCCESS;
}
