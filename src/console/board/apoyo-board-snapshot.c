/* apoyo-board-snapshot.c: the board's figures as one record, for the wall and for files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-area.h"
#include "apoyo-board-snapshot.h"
#include "apoyo-format.h"

GArray *
apoyo_board_list_areas (ApoyoBoard *board)
{
  GListModel *areas = apoyo_board_get_areas (board);
  GArray *values = g_array_new (FALSE, TRUE, sizeof (ApoyoAreaValue));

  for (guint i = 0; i < g_list_model_get_n_items (areas); i++) {
    g_autoptr (ApoyoArea) area = g_list_model_get_item (areas, i);
    ApoyoAreaValue value = {
      .code = apoyo_area_get_code (area),
      .name = apoyo_area_get_name (area),
      .nominal_list = apoyo_area_get_nominal_list (area),
      .required = apoyo_area_get_required (area),
      .valid = apoyo_area_get_valid (area),
    };

    g_array_append_val (values, value);
  }
  return values;
}

static ApoyoAreaValue *
find_entity (ApoyoAreaSums *sums, const char *code)
{
  for (guint i = 0; i < sums->values->len; i++) {
    ApoyoAreaValue *value = &g_array_index (sums->values, ApoyoAreaValue, i);

    if (strncmp (value->code, code, 2) == 0)
      return value;
  }
  return NULL;
}

/* Every code begins with its entity's two digits. */
ApoyoAreaSums *
apoyo_board_sum_entities (ApoyoBoard *board)
{
  g_autoptr (GArray) areas = apoyo_board_list_areas (board);
  ApoyoAreaSums *sums = g_new0 (ApoyoAreaSums, 1);
  const char *level = apoyo_process_get_figures (apoyo_board_get_process (board))->cell_level;

  sums->texts = g_ptr_array_new_with_free_func (g_free);
  if (g_str_equal (level, "entity")) {
    sums->values = g_steal_pointer (&areas);
    return sums;
  }
  sums->values = g_array_new (FALSE, TRUE, sizeof (ApoyoAreaValue));
  for (guint i = 0; i < areas->len; i++) {
    const ApoyoAreaValue *area = &g_array_index (areas, ApoyoAreaValue, i);
    ApoyoAreaValue *entity = find_entity (sums, area->code);

    if (entity == NULL) {
      ApoyoAreaValue fresh = { .code = g_strndup (area->code, 2), .name = NULL };

      g_ptr_array_add (sums->texts, (gpointer) fresh.code);
      g_array_append_val (sums->values, fresh);
      entity = &g_array_index (sums->values, ApoyoAreaValue, sums->values->len - 1);
    }
    entity->nominal_list += area->nominal_list;
    entity->valid += area->valid;
  }
  /* The goal of the whole, not the sum of the parts: those are another rule. */
  if (sums->values->len == 1)
    g_array_index (sums->values, ApoyoAreaValue, 0).required = apoyo_board_get_required (board);
  return sums;
}

void
apoyo_area_sums_free (ApoyoAreaSums *sums)
{
  g_array_unref (sums->values);
  g_ptr_array_unref (sums->texts);
  g_free (sums);
}

/* A promovente's part of a joint goal has no dispersion of its own. */
guint
apoyo_board_get_dispersion_needed (ApoyoBoard *board)
{
  const ApoyoProcessFigures *figures = apoyo_process_get_figures (apoyo_board_get_process (board));
  gboolean whole = apoyo_board_get_shown (board) == 0;

  if (figures->dispersion_level == NULL || whole != figures->joint)
    return 0;
  return (guint) MAX (figures->dispersion_needed, 0);
}

guint
apoyo_board_count_period (ApoyoBoard *board)
{
  ApoyoProcess *process = apoyo_board_get_process (board);
  const ApoyoProcessFigures *figures = apoyo_process_get_figures (process);
  GDate opens, closes;
  g_autoptr (GDateTime) first = NULL, last = NULL;

  if (figures->opens_at == NULL || figures->closes_at == NULL)
    return 0;
  first = g_date_time_to_timezone (figures->opens_at, apoyo_process_get_zone (process));
  last = g_date_time_to_timezone (figures->closes_at, apoyo_process_get_zone (process));
  g_date_set_dmy (&opens, g_date_time_get_day_of_month (first), g_date_time_get_month (first),
                  g_date_time_get_year (first));
  g_date_set_dmy (&closes, g_date_time_get_day_of_month (last), g_date_time_get_month (last),
                  g_date_time_get_year (last));
  return (guint) MAX (g_date_days_between (&opens, &closes) + 1, 0);
}

static void
set_titles (ApoyoBoardFigures *to, ApoyoBoard *board)
{
  const ApoyoProcessFigures *figures = apoyo_process_get_figures (apoyo_board_get_process (board));
  ApoyoPromovente *promovente = apoyo_board_get_promovente (board, apoyo_board_get_shown (board));
  g_autofree char *title =
      promovente != NULL
          ? g_strdup_printf ("%s · %s", apoyo_promovente_get_name (promovente), figures->name)
          : g_strdup (figures->name);
  g_autofree char *day = figures->opens_at != NULL && figures->closes_at != NULL
                             ? apoyo_format_day_of (figures->as_of, figures->opens_at,
                                                    figures->closes_at, figures->time_zone)
                             : NULL;

  apoyo_board_figures_set_titles (to, title, day);
}

ApoyoBoardFigures *
apoyo_board_snapshot (ApoyoBoard *board)
{
  ApoyoProcess *process = apoyo_board_get_process (board);
  const ApoyoProcessFigures *figures = apoyo_process_get_figures (process);
  ApoyoBoardFigures *to = apoyo_board_figures_new ();
  g_autoptr (GArray) areas = apoyo_board_list_areas (board);
  GDateTime *last_minute, *first_day;
  const gint64 *minutes = apoyo_board_get_minutes (board, &last_minute);
  guint n_days;
  const gint64 *days = apoyo_board_get_days (board, &n_days, &first_day);

  set_titles (to, board);
  to->simulacro = figures->simulacro;
  to->preliminary = !g_str_equal (figures->state, "certified");
  to->required = apoyo_board_get_required (board);
  to->valid = apoyo_board_get_valid (board);
  to->total = apoyo_board_get_process_valid (board);
  to->percentage = figures->percentage;
  apoyo_board_figures_set_areas (to, figures->cell_level, (const ApoyoAreaValue *) areas->data,
                                 areas->len);
  to->dispersion_needed = apoyo_board_get_dispersion_needed (board);
  to->dispersion_percentage = figures->dispersion_percentage;
  to->received = apoyo_board_get_received (board);
  memcpy (to->situations, apoyo_board_get_situations (board), sizeof to->situations);
  apoyo_board_figures_set_minutes (to, minutes, APOYO_BOARD_MINUTES, last_minute);
  apoyo_board_figures_set_days (to, days, n_days, first_day);
  to->n_days = apoyo_board_count_period (board);
  apoyo_board_figures_set_recorded (
      to, apoyo_board_get_size (board),
      figures->recorded_at != NULL ? figures->recorded_at : figures->as_of, figures->time_zone);
  return to;
}
