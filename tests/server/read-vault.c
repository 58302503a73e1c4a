/* read-vault.c: reads captures whole, for the tests that kill programs; prints how many it read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>

#include "apoyo-vault.h"

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoKeyring) keyring = NULL;
  g_autoptr (ApoyoVault) vault = NULL;
  int n_read = 0;

  if (argc < 4)
    g_error ("read-vault KEYS VAULT PROCESS CAPTURE…");
  keyring = apoyo_keyring_open (argv[1], FALSE, &error);
  vault = keyring ? apoyo_vault_new (argv[2], keyring, FALSE, &error) : NULL;
  for (int i = 4; vault != NULL && i < argc && error == NULL; i++) {
    g_autoptr (GPtrArray) parts = apoyo_vault_read_all (vault, atoi (argv[3]), argv[i], &error);

    n_read += parts != NULL && parts->len == 5;
  }
  if (error != NULL)
    g_printerr ("%s\n", error->message);
  g_print ("%d\n", n_read);
  return error == NULL ? 0 : 1;
}
