/* verb-demo.c: fills a private cluster with the demonstration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-cluster.h"
#include "apoyo-data.h"
#include "ctl-auxiliaries.h"
#include "ctl-demo.h"
#include "ctl-keys.h"
#include "ctl-words.h"

#define HISTORY 150000
#define HISTORY_SMALL 2000

/* One key for each promovente of every process that citizens can send to. */
static gboolean
collect_keys (CtlSession *session, GString *csv, GError **error)
{
  g_autoptr (ApoyoResult) processes = ctl_session_call (session, "ctl-processes", NULL, error);

  if (processes == NULL)
    return FALSE;
  for (guint i = 0; i < apoyo_result_get_n_rows (processes); i++) {
    gboolean takes_keys = FALSE;
    int process = 0;

    if (!apoyo_result_get_int (processes, i, "process", &process, error) ||
        !apoyo_result_get_bool (processes, i, "takes_keys", &takes_keys, error) ||
        (takes_keys && !ctl_issue_auxiliaries (session, process, 1, csv, error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
issue_keys (ApoyoCtl *ctl, const char *path, GError **error)
{
  g_autoptr (CtlSession) session = ctl_session_open (ctl, "ruben", error);
  g_autofree char *header = ctl_word_header (ctl_auxiliaries_columns);
  g_autoptr (GString) csv = g_string_new (header);
  g_autoptr (ApoyoResult) begun =
      session != NULL ? ctl_session_call (session, "begin", NULL, error) : NULL;

  return begun != NULL && collect_keys (session, csv, error) &&
         ctl_write_keys (session, csv, path, error);
}

/* Loads what is missing, so that it can be run again after anything went wrong. */
static gboolean
load (ApoyoCtl *ctl, int history, GError **error)
{
  g_autoptr (ApoyoCluster) cluster = apoyo_cluster_new (ctl->dir);
  g_autofree char *conninfo = apoyo_cluster_get_conninfo (cluster, NULL);
  g_autofree char *dir = apoyo_data_path ("demo");
  g_autofree char *path = g_build_filename (ctl->dir, "auxiliaries.csv", NULL);
  g_autoptr (ApoyoKeyring) keyring = ctl_make_keyring (ctl, error);
  gboolean loaded = FALSE;

  if (keyring == NULL || !ctl_demo_load (conninfo, dir, history, &loaded, error))
    return FALSE;
  g_print (loaded ? _ ("The demonstration is loaded.\n")
                  : _ ("The demonstration was loaded already.\n"));
  return g_file_test (path, G_FILE_TEST_EXISTS) || issue_keys (ctl, path, error);
}

int
apoyo_ctl_verb_demo (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autofree char *scale = NULL;
  g_autoptr (GError) error = NULL;
  int history = -1;
  const GOptionEntry entries[] = {
    { "history", 0, 0, G_OPTION_ARG_INT, &history, N_ ("Supports of the past (150000)"), "N" },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &scale, N_ ("How much of a past"), "small|full" },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, "load", &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (history < 0)
    history = g_strcmp0 (scale, "small") == 0 ? HISTORY_SMALL : HISTORY;
  if (argc != 2 || strcmp (argv[1], "load") != 0 || ctl->dir == NULL) {
    g_printerr (_ ("Usage: apoyoctl --dir DIR demo load [--history N | --scale small|full]\n"));
    return APOYO_CTL_USAGE;
  }
  return load (ctl, history, &error) ? APOYO_CTL_SUCCESS : apoyo_ctl_fail (error);
}
