/* verb-cluster.c: makes, starts, stops or borrows a private PostgreSQL server.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-cluster.h"
#include "apoyo-ctl.h"
#include "apoyo-data.h"
#include "apoyo-migrator.h"
#include "ctl-run.h"

static const char *const usage_text =
    N_ ("Usage: apoyoctl cluster init DIR [--durable]\n"
        "       apoyoctl cluster start DIR [--print]\n"
        "       apoyoctl cluster stop DIR\n"
        "       apoyoctl cluster run [--durable] [--migrate] [--sql-dir DIR] [--] COMMAND…\n"
        "\n"
        "run makes a temporary server, runs the command with PGHOST, PGDATABASE and PGUSER\n"
        "set, and leaves nothing behind. start --print prints the same for a shell to evaluate.\n"
        "No role of the database is needed: whoever may write to DIR is its administrator.\n");

static int
usage (void)
{
  g_printerr ("%s", _ (usage_text));
  return APOYO_CTL_USAGE;
}

static gboolean
control (const char *action,
         ApoyoCluster *cluster,
         ApoyoClusterFlags flags,
         gboolean print,
         GError **error)
{
  if (strcmp (action, "init") == 0)
    return apoyo_cluster_exists (cluster) || apoyo_cluster_create (cluster, flags, error);
  if (strcmp (action, "stop") == 0)
    return apoyo_cluster_stop (cluster, error);
  if (!apoyo_cluster_start (cluster, APOYO_CLUSTER_NONE, error))
    return FALSE;
  if (print)
    g_print ("PGHOST=%s\nPGDATABASE=" APOYO_CLUSTER_DATABASE "\nPGUSER=" APOYO_CLUSTER_SUPERUSER
             "\n",
             apoyo_cluster_get_host (cluster));
  return TRUE;
}

static gboolean
prepare (ApoyoCluster *cluster, ApoyoClusterFlags flags, const char *sql_dir, GError **error)
{
  g_autofree char *conninfo = apoyo_cluster_get_conninfo (cluster, NULL);

  return apoyo_cluster_create (cluster, flags, error) &&
         apoyo_cluster_start (cluster, flags | APOYO_CLUSTER_EPHEMERAL, error) &&
         (sql_dir == NULL || apoyo_migrator_run (conninfo, sql_dir, error));
}

static int
run (char **command, ApoyoClusterFlags flags, const char *sql_dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) remove_error = NULL;
  g_autoptr (ApoyoCluster) cluster = NULL;
  int status = APOYO_CTL_FAILURE;

  ctl_run_hold_signals ();
  cluster = apoyo_cluster_new_temporary (&error);
  if (cluster == NULL)
    return apoyo_ctl_fail (error);
  if (prepare (cluster, flags, sql_dir, &error)) {
    g_setenv ("PGHOST", apoyo_cluster_get_host (cluster), TRUE);
    g_setenv ("PGDATABASE", APOYO_CLUSTER_DATABASE, TRUE);
    g_setenv ("PGUSER", APOYO_CLUSTER_SUPERUSER, TRUE);
    status = ctl_run_command (command, &error);
  }
  if (error != NULL)
    status = apoyo_ctl_fail (error);
  if (!apoyo_cluster_remove (cluster, &remove_error))
    return apoyo_ctl_fail (remove_error);
  return status;
}

static int
verb_run (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql_dir = NULL;
  gboolean durable = FALSE;
  gboolean migrate = FALSE;
  const GOptionEntry entries[] = {
    { "durable", 0, 0, G_OPTION_ARG_NONE, &durable, N_ ("Survive a power cut, as for real"), NULL },
    { "migrate", 0, 0, G_OPTION_ARG_NONE, &migrate, N_ ("With the schema of this program"), NULL },
    { "sql-dir", 0, 0, G_OPTION_ARG_FILENAME, &sql_dir, N_ ("With this schema"), N_ ("DIR") },
    { NULL },
  };

  if (!apoyo_ctl_parse_until_argument (ctl, entries, _ ("[--] COMMAND…"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (argc > 1 && strcmp (argv[1], "--") == 0) {
    argc--;
    argv++;
  }
  if (argc < 2)
    return usage ();
  if (migrate && sql_dir == NULL)
    sql_dir = apoyo_data_path ("sql");
  return run (argv + 1, durable ? APOYO_CLUSTER_DURABLE : APOYO_CLUSTER_NONE, sql_dir);
}

static int
verb_control (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoCluster) cluster = NULL;
  gboolean durable = FALSE;
  gboolean print = FALSE;
  const char *action = argv[0];
  const char *dir;
  const GOptionEntry entries[] = {
    { "durable", 0, 0, G_OPTION_ARG_NONE, &durable, N_ ("init: survive a power cut, as for real"),
      NULL },
    { "print", 0, 0, G_OPTION_ARG_NONE, &print, N_ ("start: print PGHOST, PGDATABASE and PGUSER"),
      NULL },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, "DIR", &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  dir = argc == 2 ? argv[1] : ctl->dir;
  if (dir == NULL || argc > 2)
    return usage ();
  cluster = apoyo_cluster_new (dir);
  return control (action, cluster, durable ? APOYO_CLUSTER_DURABLE : APOYO_CLUSTER_NONE, print,
                  &error)
             ? APOYO_CTL_SUCCESS
             : apoyo_ctl_fail (error);
}

int
apoyo_ctl_verb_cluster (ApoyoCtl *ctl, int argc, char **argv)
{
  static const char *const controls[] = { "init", "start", "stop", NULL };

  if (argc > 1 && strcmp (argv[1], "run") == 0)
    return verb_run (ctl, argc - 1, argv + 1);
  if (argc > 1 && g_strv_contains (controls, argv[1]))
    return verb_control (ctl, argc - 1, argv + 1);
  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)) {
    g_print ("%s", _ (usage_text));
    return APOYO_CTL_SUCCESS;
  }
  return usage ();
}
