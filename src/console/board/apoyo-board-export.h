/* apoyo-board-export.h: the board as files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-board.h"

G_BEGIN_DECLS

/* Asks where, then writes. format: "csv", "counts", "png" or "pdf". done (path or NULL, error or
 * NULL) is called unless the person gives up or the widget is gone. */
typedef void (*ApoyoBoardExportDone) (GtkWidget *widget, const char *path, const GError *error);

void apoyo_board_export_ask (GtkWidget *widget,
                             ApoyoBoard *board,
                             ApoyoConnection *connection,
                             const char *format,
                             ApoyoBoardExportDone done);
void apoyo_board_export_write (GtkWidget *widget,
                               ApoyoBoard *board,
                               ApoyoConnection *connection,
                               const char *format,
                               GFile *file,
                               ApoyoBoardExportDone done);

/* Every cell of the partition as CSV, headed by process, tree size and time. */
void apoyo_counts_export_async (ApoyoBoard *board,
                                ApoyoConnection *connection,
                                GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean apoyo_counts_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
