/* apoyo-place-card.h: what is known of the chosen place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-geography.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PLACE_CARD (apoyo_place_card_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPlaceCard, apoyo_place_card, APOYO, PLACE_CARD, GtkBox)

GtkWidget *apoyo_place_card_new (void);
/* exceptions: (nullable): names of the lists of exception that a municipality is in */
void apoyo_place_card_set (ApoyoPlaceCard *self,
                           ApoyoGeography *geography,
                           guint place,
                           const char *exceptions);
void apoyo_place_card_set_wide (ApoyoPlaceCard *self, gboolean wide);

G_END_DECLS
