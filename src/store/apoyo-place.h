/* apoyo-place.h: one place of a geography, as a row of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-geography.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PLACE (apoyo_place_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPlace, apoyo_place, APOYO, PLACE, GObject)

ApoyoPlace *apoyo_place_new (ApoyoGeography *geography, guint place);
ApoyoGeography *apoyo_place_get_geography (ApoyoPlace *self);
guint apoyo_place_get_number (ApoyoPlace *self);

/* Places in the order given; each is made when it is looked at.
 *
 * places: (transfer full) (element-type guint) */
#define APOYO_TYPE_PLACE_LIST (apoyo_place_list_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPlaceList, apoyo_place_list, APOYO, PLACE_LIST, GObject)

ApoyoPlaceList *apoyo_place_list_new (ApoyoGeography *geography, GArray *places);
/* Where a place stands; GTK_INVALID_LIST_POSITION (G_MAXUINT) when it is not there. */
guint apoyo_place_list_find (ApoyoPlaceList *self, guint place);
guint apoyo_place_list_get (ApoyoPlaceList *self, guint position);
gint64 apoyo_place_list_sum (ApoyoPlaceList *self);

G_END_DECLS
