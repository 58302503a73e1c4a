/* apoyo-remembered.h: passwords that people let the desktop's keyring remember.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* server: what a password belongs to: the same account may have others elsewhere. Only what was
 * stored or found by this program's own name is ever touched. */

void apoyo_remembered_look_up (const char *server,
                               const char *user,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) (nullable): NULL without an error where none is kept */
char *apoyo_remembered_look_up_finish (GAsyncResult *result, GError **error);
/* In place of the one that was kept; where it cannot be, the windows say so. */
void apoyo_remembered_keep (const char *server, const char *user, const char *password);
void apoyo_remembered_forget (const char *server, const char *user);

G_END_DECLS
