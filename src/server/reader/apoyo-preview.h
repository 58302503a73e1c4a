/* apoyo-preview.h: pictures for people to look at, made from pixels and nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-raster.h"

G_BEGIN_DECLS

typedef struct {
  const char *size; /* "small", "large" */
  guint width;
  guint height;
  GByteArray *jpeg; /* (owned) */
} ApoyoMadePreview;

void apoyo_made_preview_free (ApoyoMadePreview *self);

/* (element-type ApoyoMadePreview): long side 480 and 1600, never larger than the picture. One that
 * there is no memory for is left out. */
GPtrArray *apoyo_previews_make (const ApoyoPixels *pixels);

G_END_DECLS
