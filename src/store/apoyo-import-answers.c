/* apoyo-import-answers.c: what the database tells of an import's rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-import-private.h"
#include "apoyo-import-reasons.h"

static void
count_problems (ApoyoImport *self)
{
  self->n_errors = self->n_warnings = 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->problems)); i++) {
    g_autoptr (ApoyoImportProblem) problem =
        g_list_model_get_item (G_LIST_MODEL (self->problems), i);

    if (apoyo_import_problem_get_severity (problem) == APOYO_IMPORT_ERROR)
      self->n_errors++;
    else
      self->n_warnings++;
  }
}

/* Together with those that are there: one change of the list, however many they are.
 * more: (element-type ApoyoImportProblem) */
static void
add_problems (ApoyoImport *self, GPtrArray *more)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->problems));

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (all, g_list_model_get_item (G_LIST_MODEL (self->problems), i));
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (all, g_object_ref (g_ptr_array_index (more, i)));
  g_ptr_array_sort (all, apoyo_import_problem_compare);
  g_list_store_splice (self->problems, 0, n, all->pdata, all->len);
  count_problems (self);
}

void
apoyo_import_forget_findings (ApoyoImport *self)
{
  memset (&self->outcome, 0, sizeof self->outcome);
  self->outcome.rows = apoyo_import_reading_get_n_rows (self->reading);
  g_clear_pointer (&self->difference, apoyo_result_unref);
  g_clear_pointer (&self->quality, apoyo_result_unref);
  g_clear_pointer (&self->adopted, apoyo_result_unref);
  g_list_store_remove_all (self->problems);
  add_problems (self, apoyo_import_reading_get_problems (self->reading));
}

gboolean
apoyo_import_take_import (ApoyoImport *self, ApoyoResult *result, GError **error)
{
  return apoyo_result_get_int64 (result, 0, "import", &self->import, error);
}

gboolean
apoyo_import_take_adopted (ApoyoImport *self, ApoyoResult *result, GError **error)
{
  int promoventes = 0;

  switch (self->kind) {
  case APOYO_IMPORT_GEOGRAPHY:
    return apoyo_result_get_int (result, 0, "geography", &self->outcome.version, error);
  case APOYO_IMPORT_NOMINAL_LIST:
    return apoyo_result_get_int64 (result, 0, "sections", &self->outcome.added, error) &&
           apoyo_result_get_int64 (result, 0, "nominal_list", &self->outcome.electors, error);
  case APOYO_IMPORT_AUXILIARIES:
    self->adopted = apoyo_result_ref (result);
    self->outcome.added = apoyo_result_get_n_rows (result);
    return TRUE;
  case APOYO_IMPORT_PROMOVENTES:
  default:
    if (!apoyo_result_get_int (result, 0, "promoventes", &promoventes, error))
      return FALSE;
    self->outcome.added = promoventes;
    return TRUE;
  }
}

gboolean
apoyo_import_take_changes (ApoyoImport *self, ApoyoResult *result, GError **error)
{
  ApoyoImportOutcome *outcome = &self->outcome;

  return apoyo_result_get_int64 (result, 0, "added", &outcome->added, error) &&
         apoyo_result_get_int64 (result, 0, "removed", &outcome->removed, error) &&
         apoyo_result_get_int64 (result, 0, "moved_district", &outcome->moved_district, error) &&
         apoyo_result_get_int64 (result, 0, "moved_municipality", &outcome->moved_municipality,
                                 error) &&
         apoyo_result_get_int64 (result, 0, "gained", &outcome->electors_gained, error) &&
         apoyo_result_get_int64 (result, 0, "lost", &outcome->electors_lost, error);
}

gboolean
apoyo_import_take_difference (ApoyoImport *self, ApoyoResult *result, GError **error)
{
  self->difference = apoyo_result_ref (result);
  return TRUE;
}

gboolean
apoyo_import_take_quality (ApoyoImport *self, ApoyoResult *result, GError **error)
{
  self->quality = apoyo_result_ref (result);
  return TRUE;
}

/* What follows from the entity, because no column tells it, is no second error of its row. */
static gboolean
follows_from_entity (ApoyoImport *self, guint64 line, const char *field)
{
  if (strcmp (field, "circumscription") != 0 && strcmp (field, "entity_name") != 0)
    return FALSE;
  return !apoyo_import_reading_tells (self->reading, field) &&
         !apoyo_import_reading_has_entity (self->reading, line);
}

gboolean
apoyo_import_take_problems (ApoyoImport *self, ApoyoResult *result, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < apoyo_result_get_n_rows (result); i++) {
    const char *field = NULL;
    const char *reason = NULL;
    gint64 line = 0;

    if (!apoyo_result_get_int64 (result, i, "line", &line, error) ||
        !apoyo_result_get_text (result, i, "field", &field, error) ||
        !apoyo_result_get_text (result, i, "reason", &reason, error))
      return FALSE;
    if (!follows_from_entity (self, (guint64) line, field))
      g_ptr_array_add (found, apoyo_import_reading_make_problem (self->reading, APOYO_IMPORT_ERROR,
                                                                 (guint64) line, field, reason));
  }
  add_problems (self, found);
  return TRUE;
}

/* A code that the version in force has is taken over from there. */
gboolean
apoyo_import_take_known_codes (ApoyoImport *self, ApoyoResult *result, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer municipality;
  gpointer line;

  for (guint i = 0; i < apoyo_result_get_n_rows (result); i++) {
    const char *code = NULL;

    if (!apoyo_result_get_text (result, i, "code", &code, error))
      return FALSE;
    g_hash_table_add (known, (gpointer) code);
  }
  g_hash_table_iter_init (&iter, apoyo_import_reading_get_uncoded (self->reading));
  while (g_hash_table_iter_next (&iter, &municipality, &line)) {
    if (!g_hash_table_contains (known, municipality))
      g_ptr_array_add (found, apoyo_import_reading_make_problem (
                                  self->reading, APOYO_IMPORT_WARNING, *(guint64 *) line,
                                  "municipality", APOYO_IMPORT_REASON_UNCODED));
  }
  add_problems (self, found);
  return TRUE;
}

gboolean
apoyo_import_take_was_adopted (ApoyoImport *self, ApoyoResult *result, GError **error)
{
  gboolean adopted = FALSE;

  if (!apoyo_result_get_bool (result, 0, "adopted", &adopted, error))
    return FALSE;
  self->unsure = FALSE;
  if (!adopted)
    g_set_error_literal (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION,
                         _ ("The connection was lost before it was stored: nothing has changed"));
  return adopted;
}
