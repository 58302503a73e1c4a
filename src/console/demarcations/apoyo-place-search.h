/* apoyo-place-search.h: finds a place by code or name, at every level.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-geography.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PLACE_SEARCH (apoyo_place_search_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPlaceSearch, apoyo_place_search, APOYO, PLACE_SEARCH, GtkBox)

/* Signal: "chosen" (guint place). */

GtkWidget *apoyo_place_search_new (void);
/* (nullable) */
void apoyo_place_search_set_geography (ApoyoPlaceSearch *self, ApoyoGeography *geography);
void apoyo_place_search_focus (ApoyoPlaceSearch *self);

G_END_DECLS
