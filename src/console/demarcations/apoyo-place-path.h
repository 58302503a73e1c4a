/* apoyo-place-path.h: the way from the country to the chosen place, each step a button.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-geography.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PLACE_PATH (apoyo_place_path_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPlacePath, apoyo_place_path, APOYO, PLACE_PATH, GtkBox)

/* Signal: "chosen" (guint place). */

/* middle: the level between the entity and the section that the path goes through */
void apoyo_place_path_set (ApoyoPlacePath *self,
                           ApoyoGeography *geography,
                           guint place,
                           ApoyoLevel middle);

G_END_DECLS
