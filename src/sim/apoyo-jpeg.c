/* apoyo-jpeg.c: a drawing as a JPEG file of the size telephones make.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-jpeg.h"

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#define MAX_ROUNDS 4

/* Exactly at that quality, whatever the size. */
GBytes *
apoyo_jpeg_compress (cairo_surface_t *surface, int quality)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL;
  unsigned long size = 0;
  guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  /* The default handler ends the program: only a bug of ours or no memory leads there. */
  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = (JDIMENSION) cairo_image_surface_get_width (surface);
  info.image_height = (JDIMENSION) cairo_image_surface_get_height (surface);
  info.input_components = 4;
  info.in_color_space = G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRX : JCS_EXT_XRGB;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, quality, TRUE);
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < info.image_height) {
    JSAMPROW row = pixels + (gsize) info.next_scanline * (gsize) stride;

    jpeg_write_scanlines (&info, &row, 1);
  }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  return g_bytes_new_with_free_func (data, size, free, data);
}

/* Starts at quality and moves it until the file has a telephone's size, or cannot come nearer. */
GBytes *
apoyo_jpeg_encode (cairo_surface_t *surface, int quality)
{
  GBytes *jpeg;

  cairo_surface_flush (surface);
  jpeg = apoyo_jpeg_compress (surface, quality);
  for (guint i = 0; i < MAX_ROUNDS; i++) {
    gsize size = g_bytes_get_size (jpeg);
    int step = size > APOYO_JPEG_LARGEST ? -12 : size < APOYO_JPEG_SMALLEST ? 7 : 0;

    if (step == 0 || quality + step < 30 || quality + step > 97)
      break;
    quality += step;
    g_bytes_unref (jpeg);
    jpeg = apoyo_jpeg_compress (surface, quality);
  }
  return jpeg;
}
