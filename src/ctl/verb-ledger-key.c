/* verb-ledger-key.c: prints the public key that checkpoints are verified with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-ledger-name.h"
#include "apoyo-note.h"
#include "ctl-keys.h"

int
apoyo_ctl_verb_ledger_key (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autofree char *keys = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoKeyring) keyring = NULL;
  g_autoptr (GBytes) public_key = NULL;
  const GOptionEntry entries[] = {
    { "keys", 0, 0, G_OPTION_ARG_FILENAME, &keys, N_ ("Key directory of apoyod"),
      N_ ("DIRECTORY") },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, "", &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (argc != 1) {
    g_printerr (_ ("Usage: apoyoctl [--dir DIR] ledger-key [--keys DIRECTORY]\n"));
    return APOYO_CTL_USAGE;
  }
  keyring = ctl_open_keyring (ctl, keys, &error);
  if (keyring == NULL)
    return apoyo_ctl_fail (error);
  public_key = apoyo_keyring_get_public_key (keyring);
  line = apoyo_verifier_key_format (APOYO_LEDGER_KEY_NAME, g_bytes_get_data (public_key, NULL));
  g_print ("%s\n", line);
  return APOYO_CTL_SUCCESS;
}
