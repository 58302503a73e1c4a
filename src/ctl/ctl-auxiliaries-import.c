/* ctl-auxiliaries-import.c: brings the auxiliaries of a file into a process, each with a key.
 *
 * What leaves this machine are keyed hashes: of the clave de elector, under the roll's key, and of
 * the access keys, which are written to a file for whoever hands them out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-core-error.h"
#include "apoyo-import-problem.h"
#include "apoyo-sheet.h"
#include "ctl-auxiliaries.h"
#include "ctl-copy.h"
#include "ctl-keys.h"
#include "ctl-problems.h"
#include "ctl-words.h"

static const char *const columns[] = { "process",   "promovente", "key",   "scope",
                                       "auxiliary", "line",       "drill", NULL };

typedef struct {
  const CtlSheetOptions *options;
  const char *path;
  ApoyoKeyring *keyring; /* (owned) (nullable): nobody is named */
  GString *rows;         /* (owned): for COPY */
  GHashTable *keys;      /* (owned): line → access key */
  GListStore *problems;  /* (owned) (element-type ApoyoImportProblem) */
} Task;

static void
task_clear (Task *self)
{
  g_clear_object (&self->keyring);
  if (self->rows != NULL)
    g_string_free (self->rows, TRUE);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_object (&self->problems);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Task, task_clear)

static void
add_problem (Task *self, guint64 line, const char *field, const char *reason)
{
  g_autoptr (ApoyoImportProblem) problem =
      apoyo_import_problem_new (APOYO_IMPORT_ERROR, line, field, NULL, NULL, reason);

  g_list_store_append (self->problems, problem);
}

static ApoyoSheet *
open_sheet (Task *self, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->path);
  g_autoptr (GFileInputStream) source = g_file_read (file, NULL, error);

  return source != NULL ? apoyo_sheet_new (G_INPUT_STREAM (source), APOYO_SHEET_AUXILIARIES,
                                           (const char *const *) self->options->mappings, error)
                        : NULL;
}

/* A value for COPY. */
static void
append_text (GString *out, const char *text)
{
  for (; *text != '\0'; text++) {
    if (*text == '\\')
      g_string_append_c (out, '\\');
    g_string_append_c (out, *text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
  }
}

/* NULL, and a problem or nothing, where no clave can be had. */
static GBytes *
read_clave (Task *self, ApoyoSheet *sheet, guint64 line)
{
  const char *clave = apoyo_sheet_get (sheet, "clave_elector");
  g_autoptr (GError) error = NULL;
  GBytes *hash = NULL;

  if (*clave == '\0')
    return NULL; /* the database says whether that is allowed */
  hash = ctl_hash_clave (self->keyring, clave, &error);
  if (hash == NULL)
    add_problem (self, line, "clave_elector", _ ("is not a clave de elector"));
  return hash;
}

static gboolean
take_row (Task *self, ApoyoSheet *sheet, GError **error)
{
  guint64 line = apoyo_csv_get_line (apoyo_sheet_get_csv (sheet));
  g_autoptr (GBytes) clave = read_clave (self, sheet, line);
  g_autoptr (GBytes) hash = NULL;
  char *key = ctl_new_key (&hash, error);

  if (key == NULL)
    return FALSE;
  g_hash_table_insert (self->keys, GUINT_TO_POINTER ((guint) line), key);
  g_string_append_printf (self->rows, "%" G_GUINT64_FORMAT "\t", line);
  append_text (self->rows, apoyo_sheet_get (sheet, "promovente"));
  g_string_append_c (self->rows, '\t');
  if (clave != NULL)
    ctl_copy_append_hex (self->rows, clave);
  else
    g_string_append (self->rows, "\\N");
  g_string_append_c (self->rows, '\t');
  ctl_copy_append_hex (self->rows, hash);
  g_string_append_c (self->rows, '\n');
  return TRUE;
}

static void
take_misshapen_rows (Task *self, ApoyoCsv *csv)
{
  GPtrArray *problems = apoyo_csv_get_problems (csv);

  for (guint i = 0; i < problems->len; i++) {
    const ApoyoCsvProblem *problem = g_ptr_array_index (problems, i);

    add_problem (self, problem->line, problem->column != NULL ? problem->column : "",
                 problem->message);
  }
}

static gboolean
read_file (Task *self, ApoyoCtl *ctl, const char *keys, GError **error)
{
  g_autoptr (ApoyoSheet) sheet = open_sheet (self, error);
  g_autoptr (GError) local = NULL;

  if (sheet == NULL) {
    g_prefix_error (error, "%s: ", self->path);
    return FALSE;
  }
  if (apoyo_sheet_get_column_of (sheet, "clave_elector") != NULL) {
    self->keyring = ctl_open_keyring (ctl, keys, error);
    if (self->keyring == NULL)
      return FALSE;
  }
  while (apoyo_sheet_next (sheet, NULL, &local)) {
    if (!take_row (self, sheet, error))
      return FALSE;
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  take_misshapen_rows (self, apoyo_sheet_get_csv (sheet));
  return TRUE;
}

static gboolean
take_bad_rows (Task *self, CtlSession *session, gint64 import, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, import);
  rows = ctl_session_call (session, "import-problems", params, error);
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

static int
compare_problems (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return apoyo_import_problem_compare (&a, &b);
}

static gboolean
report (Task *self, GError **error)
{
  g_list_store_sort (self->problems, compare_problems, NULL);
  return ctl_problems_report (G_LIST_MODEL (self->problems), self->path, self->options->problems,
                              error);
}

static gboolean
send_rows (Task *self, CtlSession *session, int process, gint64 *import, GError **error)
{
  g_autoptr (GInputStream) input =
      g_memory_input_stream_new_from_data (self->rows->str, (gssize) self->rows->len, NULL);
  g_autoptr (ApoyoResult) begun = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, "auxiliaries");
  apoyo_params_add_int (params, process);
  begun = ctl_session_call (session, "begin-people-import", params, error);
  return begun != NULL && apoyo_result_get_int64 (begun, 0, "import", import, error) &&
         ctl_session_copy_in (session, "copy-auxiliaries", *import, input, error) >= 0;
}

static gboolean
append_key (Task *self,
            GString *csv,
            int process,
            const char *drill,
            const ApoyoResult *rows,
            guint row,
            GError **error)
{
  const char *scope = NULL;
  const char *label = NULL;
  gint64 line = 0;
  int promovente = 0;

  if (!apoyo_result_get_int64 (rows, row, "line", &line, error) ||
      !apoyo_result_get_int (rows, row, "promovente", &promovente, error) ||
      !apoyo_result_get_text (rows, row, "scope", &scope, error) ||
      !apoyo_result_get_text (rows, row, "label", &label, error))
    return FALSE;
  g_string_append_printf (
      csv, "%d,%d,%s,%s,%s,%" G_GINT64_FORMAT ",%s\n", process, promovente,
      (const char *) g_hash_table_lookup (self->keys, GUINT_TO_POINTER ((guint) line)), scope,
      label, line, drill);
  return TRUE;
}

static gboolean
adopt (Task *self, CtlSession *session, int process, gint64 import, const char *out, GError **error)
{
  g_autofree char *header = ctl_word_header (columns);
  g_autoptr (GString) csv = g_string_new (header);
  const char *drill = ctl_drill_mark (session, process, error);
  g_autoptr (ApoyoResult) rows = NULL;
  g_autoptr (ApoyoResult) ended = NULL;
  ApoyoParams *params = apoyo_params_new ();
  guint n_rows;

  if (drill == NULL) {
    apoyo_params_free (params);
    return FALSE;
  }
  apoyo_params_add_int (params, process);
  apoyo_params_add_int64 (params, import);
  rows = ctl_session_call (session, "adopt-auxiliaries", params, error);
  if (rows == NULL)
    return FALSE;
  n_rows = apoyo_result_get_n_rows (rows);
  for (guint i = 0; i < n_rows; i++) {
    if (!append_key (self, csv, process, drill, rows, i, error))
      return FALSE;
  }
  if (!self->options->dry_run) {
    if (!ctl_write_keys (session, csv, out, error))
      return FALSE;
    g_print (ngettext ("%u auxiliary.\n", "%u auxiliaries.\n", n_rows), n_rows);
    return TRUE;
  }
  ended = ctl_session_call (session, "rollback", NULL, error);
  if (ended != NULL)
    g_print (ngettext ("%u auxiliary.\nDry run: nothing was changed.\n",
                       "%u auxiliaries.\nDry run: nothing was changed.\n", n_rows),
             n_rows);
  return ended != NULL;
}

gboolean
ctl_import_auxiliaries (ApoyoCtl *ctl,
                        const CtlSheetOptions *options,
                        const char *keys,
                        const char *process,
                        const char *path,
                        const char *out,
                        GError **error)
{
  g_auto (Task) task = { .options = options, .path = path };
  g_autoptr (CtlSession) session = NULL;
  g_autoptr (ApoyoResult) begun = NULL;
  gint64 import = 0;
  int number = 0;

  task.rows = g_string_new (NULL);
  task.keys = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  task.problems = g_list_store_new (APOYO_TYPE_IMPORT_PROBLEM);
  if ((!options->dry_run && !ctl_may_write_keys (out, error)) ||
      !read_file (&task, ctl, keys, error))
    return FALSE;
  session = ctl_session_open (ctl, "ruben", error);
  if (session == NULL || !ctl_session_find_process (session, process, &number, error))
    return FALSE;
  if (task.keyring != NULL && !ctl_hold_roll_key (session, task.keyring, error))
    return FALSE;
  begun = ctl_session_call (session, "begin", NULL, error);
  return begun != NULL && send_rows (&task, session, number, &import, error) &&
         take_bad_rows (&task, session, import, error) && report (&task, error) &&
         adopt (&task, session, number, import, out, error);
}
