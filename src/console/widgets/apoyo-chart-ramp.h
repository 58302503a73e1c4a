/* apoyo-chart-ramp.h: the legend of the map's shades.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-charts.h"
#include "apoyo-map-scale.h"

G_BEGIN_DECLS

/* The ramp with its boundaries; letter_size in units. */
void apoyo_chart_ramp (const ApoyoArt *art, const ApoyoBox *box, double letter_size);
/* The same with amounts at the boundaries. */
void apoyo_chart_amounts (const ApoyoArt *art,
                          const ApoyoBox *box,
                          const ApoyoMapScale *scale,
                          double letter_size);

G_END_DECLS
