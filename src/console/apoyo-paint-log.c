/* apoyo-paint-log.c: writes down which figures the window had painted when.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-board.h"
#include "apoyo-paint-log.h"

typedef struct {
  GOutputStream *output; /* (owned) */
  gint64 size;           /* of the figures that are to be painted; 0: nothing new */
} PaintLog;

/* Whichever board it is: the window has one. */
static gboolean
on_board_updated_cb (GSignalInvocationHint *hint,
                     guint n_values,
                     const GValue *values,
                     gpointer user_data)
{
  PaintLog *log = user_data;

  log->size = g_value_get_int64 (&values[1]);
  return TRUE;
}

static void
on_after_paint_cb (GdkFrameClock *clock, PaintLog *log)
{
  if (log->size == 0)
    return;
  g_output_stream_printf (log->output, NULL, NULL, NULL,
                          "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", g_get_real_time (),
                          log->size);
  log->size = 0;
}

gboolean
apoyo_paint_log_start (ApoyoWindow *window, const char *file, GError **error)
{
  g_autoptr (GFile) target = g_file_new_for_path (file);
  GFileOutputStream *output =
      g_file_append_to (target, G_FILE_CREATE_NONE, NULL, error); /* read while it grows */
  gpointer board_class = NULL;
  PaintLog *log = NULL;

  if (output == NULL)
    return FALSE;
  log = g_new0 (PaintLog, 1);
  log->output = G_OUTPUT_STREAM (output);
  board_class = g_type_class_ref (APOYO_TYPE_BOARD); /* so that the signal exists */
  g_signal_add_emission_hook (g_signal_lookup ("updated", APOYO_TYPE_BOARD), 0, on_board_updated_cb,
                              log, NULL);
  g_type_class_unref (board_class);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_after_paint_cb), log);
  return TRUE;
}
