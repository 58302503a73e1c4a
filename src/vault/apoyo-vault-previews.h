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

/* Encrypted like the capture itself. They lie by the claim that made them and replace only its own:
 * a worker whose claim is over changes nothing that another's has made. Returns when they are on
 * disk. (element-type ApoyoVaultPreview) */
gboolean apoyo_vault_store_previews (ApoyoVault *self,
                                     gint process,
                                     const char *capture,
                                     gint claim,
                                     GPtrArray *previews,
                                     GError **error);

/* APOYO_VAULT_ERROR_NOT_FOUND: there is none of this picture in this size by that claim. Claim 0:
 * from before they lay by claim. */
GBytes *apoyo_vault_read_preview (ApoyoVault *self,
                                  gint process,
                                  const char *capture,
                                  gint claim,
                                  const char *picture,
                                  const char *size,
                                  GError **error);

/* Of one claim, whose word was refused. None is not an error. */
gboolean apoyo_vault_remove_previews (ApoyoVault *self,
                                      gint process,
                                      const char *capture,
                                      gint claim,
                                      GError **error);

/* Of all claims before this one. Reads the folder. */
gboolean apoyo_vault_remove_previews_before (ApoyoVault *self,
                                             gint process,
                                             const char *capture,
                                             gint claim,
                                             GError **error);

G_END_DECLS
