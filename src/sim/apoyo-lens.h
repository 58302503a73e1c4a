/* apoyo-lens.h: what a telephone's camera does to what it sees.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-canvas.h"
#include "apoyo-random.h"

G_BEGIN_DECLS

typedef struct {
  double exposure; /* 1 is right */
  double glare;    /* 0 … 1 a reflection, beyond: of the flash */
  double grain;    /* in grey levels */
  double warmth;   /* of the lamp, 0 daylight */
  gboolean shadow; /* of whoever takes the picture */
} ApoyoLight;

void apoyo_lens_light (cairo_surface_t *surface, ApoyoRandom *random, const ApoyoLight *light);
void apoyo_lens_texture (cairo_surface_t *surface, ApoyoRandom *random, double strength);
void apoyo_lens_moire (cairo_surface_t *surface, ApoyoRandom *random);
cairo_surface_t *apoyo_lens_turn (cairo_surface_t *surface, guint quarters);
cairo_surface_t *apoyo_lens_scale (cairo_surface_t *surface, double factor);
const gint8 *apoyo_lens_grain (guint *length);

G_END_DECLS
