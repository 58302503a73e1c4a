/* apoyo-vault-error.c: what can go wrong with keys and captures at rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>

#include "apoyo-vault-error.h"

G_DEFINE_QUARK (apoyo_vault_error, apoyo_vault_error)

static ApoyoVaultError
code_from_errno (int saved_errno)
{
  switch (saved_errno) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG: /* the file size limit of the service */
    return APOYO_VAULT_ERROR_NO_SPACE;
  case ENOENT:
    return APOYO_VAULT_ERROR_NOT_FOUND;
  default:
    return APOYO_VAULT_ERROR_FAILED;
  }
}

void
apoyo_vault_set_error_from_errno (GError **error,
                                  int saved_errno,
                                  const char *what,
                                  const char *path)
{
  g_set_error (error, APOYO_VAULT_ERROR, code_from_errno (saved_errno), "%s %s: %s", what, path,
               g_strerror (saved_errno));
}
