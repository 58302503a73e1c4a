/* apoyo-autograph.h: the signature of a citizen, never twice quite the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-canvas.h"
#include "apoyo-citizen.h"

G_BEGIN_DECLS

typedef struct {
  double x;
  double y;
  double w;
  double h;
  double pen;      /* width of the line */
  double pressure; /* 0 a ball pen's even line … 0.8 */
  double jitter;   /* of the hand, in hundredths of the height */
  ApoyoColour ink;
} ApoyoAutograph;

void apoyo_autograph_draw (const ApoyoAutograph *how,
                           const ApoyoCitizen *citizen,
                           cairo_t *cr,
                           ApoyoRandom *moment);

G_END_DECLS
