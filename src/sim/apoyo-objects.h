/* apoyo-objects.h: what people have sent instead of themselves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-canvas.h"
#include "apoyo-random.h"

G_BEGIN_DECLS

/* Onto a picture 960 wide and 1200 high, before whatever is behind it. */
void apoyo_object_mug (cairo_t *cr, ApoyoRandom *random);
void apoyo_object_dog (cairo_t *cr, ApoyoRandom *random);
void apoyo_object_chair (cairo_t *cr, ApoyoRandom *random);
void apoyo_object_pen (cairo_t *cr, ApoyoRandom *random);
void apoyo_object_icon (cairo_t *cr, ApoyoRandom *random);
void apoyo_object_drawing (cairo_t *cr, ApoyoRandom *random);

G_END_DECLS
