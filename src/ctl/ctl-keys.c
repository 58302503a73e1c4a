/* ctl-keys.c: which key directory a verb works with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-vault-error.h"
#include "ctl-keys.h"

ApoyoKeyring *
ctl_open_keyring (ApoyoCtl *ctl, const char *keys, GError **error)
{
  g_autofree char *path = NULL;

  if (keys != NULL)
    return apoyo_keyring_open (keys, FALSE, error);
  if (ctl->dir != NULL) {
    path = g_build_filename (ctl->dir, "keys", NULL);
    return apoyo_keyring_open (path, FALSE, error);
  }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               _ ("Say where the keys are with --keys DIRECTORY"));
  return NULL;
}

ApoyoKeyring *
ctl_make_keyring (ApoyoCtl *ctl, GError **error)
{
  g_autofree char *path = g_build_filename (ctl->dir, "keys", NULL);

  return apoyo_keyring_open (path, TRUE, error);
}

/* id: (nullable): NULL asks whether a key may still be made */
static gboolean
pin_roll_key (CtlSession *session, GBytes *id, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, "roll");
  if (id != NULL)
    apoyo_params_add_bytes (params, id);
  else
    apoyo_params_add_null (params);
  rows = ctl_session_call (session, "pin-shared-key", params, error);
  return rows != NULL;
}

gboolean
ctl_hold_roll_key (CtlSession *session, ApoyoKeyring *keyring, GError **error)
{
  g_autoptr (GBytes) id = apoyo_keyring_get_roll_id (keyring);

  return pin_roll_key (session, id, error);
}

ApoyoKeyring *
ctl_open_roll_keyring (ApoyoCtl *ctl, CtlSession *session, const char *keys, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ApoyoKeyring) keyring = ctl_open_keyring (ctl, keys, &local);

  if (keyring != NULL)
    return g_steal_pointer (&keyring);
  if (keys != NULL || ctl->dir == NULL ||
      !g_error_matches (local, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_KEY)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return pin_roll_key (session, NULL, error) ? ctl_make_keyring (ctl, error) : NULL;
}
