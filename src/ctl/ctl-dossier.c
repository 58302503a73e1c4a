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
  ApoyoParams *params = NULL;
  gint64 support = 0;

  if (!ctl_session_find_support (session, folio, &support, error))
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
  int process = 0;

  if (!ctl_session_find_process (session, arguments[0], &process, error))
    return FALSE;
  rows = ctl_session_call_for (session, "stuck-work", process, error);
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

/* {"reason": …, "supports": […]} of everything that is stuck now; NULL with error set. */
static char *
make_request (const ApoyoResult *stuck, const char *reason, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "reason");
  json_builder_add_string_value (builder, reason);
  json_builder_set_member_name (builder, "supports");
  json_builder_begin_array (builder);
  for (guint row = 0; row < apoyo_result_get_n_rows (stuck); row++) {
    gint64 support = 0;

    if (!apoyo_result_get_int64 (stuck, row, "support", &support, error))
      return NULL;
    json_builder_add_int_value (builder, support);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

gboolean
ctl_dossier_requeue_stuck (CtlSession *session,
                           const char *process,
                           const char *reason,
                           GError **error)
{
  g_autoptr (ApoyoResult) stuck = NULL;
  g_autoptr (ApoyoResult) made = NULL;
  g_autofree char *request = NULL;
  ApoyoParams *params = NULL;
  const char *plan = NULL;
  const char *hash = NULL;
  gint64 proposal = 0;
  int number = 0;

  if (!ctl_session_find_process (session, process, &number, error))
    return FALSE;
  stuck = ctl_session_call_for (session, "stuck-work", number, error);
  request = stuck != NULL ? make_request (stuck, reason, error) : NULL;
  if (request == NULL)
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_text (params, "requeue-stuck");
  apoyo_params_add_int (params, number);
  apoyo_params_add_text (params, request);
  made = ctl_session_call (session, "propose", params, error);
  if (made == NULL || !apoyo_result_get_int64 (made, 0, "proposal", &proposal, error) ||
      !apoyo_result_get_text (made, 0, "plan", &plan, error) ||
      !apoyo_result_get_text (made, 0, "plan_hash", &hash, error))
    return FALSE;
  g_print ("%" G_GINT64_FORMAT "\n%s\n%s\n", proposal, plan, hash);
  return TRUE;
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
