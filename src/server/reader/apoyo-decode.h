/* apoyo-decode.h: bytes to an upright picture of bounded size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-cargo.h"
#include "apoyo-picture-header.h"
#include "apoyo-raster.h"

G_BEGIN_DECLS

/* Pixels that a decoder may have to hold at once. */
#define APOYO_DECODE_MOST_PIXELS (40 * 1000 * 1000)

typedef enum {
  APOYO_DECODE_OK,
  APOYO_DECODE_UNDECODABLE,
  APOYO_DECODE_TOO_LARGE,
  APOYO_DECODE_UNSUPPORTED,
} ApoyoDecodeResult;

typedef struct {
  const guint8 *data;
  gsize size;
  ApoyoPictureHeader header;
  ApoyoRaster raster; /* (owned): upright at the end; of an undecodable picture what was there */
  guint width;        /* of the upright picture as it was sent, not as it was decoded */
  guint height;
  gsize behind; /* bytes after the picture's end */
  ApoyoCargo cargo;
  guint damage; /* what the decoder complained of and went on */
} ApoyoDecoding;

const char *apoyo_decode_result_to_nick (ApoyoDecodeResult result);

/* Opens every file that a decoder will ever need: afterwards there is no file system. */
void apoyo_decode_prepare (void);

/* @data must outlive @self. */
ApoyoDecodeResult apoyo_decode (ApoyoDecoding *self, const guint8 *data, gsize size);
void apoyo_decoding_clear (ApoyoDecoding *self);

/* Of the single formats, for apoyo_decode() only: fill the raster, long side at most
 * APOYO_SIGHT_LONGEST_SIDE or anything within the budget, and not yet turned. */
ApoyoDecodeResult apoyo_decode_jpeg (ApoyoDecoding *self);
ApoyoDecodeResult apoyo_decode_png (ApoyoDecoding *self);
ApoyoDecodeResult apoyo_decode_webp (ApoyoDecoding *self);
ApoyoDecodeResult apoyo_decode_heic (ApoyoDecoding *self);

/* One row over white. */
void apoyo_flatten_row (const guint8 *rgba, guint width, guint8 *rgb);
gboolean apoyo_decode_fits (guint64 width, guint64 height);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoDecoding, apoyo_decoding_clear)

G_END_DECLS
