/* apoyo-board-reading.c: the rows of one reading of the board, checked before any is shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <stdio.h>

#include "apoyo-board-private.h"

const char *const apoyo_board_statements[APOYO_N_READS + 1] = {
  "board-process", "board-promoventes", "board-areas",      "board-situations",
  "board-minutes", "board-days",        "board-dispersion", NULL,
};

static ApoyoParams *
params_new (int process)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, process);
  return params;
}

/* since: tree size after which a promovente must have changed, -1 for all. first_day: (nullable) */
GPtrArray *
apoyo_board_read_params (int process, gint64 since, int promovente, const char *first_day)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_params_free);

  for (guint i = 0; i < APOYO_N_READS; i++)
    g_ptr_array_add (all, params_new (process));
  apoyo_params_add_int64 (all->pdata[APOYO_READ_PROMOVENTES], since);
  apoyo_params_add_int (all->pdata[APOYO_READ_AREAS], promovente);
  apoyo_params_add_int (all->pdata[APOYO_READ_SITUATIONS], promovente);
  apoyo_params_add_int (all->pdata[APOYO_READ_DAYS], promovente);
  apoyo_params_add_text (all->pdata[APOYO_READ_DAYS], first_day);
  apoyo_params_add_int (all->pdata[APOYO_READ_DISPERSION], promovente);
  return all;
}

static gboolean
read_process (ApoyoBoardReading *self, ApoyoResult *result, GError **error)
{
  if (apoyo_result_get_n_rows (result) != 1) {
    g_set_error_literal (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_DENIED,
                         "This process does not exist, or is not among yours");
    return FALSE;
  }
  self->process = apoyo_process_new_from_row (result, 0, error);
  return self->process != NULL;
}

static gboolean
read_promovente (ApoyoResult *result,
                 guint row,
                 const int *columns,
                 ApoyoReadPromovente *to,
                 GError **error)
{
  return apoyo_result_get_int_at (result, row, columns[0], &to->number, error) &&
         apoyo_result_get_text_at (result, row, columns[1], &to->folio, error) &&
         apoyo_result_get_text_at (result, row, columns[2], &to->name, error) &&
         apoyo_result_get_text_at (result, row, columns[3], &to->scope, error) &&
         apoyo_result_get_int64_at (result, row, columns[4], &to->counts.required, error) &&
         apoyo_result_get_int64_at (result, row, columns[5], &to->counts.received, error) &&
         apoyo_result_get_int64_at (result, row, columns[6], &to->counts.valid, error) &&
         apoyo_result_get_int64_at (result, row, columns[7], &to->counts.open, error) &&
         apoyo_result_get_int64_at (result, row, columns[8], &to->counts.rejected, error);
}

static gboolean
find_columns (ApoyoResult *result,
              const char *const *names,
              int *columns,
              guint n_columns,
              GError **error)
{
  for (guint i = 0; i < n_columns; i++) {
    columns[i] = apoyo_result_find_column (result, names[i], error);
    if (columns[i] < 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_promoventes (ApoyoBoardReading *self, ApoyoResult *result, GError **error)
{
  static const char *const names[] = { "promovente", "folio", "name", "scope",   "required",
                                       "received",   "valid", "open", "rejected" };
  int columns[G_N_ELEMENTS (names)];
  guint n_rows = apoyo_result_get_n_rows (result);

  if (!find_columns (result, names, columns, G_N_ELEMENTS (names), error))
    return FALSE;
  g_array_set_size (self->promoventes, n_rows);
  for (guint row = 0; row < n_rows; row++) {
    ApoyoReadPromovente *to = &g_array_index (self->promoventes, ApoyoReadPromovente, row);

    if (!read_promovente (result, row, columns, to, error))
      return FALSE;
    /* The goal that all feed is nobody's own. */
    if (apoyo_process_get_figures (self->process)->joint)
      to->counts.required = 0;
  }
  return TRUE;
}

static gboolean
read_areas (ApoyoBoardReading *self, ApoyoResult *result, GError **error)
{
  static const char *const names[] = { "demarcation", "name", "nominal_list", "required", "valid" };
  int columns[G_N_ELEMENTS (names)];

  if (!find_columns (result, names, columns, G_N_ELEMENTS (names), error))
    return FALSE;
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    ApoyoReadArea area = { 0 };

    if (!apoyo_result_get_text_at (result, row, columns[0], &area.code, error) ||
        !apoyo_result_get_text_at (result, row, columns[1], &area.name, error) ||
        !apoyo_result_get_int64_at (result, row, columns[2], &area.nominal_list, error) ||
        !apoyo_result_get_int64_at (result, row, columns[3], &area.required, error) ||
        !apoyo_result_get_int64_at (result, row, columns[4], &area.valid, error))
      return FALSE;
    g_array_append_val (self->areas, area);
  }
  return TRUE;
}

static gboolean
read_situations (ApoyoBoardReading *self, ApoyoResult *result, GError **error)
{
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    const char *nick = NULL;
    ApoyoSituation situation;
    gint64 n = 0;

    if (!apoyo_result_get_text (result, row, "situation", &nick, error) ||
        !apoyo_result_get_int64 (result, row, "n", &n, error))
      return FALSE;
    if (!apoyo_situation_from_nick (nick, &situation)) {
      g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
                   "The database knows a situation “%s” that this program does not", nick);
      return FALSE;
    }
    self->situations[situation] += n;
  }
  return TRUE;
}

/* A minute without a row is one in which nothing came. */
static gboolean
read_minutes (ApoyoBoardReading *self, ApoyoResult *result, GError **error)
{
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    gint64 received = 0;
    int ago = 0;

    if (!apoyo_result_get_int (result, row, "ago", &ago, error) ||
        !apoyo_result_get_int64 (result, row, "received", &received, error))
      return FALSE;
    if (ago >= 0 && ago < APOYO_BOARD_MINUTES)
      self->minutes[APOYO_BOARD_MINUTES - 1 - ago] += received;
  }
  return TRUE;
}

static gboolean
read_days (ApoyoBoardReading *self, ApoyoResult *result, GError **error)
{
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    ApoyoReadDay day = { 0 };
    const char *text = NULL;
    guint year, month, of_month;

    if (!apoyo_result_get_text (result, row, "day", &text, error) ||
        !apoyo_result_get_int64 (result, row, "received", &day.received, error))
      return FALSE;
    if (sscanf (text, "%4u-%2u-%2u", &year, &month, &of_month) != 3 ||
        !g_date_valid_dmy (of_month, month, year)) {
      g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA, "“%s” is not a day", text);
      return FALSE;
    }
    g_date_set_dmy (&day.date, of_month, month, year);
    g_array_append_val (self->days, day);
  }
  return TRUE;
}

static gboolean
read_spreads (ApoyoBoardReading *self, ApoyoResult *result, GError **error)
{
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    ApoyoBoardSpread spread = { 0 };

    if (!apoyo_result_get_int (result, row, "promovente", &spread.promovente, error) ||
        !apoyo_result_get_int64 (result, row, "reached", &spread.reached, error) ||
        !apoyo_result_get_int (result, row, "needed", &spread.needed, error))
      return FALSE;
    g_array_append_val (self->spreads, spread);
  }
  return TRUE;
}

ApoyoBoardReading *
apoyo_board_reading_new (GPtrArray *results, GError **error)
{
  g_autoptr (ApoyoBoardReading) self = g_new0 (ApoyoBoardReading, 1);

  g_assert (results->len == APOYO_N_READS);

  self->results = results;
  self->promoventes = g_array_new (FALSE, TRUE, sizeof (ApoyoReadPromovente));
  self->areas = g_array_new (FALSE, TRUE, sizeof (ApoyoReadArea));
  self->days = g_array_new (FALSE, TRUE, sizeof (ApoyoReadDay));
  self->spreads = g_array_new (FALSE, TRUE, sizeof (ApoyoBoardSpread));
  if (!read_process (self, results->pdata[APOYO_READ_PROCESS], error) ||
      !read_promoventes (self, results->pdata[APOYO_READ_PROMOVENTES], error) ||
      !read_areas (self, results->pdata[APOYO_READ_AREAS], error) ||
      !read_situations (self, results->pdata[APOYO_READ_SITUATIONS], error) ||
      !read_minutes (self, results->pdata[APOYO_READ_MINUTES], error) ||
      !read_days (self, results->pdata[APOYO_READ_DAYS], error) ||
      !read_spreads (self, results->pdata[APOYO_READ_DISPERSION], error))
    return NULL;
  return g_steal_pointer (&self);
}

void
apoyo_board_reading_free (ApoyoBoardReading *reading)
{
  g_clear_object (&reading->process);
  g_array_unref (reading->promoventes);
  g_array_unref (reading->areas);
  g_array_unref (reading->days);
  g_array_unref (reading->spreads);
  g_ptr_array_unref (reading->results);
  g_free (reading);
}
