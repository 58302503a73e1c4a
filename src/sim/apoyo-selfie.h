/* apoyo-selfie.h: the live photograph, and what people send instead of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-face.h"

G_BEGIN_DECLS

#define APOYO_SELFIE_WIDTH 960
#define APOYO_SELFIE_HEIGHT 1200

cairo_surface_t *apoyo_selfie_person (const ApoyoCitizen *citizen, ApoyoRandom *random);
cairo_surface_t *apoyo_selfie_hidden (const ApoyoCitizen *citizen, ApoyoRandom *random);
cairo_surface_t *apoyo_selfie_object (ApoyoRandom *random);

G_END_DECLS
