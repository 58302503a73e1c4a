/* apoyo-timeline.h: the seven states of a process, when each was reached, and where today is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-setup-detail.h"

G_BEGIN_DECLS

#define APOYO_TYPE_TIMELINE (apoyo_timeline_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoTimeline, apoyo_timeline, APOYO, TIMELINE, GtkWidget)

GtkWidget *apoyo_timeline_new (void);
/* steps: of ApoyoSetupStep, in order; (nullable): nothing known yet. Copies what it shows. */
void apoyo_timeline_set_steps (ApoyoTimeline *self,
                               GPtrArray *steps,
                               GDateTime *now,
                               const char *time_zone);
/* How far the process has come, in steps: 2.5 is halfway from the third to the fourth. */
double apoyo_timeline_get_progress (ApoyoTimeline *self);

G_END_DECLS
