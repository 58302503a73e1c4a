/* apoyo-map-art.h: the map drawn into a box, and what lies where in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-area-value.h"
#include "apoyo-charts.h"
#include "apoyo-map-shapes.h"

G_BEGIN_DECLS

/* How map units become units of the drawing. */
typedef struct {
  double x, y, scale;
} ApoyoMapView;

typedef struct {
  ApoyoMapView map;
  ApoyoMapView lens;
  ApoyoBox lens_box;
} ApoyoMapPlan;

/* The map fits the box, keeps its ratio and stands at its top. Never mirrored. */
void apoyo_map_plan (ApoyoMapPlan *plan, const ApoyoBox *box);
/* Height the map takes of a width. */
double apoyo_map_height_of (double width);
/* The entity at a point of the drawing, the lens included. */
int apoyo_map_plan_hit (const ApoyoMapPlan *plan, double x, double y);
/* progress per entity in order of code, APOYO_PROGRESS_UNKNOWN for those not concerned; line: width
 * of the borders. */
void apoyo_map_draw (const ApoyoArt *art,
                     const ApoyoMapPlan *plan,
                     const int progress[APOYO_MAP_N_ENTITIES],
                     double line);
/* The same by shade of the ramp, -1 for those not concerned; nothing is marked as reached. */
void apoyo_map_draw_steps (const ApoyoArt *art,
                           const ApoyoMapPlan *plan,
                           const int steps[APOYO_MAP_N_ENTITIES],
                           double line);
void apoyo_map_draw_outline (const ApoyoArt *art,
                             const ApoyoMapPlan *plan,
                             int entity,
                             ApoyoColor color,
                             double line);
void
apoyo_map_progress (const ApoyoAreaValue *areas, guint n_areas, int progress[APOYO_MAP_N_ENTITIES]);
const char *apoyo_map_attribution (gboolean wide);

G_END_DECLS
