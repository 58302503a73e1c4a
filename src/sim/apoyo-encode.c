/* apoyo-encode.c: a drawing as a file, as telephones and people's programs make them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-encode.h"

#include <webp/encode.h>

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
apoyo_encode_png (cairo_surface_t *surface)
{
  GByteArray *png = g_byte_array_new ();

  cairo_surface_write_to_png_stream (surface, append_cb, png);
  return g_byte_array_free_to_bytes (png);
}

GBytes *
apoyo_encode_webp (cairo_surface_t *surface, float quality)
{
  WebPConfig config;
  WebPPicture picture;
  WebPMemoryWriter writer;
  gboolean right;

  cairo_surface_flush (surface);
  right = WebPConfigPreset (&config, WEBP_PRESET_PHOTO, quality) && WebPPictureInit (&picture);
  g_assert (right);
  config.method = 1; /* fast */
  picture.width = cairo_image_surface_get_width (surface);
  picture.height = cairo_image_surface_get_height (surface);
  WebPMemoryWriterInit (&writer);
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &writer;
  right = WebPPictureImportBGRX (&picture, cairo_image_surface_get_data (surface),
                                 cairo_image_surface_get_stride (surface)) &&
          WebPEncode (&config, &picture);
  g_assert (right);
  WebPPictureFree (&picture);
  return g_bytes_new_with_free_func (writer.mem, writer.size, WebPFree, writer.mem);
}

/* (transfer full): the same picture, telling how it is to be turned (EXIF 2.3, tag 0x112). */
GBytes *
apoyo_encode_orientation (GBytes *jpeg, guint orientation)
{
  const guint8 head[] = {
    0xff,
    0xe1,
    0,
    34, /* APP1 and its length */
    'E',
    'x',
    'i',
    'f',
    0,
    0, /* */
    'M',
    'M',
    0,
    42,
    0,
    0,
    0,
    8, /* big endian, the directory follows */
    0,
    1, /* one entry: */
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0, /* orientation, one short */
    (guint8) orientation,
    0,
    0, /* */
    0,
    0,
    0,
    0, /* no further directory */
  };
  GByteArray *file = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  G_STATIC_ASSERT (sizeof head == 36);
  g_byte_array_append (file, data, 2);
  g_byte_array_append (file, head, sizeof head);
  g_byte_array_append (file, data + 2, (guint) size - 2);
  return g_byte_array_free_to_bytes (file);
}
