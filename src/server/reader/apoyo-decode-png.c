/* apoyo-decode-png.c: PNG by libpng, without any of what may come along with the pixels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <png.h>
#include <string.h>

#include "apoyo-decode.h"

#define LONGEST_SIDE 65535

typedef struct {
  png_structp png;
  png_infop info;
  const guint8 *data;
  gsize left;
  guint8 *pixels; /* one row, or all of them when they come interlaced */
  ApoyoRaster *raster;
} Png;

static void
on_error (png_structp png, png_const_charp message)
{
  png_longjmp (png, 1);
}

static void
on_warning (png_structp png, png_const_charp message)
{
}

static void
on_read (png_structp png, png_bytep target, size_t size)
{
  Png *self = png_get_io_ptr (png);

  if (size > self->left)
    png_error (png, "");
  memcpy (target, self->data, size);
  self->data += size;
  self->left -= size;
}

/* Eight bits, colours, and alpha where there is some. */
static void
set_transformations (Png *self)
{
  png_set_expand (self->png);
  png_set_scale_16 (self->png);
  png_set_gray_to_rgb (self->png);
}

static void
keep_row (Png *self, const guint8 *pixels, guint channels, guint y)
{
  const gsize stride = (gsize) self->raster->width * 3;

  if (channels == 4)
    apoyo_flatten_row (pixels, self->raster->width, self->raster->rgb + stride * y);
  else
    memcpy (self->raster->rgb + stride * y, pixels, stride);
}

static void
read_in_order (Png *self, guint channels)
{
  for (guint y = 0; y < self->raster->height; y++) {
    png_read_row (self->png, self->pixels, NULL);
    keep_row (self, self->pixels, channels, y);
  }
}

/* Every pass completes the pixels of those before; only the last one shows the picture. */
static void
read_interlaced (Png *self, guint channels, int passes)
{
  const gsize stride = (gsize) self->raster->width * channels;

  for (int pass = 0; pass < passes; pass++)
    for (guint y = 0; y < self->raster->height; y++)
      png_read_row (self->png, self->pixels + stride * y, NULL);
  for (guint y = 0; y < self->raster->height; y++)
    keep_row (self, self->pixels + stride * y, channels, y);
}

static gboolean
allocate (Png *self, guint channels, gboolean interlaced)
{
  const gsize row = (gsize) self->raster->width * channels;

  self->pixels = g_try_malloc0 (interlaced ? row * self->raster->height : row);
  return self->pixels != NULL;
}

static ApoyoDecodeResult
read_pixels (Png *self)
{
  const int passes = png_set_interlace_handling (self->png);
  guint channels;

  png_read_update_info (self->png, self->info);
  channels = png_get_channels (self->png, self->info);
  if ((channels != 3 && channels != 4) || png_get_bit_depth (self->png, self->info) != 8)
    return APOYO_DECODE_UNDECODABLE;
  if (!allocate (self, channels, passes > 1))
    return APOYO_DECODE_TOO_LARGE;
  if (passes > 1)
    read_interlaced (self, channels, passes);
  else
    read_in_order (self, channels);
  return APOYO_DECODE_OK;
}

static ApoyoDecodeResult
decode (Png *self, ApoyoDecoding *decoding)
{
  if (setjmp (png_jmpbuf (self->png)) != 0)
    return APOYO_DECODE_UNDECODABLE;

  png_set_user_limits (self->png, LONGEST_SIDE, LONGEST_SIDE);
  /* Texts, profiles and times are passed over unread: they can be bombs of their own. */
  png_set_keep_unknown_chunks (self->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_read_fn (self->png, self, on_read);
  png_read_info (self->png, self->info);
  decoding->width = png_get_image_width (self->png, self->info);
  decoding->height = png_get_image_height (self->png, self->info);
  if (!apoyo_decode_fits (decoding->width, decoding->height) ||
      !apoyo_raster_init (self->raster, decoding->width, decoding->height))
    return APOYO_DECODE_TOO_LARGE;
  set_transformations (self);
  return read_pixels (self);
}

ApoyoDecodeResult
apoyo_decode_png (ApoyoDecoding *decoding)
{
  Png self = { .data = decoding->data, .left = decoding->size, .raster = &decoding->raster };
  ApoyoDecodeResult result;

  if (!apoyo_decode_fits (decoding->header.width, decoding->header.height))
    return APOYO_DECODE_TOO_LARGE;
  self.png = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
  self.info = self.png != NULL ? png_create_info_struct (self.png) : NULL;
  result = self.info != NULL ? decode (&self, decoding) : APOYO_DECODE_TOO_LARGE;
  png_destroy_read_struct (&self.png, &self.info, NULL);
  g_free (self.pixels);
  if (result != APOYO_DECODE_OK)
    apoyo_raster_clear (&decoding->raster);
  return result;
}
