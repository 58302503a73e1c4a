/* apoyo-entity-card.h: what the map says about the entity under the pointer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-area-value.h"

G_BEGIN_DECLS

#define APOYO_TYPE_ENTITY_CARD (apoyo_entity_card_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoEntityCard, apoyo_entity_card, APOYO, ENTITY_CARD, GtkWidget)

GtkWidget *apoyo_entity_card_new (void);
/* percentage: what is required of the nominal list, hundredths of a per cent; 0: not said. */
void
apoyo_entity_card_set_value (ApoyoEntityCard *self, const ApoyoAreaValue *value, int percentage);

G_END_DECLS
