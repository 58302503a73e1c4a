/* apoyo-quality.c: what looks wrong in a version of the geography, by kind of problem.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-quality.h"

struct _ApoyoFindingRow {
  GObject parent_instance;

  char *code; /* (owned) */
  char *name; /* (owned) */
  gint64 found;
  gint64 expected;
};

G_DEFINE_FINAL_TYPE (ApoyoFindingRow, apoyo_finding_row, G_TYPE_OBJECT)

static void
apoyo_finding_row_finalize (GObject *object)
{
  ApoyoFindingRow *self = APOYO_FINDING_ROW (object);

  g_free (self->code);
  g_free (self->name);

  G_OBJECT_CLASS (apoyo_finding_row_parent_class)->finalize (object);
}

static void
apoyo_finding_row_class_init (ApoyoFindingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_finding_row_finalize;
}

static void
apoyo_finding_row_init (ApoyoFindingRow *self)
{
  self->expected = -1;
}

const char *
apoyo_finding_row_get_code (ApoyoFindingRow *self)
{
  g_return_val_if_fail (APOYO_IS_FINDING_ROW (self), NULL);
  return self->code;
}

const char *
apoyo_finding_row_get_name (ApoyoFindingRow *self)
{
  g_return_val_if_fail (APOYO_IS_FINDING_ROW (self), NULL);
  return self->name;
}

gint64
apoyo_finding_row_get_found (ApoyoFindingRow *self)
{
  g_return_val_if_fail (APOYO_IS_FINDING_ROW (self), 0);
  return self->found;
}

gint64
apoyo_finding_row_get_expected (ApoyoFindingRow *self)
{
  g_return_val_if_fail (APOYO_IS_FINDING_ROW (self), -1);
  return self->expected;
}

/* --- by problem ------------------------------------------------------------------------------- */

struct _ApoyoQuality {
  GObject parent_instance;

  GListStore *findings[APOYO_N_PROBLEMS]; /* (owned) */
  guint n_large;
};

G_DEFINE_FINAL_TYPE (ApoyoQuality, apoyo_quality, G_TYPE_OBJECT)

static void
apoyo_quality_finalize (GObject *object)
{
  for (guint i = 0; i < APOYO_N_PROBLEMS; i++)
    g_object_unref (APOYO_QUALITY (object)->findings[i]);

  G_OBJECT_CLASS (apoyo_quality_parent_class)->finalize (object);
}

static void
apoyo_quality_class_init (ApoyoQualityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_quality_finalize;
}

static void
apoyo_quality_init (ApoyoQuality *self)
{
  for (guint i = 0; i < APOYO_N_PROBLEMS; i++)
    self->findings[i] = g_list_store_new (APOYO_TYPE_FINDING_ROW);
}

/* FALSE for what the database of a later program finds. */
static gboolean
find_problem (const char *nick, ApoyoProblem *problem)
{
  if (g_str_equal (nick, "section_small") || g_str_equal (nick, "section_large"))
    *problem = APOYO_PROBLEM_SIZE;
  else if (g_str_equal (nick, "total_differs"))
    *problem = APOYO_PROBLEM_TOTAL;
  else if (g_str_equal (nick, "without_inegi_code"))
    *problem = APOYO_PROBLEM_NO_INEGI;
  else if (g_str_has_prefix (nick, "empty_"))
    *problem = APOYO_PROBLEM_EMPTY;
  else if (g_str_equal (nick, "section_misplaced"))
    *problem = APOYO_PROBLEM_MISPLACED;
  else
    return FALSE;
  return TRUE;
}

static ApoyoFindingRow *
read_finding (const ApoyoResult *rows, guint row, GError **error)
{
  g_autoptr (ApoyoFindingRow) finding = g_object_new (APOYO_TYPE_FINDING_ROW, NULL);
  const char *code = NULL, *name = NULL;

  if (!apoyo_result_get_text (rows, row, "code", &code, error) ||
      !apoyo_result_get_text (rows, row, "name", &name, error) ||
      (!apoyo_result_is_null (rows, row, "found") &&
       !apoyo_result_get_int64 (rows, row, "found", &finding->found, error)) ||
      (!apoyo_result_is_null (rows, row, "expected") &&
       !apoyo_result_get_int64 (rows, row, "expected", &finding->expected, error)))
    return NULL;
  finding->code = g_strdup (code);
  finding->name = g_strdup (name);
  return g_steal_pointer (&finding);
}

ApoyoQuality *
apoyo_quality_new_from_result (const ApoyoResult *rows, GError **error)
{
  g_autoptr (ApoyoQuality) self = g_object_new (APOYO_TYPE_QUALITY, NULL);

  g_return_val_if_fail (rows != NULL, NULL);

  for (guint row = 0; row < apoyo_result_get_n_rows (rows); row++) {
    g_autoptr (ApoyoFindingRow) finding = read_finding (rows, row, error);
    const char *nick = NULL;
    ApoyoProblem problem;

    if (finding == NULL || !apoyo_result_get_text (rows, row, "problem", &nick, error))
      return NULL;
    if (!find_problem (nick, &problem))
      continue;
    self->n_large += g_str_equal (nick, "section_large");
    g_list_store_append (self->findings[problem], finding);
  }
  return g_steal_pointer (&self);
}

GListModel *
apoyo_quality_get (ApoyoQuality *self, ApoyoProblem problem)
{
  g_return_val_if_fail (APOYO_IS_QUALITY (self) && (guint) problem < APOYO_N_PROBLEMS, NULL);
  return G_LIST_MODEL (self->findings[problem]);
}

guint
apoyo_quality_count (ApoyoQuality *self, ApoyoProblem problem)
{
  return g_list_model_get_n_items (apoyo_quality_get (self, problem));
}

guint
apoyo_quality_count_large (ApoyoQuality *self)
{
  g_return_val_if_fail (APOYO_IS_QUALITY (self), 0);
  return self->n_large;
}
