/* apoyo-outcome.c: what a configuration asks for, and what is good, doubtful and wrong in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <string.h>

#include "apoyo-outcome.h"
#include "apoyo-refusal.h"

static void
check_free (gpointer data)
{
  ApoyoCheck *check = data;

  g_free (check->field);
  g_free (check->message);
  g_free (check->hint);
  g_free (check);
}

static ApoyoOutcome *
outcome_new (void)
{
  ApoyoOutcome *self = g_new0 (ApoyoOutcome, 1);

  g_atomic_ref_count_init (&self->refs);
  self->nominal_list = self->required = self->smallest_required = self->median_required = -1;
  self->demarcations = self->dispersion_needed = self->small_demarcations = -1;
  self->checks = g_ptr_array_new_with_free_func (check_free);
  return self;
}

ApoyoOutcome *
apoyo_outcome_ref (ApoyoOutcome *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
apoyo_outcome_unref (ApoyoOutcome *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->dispersion_level);
  g_ptr_array_unref (self->checks);
  g_free (self);
}

/* Leaves -1 for a null. */
static gboolean
read_int64 (ApoyoResult *result, const char *column, gint64 *value, GError **error)
{
  return apoyo_result_is_null (result, 0, column) ||
         apoyo_result_get_int64 (result, 0, column, value, error);
}

static gboolean
read_int (ApoyoResult *result, const char *column, int *value, GError **error)
{
  return apoyo_result_is_null (result, 0, column) ||
         apoyo_result_get_int (result, 0, column, value, error);
}

static gboolean
read_histogram (ApoyoOutcome *self, ApoyoResult *result, GError **error)
{
  g_auto (GStrv) bounds = NULL;
  g_auto (GStrv) bars = NULL;

  if (apoyo_result_is_null (result, 0, "histogram"))
    return TRUE;
  if (!apoyo_result_get_text_array (result, 0, "histogram_bounds", &bounds, error) ||
      !apoyo_result_get_text_array (result, 0, "histogram", &bars, error))
    return FALSE;
  if (g_strv_length (bars) != APOYO_OUTCOME_BARS ||
      g_strv_length (bounds) != APOYO_OUTCOME_BARS + 1)
    return TRUE; /* of another version: the figures do without */
  for (guint i = 0; i < APOYO_OUTCOME_BARS; i++)
    self->bars[i] = (int) g_ascii_strtoll (bars[i], NULL, 10);
  for (guint i = 0; i <= APOYO_OUTCOME_BARS; i++)
    self->bounds[i] = g_ascii_strtoll (bounds[i], NULL, 10);
  self->n_bars = APOYO_OUTCOME_BARS;
  return TRUE;
}

static gboolean
read_preview (ApoyoOutcome *self, ApoyoResult *result, GError **error)
{
  const char *level = NULL;

  if (apoyo_result_get_n_rows (result) == 0)
    return TRUE;
  if (!read_int64 (result, "nominal_list", &self->nominal_list, error) ||
      !read_int64 (result, "required", &self->required, error) ||
      !read_int (result, "demarcations", &self->demarcations, error) ||
      !read_int (result, "dispersion_needed", &self->dispersion_needed, error) ||
      !read_int64 (result, "smallest_required", &self->smallest_required, error) ||
      !read_int64 (result, "median_required", &self->median_required, error) ||
      !read_int (result, "small_demarcations", &self->small_demarcations, error))
    return FALSE;
  if (!apoyo_result_is_null (result, 0, "dispersion_level")) {
    if (!apoyo_result_get_text (result, 0, "dispersion_level", &level, error))
      return FALSE;
    self->dispersion_level = g_strdup (level);
  }
  return read_histogram (self, result, error);
}

static gboolean
read_check (ApoyoOutcome *self, ApoyoResult *result, guint row, GError **error)
{
  const char *severity = NULL, *field = NULL, *code = NULL, *message = NULL;
  g_auto (GStrv) names = NULL;
  ApoyoCheck *check;

  if (!apoyo_result_get_text (result, row, "severity", &severity, error) ||
      !apoyo_result_get_text (result, row, "field", &field, error) ||
      !apoyo_result_get_text (result, row, "code", &code, error) ||
      !apoyo_result_get_text (result, row, "message", &message, error) ||
      !apoyo_result_get_text_array (result, row, "names", &names, error))
    return FALSE;
  check = g_new0 (ApoyoCheck, 1);
  check->severity = strcmp (severity, "ok") == 0        ? APOYO_CHECK_OK
                    : strcmp (severity, "warning") == 0 ? APOYO_CHECK_WARNING
                                                        : APOYO_CHECK_ERROR;
  check->field = g_strdup (field);
  check->missing = strcmp (code, "AP116") == 0;
  check->message = apoyo_refusal_format (code, (const char *const *) names, &check->hint);
  if (check->message == NULL)
    check->message = g_strdup (message);
  g_ptr_array_add (self->checks, check);
  return TRUE;
}

ApoyoOutcome *
apoyo_outcome_new_from_results (ApoyoResult *preview, ApoyoResult *checks, GError **error)
{
  g_autoptr (ApoyoOutcome) self = outcome_new ();

  if (!read_preview (self, preview, error))
    return NULL;
  for (guint i = 0; i < apoyo_result_get_n_rows (checks); i++) {
    if (!read_check (self, checks, i, error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

static gboolean
lies_below (const char *path, const char *field)
{
  gsize length = strlen (field);

  return strncmp (path, field, length) == 0 && (path[length] == '\0' || path[length] == '.');
}

const ApoyoCheck *
apoyo_outcome_find_error (const ApoyoOutcome *self, const char *field)
{
  for (guint i = 0; i < self->checks->len; i++) {
    const ApoyoCheck *check = self->checks->pdata[i];

    if (check->severity == APOYO_CHECK_ERROR && lies_below (check->field, field))
      return check;
  }
  return NULL;
}

gboolean
apoyo_outcome_has_errors (const ApoyoOutcome *self)
{
  for (guint i = 0; i < self->checks->len; i++) {
    if (((const ApoyoCheck *) self->checks->pdata[i])->severity == APOYO_CHECK_ERROR)
      return TRUE;
  }
  return FALSE;
}
