/* apoyo-sha256.h: SHA-256 by OpenSSL, and hexadecimal text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_SHA256_LENGTH 32

typedef struct _ApoyoSha256 ApoyoSha256;

void apoyo_sha256 (gconstpointer data, gsize length, guint8 digest[APOYO_SHA256_LENGTH]);
GBytes *apoyo_sha256_bytes (GBytes *data);

/* In parts. Finishing leaves it ready for the next message. */
ApoyoSha256 *apoyo_sha256_new (void);
void apoyo_sha256_update (ApoyoSha256 *self, gconstpointer data, gsize length);
void apoyo_sha256_finish (ApoyoSha256 *self, guint8 digest[APOYO_SHA256_LENGTH]);
void apoyo_sha256_free (ApoyoSha256 *self);

/* Lower case. Decoding accepts both cases, and exactly length bytes. */
char *apoyo_hex_encode (gconstpointer data, gsize length);
gboolean apoyo_hex_decode (const char *hex, guint8 *out, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoSha256, apoyo_sha256_free)

G_END_DECLS
