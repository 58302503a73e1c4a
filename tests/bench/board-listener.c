/* board-listener.c: a console without a window: the same board, printing when it knows what.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "apoyo-board.h"
#include "apoyo-cluster.h"

/* Microseconds since 1970 and the tree size that every figure now stands for. */
static void
updated_cb (ApoyoBoard *board, gint64 size, GDateTime *recorded_at, gpointer user_data)
{
  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", g_get_real_time (), size);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  g_autoptr (ApoyoCluster) cluster = NULL;
  g_autoptr (ApoyoConnection) connection = NULL;
  g_autoptr (ApoyoBoard) board = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *conninfo = NULL;

  if (argc != 3) {
    g_printerr ("Usage: bench-board-listener DIR PROCESS\n");
    return 2;
  }
  cluster = apoyo_cluster_new (argv[1]);
  conninfo = apoyo_cluster_get_conninfo (cluster, "lucia");
  connection = apoyo_connection_new (conninfo, "bench listener");
  apoyo_connection_set_reconnect (connection, TRUE);
  board = apoyo_board_new (connection, atoi (argv[2]));
  g_signal_connect (board, "updated", G_CALLBACK (updated_cb), NULL);
  apoyo_board_start (board);
  apoyo_connection_open_async (connection, NULL, NULL, NULL);
  g_main_loop_run (loop);
  return 0;
}
