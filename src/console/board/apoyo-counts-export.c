/* apoyo-counts-export.c: every cell of the partition as CSV.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-board-export.h"
#include "apoyo-csv.h"
#include "apoyo-format.h"

/* Both in one transaction: the counts are those of the tree size that the file states. */
static const char *const statements[] = { "board-process", "board-counts", NULL };

static void
append_head (GString *csv, ApoyoProcess *process)
{
  const ApoyoProcessFigures *figures = apoyo_process_get_figures (process);
  g_autofree char *time = apoyo_format_time (
      figures->recorded_at != NULL ? figures->recorded_at : figures->as_of, figures->time_zone);
  g_autofree char *line =
      g_strdup_printf ("# %s · %s%s · %s %" G_GINT64_FORMAT " · %s · %s", figures->code,
                       figures->name, figures->simulacro ? " · SIMULACRO" : "", _ ("tree"),
                       figures->size, time, _ ("preliminary figures"));

  apoyo_csv_append_field (csv, line);
  g_string_append (csv, "\r\n");
  g_string_append (csv, _ ("promovente,folio,name,demarcation,situation,n"));
  g_string_append (csv, "\r\n");
}

static gboolean
append_row (GString *csv, ApoyoResult *result, guint row, GError **error)
{
  static const char *const columns[] = { "promovente",  "folio",     "name",
                                         "demarcation", "situation", "n" };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    const char *text = NULL;
    int column = apoyo_result_find_column (result, columns[i], error);

    if (column < 0 || !apoyo_result_get_text_at (result, row, column, &text, error))
      return FALSE;
    if (i > 0)
      g_string_append_c (csv, ',');
    apoyo_csv_append_field (csv, text);
  }
  g_string_append (csv, "\r\n");
  return TRUE;
}

static GBytes *
make_csv (GPtrArray *results, GError **error)
{
  g_autoptr (ApoyoProcess) process = apoyo_process_new_from_row (results->pdata[0], 0, error);
  GString *csv;

  if (process == NULL)
    return NULL;
  csv = g_string_new ("\xef\xbb\xbf"); /* so that spreadsheets read the names as UTF-8 */
  append_head (csv, process);
  for (guint row = 0; row < apoyo_result_get_n_rows (results->pdata[1]); row++) {
    if (!append_row (csv, results->pdata[1], row, error)) {
      g_string_free (csv, TRUE);
      return NULL;
    }
  }
  return g_string_free_to_bytes (csv);
}

static void
replaced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GPtrArray) results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), result, &error);

  if (results != NULL)
    csv = make_csv (results, &error);
  if (csv == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_file_replace_contents_bytes_async (
      g_task_get_task_data (task), csv, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
      g_task_get_cancellable (task), replaced_cb, g_object_ref (task));
}

void
apoyo_counts_export_async (ApoyoBoard *board,
                           ApoyoConnection *connection,
                           GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (board, cancellable, callback, user_data);
  GPtrArray *params = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_params_free);

  g_task_set_source_tag (task, apoyo_counts_export_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  for (guint i = 0; statements[i] != NULL; i++) {
    ApoyoParams *own = apoyo_params_new ();

    apoyo_params_add_int (own, apoyo_board_get_process_id (board));
    g_ptr_array_add (params, own);
  }
  apoyo_connection_read_async (connection, statements, params, cancellable, read_cb, task);
}

gboolean
apoyo_counts_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
