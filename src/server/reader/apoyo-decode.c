/* apoyo-decode.c: bytes to an upright picture of bounded size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libheif/heif.h>

#include "apoyo-decode.h"

const char *
apoyo_decode_result_to_nick (ApoyoDecodeResult result)
{
  static const char *const nicks[] = { "ok", "undecodable", "too_large", "unsupported" };

  g_return_val_if_fail ((guint) result < G_N_ELEMENTS (nicks), NULL);
  return nicks[result];
}

void
apoyo_decode_prepare (void)
{
  heif_init (NULL); /* looks for plug-ins */
}

gboolean
apoyo_decode_fits (guint64 width, guint64 height)
{
  return width > 0 && height > 0 && width <= G_MAXUINT32 && height <= G_MAXUINT32 &&
         width * height <= APOYO_DECODE_MOST_PIXELS;
}

void
apoyo_flatten_row (const guint8 *rgba, guint width, guint8 *rgb)
{
  for (guint x = 0; x < width; x++, rgba += 4, rgb += 3) {
    const guint alpha = rgba[3];

    for (guint i = 0; i < 3; i++)
      rgb[i] = (guint8) ((rgba[i] * alpha + 255 * (255 - alpha) + 127) / 255);
  }
}

static ApoyoDecodeResult
decode_format (ApoyoDecoding *self)
{
  switch (self->header.format) {
  case APOYO_FORMAT_JPEG:
    return apoyo_decode_jpeg (self);
  case APOYO_FORMAT_PNG:
    return apoyo_decode_png (self);
  case APOYO_FORMAT_WEBP:
    return apoyo_decode_webp (self);
  case APOYO_FORMAT_HEIC:
    return apoyo_decode_heic (self);
  default:
    return APOYO_DECODE_UNSUPPORTED;
  }
}

/* Smaller first: then there is less to turn. */
static gboolean
make_upright (ApoyoDecoding *self)
{
  const guint orientation = self->header.orientation;

  if (MAX (self->raster.width, self->raster.height) > APOYO_SIGHT_LONGEST_SIDE) {
    const ApoyoPixels pixels = apoyo_raster_get_pixels (&self->raster);
    ApoyoRaster smaller = { 0 };

    if (!apoyo_shrink (&pixels, APOYO_SIGHT_LONGEST_SIDE, &smaller))
      return FALSE;
    apoyo_raster_take (&self->raster, &smaller);
  }
  if (orientation >= 5) {
    const guint width = self->width;

    self->width = self->height;
    self->height = width;
  }
  return apoyo_raster_turn (&self->raster, orientation);
}

ApoyoDecodeResult
apoyo_decode (ApoyoDecoding *self, const guint8 *data, gsize size)
{
  ApoyoDecodeResult result;

  *self = (ApoyoDecoding){ .data = data, .size = size };
  apoyo_picture_header_read (&self->header, data, size);
  self->width = self->header.width;
  self->height = self->header.height;
  if (!apoyo_picture_format_is_decoded (self->header.format))
    return APOYO_DECODE_UNSUPPORTED;
  if (!self->header.whole)
    return APOYO_DECODE_UNDECODABLE;
  if (self->header.end > 0)
    self->behind = size - self->header.end;

  result = decode_format (self);
  apoyo_cargo_weigh (&self->cargo, self->header.format, data, size, self->behind);
  if (self->raster.rgb != NULL && !make_upright (self)) {
    apoyo_raster_clear (&self->raster);
    result = APOYO_DECODE_TOO_LARGE;
  }
  return result;
}

void
apoyo_decoding_clear (ApoyoDecoding *self)
{
  apoyo_raster_clear (&self->raster);
}
