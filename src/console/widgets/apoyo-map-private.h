/* apoyo-map-private.h: what the map's drawing and its input share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-entity-card.h"
#include "apoyo-map-art.h"
#include "apoyo-map-picture.h"
#include "apoyo-map.h"

G_BEGIN_DECLS

struct _ApoyoMap {
  GtkWidget parent_instance;

  ApoyoEntityCard *card; /* (owned) child */
  ApoyoAreaValue values[APOYO_MAP_N_ENTITIES];
  char *names[APOYO_MAP_N_ENTITIES]; /* (owned) what values point to */
  int progress[APOYO_MAP_N_ENTITIES];
  int steps[APOYO_MAP_N_ENTITIES]; /* shades; -1: not concerned */
  ApoyoMapScale scale;
  gboolean scaled; /* the shades are of electors, by scale, and not of progress */
  int percentage;
  int hovered; /* by pointer or keyboard */
  int highlight;
  int selected;

  ApoyoMapPlan plan;
  ApoyoBox legend;
  double attribution_y;
  ApoyoMapPicture base; /* everything that does not follow the pointer */
};

/* Hovered by pointer or keyboard, else lit from elsewhere, else chosen. */
int apoyo_map_get_shown (ApoyoMap *self);
void apoyo_map_hover (ApoyoMap *self, int entity);
void apoyo_map_choose (ApoyoMap *self, int entity);
void apoyo_map_add_controllers (ApoyoMap *self);

G_END_DECLS
