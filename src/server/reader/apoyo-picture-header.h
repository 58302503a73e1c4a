/* apoyo-picture-header.h: what a file says of itself, before any decoder sees it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_FORMAT_UNKNOWN,
  APOYO_FORMAT_JPEG,
  APOYO_FORMAT_PNG,
  APOYO_FORMAT_WEBP,
  APOYO_FORMAT_HEIC,
  /* Recognised, to say so, and not decoded. */
  APOYO_FORMAT_AVIF,
  APOYO_FORMAT_GIF,
  APOYO_FORMAT_BMP,
  APOYO_FORMAT_TIFF,
  APOYO_FORMAT_PDF,
  APOYO_FORMAT_SVG,
  APOYO_FORMAT_ZIP,
} ApoyoPictureFormat;

typedef struct {
  ApoyoPictureFormat format;
  gboolean whole; /* FALSE: it says that it is of that format, and not enough more */
  guint width;    /* 0: not known before decoding (HEIC) */
  guint height;
  guint orientation; /* 1 … 8, as in EXIF */
  gboolean animated; /* a WebP with more than one picture */
  gsize end;         /* where the picture ends and something else may follow; 0: not known */
} ApoyoPictureHeader;

const char *apoyo_picture_format_to_nick (ApoyoPictureFormat format);
gboolean apoyo_picture_format_is_decoded (ApoyoPictureFormat format);

/* Any bytes; reads each at most once or twice, allocates next to nothing. */
void apoyo_picture_header_read (ApoyoPictureHeader *self, const guint8 *data, gsize size);

G_END_DECLS
