/* ledger-passes.c: runs a ledger for some seconds and prints how long each pass took.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "apoyo-cluster.h"
#include "apoyo-ledger.h"

static GString *times;
static guint64 entries;
static guint seconds;

static void
passed_cb (ApoyoLedger *ledger, const ApoyoLedgerPassResult *pass, gpointer user_data)
{
  if (pass->entries == 0)
    return;
  entries += pass->entries;
  g_string_append_printf (times, "%s%.3f", times->len > 0 ? "," : "",
                          (double) pass->duration / 1000);
}

static gboolean
end_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* What lies behind has been caught up with; from here on it is measured. */
static void
leading_cb (ApoyoLedger *ledger, gboolean leading, gpointer loop)
{
  if (!leading)
    return;
  g_print ("leads\n");
  fflush (stdout);
  g_timeout_add_seconds (seconds + 1, end_cb, loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (ApoyoCluster) cluster = NULL;
  g_autoptr (ApoyoKeyring) keyring = NULL;
  g_autoptr (ApoyoLedger) ledger = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *conninfo = NULL;
  g_autofree char *keys = NULL;

  if (argc != 3) {
    g_printerr ("Usage: bench-ledger-passes DIR SECONDS\n");
    return 2;
  }
  seconds = (guint) atoi (argv[2]);
  cluster = apoyo_cluster_new (argv[1]);
  conninfo = apoyo_cluster_get_conninfo (cluster, "apoyo_ledger");
  keys = g_build_filename (argv[1], "keys", NULL);
  keyring = apoyo_keyring_open (keys, TRUE, &error);
  if (keyring == NULL) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  times = g_string_new (NULL);
  ledger = apoyo_ledger_new (conninfo, keyring);
  g_signal_connect (ledger, "passed", G_CALLBACK (passed_cb), NULL);
  g_signal_connect (ledger, "leading", G_CALLBACK (leading_cb), loop);
  apoyo_ledger_start (ledger);
  g_main_loop_run (loop);
  g_print ("{\"entries\":%" G_GUINT64_FORMAT ",\"pass_ms\":[%s]}\n", entries, times->str);
  return 0;
}
