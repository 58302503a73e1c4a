/* ctl-dossier.c: one support as the console's dossier has it, where no console is at hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "ctl-dossier.h"
#include "ctl-words.h"

/* The parameters of a command on the support, begun with its number. NULL: there is none. */
static ApoyoParams *
params_for (CtlSession *session, const char *folio, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (ApoyoResult) rows = NULL;
  gint64 support = 0;

  apoyo_params_add_text (params, folio);
  rows = ctl_session_call (session, "find-support", params, error);
  if (rows == NULL || !apoyo_result_get_int64 (rows, 0, "support", &support, error))
    return NULL;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, support);
  return params;
}

gboolean
ctl_dossier_show (CtlSession *session, char **arguments, GError **error)
{
  ApoyoParams *params = params_for (session, arguments[0], error);
  g_autoptr (ApoyoResult) rows =
      params != NULL ? ctl_session_call (session, "support-dossier", params, error) : NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  const char *dossier = NULL;

  if (rows == NULL || !apoyo_result_get_text (rows, 0, "dossier", &dossier, error))
    return FALSE;
  root = json_from_string (dossier, error);
  if (root == NULL)
    return FALSE;
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
  return TRUE;
}

static gboolean
print_stuck (const ApoyoResult *rows, guint row, GError **error)
{
  const char *folio = NULL;
  const char *cause = NULL;
  gint64 attempts = 0;
  g_autoptr (GDateTime) received = NULL;
  g_autofree char *time = NULL;

  if (!apoyo_result_get_text (rows, row, "folio", &folio, error) ||
      !apoyo_result_get_text (rows, row, "cause", &cause, error) ||
      !apoyo_result_get_int64 (rows, row, "attempts", &attempts, error) ||
      !apoyo_result_get_time (rows, row, "received_at", &received, error))
    return FALSE;
  time = g_date_time_format_iso8601 (received);
  g_print ("%s,%s,%d,%s\n", folio, cause, (int) attempts, time);
  return TRUE;
}

gboolean
ctl_dossier_stuck (CtlSession *session, char **arguments, GError **error)
{
  static const char *const columns[] = { "folio", "cause", "attempts", "received", NULL };
  g_autoptr (ApoyoResult) rows = NULL;
  g_autofree char *header = NULL;
  guint64 process = 0;

  if (!g_ascii_string_to_unsigned (arguments[0], 10, 1, G_MAXINT32, &process, error))
    return FALSE;
  rows = ctl_session_call_for (session, "stuck-work", (int) process, error);
  if (rows == NULL)
    return FALSE;
  header = ctl_word_header (columns);
  g_print ("%s", header);
  for (guint row = 0; row < apoyo_result_get_n_rows (rows); row++)
    if (!print_stuck (rows, row, error))
      return FALSE;
  return TRUE;
}

gboolean
ctl_dossier_requeue (CtlSession *session, char **arguments, GError **error)
{
  ApoyoParams *params = params_for (session, arguments[0], error);
  g_autoptr (ApoyoResult) rows = NULL;

  if (params == NULL)
    return FALSE;
  apoyo_params_add_text (params, arguments[1]);
  rows = ctl_session_call (session, "requeue-work", params, error);
  return rows != NULL;
}

static gboolean
change_flag (CtlSession *session, const char *statement, char **arguments, GError **error)
{
  ApoyoParams *params = params_for (session, arguments[0], error);
  g_autoptr (ApoyoResult) rows = NULL;

  if (params == NULL)
    return FALSE;
  apoyo_params_add_text (params, arguments[1]);
  apoyo_params_add_text (params, arguments[2]);
  apoyo_params_add_text (params, *arguments[3] != '\0' ? arguments[3] : NULL);
  rows = ctl_session_call (session, statement, params, error);
  return rows != NULL;
}

gboolean
ctl_dossier_flag (CtlSession *session, char **arguments, GError **error)
{
  return change_flag (session, "set-support-flag", arguments, error);
}

gboolean
ctl_dossier_lift (CtlSession *session, char **arguments, GError **error)
{
  return change_flag (session, "lift-support-flag", arguments, error);
}
