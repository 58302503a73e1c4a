/* apoyo-key-pin.h: holds the key directory against the keys that were in use before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keyring.h"
#include "apoyo-pool.h"
#include "apoyo-vault.h"

G_BEGIN_DECLS

/* The process's key, the roll's and the vault. Once it has succeeded apoyo_keyring_is_pinned() says
 * so and nobody needs to ask again. With @create the key of a process that never had one is made.
 */
void apoyo_key_pin_async (ApoyoPool *pool,
                          ApoyoKeyring *keyring,
                          ApoyoVault *vault,
                          gint process,
                          gboolean create,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean apoyo_key_pin_finish (GAsyncResult *result, GError **error);

/* What all processes share, for who belongs to none. */
void apoyo_key_pin_shared_async (ApoyoPool *pool,
                                 ApoyoKeyring *keyring,
                                 ApoyoVault *vault,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean apoyo_key_pin_shared_finish (GAsyncResult *result, GError **error);

/* The key directory has another key than the process or the roll, or has lost it; or the vault is
 * another one. */
gboolean apoyo_key_pin_is_refusal (const GError *error);

G_END_DECLS
