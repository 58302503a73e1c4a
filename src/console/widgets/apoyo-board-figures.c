/* apoyo-board-figures.c: everything one picture of the board shows, at one tree size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-board-figures.h"

#include "apoyo-figures.h"

G_DEFINE_BOXED_TYPE (ApoyoBoardFigures,
                     apoyo_board_figures,
                     apoyo_board_figures_ref,
                     apoyo_board_figures_unref)

static void
area_clear (gpointer data)
{
  ApoyoAreaValue *area = data;

  g_free ((char *) area->code);
  g_free ((char *) area->name);
}

static GArray *
areas_new (void)
{
  GArray *areas = g_array_new (FALSE, TRUE, sizeof (ApoyoAreaValue));

  g_array_set_clear_func (areas, area_clear);
  return areas;
}

static void
copy_areas (GArray *to, const ApoyoAreaValue *areas, guint n_areas)
{
  g_array_set_size (to, 0);
  for (guint i = 0; i < n_areas; i++) {
    ApoyoAreaValue area = areas[i];

    area.code = g_strdup (area.code);
    area.name = g_strdup (area.name);
    g_array_append_val (to, area);
  }
}

ApoyoBoardFigures *
apoyo_board_figures_new (void)
{
  ApoyoBoardFigures *self = g_new0 (ApoyoBoardFigures, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->preliminary = TRUE;
  self->areas = areas_new ();
  self->minutes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->days = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

ApoyoBoardFigures *
apoyo_board_figures_ref (ApoyoBoardFigures *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
apoyo_board_figures_unref (ApoyoBoardFigures *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->level);
  g_free (self->time_zone);
  g_array_unref (self->areas);
  g_clear_pointer (&self->contestants, g_array_unref);
  g_clear_pointer (&self->spreads, g_array_unref);
  g_array_unref (self->minutes);
  g_array_unref (self->days);
  g_clear_pointer (&self->last_minute, g_date_time_unref);
  g_clear_pointer (&self->first_day, g_date_time_unref);
  g_clear_pointer (&self->recorded_at, g_date_time_unref);
  g_free (self);
}

void
apoyo_board_figures_set_titles (ApoyoBoardFigures *self, const char *title, const char *subtitle)
{
  g_return_if_fail (self != NULL);
  g_free (self->title);
  self->title = g_strdup (title);
  g_free (self->subtitle);
  self->subtitle = g_strdup (subtitle);
}

void
apoyo_board_figures_set_areas (ApoyoBoardFigures *self,
                               const char *level,
                               const ApoyoAreaValue *areas,
                               guint n_areas)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (areas != NULL || n_areas == 0);
  g_free (self->level);
  self->level = g_strdup (level);
  copy_areas (self->areas, areas, n_areas);
}

void
apoyo_board_figures_set_contest (ApoyoBoardFigures *self,
                                 const ApoyoAreaValue *contestants,
                                 guint n_contestants,
                                 const ApoyoAreaValue *spreads,
                                 guint n_spreads)
{
  g_return_if_fail (self != NULL);
  if (self->contestants == NULL) {
    self->contestants = areas_new ();
    self->spreads = areas_new ();
  }
  copy_areas (self->contestants, contestants, n_contestants);
  copy_areas (self->spreads, spreads, n_spreads);
}

static void
replace_time (GDateTime **slot, GDateTime *time)
{
  g_clear_pointer (slot, g_date_time_unref);
  if (time != NULL)
    *slot = g_date_time_ref (time);
}

static void
replace_counts (GArray *array, const gint64 *counts, guint n_counts)
{
  g_array_set_size (array, 0);
  if (n_counts > 0)
    g_array_append_vals (array, counts, n_counts);
}

void
apoyo_board_figures_set_minutes (ApoyoBoardFigures *self,
                                 const gint64 *received,
                                 guint n_minutes,
                                 GDateTime *last_minute)
{
  g_return_if_fail (self != NULL);
  replace_counts (self->minutes, received, n_minutes);
  replace_time (&self->last_minute, last_minute);
}

void
apoyo_board_figures_set_days (ApoyoBoardFigures *self,
                              const gint64 *received,
                              guint n_days,
                              GDateTime *first_day)
{
  g_return_if_fail (self != NULL);
  replace_counts (self->days, received, n_days);
  replace_time (&self->first_day, first_day);
}

void
apoyo_board_figures_set_recorded (ApoyoBoardFigures *self,
                                  gint64 tree_size,
                                  GDateTime *recorded_at,
                                  const char *time_zone)
{
  g_return_if_fail (self != NULL);
  self->tree_size = tree_size;
  replace_time (&self->recorded_at, recorded_at);
  g_free (self->time_zone);
  self->time_zone = g_strdup (time_zone);
}

GArray *
apoyo_board_figures_get_table (ApoyoBoardFigures *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->contestants != NULL ? self->contestants : self->areas;
}

guint
apoyo_board_figures_count_reached (ApoyoBoardFigures *self)
{
  guint n_reached = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->areas->len; i++) {
    const ApoyoAreaValue *area = &g_array_index (self->areas, ApoyoAreaValue, i);

    n_reached += apoyo_progress (area->valid, area->required) >= APOYO_PROGRESS_REACHED;
  }
  return n_reached;
}
