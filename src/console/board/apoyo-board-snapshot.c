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

GArray *
apoyo_board_list_contestants (ApoyoBoard *board)
{
  GListModel *promoventes = apoyo_board_get_promoventes (board);
  GArray *values = g_array_new (FALSE, TRUE, sizeof (ApoyoAreaValue));

  for (guint i = 0; i < g_list_model_get_n_items (promoventes); i++) {
    g_autoptr (ApoyoPromovente) promovente = g_list_model_get_item (promoventes, i);
    const ApoyoPromoventeCounts *counts = apoyo_promovente_get_counts (promovente);
    ApoyoAreaValue value = {
      .code = apoyo_promovente_get_folio (promovente),
      .name = apoyo_promovente_get_name (promovente),
      .required = counts->required,
      .valid = counts->valid,
    };

    g_array_append_val (values, value);
  }
  return values;
}

GArray *
apoyo_board_list_spreads (ApoyoBoard *board)
{
  guint n_spreads;
  const ApoyoBoardSpread *spreads = apoyo_board_get_spreads (board, &n_spreads);
  GArray *values = g_array_new (FALSE, TRUE, sizeof (ApoyoAreaValue));

  for (guint i = 0; i < n_spreads; i++) {
    ApoyoPromovente *promovente = apoyo_board_get_promovente (board, spreads[i].promovente);
    ApoyoAreaValue value = { .required = spreads[i].needed, .valid = spreads[i].reached };

    if (promovente == NULL) /* registered since: the next reading brings it */
      continue;
    value.code = apoyo_promovente_get_folio (promovente);
    value.name = apoyo_promovente_get_name (promovente);
    g_array_append_val (values, value);
  }
  return values;
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

static void
set_contest (ApoyoBoardFigures *to, ApoyoBoard *board)
{
  g_autoptr (GArray) contestants = NULL, spreads = NULL;

  if (!apoyo_board_is_contest (board))
    return;
  contestants = apoyo_board_list_contestants (board);
  spreads = apoyo_board_list_spreads (board);
  apoyo_board_figures_set_contest (to, (const ApoyoAreaValue *) contestants->data, contestants->len,
                                   (const ApoyoAreaValue *) spreads->data, spreads->len);
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
  to->preliminary = !apoyo_process_is_final (apoyo_board_get_process (board));
  to->of_one = apoyo_board_get_shown (board) != 0;
  to->required = apoyo_board_get_required (board);
  to->valid = apoyo_board_get_valid (board);
  to->total = apoyo_board_get_process_valid (board);
  to->percentage = figures->percentage;
  apoyo_board_figures_set_areas (to, figures->cell_level, (const ApoyoAreaValue *) areas->data,
                                 areas->len);
  set_contest (to, board);
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
