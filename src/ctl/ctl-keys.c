/* ctl-keys.c: which key directory a verb works with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ctl-keys.h"

ApoyoKeyring *
ctl_open_keyring (ApoyoCtl *ctl, const char *keys, GError **error)
{
  g_autofree char *path = NULL;

  if (keys != NULL)
    return apoyo_keyring_open (keys, FALSE, error);
  if (ctl->dir != NULL) {
    path = g_build_filename (ctl->dir, "keys", NULL);
    return apoyo_keyring_open (path, TRUE, error);
  }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               _ ("Say where the keys are with --keys DIRECTORY"));
  return NULL;
}
