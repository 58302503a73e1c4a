/* apoyo-vault-previews.h: pictures made of a capture to be looked at, beside it in the vault.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-vault.h"

G_BEGIN_DECLS

typedef struct {
  const char *picture; /* front, back, selfie, signature */
  const char *size;    /* small, large */
  GBytes *content;     /* a JPEG of pixels, with nothing of the file they were read from */
} ApoyoVaultPreview;

/* Encrypted like the capture itself, and gone with it. They replace those that were there: what is
 * made from a capture can be made again, and so it is not synced either. (element-type
 * ApoyoVaultPreview) */
gboolean apoyo_vault_store_previews (ApoyoVault *self,
                                     gint process,
                                     const char *capture,
                                     GPtrArray *previews,
                                     GError **error);

/* APOYO_VAULT_ERROR_NOT_FOUND: there is none of this picture in this size. */
GBytes *apoyo_vault_read_preview (ApoyoVault *self,
                                  gint process,
                                  const char *capture,
                                  const char *picture,
                                  const char *size,
                                  GError **error);

G_END_DECLS
