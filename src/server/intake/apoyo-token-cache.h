/* apoyo-token-cache.h: devices that the database has vouched for a moment ago.
 *
 * An answer is believed for a few seconds: the database checks the device again when a support is
 * received, so a revoked one gains nothing by it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "apoyo-keyring.h"

G_BEGIN_DECLS

typedef struct {
  guint8 token[APOYO_HASH_SIZE]; /* SHA-256 of the token */
  gboolean known;                /* FALSE: the database knows no such token */
  gboolean active;
  gint64 device;
  gint process;
  gint promovente;
} ApoyoDevice;

typedef struct _ApoyoTokenCache ApoyoTokenCache;

ApoyoTokenCache *apoyo_token_cache_new (guint seconds);
void apoyo_token_cache_free (ApoyoTokenCache *cache);
gboolean apoyo_token_cache_find (ApoyoTokenCache *cache, const guint8 *token, ApoyoDevice *device);
void apoyo_token_cache_add (ApoyoTokenCache *cache, const ApoyoDevice *device);

G_END_DECLS
