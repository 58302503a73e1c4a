/* ctl-drafts.c: what is being written in the assistant, on a command line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ctl-drafts.h"
#include "ctl-table.h"

/* (transfer full): the first parameter of every act on a draft */
static ApoyoParams *
make_params (const char *number, GError **error)
{
  ApoyoParams *params = NULL;
  guint64 draft = 0;

  if (!g_ascii_string_to_unsigned (number, 10, 1, G_MAXINT64, &draft, error))
    return NULL;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, (gint64) draft);
  return params;
}

/* No draft has the revision 0: one that is not there is refused by the database. */
static gboolean
find_revision (CtlSession *session, const char *number, int *revision, GError **error)
{
  ApoyoParams *params = make_params (number, error);
  g_autoptr (ApoyoResult) rows =
      params != NULL ? ctl_session_call (session, "draft-read", params, error) : NULL;

  return rows != NULL && (apoyo_result_get_n_rows (rows) == 0 ||
                          apoyo_result_get_int (rows, 0, "revision", revision, error));
}

gboolean
ctl_drafts_list (CtlSession *session, GError **error)
{
  g_autoptr (ApoyoResult) rows = ctl_session_call (session, "setup-drafts", NULL, error);

  return rows != NULL && ctl_table_print (rows, error);
}

gboolean
ctl_drafts_put_away (CtlSession *session, const char *number, int revision, GError **error)
{
  g_autoptr (ApoyoResult) done = NULL;
  ApoyoParams *params = NULL;

  if (revision == 0 && !find_revision (session, number, &revision, error))
    return FALSE;
  params = make_params (number, error);
  if (params == NULL)
    return FALSE;
  apoyo_params_add_int (params, revision);
  done = ctl_session_call (session, "discard-draft", params, error);
  return done != NULL;
}

gboolean
ctl_drafts_restore (CtlSession *session, const char *number, GError **error)
{
  ApoyoParams *params = make_params (number, error);
  g_autoptr (ApoyoResult) done =
      params != NULL ? ctl_session_call (session, "restore-draft", params, error) : NULL;

  return done != NULL;
}
