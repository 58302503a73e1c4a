/* apoyo-decode-heic.c: HEIC by libheif and libde265.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libheif/heif.h>

#include "apoyo-decode.h"

typedef struct {
  struct heif_context *context;
  struct heif_image_handle *handle;
  struct heif_image *image;
} Heic;

static ApoyoDecodeResult
result_of (struct heif_error error)
{
  switch (error.code) {
  case heif_error_Ok:
    return APOYO_DECODE_OK;
  case heif_error_Memory_allocation_error:
    return APOYO_DECODE_TOO_LARGE;
  case heif_error_Unsupported_filetype:
  case heif_error_Unsupported_feature:
  case heif_error_Plugin_loading_error:
    return APOYO_DECODE_UNSUPPORTED;
  default:
    return error.subcode == heif_suberror_Security_limit_exceeded ? APOYO_DECODE_TOO_LARGE
                                                                  : APOYO_DECODE_UNDECODABLE;
  }
}

static ApoyoDecodeResult
open_picture (Heic *self, ApoyoDecoding *decoding)
{
  ApoyoDecodeResult result;

  heif_context_set_max_decoding_threads (self->context, 0);
  result = result_of (heif_context_read_from_memory_without_copy (self->context, decoding->data,
                                                                  decoding->size, NULL));
  if (result == APOYO_DECODE_OK)
    result = result_of (heif_context_get_primary_image_handle (self->context, &self->handle));
  if (result != APOYO_DECODE_OK)
    return result;
  decoding->width = (guint) MAX (0, heif_image_handle_get_width (self->handle));
  decoding->height = (guint) MAX (0, heif_image_handle_get_height (self->handle));
  return apoyo_decode_fits (decoding->width, decoding->height) ? APOYO_DECODE_OK
                                                               : APOYO_DECODE_TOO_LARGE;
}

/* What the file says of the picture, in blocks that only the container knows to find. */
static void
weigh_blocks (const Heic *self, ApoyoDecoding *decoding)
{
  const int n = heif_image_handle_get_number_of_metadata_blocks (self->handle, NULL);
  g_autofree heif_item_id *ids = g_new (heif_item_id, MAX (n, 1));
  const int found = heif_image_handle_get_list_of_metadata_block_IDs (self->handle, NULL, ids, n);

  for (int i = 0; i < found; i++)
    decoding->cargo.metadata += heif_image_handle_get_metadata_size (self->handle, ids[i]);
}

/* The container may hold what other decoders read; this one is for HEVC. Turning and cropping that
 * the container asks for happens in the library. */
static ApoyoDecodeResult
decode_picture (Heic *self)
{
  struct heif_decoding_options *options = heif_decoding_options_alloc ();
  ApoyoDecodeResult result;

  options->convert_hdr_to_8bit = TRUE;
  options->decoder_id = "libde265";
  result = result_of (heif_decode_image (self->handle, &self->image, heif_colorspace_RGB,
                                         heif_chroma_interleaved_RGB, options));
  heif_decoding_options_free (options);
  return result;
}

/* What was decoded need not have the size that the container told. */
static ApoyoDecodeResult
keep (const Heic *self, ApoyoDecoding *decoding)
{
  const int width = heif_image_get_width (self->image, heif_channel_interleaved);
  const int height = heif_image_get_height (self->image, heif_channel_interleaved);
  int stride = 0;
  const guint8 *rgb =
      heif_image_get_plane_readonly (self->image, heif_channel_interleaved, &stride);
  const ApoyoPixels pixels = { (guint) width, (guint) height, (gsize) stride, rgb, NULL };

  if (rgb == NULL || width <= 0 || height <= 0 || stride < width * 3)
    return APOYO_DECODE_UNDECODABLE;
  decoding->width = (guint) width;
  decoding->height = (guint) height;
  return apoyo_shrink (&pixels, APOYO_SIGHT_LONGEST_SIDE, &decoding->raster)
             ? APOYO_DECODE_OK
             : APOYO_DECODE_TOO_LARGE;
}

ApoyoDecodeResult
apoyo_decode_heic (ApoyoDecoding *decoding)
{
  Heic self = { .context = heif_context_alloc () };
  ApoyoDecodeResult result = open_picture (&self, decoding);

  if (result == APOYO_DECODE_OK) {
    weigh_blocks (&self, decoding);
    result = decode_picture (&self);
  }
  if (result == APOYO_DECODE_OK)
    result = keep (&self, decoding);
  if (self.image != NULL) {
    decoding->damage = (guint) heif_image_get_decoding_warnings (self.image, 0, NULL, 0);
    heif_image_release (self.image);
  }
  if (self.handle != NULL)
    heif_image_handle_release (self.handle);
  heif_context_free (self.context);
  return result;
}
