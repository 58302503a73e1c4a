/* apoyo-place.h: one place of a geography, as a row of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-geography.h"
#include "apoyo-lazy-list.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PLACE (apoyo_place_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPlace, apoyo_place, APOYO, PLACE, GObject)

ApoyoPlace *apoyo_place_new (ApoyoGeography *geography, guint place);
ApoyoGeography *apoyo_place_get_geography (ApoyoPlace *self);
guint apoyo_place_get_number (ApoyoPlace *self);

/* Of ApoyoPlace, in the order given.
 *
 * places: (transfer full) (element-type guint) */
ApoyoLazyList *apoyo_place_list_new (ApoyoGeography *geography, GArray *places);

G_END_DECLS
