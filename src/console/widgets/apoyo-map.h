/* apoyo-map.h: Mexico coloured by progress or by electors, to look at, point at and choose from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-area-value.h"
#include "apoyo-map-scale.h"

G_BEGIN_DECLS

#define APOYO_TYPE_MAP (apoyo_map_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoMap, apoyo_map, APOYO, MAP, GtkWidget)

/* Map, lens, hover card, legend and attribution; the title is the panel's.
 *
 * Signals:
 *   "hovered"  (const char *code)  (nullable): the pointer or the keyboard is on this entity
 *   "selected" (const char *code)  clicked, or Enter pressed */
GtkWidget *apoyo_map_new (void);

/* One value an entity; an entity without one is drawn as not concerned. Copies. */
void apoyo_map_set_values (ApoyoMap *self, const ApoyoMapValue *values, guint n_values);
/* Shades by how many electors an entity has, instead of by its progress; there is no hover card
 * then. NULL: progress again. */
void apoyo_map_set_scale (ApoyoMap *self, const ApoyoMapScale *scale);
/* What the hover card says is required of the nominal list, hundredths of a per cent; 0: no word.
 */
void apoyo_map_set_percentage (ApoyoMap *self, int hundredths);
/* Outlines an entity as hovering it does (from the table); emits nothing. NULL: none. */
void apoyo_map_set_highlight (ApoyoMap *self, const char *code);
const char *apoyo_map_get_highlight (ApoyoMap *self);
/* The entity the page has chosen; emits nothing. NULL: none. */
void apoyo_map_set_selected (ApoyoMap *self, const char *code);
const char *apoyo_map_get_selected (ApoyoMap *self);

G_END_DECLS
