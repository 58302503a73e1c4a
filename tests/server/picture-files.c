/* picture-files.c: files of pictures for tests, well made and maliciously made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "picture-files.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <jpeglib.h>
#include <libheif/heif.h>
#include <webp/encode.h>

static const guint8 colours[4][3] = { { 220, 20, 20 },
                                      { 20, 200, 20 },
                                      { 20, 20, 220 },
                                      { 240, 240, 240 } };

void
test_picture_init (TestPicture *self, guint width, guint height)
{
  guint32 noise = 12345;

  self->width = width;
  self->height = height;
  self->rgb = g_malloc ((gsize) width * height * 3);
  for (guint y = 0; y < height; y++) {
    for (guint x = 0; x < width; x++) {
      const guint8 *colour = colours[(y * 2 >= height ? 2 : 0) + (x * 2 >= width ? 1 : 0)];
      guint8 *pixel = self->rgb + ((gsize) y * width + x) * 3;

      noise = noise * 1664525 + 1013904223;
      for (guint i = 0; i < 3; i++)
        pixel[i] = (guint8) (colour[i] + (noise >> 28) - 8);
    }
  }
}

void
test_picture_clear (TestPicture *self)
{
  g_clear_pointer (&self->rgb, g_free);
}

char
test_picture_colour_at (const TestPicture *self, double x, double y)
{
  const guint8 *pixel =
      self->rgb + ((gsize) (y * self->height) * self->width + (gsize) (x * self->width)) * 3;

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++) {
    gboolean same = TRUE;

    for (guint c = 0; c < 3; c++)
      same = same && ABS (pixel[c] - colours[i][c]) < 40;
    if (same)
      return "RGBW"[i];
  }
  return '?';
}

static GBytes *
encode_jpeg (const TestPicture *self, gboolean progressive)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  guint8 *bytes = NULL;
  unsigned long size = 0;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &bytes, &size);
  jpeg.image_width = self->width;
  jpeg.image_height = self->height;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&jpeg);
  if (progressive)
    jpeg_simple_progression (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < self->height) {
    JSAMPROW row = self->rgb + (gsize) jpeg.next_scanline * self->width * 3;

    jpeg_write_scanlines (&jpeg, &row, 1);
  }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  return g_bytes_new_with_free_func (bytes, size, free, bytes);
}

GBytes *
test_picture_to_jpeg (const TestPicture *self)
{
  return encode_jpeg (self, FALSE);
}

GBytes *
test_picture_to_progressive_jpeg (const TestPicture *self)
{
  return encode_jpeg (self, TRUE);
}

void
test_picture_from_jpeg (TestPicture *self, GBytes *bytes)
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&jpeg);
  jpeg_mem_src (&jpeg, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  jpeg_read_header (&jpeg, TRUE);
  jpeg_start_decompress (&jpeg);
  self->width = jpeg.output_width;
  self->height = jpeg.output_height;
  self->rgb = g_malloc ((gsize) self->width * self->height * 3);
  while (jpeg.output_scanline < self->height) {
    JSAMPROW row = self->rgb + (gsize) jpeg.output_scanline * self->width * 3;

    jpeg_read_scanlines (&jpeg, &row, 1);
  }
  jpeg_finish_decompress (&jpeg);
  jpeg_destroy_decompress (&jpeg);
}

static void
append_png (png_structp png, png_bytep data, size_t size)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) size);
}

GBytes *
test_picture_to_png (const TestPicture *self, gboolean interlaced)
{
  GByteArray *bytes = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  g_autofree png_bytep *rows = g_new (png_bytep, self->height);

  for (guint y = 0; y < self->height; y++)
    rows[y] = self->rgb + (gsize) y * self->width * 3;
  png_set_write_fn (png, bytes, append_png, NULL);
  png_set_IHDR (png, info, self->width, self->height, 8, PNG_COLOR_TYPE_RGB,
                interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_set_rows (png, info, rows);
  png_write_png (png, info, PNG_TRANSFORM_IDENTITY, NULL);
  png_destroy_write_struct (&png, &info);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
test_picture_to_webp (const TestPicture *self)
{
  guint8 *bytes = NULL;
  const size_t size = WebPEncodeRGB (self->rgb, (int) self->width, (int) self->height,
                                     (int) self->width * 3, 85, &bytes);

  g_assert_cmpuint (size, >, 0);
  return g_bytes_new_with_free_func (bytes, size, WebPFree, bytes);
}

static struct heif_error
append_heic (struct heif_context *context, const void *data, size_t size, void *bytes)
{
  const struct heif_error fine = { heif_error_Ok, heif_suberror_Unspecified, "" };

  g_byte_array_append (bytes, data, (guint) size);
  return fine;
}

static struct heif_image *
make_heif_image (const TestPicture *self)
{
  struct heif_image *image = NULL;
  int stride = 0;
  guint8 *plane;

  heif_image_create ((int) self->width, (int) self->height, heif_colorspace_RGB,
                     heif_chroma_interleaved_RGB, &image);
  heif_image_add_plane (image, heif_channel_interleaved, (int) self->width, (int) self->height, 8);
  plane = heif_image_get_plane (image, heif_channel_interleaved, &stride);
  for (guint y = 0; y < self->height; y++)
    memcpy (plane + (gsize) stride * y, self->rgb + (gsize) self->width * 3 * y, self->width * 3);
  return image;
}

GBytes *
test_picture_to_heic (const TestPicture *self)
{
  struct heif_context *context = heif_context_alloc ();
  struct heif_encoder *encoder = NULL;
  struct heif_image *image = NULL;
  struct heif_writer writer = { 1, append_heic };
  GByteArray *bytes = g_byte_array_new ();

  if (heif_context_get_encoder_for_format (context, heif_compression_HEVC, &encoder).code ==
      heif_error_Ok) {
    image = make_heif_image (self);
    g_assert_cmpint (heif_context_encode_image (context, image, encoder, NULL, NULL).code, ==,
                     heif_error_Ok);
    heif_context_write (context, &writer, bytes);
    heif_image_release (image);
    heif_encoder_release (encoder);
  }
  heif_context_free (context);
  if (bytes->len > 0)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  return NULL;
}

/* --- changes ---------------------------------------------------------------------------------- */

GBytes *
test_bytes_cat (GBytes *first, const void *data, gsize size)
{
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, g_bytes_get_data (first, NULL), (guint) g_bytes_get_size (first));
  g_byte_array_append (all, data, (guint) size);
  return g_byte_array_free_to_bytes (all);
}

GBytes *
test_bytes_cut (GBytes *bytes, gsize size)
{
  return g_bytes_new (g_bytes_get_data (bytes, NULL), MIN (size, g_bytes_get_size (bytes)));
}

static GBytes *
insert (GBytes *bytes, gsize at, const GByteArray *what)
{
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, data, (guint) at);
  g_byte_array_append (all, what->data, what->len);
  g_byte_array_append (all, data + at, (guint) (g_bytes_get_size (bytes) - at));
  return g_byte_array_free_to_bytes (all);
}

static void
append_segment (GByteArray *bytes, const void *content, guint size)
{
  const guint8 head[] = { 0xFF, 0xE1, (guint8) ((size + 2) >> 8), (guint8) (size + 2) };

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, content, size);
}

GBytes *
test_jpeg_with_exif (GBytes *jpeg, guint orientation)
{
  g_autoptr (GByteArray) exif = g_byte_array_new ();
  guint8 content[] = "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0?\0\0\0\0\0\0\0"
                     "GPS 19.4326 -99.1332 a secret place";

  content[6 + 8 + 2 + 8] = (guint8) orientation;
  append_segment (exif, content, sizeof content);
  return insert (jpeg, 2, exif);
}

GBytes *
test_jpeg_with_segments (GBytes *jpeg, guint n, guint size)
{
  g_autoptr (GByteArray) segments = g_byte_array_new ();
  g_autofree guint8 *content = g_malloc0 (size);

  memcpy (content, "Exif\0\0MM", 8);
  for (guint i = 0; i < n; i++)
    append_segment (segments, content, size);
  return insert (jpeg, 2, segments);
}

GBytes *
test_jpeg_with_size (GBytes *jpeg, guint width, guint height)
{
  gsize size = 0;
  g_autofree guint8 *data =
      g_memdup2 (g_bytes_get_data (jpeg, NULL), (size = g_bytes_get_size (jpeg)));

  for (gsize at = 2; at + 9 < size; at += 2u + (data[at + 2] << 8 | data[at + 3])) {
    if (data[at + 1] == 0xC0 || data[at + 1] == 0xC2) {
      data[at + 5] = (guint8) (height >> 8);
      data[at + 6] = (guint8) height;
      data[at + 7] = (guint8) (width >> 8);
      data[at + 8] = (guint8) width;
      break;
    }
  }
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

static void
append_be32 (GByteArray *bytes, guint32 value)
{
  const guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

static void
append_chunk (GByteArray *bytes, const char *type, const guint8 *content, guint size)
{
  guint32 crc;

  append_be32 (bytes, size);
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  if (size > 0)
    g_byte_array_append (bytes, content, size);
  crc = (guint32) crc32 (0, bytes->data + bytes->len - size - 4, size + 4);
  append_be32 (bytes, crc);
}

GBytes *
test_png_with_chunks (GBytes *png, const char *type, GBytes *content, guint n)
{
  g_autoptr (GByteArray) chunks = g_byte_array_new ();

  for (guint i = 0; i < n; i++)
    append_chunk (chunks, type, g_bytes_get_data (content, NULL),
                  (guint) g_bytes_get_size (content));
  return insert (png, 8 + 25, chunks);
}

static GByteArray *
deflate_zeros (gsize size)
{
  g_autofree guint8 *zeros = g_malloc0 (65536);
  guint8 buffer[16384];
  GByteArray *bytes = g_byte_array_new ();
  z_stream stream = { 0 };

  deflateInit (&stream, 9);
  do {
    if (stream.avail_in == 0 && size > 0) {
      stream.next_in = zeros;
      stream.avail_in = (uInt) MIN (size, 65536);
      size -= stream.avail_in;
    }
    stream.next_out = buffer;
    stream.avail_out = sizeof buffer;
    deflate (&stream, size > 0 ? Z_NO_FLUSH : Z_FINISH);
    g_byte_array_append (bytes, buffer, (guint) (sizeof buffer - stream.avail_out));
  } while (size > 0 || stream.avail_in > 0 || stream.avail_out == 0);
  deflateEnd (&stream);
  return bytes;
}

GBytes *
test_png_bomb (guint width, guint height)
{
  g_autoptr (GByteArray) pixels = deflate_zeros ((gsize) ((width + 7) / 8 + 1) * height);
  GByteArray *bytes = g_byte_array_new ();
  guint8 header[13] = { 0 };

  for (guint i = 0; i < 4; i++) {
    header[i] = (guint8) (width >> (24 - 8 * i));
    header[4 + i] = (guint8) (height >> (24 - 8 * i));
  }
  header[8] = 1; /* bit, grey */
  g_byte_array_append (bytes, (const guint8 *) "\x89PNG\r\n\x1A\n", 8);
  append_chunk (bytes, "IHDR", header, sizeof header);
  append_chunk (bytes, "IDAT", pixels->data, pixels->len);
  append_chunk (bytes, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
test_deflate_bomb (const char *prefix, gsize prefix_size, guint megabytes)
{
  g_autoptr (GByteArray) bomb = deflate_zeros ((gsize) megabytes << 20);
  g_autoptr (GBytes) head = g_bytes_new (prefix, prefix_size);

  return test_bytes_cat (head, bomb->data, bomb->len);
}
