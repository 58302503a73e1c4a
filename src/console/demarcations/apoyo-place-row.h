/* apoyo-place-row.h: one place in a column of the browser.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-place.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PLACE_ROW (apoyo_place_row_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPlaceRow, apoyo_place_row, APOYO, PLACE_ROW, GtkWidget)

GtkWidget *apoyo_place_row_new (void);
/* place: (nullable): the row stands for nothing. figure: whether there is room for the electors */
void apoyo_place_row_set (ApoyoPlaceRow *self, ApoyoPlace *place, gboolean figure);
/* APOYO_PLACE_NONE while it stands for nothing. */
guint apoyo_place_row_get_place (ApoyoPlaceRow *self);

G_END_DECLS
