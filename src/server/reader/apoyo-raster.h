/* apoyo-raster.h: a decoded picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-sight.h"

G_BEGIN_DECLS

/* Three bytes a pixel, rows without gaps. */
typedef struct {
  guint width;
  guint height;
  guint8 *rgb; /* (owned) */
} ApoyoRaster;

/* White. FALSE when there is not enough memory. */
gboolean apoyo_raster_init (ApoyoRaster *self, guint width, guint height);
/* The same for who writes every pixel: until then it holds what was in that memory before, which
 * may be of another person's picture. */
gboolean apoyo_raster_reserve (ApoyoRaster *self, guint width, guint height);
/* The rows from @row on. */
void apoyo_raster_whiten (ApoyoRaster *self, guint row);
void apoyo_raster_clear (ApoyoRaster *self);

/* What it holds, not owned. */
ApoyoPixels apoyo_raster_get_pixels (const ApoyoRaster *self);

/* Takes what is in @from. */
void apoyo_raster_take (ApoyoRaster *self, ApoyoRaster *from);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoRaster, apoyo_raster_clear)

/* The size with the long side at most @longest, never larger than it is. */
void apoyo_fit (guint *width, guint *height, guint longest);

/* With OpenCV. They fail for want of memory only, and leave @to empty then. */
gboolean apoyo_shrink (const ApoyoPixels *pixels, guint longest, ApoyoRaster *to);
/* Half as wide and as high, each pixel the mean of four: what more than one reads. */
gboolean apoyo_halve (const ApoyoPixels *pixels, ApoyoRaster *to);
/* In a third of the time, for eyes and not for measuring. */
gboolean apoyo_shrink_roughly (const ApoyoPixels *pixels, guint longest, ApoyoRaster *to);
/* Turns and mirrors @self in place as an EXIF orientation of 2 … 8 says. */
gboolean apoyo_raster_turn (ApoyoRaster *self, guint orientation);

G_END_DECLS
