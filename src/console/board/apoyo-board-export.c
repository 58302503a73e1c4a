/* apoyo-board-export.c: the board as files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-board-export.h"
#include "apoyo-board-snapshot.h"
#include "apoyo-chart-export.h"

typedef struct {
  GWeakRef widget;
  ApoyoBoard *board;           /* (owned) */
  ApoyoConnection *connection; /* (owned) */
  GFile *file;                 /* (owned) (nullable) */
  char *format;                /* (owned) */
  ApoyoBoardExportDone done;
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
} Export;

static void
export_free (Export *export)
{
  g_weak_ref_clear (&export->widget);
  g_object_unref (export->board);
  g_object_unref (export->connection);
  g_clear_object (&export->file);
  g_clear_object (&export->chooser);
  g_free (export->format);
  g_free (export);
}

static Export *
export_new (GtkWidget *widget,
            ApoyoBoard *board,
            ApoyoConnection *connection,
            const char *format,
            ApoyoBoardExportDone done)
{
  Export *export = g_new0 (Export, 1);

  g_weak_ref_init (&export->widget, widget);
  export->board = g_object_ref (board);
  export->connection = g_object_ref (connection);
  export->format = g_strdup (format);
  export->done = done;
  return export;
}

static ApoyoExportFormat
get_format (const char *format)
{
  return g_str_equal (format, "png")   ? APOYO_EXPORT_PNG
         : g_str_equal (format, "pdf") ? APOYO_EXPORT_PDF
                                       : APOYO_EXPORT_CSV;
}

static void
finish (Export *export, gboolean written, const GError *error)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&export->widget);
  g_autofree char *path = g_file_get_parse_name (export->file);

  if (widget != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    export->done (widget, written ? path : NULL, error);
  export_free (export);
}

static void
chart_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean written = apoyo_chart_export_finish (result, &error);

  finish (user_data, written, error);
}

static void
counts_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean written = apoyo_counts_export_finish (result, &error);

  finish (user_data, written, error);
}

static void
write_file (Export *export)
{
  if (g_str_equal (export->format, "counts")) {
    apoyo_counts_export_async (export->board, export->connection, export->file, NULL, counts_cb,
                               export);
  } else {
    g_autoptr (ApoyoBoardFigures) figures = apoyo_board_snapshot (export->board);

    apoyo_chart_export_async (figures, APOYO_CHART_BOARD, get_format (export->format), export->file,
                              NULL, chart_cb, export);
  }
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Export *export = user_data;

  if (response != GTK_RESPONSE_ACCEPT) {
    export_free (export);
    return;
  }
  export->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  write_file (export);
}

static char *
suggest_name (Export *export)
{
  g_autoptr (ApoyoBoardFigures) figures = apoyo_board_snapshot (export->board);
  const char *code = apoyo_process_get_figures (apoyo_board_get_process (export->board))->code;

  if (g_str_equal (export->format, "counts"))
    return g_strdup_printf ("%s-%" G_GINT64_FORMAT "-counts.csv", code,
                            apoyo_board_get_size (export->board));
  return apoyo_chart_suggest_name (code, figures, APOYO_CHART_BOARD, get_format (export->format));
}

void
apoyo_board_export_ask (GtkWidget *widget,
                        ApoyoBoard *board,
                        ApoyoConnection *connection,
                        const char *format,
                        ApoyoBoardExportDone done)
{
  Export *export = export_new (widget, board, connection, format, done);
  g_autofree char *name = suggest_name (export);

  export->chooser =
      gtk_file_chooser_native_new (_ ("Export"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (export->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (export->chooser), name);
  g_signal_connect (export->chooser, "response", G_CALLBACK (on_response_cb), export);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (export->chooser));
}

void
apoyo_board_export_write (GtkWidget *widget,
                          ApoyoBoard *board,
                          ApoyoConnection *connection,
                          const char *format,
                          GFile *file,
                          ApoyoBoardExportDone done)
{
  Export *export = export_new (widget, board, connection, format, done);

  export->file = g_object_ref (file);
  write_file (export);
}
