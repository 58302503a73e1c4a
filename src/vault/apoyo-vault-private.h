/* apoyo-vault-private.h: what lies beside a capture is found from the capture's own place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-vault.h"

G_BEGIN_DECLS

#define APOYO_PREVIEWS_SUFFIX ".previews"

/* NULL when @capture is no UUID. */
char *apoyo_vault_dup_path (ApoyoVault *self,
                            gint process,
                            const char *capture,
                            const char *suffix,
                            GError **error);
ApoyoKeyring *apoyo_vault_get_keyring (ApoyoVault *self);

G_END_DECLS
