/* apoyo-reading.h: what the confined reader said of a picture, once it has been checked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct {
  char *size; /* "small" or "large" */
  guint width;
  guint height;
  GBytes *jpeg;
} ApoyoReadingPreview;

/* Personal data: what barcodes and text recognition read is in it. */
typedef struct {
  char *picture;       /* "front", "back", "selfie", "signature" */
  char *result;        /* ok, undecodable, too_large, unsupported, died, timeout */
  JsonObject *json;    /* as in apoyo-reader-protocol.h, whatever the result, without "previews" */
  GPtrArray *previews; /* (element-type ApoyoReadingPreview) */
} ApoyoReading;

void apoyo_reading_free (ApoyoReading *self);

/* Of a picture that the reader did not survive. */
ApoyoReading *apoyo_reading_new_failed (const char *picture, const char *result, gsize bytes);

/* Checks an answer to the request @id for pictures of those names (n_pictures of them) and sizes:
 * it comes from a process that strangers' bytes may have taken over. NULL when anything in it is
 * not as it must be. (element-type ApoyoReading) */
GPtrArray *apoyo_readings_parse (GBytes *payload,
                                 gint64 id,
                                 const char *const *pictures,
                                 const gsize *sizes,
                                 guint n_pictures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoReading, apoyo_reading_free)

G_END_DECLS
