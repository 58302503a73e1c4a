/* apoyo-map-scale.h: round boundaries between the map's six shades, for amounts of people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-palette.h"

G_BEGIN_DECLS

typedef struct {
  gint64 breaks[APOYO_N_RAMP]; /* the least amount of each shade; the first is 0 */
} ApoyoMapScale;

/* 0, 1, 2, 3, 5 and 7 of the largest power of ten that leaves somebody in the darkest shade. */
void apoyo_map_scale_init (ApoyoMapScale *scale, gint64 largest);
guint apoyo_map_scale_step (const ApoyoMapScale *scale, gint64 amount);
/* What stands under the boundary: "0", "1 M", "50 k". */
char *apoyo_map_scale_label (const ApoyoMapScale *scale, guint step);

G_END_DECLS
