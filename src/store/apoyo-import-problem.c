/* apoyo-import-problem.c: what is wrong, or merely strange, in a row of an imported file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-csv.h"
#include "apoyo-import-problem.h"
#include "apoyo-import-reasons.h"

struct _ApoyoImportProblem {
  GObject parent_instance;

  ApoyoImportSeverity severity;
  guint64 line;
  const char *field;  /* (interned) */
  const char *column; /* (interned) (nullable) */
  char *value;        /* (owned) (nullable) */
  char *reason;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (ApoyoImportProblem, apoyo_import_problem, G_TYPE_OBJECT)

static void
apoyo_import_problem_finalize (GObject *object)
{
  ApoyoImportProblem *self = APOYO_IMPORT_PROBLEM (object);

  g_free (self->value);
  g_free (self->reason);

  G_OBJECT_CLASS (apoyo_import_problem_parent_class)->finalize (object);
}

static void
apoyo_import_problem_class_init (ApoyoImportProblemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_import_problem_finalize;
}

static void
apoyo_import_problem_init (ApoyoImportProblem *self)
{
}

ApoyoImportProblem *
apoyo_import_problem_new (ApoyoImportSeverity severity,
                          guint64 line,
                          const char *field,
                          const char *column,
                          const char *value,
                          const char *reason)
{
  ApoyoImportProblem *self = g_object_new (APOYO_TYPE_IMPORT_PROBLEM, NULL);

  self->severity = severity;
  self->line = line;
  self->field = g_intern_string (field != NULL ? field : "");
  self->column = g_intern_string (column);
  self->value = g_strdup (value);
  self->reason = g_strdup (reason);
  return self;
}

ApoyoImportSeverity
apoyo_import_problem_get_severity (ApoyoImportProblem *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_PROBLEM (self), APOYO_IMPORT_ERROR);
  return self->severity;
}

guint64
apoyo_import_problem_get_line (ApoyoImportProblem *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_PROBLEM (self), 0);
  return self->line;
}

const char *
apoyo_import_problem_get_field (ApoyoImportProblem *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_PROBLEM (self), NULL);
  return self->field;
}

const char *
apoyo_import_problem_get_column (ApoyoImportProblem *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_PROBLEM (self), NULL);
  return self->column != NULL ? self->column : self->field;
}

const char *
apoyo_import_problem_get_value (ApoyoImportProblem *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_PROBLEM (self), NULL);
  return self->value;
}

const char *
apoyo_import_problem_get_reason (ApoyoImportProblem *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_PROBLEM (self), NULL);
  return self->reason;
}

/* It stands in a column of its own: its subject is the field in the one before. */
char *
apoyo_import_problem_dup_words (ApoyoImportProblem *self)
{
  g_autofree char *words = NULL;
  char first[6];
  int length;

  g_return_val_if_fail (APOYO_IS_IMPORT_PROBLEM (self), NULL);

  words = apoyo_import_reason_translate (self->reason);
  length = g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (words)), first);
  return g_strdup_printf ("%.*s%s", length, first, *words != '\0' ? g_utf8_next_char (words) : "");
}

int
apoyo_import_problem_compare (gconstpointer a, gconstpointer b)
{
  const ApoyoImportProblem *first = *(ApoyoImportProblem *const *) a;
  const ApoyoImportProblem *second = *(ApoyoImportProblem *const *) b;

  if (first->severity != second->severity)
    return first->severity < second->severity ? -1 : 1;
  if (first->line != second->line)
    return first->line < second->line ? -1 : 1;
  return strcmp (first->field, second->field);
}

static void
append_field (GString *out, const char *text, char end)
{
  apoyo_csv_append_field (out, text);
  g_string_append_c (out, end);
}

char *
apoyo_import_problem_list_to_csv (GListModel *problems)
{
  GString *out = g_string_new ("\357\273\277");

  g_return_val_if_fail (G_IS_LIST_MODEL (problems), NULL);

  append_field (out, _ ("kind"), ',');
  append_field (out, _ ("line"), ',');
  append_field (out, _ ("field"), ',');
  append_field (out, _ ("value"), ',');
  append_field (out, _ ("reason"), '\n');
  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (ApoyoImportProblem) problem = g_list_model_get_item (problems, i);
    g_autofree char *words = apoyo_import_problem_dup_words (problem);

    append_field (out, problem->severity == APOYO_IMPORT_ERROR ? _ ("error") : _ ("warning"), ',');
    g_string_append_printf (out, "%" G_GUINT64_FORMAT ",", problem->line);
    append_field (out, apoyo_import_problem_get_column (problem), ',');
    append_field (out, problem->value != NULL ? problem->value : "", ',');
    append_field (out, words, '\n');
  }
  return g_string_free (out, FALSE);
}
