/* apoyo-decode-webp.c: WebP by libwebp, scaled while it is decoded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <webp/decode.h>

#include "apoyo-decode.h"

static ApoyoDecodeResult
result_of (VP8StatusCode status)
{
  if (status == VP8_STATUS_OK)
    return APOYO_DECODE_OK;
  if (status == VP8_STATUS_OUT_OF_MEMORY)
    return APOYO_DECODE_TOO_LARGE;
  return APOYO_DECODE_UNDECODABLE;
}

static void
choose_output (WebPDecoderConfig *config)
{
  guint width = (guint) config->input.width;
  guint height = (guint) config->input.height;

  apoyo_fit (&width, &height, APOYO_SIGHT_LONGEST_SIDE);
  config->options.use_scaling =
      width != (guint) config->input.width || height != (guint) config->input.height;
  config->options.scaled_width = (int) width;
  config->options.scaled_height = (int) height;
  config->output.colorspace = MODE_RGBA;
}

static gboolean
keep (const WebPDecBuffer *output, ApoyoRaster *raster)
{
  if (!apoyo_raster_init (raster, (guint) output->width, (guint) output->height))
    return FALSE;
  for (guint y = 0; y < raster->height; y++)
    apoyo_flatten_row (output->u.RGBA.rgba + (gsize) output->u.RGBA.stride * y, raster->width,
                       raster->rgb + (gsize) raster->width * 3 * y);
  return TRUE;
}

ApoyoDecodeResult
apoyo_decode_webp (ApoyoDecoding *decoding)
{
  WebPDecoderConfig config;
  ApoyoDecodeResult result;

  if (!WebPInitDecoderConfig (&config))
    return APOYO_DECODE_UNSUPPORTED;
  result = result_of (WebPGetFeatures (decoding->data, decoding->size, &config.input));
  if (result != APOYO_DECODE_OK)
    return result;
  decoding->width = (guint) config.input.width;
  decoding->height = (guint) config.input.height;
  if (config.input.has_animation)
    return APOYO_DECODE_UNSUPPORTED;
  if (!apoyo_decode_fits (decoding->width, decoding->height))
    return APOYO_DECODE_TOO_LARGE;
  choose_output (&config);
  result = result_of (WebPDecode (decoding->data, decoding->size, &config));
  if (result == APOYO_DECODE_OK && !keep (&config.output, &decoding->raster))
    result = APOYO_DECODE_TOO_LARGE;
  WebPFreeDecBuffer (&config.output);
  return result;
}
