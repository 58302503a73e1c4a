/* ctl-recount-supports.c: who counts for each citizen, and the acts on every support judged again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ctl-recount.h"

static gboolean
print_problems (const ApoyoResult *rows, int process, guint64 *n_differences, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    const char *folio = NULL;
    const char *problem = NULL;

    if (!apoyo_result_get_text (rows, i, "folio", &folio, error) ||
        !apoyo_result_get_text (rows, i, "problem", &problem, error))
      return FALSE;
    g_print (_ ("process %d: support %s: %s\n"), process, folio, problem);
    *n_differences += 1;
  }
  return TRUE;
}

gboolean
ctl_recount_supports (CtlSession *session,
                      int process,
                      gboolean replay,
                      guint64 *n_differences,
                      GError **error)
{
  const char *const statements[] = { "check-ranks", replay ? "check-counting" : NULL, NULL };
  g_autoptr (GPtrArray) results = ctl_session_read_for (session, statements, process, error);

  if (results == NULL)
    return FALSE;
  for (guint i = 0; i < results->len; i++) {
    if (!print_problems (g_ptr_array_index (results, i), process, n_differences, error))
      return FALSE;
  }
  return TRUE;
}
