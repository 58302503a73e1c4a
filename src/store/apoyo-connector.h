/* apoyo-connector.h: opens a session with PostgreSQL away from the main loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/* In a thread of its own, since libpq resolves host names without asking whether it may block; not
 * one of GTask's, which are few and which file I/O waits for.
 *
 * conninfo: (nullable): libpq's key=value string or URI, with one host or several
 * timeout_ms: for each host; after it the next host is tried first */
void apoyo_connector_open_async (const char *conninfo,
                                 const char *application_name,
                                 const char *password,
                                 guint timeout_ms,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full): the session, open and non-blocking */
PGconn *apoyo_connector_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
