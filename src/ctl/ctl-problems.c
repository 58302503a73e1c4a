/* ctl-problems.c: tells what is wrong in the rows of a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-import-reasons.h"
#include "ctl-problems.h"
#include "ctl-table.h"
#include "ctl-words.h"

static void
append (GString *table, ApoyoImportProblem *problem)
{
  g_autofree char *line =
      g_strdup_printf ("%" G_GUINT64_FORMAT, apoyo_import_problem_get_line (problem));
  g_autofree char *reason =
      apoyo_import_reason_translate (apoyo_import_problem_get_reason (problem));

  ctl_table_append_field (table, line);
  ctl_table_append_field (table, apoyo_import_problem_get_field (problem));
  ctl_table_append_field (table, reason);
  g_string_append_c (table, '\n');
}

static void
print (ApoyoImportProblem *problem, const char *path)
{
  const char *field = apoyo_import_problem_get_field (problem);
  g_autofree char *reason =
      apoyo_import_reason_translate (apoyo_import_problem_get_reason (problem));

  g_printerr ("%s:%" G_GUINT64_FORMAT ": %s%s%s\n", path, apoyo_import_problem_get_line (problem),
              field, *field != '\0' ? " " : "", reason);
}

gboolean
ctl_problems_report (GListModel *problems, const char *path, const char *table, GError **error)
{
  static const char *const columns[] = { "line", "field", "reason", NULL };
  g_autofree char *header = ctl_word_header (columns);
  g_autoptr (GString) rows = g_string_new (header);
  guint n_errors = 0;

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (ApoyoImportProblem) problem = g_list_model_get_item (problems, i);

    if (apoyo_import_problem_get_severity (problem) != APOYO_IMPORT_ERROR)
      break;
    append (rows, problem);
    n_errors++;
  }
  if (table != NULL && !g_file_set_contents (table, rows->str, (gssize) rows->len, error))
    return FALSE;
  if (n_errors == 0)
    return TRUE;
  for (guint i = 0; i < n_errors; i++) {
    g_autoptr (ApoyoImportProblem) problem = g_list_model_get_item (problems, i);

    print (problem, path);
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("%u problems in %s; nothing was imported"), n_errors, path);
  return FALSE;
}
