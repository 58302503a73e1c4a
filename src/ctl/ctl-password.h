/* ctl-password.h: a new password, from the terminal or from a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* path: (nullable): a file that only its owner may read, whose first line it is; else it is asked
 * for twice on the terminal, without echo. */
char *ctl_read_new_password (const char *path, GError **error);
/* Wipes it. password: (nullable) (transfer full) */
void ctl_password_free (char *password);

G_END_DECLS
