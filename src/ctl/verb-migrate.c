/* verb-migrate.c: brings the database to the schema of this program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-ctl.h"
#include "apoyo-data.h"
#include "apoyo-migrator.h"

typedef struct {
  gboolean verbose;
  guint n_files;
} Progress;

static void
count_file_cb (const char *file, gpointer data)
{
  Progress *progress = data;

  if (progress->verbose)
    g_print ("%s\n", file);
  progress->n_files++;
}

int
apoyo_ctl_verb_migrate (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autofree char *sql_dir = NULL;
  g_autofree char *conninfo = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { FALSE, 0 };
  const GOptionEntry entries[] = {
    { "sql-dir", 0, 0, G_OPTION_ARG_FILENAME, &sql_dir, N_ ("Schema to apply instead of ours"),
      N_ ("DIR") },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &progress.verbose, N_ ("Print every file"), NULL },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, "", &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (sql_dir == NULL)
    sql_dir = apoyo_data_path ("sql");
  conninfo = apoyo_ctl_get_conninfo (ctl, &error);
  if (conninfo == NULL)
    return apoyo_ctl_fail (error);
  if (!apoyo_migrator_run_verbose (conninfo, sql_dir, count_file_cb, &progress, &error)) {
    apoyo_ctl_explain (ctl, ctl->user, &error);
    return apoyo_ctl_fail (error);
  }
  if (progress.n_files == 0)
    g_print (_ ("Nothing to do: the database is up to date\n"));
  else
    g_print (progress.n_files == 1 ? _ ("%u migration or file applied\n")
                                   : _ ("%u migrations and files applied\n"),
             progress.n_files);
  return APOYO_CTL_SUCCESS;
}
