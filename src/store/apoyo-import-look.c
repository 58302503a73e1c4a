/* apoyo-import-look.c: what a file seems to be, before it is imported.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-import-look.h"

typedef struct {
  GFile *file; /* (owned) */
  ApoyoImportKind kind;
  char **mappings; /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_strfreev (job->mappings);
  g_free (job);
}

static void
column_free (gpointer data)
{
  ApoyoImportColumn *column = data;

  g_free (column->name);
  g_free (column->field);
  g_free (column);
}

void
apoyo_import_look_free (ApoyoImportLook *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->trouble);
  g_free (self->cutoff);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

ApoyoSheetKind
apoyo_import_kind_get_sheet (ApoyoImportKind kind)
{
  switch (kind) {
  case APOYO_IMPORT_NOMINAL_LIST:
    return APOYO_SHEET_NOMINAL_LIST;
  case APOYO_IMPORT_PROMOVENTES:
    return APOYO_SHEET_PROMOVENTES;
  case APOYO_IMPORT_AUXILIARIES:
    return APOYO_SHEET_AUXILIARIES;
  case APOYO_IMPORT_GEOGRAPHY:
  default:
    return APOYO_SHEET_SECTIONS;
  }
}

static GPtrArray *
take_columns (ApoyoSheet *sheet)
{
  GPtrArray *names = apoyo_csv_get_columns (apoyo_sheet_get_csv (sheet));
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);

  for (guint i = 0; i < names->len; i++) {
    ApoyoImportColumn *column = g_new0 (ApoyoImportColumn, 1);

    column->name = g_strdup (g_ptr_array_index (names, i));
    column->field = g_strdup (apoyo_sheet_get_field_of (sheet, i));
    column->unknown = apoyo_sheet_is_unknown (sheet, i);
    g_ptr_array_add (columns, column);
  }
  return columns;
}

/* The first rows of a table are often alike: some of those further down as well. */
static gboolean
is_sample (guint64 row)
{
  guint64 step = 100;

  while (step < row)
    step *= 4;
  return row <= APOYO_IMPORT_LOOK_ROWS / 2 || row == step;
}

static void
keep_row (ApoyoImportLook *self, ApoyoCsv *csv)
{
  GStrv row;

  if (self->rows->len >= APOYO_IMPORT_LOOK_ROWS || !is_sample (self->n_rows))
    return;
  row = g_new0 (char *, self->columns->len + 1);
  for (guint i = 0; i < self->columns->len; i++) {
    const ApoyoImportColumn *column = g_ptr_array_index (self->columns, i);
    const char *value = *column->name != '\0' ? apoyo_csv_get (csv, column->name) : NULL;

    row[i] = g_strdup (value != NULL ? value : "");
  }
  g_ptr_array_add (self->rows, row);
}

/* To its end: only there it is known how many rows it has and in which encoding. */
static gboolean
read_rows (ApoyoImportLook *self, ApoyoSheet *sheet, GCancellable *cancellable, GError **error)
{
  ApoyoCsv *csv = apoyo_sheet_get_csv (sheet);
  g_autoptr (GError) local = NULL;

  self->n_lines = self->header_line = apoyo_csv_get_header_line (csv);
  while (apoyo_sheet_next (sheet, cancellable, &local)) {
    if (self->n_rows++ == 0)
      self->cutoff = g_strdup (apoyo_sheet_get (sheet, "cutoff"));
    self->n_lines = apoyo_csv_get_line (csv);
    keep_row (self, csv);
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  self->n_misshapen = apoyo_csv_get_n_problems (csv);
  self->n_rows += self->n_misshapen;
  self->delimiter = apoyo_csv_get_delimiter (csv);
  self->encoding = apoyo_csv_get_encoding (csv);
  self->has_mark = apoyo_csv_has_mark (csv);
  return TRUE;
}

static ApoyoImportLook *
look (const Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (ApoyoImportLook) self = g_new0 (ApoyoImportLook, 1);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (ApoyoSheet) sheet = NULL;

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) (void *) g_strfreev);
  info = g_file_query_info (
      job->file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
      G_FILE_QUERY_INFO_NONE, cancellable, error);
  stream = info != NULL ? g_file_read (job->file, cancellable, error) : NULL;
  if (stream == NULL)
    return NULL;
  self->name = g_strdup (g_file_info_get_display_name (info));
  self->size = (guint64) g_file_info_get_size (info);
  sheet = apoyo_sheet_open (G_INPUT_STREAM (stream), apoyo_import_kind_get_sheet (job->kind),
                            (const char *const *) job->mappings, error);
  if (sheet == NULL)
    return NULL;
  self->columns = take_columns (sheet);
  self->recognised = apoyo_sheet_is_recognised (sheet);
  self->trouble = g_strdup (apoyo_sheet_get_trouble (sheet));
  return read_rows (self, sheet, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  ApoyoImportLook *found = look (data, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) apoyo_import_look_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
apoyo_import_look_async (GFile *file,
                         ApoyoImportKind kind,
                         const char *const *mappings,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->file = g_object_ref (file);
  job->kind = kind;
  job->mappings = g_strdupv ((char **) mappings);
  g_task_set_source_tag (task, apoyo_import_look_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, look_thread);
}

ApoyoImportLook *
apoyo_import_look_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
