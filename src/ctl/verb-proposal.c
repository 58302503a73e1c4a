/* verb-proposal.c: acts of two people: propose, list, sign, refuse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-refusal.h"
#include "ctl-session.h"
#include "ctl-words.h"

static gboolean
list (CtlSession *session, gboolean inbox, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (ApoyoResult) rows = NULL;

  apoyo_params_add_bool (params, inbox);
  rows = ctl_session_call (session, "proposal-list", params, error);
  for (guint i = 0; rows != NULL && i < apoyo_result_get_n_rows (rows); i++) {
    g_autoptr (GDateTime) expires_at = NULL;
    g_autofree char *until = NULL;
    gint64 proposal = 0;

    if (!apoyo_result_get_int64 (rows, i, "proposal", &proposal, error) ||
        !apoyo_result_get_time (rows, i, "expires_at", &expires_at, error))
      return FALSE;
    until = g_date_time_format (expires_at, "%Y-%m-%dT%H:%M:%S%:z");
    g_print ("%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n%s\n%s\n", proposal,
             ctl_result_text (rows, i, "kind"), ctl_result_text (rows, i, "code"),
             ctl_word_value (ctl_result_text (rows, i, "state")),
             ctl_result_text (rows, i, "proposed_by"), ctl_result_text (rows, i, "signed_by"),
             until, ctl_result_text (rows, i, "reason"), ctl_result_text (rows, i, "plan"),
             ctl_result_text (rows, i, "plan_hash"));
  }
  return rows != NULL;
}

static gboolean
propose (CtlSession *session,
         const char *kind,
         const char *name,
         const char *request_file,
         GError **error)
{
  g_autofree char *request = NULL;
  ApoyoParams *params = NULL;
  g_autoptr (ApoyoResult) made = NULL;
  gint64 proposal = 0;
  int process = 0;

  if (request_file != NULL && !g_file_get_contents (request_file, &request, NULL, error))
    return FALSE;
  if (!ctl_session_find_process (session, name, &process, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_text (params, kind);
  apoyo_params_add_int (params, process);
  apoyo_params_add_text (params, request);
  made = ctl_session_call (session, "propose", params, error);
  if (made == NULL || !apoyo_result_get_int64 (made, 0, "proposal", &proposal, error))
    return FALSE;
  g_print ("%" G_GINT64_FORMAT "\n%s\n%s\n", proposal, ctl_result_text (made, 0, "plan"),
           ctl_result_text (made, 0, "plan_hash"));
  return TRUE;
}

/* Succeeds only when it was carried out. */
static gboolean
sign (CtlSession *session, gint64 proposal, const char *hash, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (ApoyoResult) result = NULL;
  g_autofree char *reason = NULL;

  apoyo_params_add_int64 (params, proposal);
  apoyo_params_add_text (params, hash);
  result = ctl_session_call (session, "sign-proposal", params, error);
  if (result == NULL)
    return FALSE;
  if (strcmp (ctl_result_text (result, 0, "state"), "applied") == 0) {
    g_print ("%s\n", ctl_word_value ("applied"));
    return TRUE;
  }
  reason = apoyo_refusal_translate (ctl_result_text (result, 0, "reason"));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("It was not carried out, it is %s. %s"),
               ctl_word_value (ctl_result_text (result, 0, "state")), reason);
  return FALSE;
}

static gboolean
refuse (CtlSession *session, gint64 proposal, const char *reason, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (ApoyoResult) result = NULL;

  apoyo_params_add_int64 (params, proposal);
  apoyo_params_add_text (params, reason);
  result = ctl_session_call (session, "refuse-proposal", params, error);
  return result != NULL;
}

static int
usage (void)
{
  g_printerr (_ ("Usage: apoyoctl proposal list [--inbox]\n"
                 "       apoyoctl proposal propose open-process|close-process|certify-process|\n"
                 "                                 archive-process|purge-process --process P\n"
                 "       apoyoctl proposal propose change-rule|requeue-stuck --process P\n"
                 "                                 --request FILE.json\n"
                 "       apoyoctl proposal sign NUMBER HASH\n"
                 "       apoyoctl proposal refuse NUMBER REASON\n"));
  return APOYO_CTL_USAGE;
}

int
apoyo_ctl_verb_proposal (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autofree char *process = NULL;
  g_autofree char *request = NULL;
  g_autoptr (CtlSession) session = NULL;
  g_autoptr (GError) error = NULL;
  const char *act = NULL;
  gboolean inbox = FALSE;
  gboolean ok = FALSE;
  guint64 number = 0;
  const GOptionEntry entries[] = {
    { "inbox", 0, 0, G_OPTION_ARG_NONE, &inbox, N_ ("Only what waits for your signature"), NULL },
    { "process", 0, 0, G_OPTION_ARG_STRING, &process, N_ ("Process (code or number)"), "P" },
    { "request", 0, 0, G_OPTION_ARG_FILENAME, &request, N_ ("Details of the act (JSON)"),
      N_ ("FILE") },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, _ ("list|propose|sign|refuse …"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  act = argc > 1 ? argv[1] : "";
  if (!(strcmp (act, "list") == 0 && argc == 2) &&
      !(strcmp (act, "propose") == 0 && argc == 3 && process != NULL) &&
      !((strcmp (act, "sign") == 0 || strcmp (act, "refuse") == 0) && argc == 4 &&
        g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXINT64, &number, NULL)))
    return usage ();
  session = ctl_session_open (ctl, "ruben", &error);
  if (session == NULL)
    return apoyo_ctl_fail (error);
  if (strcmp (act, "list") == 0)
    ok = list (session, inbox, &error);
  else if (strcmp (act, "propose") == 0)
    ok = propose (session, argv[2], process, request, &error);
  else if (strcmp (act, "sign") == 0)
    ok = sign (session, (gint64) number, argv[3], &error);
  else
    ok = refuse (session, (gint64) number, argv[3], &error);
  return ok ? APOYO_CTL_SUCCESS : apoyo_ctl_fail (error);
}
