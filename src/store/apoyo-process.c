/* apoyo-process.c: one process as the board heads it: its rule's figures and its last tree size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <math.h>

#include "apoyo-process.h"

struct _ApoyoProcess {
  GObject parent_instance;

  ApoyoProcessFigures figures;
  GTimeZone *zone; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ApoyoProcess, apoyo_process, G_TYPE_OBJECT)

static gboolean
get_text (ApoyoResult *result, guint row, const char *column, char **value, GError **error)
{
  const char *text = NULL;

  if (!apoyo_result_get_text (result, row, column, &text, error))
    return FALSE;
  *value = g_strdup (text);
  return TRUE;
}

static gboolean
get_nullable_text (ApoyoResult *result, guint row, const char *column, char **value, GError **error)
{
  return apoyo_result_is_null (result, row, column) || get_text (result, row, column, value, error);
}

static gboolean
get_nullable_time (ApoyoResult *result,
                   guint row,
                   const char *column,
                   GDateTime **value,
                   GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_get_time (result, row, column, value, error);
}

/* A nullable count is 0 when it is not there: nothing is required, nothing is signed yet. */
static gboolean
get_nullable_int64 (ApoyoResult *result,
                    guint row,
                    const char *column,
                    gint64 *value,
                    GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_get_int64 (result, row, column, value, error);
}

static gboolean
get_nullable_int (ApoyoResult *result, guint row, const char *column, int *value, GError **error)
{
  return apoyo_result_is_null (result, row, column) ||
         apoyo_result_get_int (result, row, column, value, error);
}

static gboolean
read_rule (ApoyoProcessFigures *to, ApoyoResult *result, guint row, GError **error)
{
  return apoyo_result_get_bool (result, row, "joint", &to->joint, error) &&
         get_text (result, row, "cell_level", &to->cell_level, error) &&
         get_nullable_int64 (result, row, "required", &to->required, error) &&
         get_nullable_int (result, row, "percentage", &to->percentage, error) &&
         get_nullable_text (result, row, "dispersion_level", &to->dispersion_level, error) &&
         get_nullable_int (result, row, "dispersion_needed", &to->dispersion_needed, error) &&
         get_nullable_int (result, row, "dispersion_percentage", &to->dispersion_percentage, error);
}

static gboolean
read_tree (ApoyoProcessFigures *to, ApoyoResult *result, guint row, GError **error)
{
  return apoyo_result_get_int64 (result, row, "promoventes", &to->n_promoventes, error) &&
         apoyo_result_get_int64 (result, row, "size", &to->size, error) &&
         get_nullable_time (result, row, "recorded_at", &to->recorded_at, error) &&
         get_nullable_int64 (result, row, "checkpoint_size", &to->checkpoint_size, error) &&
         get_nullable_time (result, row, "checkpoint_at", &to->checkpoint_at, error) &&
         apoyo_result_get_time (result, row, "as_of", &to->as_of, error);
}

static gboolean
read_all (ApoyoProcessFigures *to, ApoyoResult *result, guint row, GError **error)
{
  return apoyo_result_get_int (result, row, "process", &to->id, error) &&
         get_text (result, row, "code", &to->code, error) &&
         get_text (result, row, "name", &to->name, error) &&
         get_text (result, row, "kind", &to->kind, error) &&
         get_text (result, row, "state", &to->state, error) &&
         apoyo_result_get_bool (result, row, "simulacro", &to->simulacro, error) &&
         apoyo_result_get_int (result, row, "revision", &to->revision, error) &&
         get_nullable_time (result, row, "opens_at", &to->opens_at, error) &&
         get_nullable_time (result, row, "closes_at", &to->closes_at, error) &&
         get_text (result, row, "time_zone", &to->time_zone, error) &&
         read_rule (to, result, row, error) && read_tree (to, result, row, error);
}

static void
apoyo_process_finalize (GObject *object)
{
  ApoyoProcess *self = APOYO_PROCESS (object);
  ApoyoProcessFigures *figures = &self->figures;

  g_free (figures->code);
  g_free (figures->name);
  g_free (figures->kind);
  g_free (figures->state);
  g_free (figures->cell_level);
  g_free (figures->time_zone);
  g_free (figures->dispersion_level);
  g_clear_pointer (&figures->opens_at, g_date_time_unref);
  g_clear_pointer (&figures->closes_at, g_date_time_unref);
  g_clear_pointer (&figures->recorded_at, g_date_time_unref);
  g_clear_pointer (&figures->checkpoint_at, g_date_time_unref);
  g_clear_pointer (&figures->as_of, g_date_time_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (apoyo_process_parent_class)->finalize (object);
}

static void
apoyo_process_class_init (ApoyoProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_process_finalize;
}

static void
apoyo_process_init (ApoyoProcess *self)
{
}

ApoyoProcess *
apoyo_process_new_from_row (ApoyoResult *result, guint row, GError **error)
{
  g_autoptr (ApoyoProcess) self = g_object_new (APOYO_TYPE_PROCESS, NULL);

  if (!read_all (&self->figures, result, row, error))
    return NULL;
  self->zone = g_time_zone_new_identifier (self->figures.time_zone);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  return g_steal_pointer (&self);
}

const ApoyoProcessFigures *
apoyo_process_get_figures (ApoyoProcess *self)
{
  g_return_val_if_fail (APOYO_IS_PROCESS (self), NULL);
  return &self->figures;
}

gboolean
apoyo_process_is_open (ApoyoProcess *self)
{
  g_return_val_if_fail (APOYO_IS_PROCESS (self), FALSE);
  return g_str_equal (self->figures.state, "open") || g_str_equal (self->figures.state, "closing");
}

gboolean
apoyo_process_is_final (ApoyoProcess *self)
{
  g_return_val_if_fail (APOYO_IS_PROCESS (self), FALSE);
  return g_str_equal (self->figures.state, "certified") ||
         g_str_equal (self->figures.state, "archived");
}

GTimeZone *
apoyo_process_get_zone (ApoyoProcess *self)
{
  g_return_val_if_fail (APOYO_IS_PROCESS (self), NULL);
  return self->zone;
}

/* The part of the collection period that has passed, 0 to 1, by the database's clock. */
double
apoyo_process_get_elapsed (ApoyoProcess *self)
{
  const ApoyoProcessFigures *figures;
  double whole;

  g_return_val_if_fail (APOYO_IS_PROCESS (self), 0);

  figures = &self->figures;
  if (figures->opens_at == NULL || figures->closes_at == NULL)
    return 0;
  whole = g_date_time_difference (figures->closes_at, figures->opens_at);
  if (whole <= 0)
    return 1;
  return CLAMP (g_date_time_difference (figures->as_of, figures->opens_at) / whole, 0.0, 1.0);
}

GListModel *
apoyo_process_list_from_result (ApoyoResult *result, GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (APOYO_TYPE_PROCESS);

  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    g_autoptr (ApoyoProcess) process = apoyo_process_new_from_row (result, row, error);

    if (process == NULL)
      return NULL;
    g_list_store_append (list, process);
  }
  return G_LIST_MODEL (g_steal_pointer (&list));
}
