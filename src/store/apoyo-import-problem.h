/* apoyo-import-problem.h: what is wrong, or merely strange, in a row of an imported file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_IMPORT_ERROR,   /* nothing is imported */
  APOYO_IMPORT_WARNING, /* whoever imports it should know */
} ApoyoImportSeverity;

#define APOYO_TYPE_IMPORT_PROBLEM (apoyo_import_problem_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoImportProblem, apoyo_import_problem, APOYO, IMPORT_PROBLEM, GObject)

/* line: 0 for the file as a whole. column: (nullable): what the file calls the field. value:
 * (nullable): not shown, because it may be somebody's data. reason: in English. */
ApoyoImportProblem *apoyo_import_problem_new (ApoyoImportSeverity severity,
                                              guint64 line,
                                              const char *field,
                                              const char *column,
                                              const char *value,
                                              const char *reason);
ApoyoImportSeverity apoyo_import_problem_get_severity (ApoyoImportProblem *self);
guint64 apoyo_import_problem_get_line (ApoyoImportProblem *self);
const char *apoyo_import_problem_get_field (ApoyoImportProblem *self);
/* What the file calls the field; the field itself when no column tells it. */
const char *apoyo_import_problem_get_column (ApoyoImportProblem *self);
/* NULL when it is not shown. */
const char *apoyo_import_problem_get_value (ApoyoImportProblem *self);
const char *apoyo_import_problem_get_reason (ApoyoImportProblem *self);
/* The reason in the person's language. */
char *apoyo_import_problem_dup_words (ApoyoImportProblem *self);
/* Errors first, then by line and field: a GCompareFunc over pointers to problems. */
int apoyo_import_problem_compare (gconstpointer a, gconstpointer b);

/* The list as people open it in a spreadsheet: UTF-8 with mark. (element-type ApoyoImportProblem)
 */
char *apoyo_import_problem_list_to_csv (GListModel *problems);

G_END_DECLS
