/* verb-migrate.c: brings the database to the schema of this program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-ctl.h"
#include "apoyo-data.h"
#include "apoyo-migrator.h"

static void
print_file_cb (const char *file, gpointer data)
{
  guint *n_files = data;

  g_print ("%s\n", file);
  *n_files += 1;
}

int
apoyo_ctl_verb_migrate (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autofree char *sql_dir = NULL;
  g_autofree char *conninfo = NULL;
  g_autoptr (GError) error = NULL;
  guint n_files = 0;
  const GOptionEntry entries[] = {
    { "sql-dir", 0, 0, G_OPTION_ARG_FILENAME, &sql_dir, "Schema to apply instead of ours", "DIR" },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, "", &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (sql_dir == NULL)
    sql_dir = apoyo_data_path ("sql");
  conninfo = apoyo_ctl_get_conninfo (ctl, &error);
  if (conninfo == NULL ||
      !apoyo_migrator_run_verbose (conninfo, sql_dir, print_file_cb, &n_files, &error))
    return apoyo_ctl_fail (error);
  if (n_files == 0)
    g_print ("The database is up to date.\n");
  return APOYO_CTL_SUCCESS;
}
