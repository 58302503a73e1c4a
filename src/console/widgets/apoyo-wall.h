/* apoyo-wall.h: the board for the operations room, read from five metres.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-board-figures.h"

G_BEGIN_DECLS

#define APOYO_TYPE_WALL (apoyo_wall_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoWall, apoyo_wall, APOYO, WALL, GtkWidget)

/* 1920 × 1080 scaled to whatever it gets; dark at first. Keeps its own clock, in the figures' zone,
 * moves two pixels an hour against burn-in, hides the pointer after three seconds of rest. */
GtkWidget *apoyo_wall_new (void);
void apoyo_wall_set_figures (ApoyoWall *self, ApoyoBoardFigures *figures);
void apoyo_wall_set_live (ApoyoWall *self, gboolean live);

/* TRUE: dark, the way it starts. */
void apoyo_wall_set_dark (ApoyoWall *self, gboolean dark);

/* The same picture on any surface: exports and tests. now (nullable): no clock. */
void apoyo_wall_draw (cairo_t *cr,
                      double width,
                      double height,
                      ApoyoBoardFigures *figures,
                      gboolean dark,
                      gboolean live,
                      GDateTime *now);

G_END_DECLS
