/* apoyo-preview.c: pictures for people to look at, made from pixels and nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "apoyo-preview.h"

static const struct {
  const char *name;
  guint longest;
  int quality;
} sizes[] = {
  { "small", 480, 80 },
  { "large", 1600, 85 },
};

/* Four pictures of a capture fit into an answer with this for each preview. Noise at full size does
 * not, and need not be kept that well. */
#define MOST_BYTES (1536 * 1024)
#define LEAST_QUALITY 40

typedef struct {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  jmp_buf jump;
  guint8 *bytes; /* (owned): of malloc() */
  unsigned long size;
} Encoder;

void
apoyo_made_preview_free (ApoyoMadePreview *self)
{
  g_byte_array_unref (self->jpeg);
  g_free (self);
}

static void
on_error (j_common_ptr common)
{
  longjmp (((Encoder *) common)->jump, 1);
}

static gboolean
encode (Encoder *self, const ApoyoPixels *pixels, int quality)
{
  if (setjmp (self->jump) != 0)
    return FALSE;

  jpeg_create_compress (&self->jpeg);
  jpeg_mem_dest (&self->jpeg, &self->bytes, &self->size);
  self->jpeg.image_width = pixels->width;
  self->jpeg.image_height = pixels->height;
  self->jpeg.input_components = 3;
  self->jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&self->jpeg);
  jpeg_set_quality (&self->jpeg, quality, TRUE);
  jpeg_start_compress (&self->jpeg, TRUE);
  while (self->jpeg.next_scanline < pixels->height) {
    /* It is only read. */
    JSAMPROW row = (JSAMPROW) pixels->rgb + self->jpeg.next_scanline * pixels->stride;

    jpeg_write_scanlines (&self->jpeg, &row, 1);
  }
  jpeg_finish_compress (&self->jpeg);
  return TRUE;
}

static GByteArray *
make_jpeg (const ApoyoPixels *pixels, int quality)
{
  Encoder encoder = { 0 };
  GByteArray *jpeg = NULL;

  encoder.jpeg.err = jpeg_std_error (&encoder.errors);
  encoder.errors.error_exit = on_error;
  if (encode (&encoder, pixels, quality)) {
    jpeg = g_byte_array_new ();
    g_byte_array_append (jpeg, encoder.bytes, (guint) encoder.size);
  }
  jpeg_destroy_compress (&encoder.jpeg);
  free (encoder.bytes);
  return jpeg;
}

static GByteArray *
make_bounded_jpeg (const ApoyoPixels *pixels, int quality)
{
  GByteArray *jpeg = make_jpeg (pixels, quality);

  while (jpeg != NULL && jpeg->len > MOST_BYTES && quality > LEAST_QUALITY) {
    quality = MAX (LEAST_QUALITY, quality - 25);
    g_byte_array_unref (jpeg);
    jpeg = make_jpeg (pixels, quality);
  }
  if (jpeg != NULL && jpeg->len > MOST_BYTES)
    g_clear_pointer (&jpeg, g_byte_array_unref);
  return jpeg;
}

static ApoyoMadePreview *
make_preview (const ApoyoPixels *pixels, guint index)
{
  g_auto (ApoyoRaster) smaller = { 0 };
  ApoyoPixels shown = *pixels;
  ApoyoMadePreview *self;
  GByteArray *jpeg;

  if (MAX (pixels->width, pixels->height) > sizes[index].longest) {
    if (!apoyo_shrink_roughly (pixels, sizes[index].longest, &smaller))
      return NULL;
    shown = apoyo_raster_get_pixels (&smaller);
  }
  jpeg = make_bounded_jpeg (&shown, sizes[index].quality);
  if (jpeg == NULL)
    return NULL;
  self = g_new (ApoyoMadePreview, 1);
  self->size = sizes[index].name;
  self->width = shown.width;
  self->height = shown.height;
  self->jpeg = jpeg;
  return self;
}

GPtrArray *
apoyo_previews_make (const ApoyoPixels *pixels)
{
  GPtrArray *previews = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_made_preview_free);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    ApoyoMadePreview *preview = make_preview (pixels, i);

    if (preview != NULL)
      g_ptr_array_add (previews, preview);
  }
  return previews;
}
