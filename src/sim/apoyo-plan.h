/* apoyo-plan.h: who supports whom, one capture after the other, from the seed alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keys.h"
#include "apoyo-plant.h"
#include "apoyo-population.h"

G_BEGIN_DECLS

typedef struct {
  guint64 number; /* 0, 1, 2 … */
  char uuid[37];
  guint process;
  guint promovente;
  ApoyoAuxiliary *auxiliary; /* (not owned) */
  ApoyoFate kind;
  guint citizen;
  gint64 original; /* number of the capture this one repeats, or −1 */
} ApoyoCapture;

const ApoyoPlant *apoyo_capture_get_plant (const ApoyoCapture *self);
const char *apoyo_capture_expected (const ApoyoCapture *self);

typedef struct _ApoyoPlan ApoyoPlan;

ApoyoPlan *apoyo_plan_new (const ApoyoPopulation *population, ApoyoKeys *keys);
void apoyo_plan_free (ApoyoPlan *self);
gboolean apoyo_plan_next (ApoyoPlan *self, ApoyoCapture *capture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoPlan, apoyo_plan_free)

G_END_DECLS
