/* apoyo-cargo.h: what a file carries beside its picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-picture-header.h"

G_BEGIN_DECLS

typedef struct {
  guint64 metadata; /* bytes that describe the picture, or pretend to; unpacked where packed */
  gsize trailing;   /* bytes behind the picture's end that no telephone's camera puts there */
  guint foreign;    /* kinds of other files that it could be taken for */
} ApoyoCargo;

/* Adds to @self what is found. behind: how many of the bytes follow the picture's end. Any bytes;
 * takes a time that grows with @size and no faster. */
void apoyo_cargo_weigh (ApoyoCargo *self,
                        ApoyoPictureFormat format,
                        const guint8 *data,
                        gsize size,
                        gsize behind);

G_END_DECLS
