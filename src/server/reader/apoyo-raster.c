/* apoyo-raster.c: a decoded picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-raster.h"

gboolean
apoyo_raster_reserve (ApoyoRaster *self, guint width, guint height)
{
  g_return_val_if_fail (width > 0 && height > 0, FALSE);

  self->rgb = g_try_malloc ((gsize) width * height * 3);
  if (self->rgb == NULL)
    return FALSE;
  self->width = width;
  self->height = height;
  return TRUE;
}

void
apoyo_raster_whiten (ApoyoRaster *self, guint row)
{
  const gsize length = (gsize) self->width * 3;

  if (row < self->height)
    memset (self->rgb + row * length, 0xFF, (self->height - row) * length);
}

gboolean
apoyo_raster_init (ApoyoRaster *self, guint width, guint height)
{
  if (!apoyo_raster_reserve (self, width, height))
    return FALSE;
  apoyo_raster_whiten (self, 0);
  return TRUE;
}

void
apoyo_raster_clear (ApoyoRaster *self)
{
  g_clear_pointer (&self->rgb, g_free);
  self->width = 0;
  self->height = 0;
}

ApoyoPixels
apoyo_raster_get_pixels (const ApoyoRaster *self)
{
  return (ApoyoPixels){ self->width, self->height, (gsize) self->width * 3, self->rgb, NULL };
}

void
apoyo_raster_take (ApoyoRaster *self, ApoyoRaster *from)
{
  apoyo_raster_clear (self);
  *self = *from;
  *from = (ApoyoRaster){ 0 };
}

void
apoyo_fit (guint *width, guint *height, guint longest)
{
  const guint long_side = MAX (*width, *height);

  if (long_side <= longest)
    return;
  *width = MAX (1, (guint) (((guint64) *width * longest + long_side / 2) / long_side));
  *height = MAX (1, (guint) (((guint64) *height * longest + long_side / 2) / long_side));
}
