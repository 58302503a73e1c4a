/* apoyo-place-column.h: one level of the browser: its places, and the check of their sum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-place.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PLACE_COLUMN (apoyo_place_column_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPlaceColumn, apoyo_place_column, APOYO, PLACE_COLUMN, GtkBox)

/* Signals:
 *   "chosen" (guint place): by pointer or keyboard
 *   "leave" (int): the arrow to the neighbour on the left (-1) or on the right (1) */

ApoyoPlaceColumn *apoyo_place_column_new (const char *title);
/* In place of the title. */
void apoyo_place_column_set_lead (ApoyoPlaceColumn *self, GtkWidget *lead);
/* What a screen reader calls the list. */
void apoyo_place_column_set_title (ApoyoPlaceColumn *self, const char *title);
/* Whether its rows have room for the electors. */
void apoyo_place_column_set_figures (ApoyoPlaceColumn *self, gboolean figures);
/* Whether its foot has room for the whole check. */
void apoyo_place_column_set_wide (ApoyoPlaceColumn *self, gboolean wide);
/* All of a level inside a place; APOYO_PLACE_NONE: nothing, and the hint says why. */
void apoyo_place_column_show (ApoyoPlaceColumn *self,
                              ApoyoGeography *geography,
                              guint inside,
                              ApoyoLevel level,
                              const char *hint);
/* Emits nothing. APOYO_PLACE_NONE: none. leaf: it is the last one of the path. */
void apoyo_place_column_select (ApoyoPlaceColumn *self, guint place, gboolean leaf);
guint apoyo_place_column_get_selected (ApoyoPlaceColumn *self);
/* Into the list; where nothing is chosen yet, the first is. FALSE when it is empty. */
gboolean apoyo_place_column_enter (ApoyoPlaceColumn *self);

G_END_DECLS
