/* apoyo-vault-private.h: what lies beside a capture is found from the capture's own place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-vault.h"

G_BEGIN_DECLS

#define APOYO_PREVIEWS_SUFFIX ".previews"

/* An object that a sweep holds while it looks whether somebody wants it: its name, a number, this.
 */
#define APOYO_ASIDE_SUFFIX ".aside"

/* NULL when @capture is no UUID. */
char *apoyo_vault_dup_path (ApoyoVault *self,
                            gint process,
                            const char *capture,
                            const char *suffix,
                            GError **error);
const char *apoyo_vault_get_directory (ApoyoVault *self);
ApoyoKeyring *apoyo_vault_get_keyring (ApoyoVault *self);

/* The two halves of apoyo_vault_remove_old(). The first returns NULL, without an error too, when
 * there is nothing to take; the second removes what was taken or gives it its name back. */
char *apoyo_vault_take_aside (const char *path, GError **error);
gboolean apoyo_vault_settle_aside (const char *path,
                                   const char *aside,
                                   gint64 until,
                                   gboolean *removed,
                                   GError **error);

G_END_DECLS
