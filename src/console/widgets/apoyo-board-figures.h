/* apoyo-board-figures.h: everything one picture of the board shows, at one tree size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-area-value.h"
#include "apoyo-situation.h"

G_BEGIN_DECLS

#define APOYO_TYPE_BOARD_FIGURES (apoyo_board_figures_get_type ())

/* Filled by one owner, then only read, also by other threads. Strings and arrays are owned: use the
 * setters, plain numbers are written directly. */
typedef struct {
  gatomicrefcount ref_count;

  char *title;    /* the process, or promovente and process */
  char *subtitle; /* (nullable): "day 52 of 55" */
  gboolean simulacro;
  gboolean preliminary;
  gboolean of_one; /* of one promovente; the minutes are of the whole process all the same */

  gint64 required; /* 0: no threshold of its own (a promovente of a joint process) */
  gint64 valid;
  gint64 total;   /* > 0 with required 0: what the share is a part of */
  int percentage; /* required part of the nominal list, hundredths of a per cent: 300 */

  char *level;               /* (nullable): demarcation level of areas: "entity", "section" … */
  GArray *areas;             /* of ApoyoAreaValue, owned strings */
  guint dispersion_needed;   /* 0: no dispersion rule */
  int dispersion_percentage; /* hundredths of a per cent of each area's nominal list */

  GArray *contestants; /* (nullable): of ApoyoAreaValue: each with a threshold of its own */
  GArray *spreads; /* (nullable): of ApoyoAreaValue: demarcations reached of those needed, each */

  gint64 received;
  gint64 situations[APOYO_N_SITUATIONS];

  GArray *minutes;        /* of gint64, -1 where nothing is known */
  GDateTime *last_minute; /* (nullable) */
  GArray *days;           /* of gint64, -1 where nothing is known */
  GDateTime *first_day;   /* (nullable) */
  guint n_days;           /* of the whole collection period, 0: not known */

  gint64 tree_size;
  GDateTime *recorded_at; /* (nullable) */
  char *time_zone; /* (nullable): IANA name; every time is written in it, without it in UTC */
} ApoyoBoardFigures;

GType apoyo_board_figures_get_type (void);
ApoyoBoardFigures *apoyo_board_figures_new (void);
ApoyoBoardFigures *apoyo_board_figures_ref (ApoyoBoardFigures *self);
void apoyo_board_figures_unref (ApoyoBoardFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoBoardFigures, apoyo_board_figures_unref)

void
apoyo_board_figures_set_titles (ApoyoBoardFigures *self, const char *title, const char *subtitle);
void apoyo_board_figures_set_areas (ApoyoBoardFigures *self,
                                    const char *level,
                                    const ApoyoAreaValue *areas,
                                    guint n_areas);
/* All promoventes of a process in which each has a goal of its own. */
void apoyo_board_figures_set_contest (ApoyoBoardFigures *self,
                                      const ApoyoAreaValue *contestants,
                                      guint n_contestants,
                                      const ApoyoAreaValue *spreads,
                                      guint n_spreads);
void apoyo_board_figures_set_minutes (ApoyoBoardFigures *self,
                                      const gint64 *received,
                                      guint n_minutes,
                                      GDateTime *last_minute);
void apoyo_board_figures_set_days (ApoyoBoardFigures *self,
                                   const gint64 *received,
                                   guint n_days,
                                   GDateTime *first_day);
void apoyo_board_figures_set_recorded (ApoyoBoardFigures *self,
                                       gint64 tree_size,
                                       GDateTime *recorded_at,
                                       const char *time_zone);

/* Of a table's rows: the promoventes of a contest, else the areas. */
GArray *apoyo_board_figures_get_table (ApoyoBoardFigures *self);
/* How many areas reached what they require. */
guint apoyo_board_figures_count_reached (ApoyoBoardFigures *self);

G_END_DECLS
