/* apoyo-vault-error.h: what can go wrong with keys and captures at rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_VAULT_ERROR_FAILED,    /* the file system said no */
  APOYO_VAULT_ERROR_NOT_FOUND, /* no such object */
  APOYO_VAULT_ERROR_DIFFERENT, /* the name is taken by an object with another content */
  APOYO_VAULT_ERROR_TRUNCATED, /* the object or key file ends too early */
  APOYO_VAULT_ERROR_TAMPERED,  /* it does not open although the key is the right one */
  APOYO_VAULT_ERROR_OTHER_KEY, /* it was sealed with another key than the one here */
  APOYO_VAULT_ERROR_NO_KEY,    /* the key file is missing */
  APOYO_VAULT_ERROR_DESTROYED, /* the process's key was destroyed on purpose */
  APOYO_VAULT_ERROR_INSECURE,  /* others can read the key file or its directory */
  APOYO_VAULT_ERROR_NO_SPACE,  /* disk or quota full */
  APOYO_VAULT_ERROR_NO_VAULT,  /* the directory is not the vault: not mounted, or another one */
} ApoyoVaultError;

#define APOYO_VAULT_ERROR (apoyo_vault_error_quark ())

GQuark apoyo_vault_error_quark (void);

/* Sets an error from errno, telling a full disk from every other trouble. */
void apoyo_vault_set_error_from_errno (GError **error,
                                       int saved_errno,
                                       const char *what,
                                       const char *path);

G_END_DECLS
