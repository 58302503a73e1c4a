/* apoyo-selfie.h: the live photograph, and what people send instead of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-lens.h"
#include "apoyo-plant.h"

G_BEGIN_DECLS

#define APOYO_SELFIE_WIDTH 960
#define APOYO_SELFIE_HEIGHT 1200

typedef struct {
  const ApoyoCitizen *citizen;
  const ApoyoCitizen *stranger;
  ApoyoSubject subject;
  gboolean far;
  gboolean tilted;
} ApoyoSitting;

cairo_surface_t *apoyo_selfie_take (const ApoyoSitting *sitting, ApoyoRandom *random);

G_END_DECLS
