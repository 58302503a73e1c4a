/* verb-export.c: writes what the database holds as a file that can be imported again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-session.h"
#include "ctl-table.h"

static gboolean
export_geography (ApoyoCtl *ctl, int geography, const char *path, GError **error)
{
  g_autoptr (CtlSession) session = ctl_session_open (ctl, "ruben", error);
  g_autoptr (ApoyoResult) rows = NULL;
  g_autoptr (GString) table = g_string_new (NULL);
  ApoyoParams *params = NULL;

  if (session == NULL)
    return FALSE;
  params = apoyo_params_new ();
  if (geography > 0)
    apoyo_params_add_int (params, geography);
  else
    apoyo_params_add_null (params);
  rows = ctl_session_call (session, "geography-sections", params, error);
  if (rows == NULL || !ctl_table_append (table, rows, error) ||
      !g_file_set_contents (path, table->str, (gssize) table->len, error))
    return FALSE;
  g_print (_ ("%u sections written to %s.\n"), apoyo_result_get_n_rows (rows), path);
  return TRUE;
}

int
apoyo_ctl_verb_export (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int geography = 0;
  const GOptionEntry entries[] = {
    { "geography", 0, 0, G_OPTION_ARG_INT, &geography, N_ ("Version (the one in force)"), "N" },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, _ ("geography FILE"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (argc != 3 || strcmp (argv[1], "geography") != 0 || geography < 0) {
    g_printerr (_ ("Usage: apoyoctl export geography FILE [--geography N]\n"));
    return APOYO_CTL_USAGE;
  }
  return export_geography (ctl, geography, argv[2], &error) ? APOYO_CTL_SUCCESS
                                                            : apoyo_ctl_fail (error);
}
