/* ctl-sheet.c: imports of sections and of nominal lists.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <unistd.h>

#include "apoyo-core-error.h"
#include "apoyo-sheet.h"
#include "apoyo-store-error.h"
#include "ctl-sheet.h"
#include "ctl-table.h"

#define CHUNK (1 << 20)
#define PROGRESS_ROWS 10000
#define BAD_ROWS "AP202" /* of apoyo.refusal */

typedef struct {
  guint64 line; /* 0: the file as a whole */
  char *field;
  char *reason;
} Problem;

typedef struct {
  const CtlSheetOptions *options;
  const char *path;
  ApoyoSheet *sheet;    /* (owned) */
  GFileIOStream *spool; /* (owned): rows for COPY, in a file without a name */
  char *cutoff;         /* (owned) (nullable): of the first row */
  guint64 n_rows;
  GPtrArray *problems; /* (owned) (element-type Problem) */
  CtlSession *session; /* (owned) (nullable) */
  gint64 import;
} Task;

void
ctl_sheet_options_clear (CtlSheetOptions *self)
{
  g_clear_pointer (&self->mappings, g_strfreev);
  g_clear_pointer (&self->problems, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->cutoff, g_free);
}

static void
problem_free (gpointer data)
{
  Problem *problem = data;

  g_free (problem->field);
  g_free (problem->reason);
  g_free (problem);
}

static void
task_clear (Task *self)
{
  g_clear_pointer (&self->sheet, apoyo_sheet_free);
  g_clear_object (&self->spool);
  g_clear_pointer (&self->cutoff, g_free);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->session, ctl_session_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Task, task_clear)

static void
add_problem (Task *self, guint64 line, const char *field, const char *reason)
{
  Problem *problem = g_new0 (Problem, 1);

  problem->line = line;
  problem->field = g_strdup (field != NULL ? field : "");
  problem->reason = g_strdup (reason);
  g_ptr_array_add (self->problems, problem);
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const Problem *first = *(const Problem *const *) a;
  const Problem *second = *(const Problem *const *) b;

  if (first->line != second->line)
    return first->line < second->line ? -1 : 1;
  return g_strcmp0 (first->field, second->field);
}

static void
print_progress (guint64 rows, gboolean end)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\rReading: %" G_GUINT64_FORMAT " rows%s", rows, end ? "\n" : "");
}

static gboolean
open_sheet (Task *self, ApoyoSheetKind kind, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->path);
  g_autoptr (GFileInputStream) source = g_file_read (file, NULL, error);
  g_autoptr (GError) local = NULL;
  g_autofree char *fields = NULL;

  if (source == NULL)
    return FALSE;
  self->sheet = apoyo_sheet_new (G_INPUT_STREAM (source), kind,
                                 (const char *const *) self->options->mappings, &local);
  if (self->sheet != NULL)
    return TRUE;
  if (g_error_matches (local, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT)) {
    fields = g_strjoinv (", ", (char **) apoyo_sheet_kind_get_fields (kind));
    g_printerr ("A column is mapped with --map COLUMN=FIELD, and left out with --map COLUMN=-.\n"
                "Fields: %s\n",
                fields);
  }
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", self->path);
  return FALSE;
}

static gboolean
flush (GString *rows, GOutputStream *output, GError **error)
{
  gboolean ok = g_output_stream_write_all (output, rows->str, rows->len, NULL, NULL, error);

  g_string_truncate (rows, 0);
  return ok;
}

static gboolean
write_rows (Task *self, GOutputStream *output, GError **error)
{
  g_autoptr (GString) rows = g_string_sized_new (CHUNK + 4096);
  g_autoptr (GError) local = NULL;

  while (apoyo_sheet_next (self->sheet, NULL, &local)) {
    apoyo_sheet_append_copy (self->sheet, rows);
    if (self->n_rows == 0)
      self->cutoff = g_strdup (apoyo_sheet_get (self->sheet, "cutoff"));
    if (rows->len >= CHUNK && !flush (rows, output, error))
      return FALSE;
    if (++self->n_rows % PROGRESS_ROWS == 0)
      print_progress (self->n_rows, FALSE);
  }
  print_progress (self->n_rows, TRUE);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return flush (rows, output, error);
}

/* Rows that are no rows; what the values are worth the database says. */
static void
take_misshapen_rows (Task *self)
{
  ApoyoCsv *csv = apoyo_sheet_get_csv (self->sheet);
  GPtrArray *problems = apoyo_csv_get_problems (csv);
  guint64 n_problems = apoyo_csv_get_n_problems (csv);

  for (guint i = 0; i < problems->len; i++) {
    const ApoyoCsvProblem *problem = g_ptr_array_index (problems, i);

    add_problem (self, problem->line, problem->column, problem->message);
  }
  if (n_problems > problems->len) {
    g_autofree char *more = g_strdup_printf ("%" G_GUINT64_FORMAT " more rows cannot be read",
                                             n_problems - problems->len);

    add_problem (self, 0, NULL, more);
  }
}

static gboolean
read_file (Task *self, ApoyoSheetKind kind, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (!open_sheet (self, kind, error))
    return FALSE;
  file = g_file_new_tmp ("apoyo-sheet-XXXXXX", &self->spool, error);
  if (file == NULL || !g_file_delete (file, NULL, error) ||
      !write_rows (self, g_io_stream_get_output_stream (G_IO_STREAM (self->spool)), error))
    return FALSE;
  take_misshapen_rows (self);
  return g_seekable_seek (G_SEEKABLE (self->spool), 0, G_SEEK_SET, NULL, error);
}

/* Everything in one transaction: what is not committed leaves nothing behind. */
static gboolean
begin (Task *self, ApoyoCtl *ctl, GError **error)
{
  g_autoptr (ApoyoResult) begun = NULL;

  self->session = ctl_session_open (ctl, "ruben", error);
  if (self->session == NULL)
    return FALSE;
  begun = ctl_session_call (self->session, "begin", NULL, error);
  return begun != NULL;
}

static gboolean
end (Task *self, GError **error)
{
  g_autoptr (ApoyoResult) ended =
      ctl_session_call (self->session, self->options->dry_run ? "rollback" : "commit", NULL, error);

  if (ended != NULL && self->options->dry_run)
    g_print ("Dry run: nothing was changed.\n");
  return ended != NULL;
}

static gboolean
send_rows (Task *self,
           const char *begin_statement,
           ApoyoParams *params,
           const char *copy_statement,
           GError **error)
{
  g_autoptr (ApoyoResult) rows = ctl_session_call (self->session, begin_statement, params, error);

  return rows != NULL && apoyo_result_get_int64 (rows, 0, "import", &self->import, error) &&
         ctl_session_copy_in (self->session, copy_statement, self->import,
                              g_io_stream_get_input_stream (G_IO_STREAM (self->spool)), error) >= 0;
}

static gboolean
take_bad_rows (Task *self, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, self->import);
  rows = ctl_session_call (self->session, "import-problems", params, error);
  for (guint i = 0; rows != NULL && i < apoyo_result_get_n_rows (rows); i++) {
    const char *field = NULL;
    const char *reason = NULL;
    gint64 line = 0;

    if (!apoyo_result_get_int64 (rows, i, "line", &line, error) ||
        !apoyo_result_get_text (rows, i, "field", &field, error) ||
        !apoyo_result_get_text (rows, i, "reason", &reason, error))
      return FALSE;
    add_problem (self, (guint64) line, field, reason);
  }
  return rows != NULL;
}

static gboolean
write_problems (Task *self, GError **error)
{
  g_autoptr (GString) table = g_string_new ("line,field,reason\n");

  for (guint i = 0; i < self->problems->len; i++) {
    const Problem *problem = g_ptr_array_index (self->problems, i);
    g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, problem->line);

    ctl_table_append_field (table, line);
    ctl_table_append_field (table, problem->field);
    ctl_table_append_field (table, problem->reason);
    g_string_append_c (table, '\n');
  }
  return g_file_set_contents (self->options->problems, table->str, (gssize) table->len, error);
}

/* FALSE when there is any. */
static gboolean
report_problems (Task *self, GError **error)
{
  if (self->options->problems != NULL) {
    g_ptr_array_sort (self->problems, compare_problems);
    if (!write_problems (self, error))
      return FALSE;
  }
  if (self->problems->len == 0)
    return TRUE;
  g_ptr_array_sort (self->problems, compare_problems);
  for (guint i = 0; i < self->problems->len; i++) {
    const Problem *problem = g_ptr_array_index (self->problems, i);

    g_printerr ("%s:%" G_GUINT64_FORMAT ": %s%s%s\n", self->path, problem->line, problem->field,
                *problem->field != '\0' ? " " : "", problem->reason);
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "%u problems in %s; nothing was imported", self->problems->len, self->path);
  return FALSE;
}

static gboolean
print_of (Task *self, const char *statement, int geography, gboolean against, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, geography);
  if (against)
    apoyo_params_add_null (params);
  rows = ctl_session_call (self->session, statement, params, error);
  return rows != NULL && ctl_table_print (rows, error);
}

static gboolean
state_total (Task *self, int geography, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = NULL;

  if (self->options->total == 0)
    return TRUE;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, geography);
  apoyo_params_add_text (params, "MX");
  apoyo_params_add_int64 (params, self->options->total);
  rows = ctl_session_call (self->session, "state-published-total", params, error);
  return rows != NULL;
}

static gboolean
draft (Task *self, int *geography, GError **error)
{
  g_autofree char *base = g_path_get_basename (self->path);
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, self->import);
  apoyo_params_add_text (params, self->options->name != NULL ? self->options->name : base);
  rows = ctl_session_call (self->session, "draft-geography", params, error);
  return rows != NULL && apoyo_result_get_int (rows, 0, "geography", geography, error);
}

static gboolean
send_sections (Task *self, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, "sections");
  return send_rows (self, "begin-import", params, "copy-sections", error);
}

/* After a refusal the transaction is of no use: another one, with the same rows. */
static gboolean
send_sections_again (Task *self, GError **error)
{
  g_autoptr (ApoyoResult) ended = ctl_session_call (self->session, "rollback", NULL, error);
  g_autoptr (ApoyoResult) begun =
      ended != NULL ? ctl_session_call (self->session, "begin", NULL, error) : NULL;

  return begun != NULL && g_seekable_seek (G_SEEKABLE (self->spool), 0, G_SEEK_SET, NULL, error) &&
         send_sections (self, error);
}

/* The draft checks every row itself; they are asked for one by one only when it refuses them. */
static gboolean
draft_or_report (Task *self, int *geography, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (self->problems->len == 0 && draft (self, geography, &local))
    return report_problems (self, error);
  if (local != NULL && g_strcmp0 (apoyo_store_error_get_sqlstate (local), BAD_ROWS) != 0) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return (local == NULL || send_sections_again (self, error)) && take_bad_rows (self, error) &&
         report_problems (self, error);
}

gboolean
ctl_import_geography (ApoyoCtl *ctl,
                      const CtlSheetOptions *options,
                      const char *path,
                      GError **error)
{
  g_auto (Task) task = { .options = options, .path = path };
  int geography = 0;

  task.problems = g_ptr_array_new_with_free_func (problem_free);
  if (!read_file (&task, APOYO_SHEET_SECTIONS, error) || !begin (&task, ctl, error) ||
      !send_sections (&task, error) || !draft_or_report (&task, &geography, error) ||
      !state_total (&task, geography, error) ||
      !print_of (&task, "geography-difference", geography, TRUE, error))
    return FALSE;
  g_print ("\n");
  if (!print_of (&task, "geography-quality", geography, FALSE, error) || !end (&task, error))
    return FALSE;
  if (!options->dry_run)
    g_print ("%" G_GUINT64_FORMAT " sections are version %d of the geography, a draft until it is "
             "adopted.\n",
             task.n_rows, geography);
  return TRUE;
}

static gboolean
adopt_nominal_list (Task *self, const char *cutoff, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();
  gint64 sections = 0;
  gint64 electors = 0;

  apoyo_params_add_int64 (params, self->import);
  rows = ctl_session_call (self->session, "adopt-nominal-list", params, error);
  if (rows == NULL || !apoyo_result_get_int64 (rows, 0, "sections", &sections, error) ||
      !apoyo_result_get_int64 (rows, 0, "nominal_list", &electors, error))
    return FALSE;
  g_print ("%" G_GINT64_FORMAT " electors in %" G_GINT64_FORMAT " sections, cut-off %s.\n",
           electors, sections, cutoff);
  return TRUE;
}

gboolean
ctl_import_nominal_list (ApoyoCtl *ctl,
                         const CtlSheetOptions *options,
                         const char *path,
                         GError **error)
{
  g_auto (Task) task = { .options = options, .path = path };
  const char *cutoff = NULL;
  ApoyoParams *params = NULL;

  task.problems = g_ptr_array_new_with_free_func (problem_free);
  if (!read_file (&task, APOYO_SHEET_NOMINAL_LIST, error))
    return FALSE;
  cutoff = options->cutoff != NULL ? options->cutoff : task.cutoff;
  if (cutoff == NULL || *cutoff == '\0') {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The table does not tell its cut-off: say it with --cutoff YYYY-MM-DD");
    return FALSE;
  }
  if (!begin (&task, ctl, error))
    return FALSE;
  params = apoyo_params_new ();
  if (options->geography > 0)
    apoyo_params_add_int (params, options->geography);
  else
    apoyo_params_add_null (params);
  apoyo_params_add_text (params, cutoff);
  return send_rows (&task, "begin-nominal-list", params, "copy-nominal-list", error) &&
         take_bad_rows (&task, error) && report_problems (&task, error) &&
         adopt_nominal_list (&task, cutoff, error) && end (&task, error);
}
