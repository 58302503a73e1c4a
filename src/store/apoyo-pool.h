/* apoyo-pool.h: a few connections that share one queue of calls.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-connection.h"

G_BEGIN_DECLS

/* How a server uses it:
 *
 *   pool = apoyo_pool_new (conninfo, "apoyod intake", 6);
 *   apoyo_pool_open_async (pool, cancellable, opened_cb, self);   // fails when none can be opened
 *   …
 *   params = apoyo_params_new ();
 *   apoyo_params_add_text (params, folio);
 *   apoyo_pool_call_async (pool, "support-status", g_steal_pointer (&params), cancellable,
 *                          status_cb, self);
 *
 * Each call is its own transaction, goes to the next free session, and waits when none is. When
 * more than the limit wait, a call fails at once with APOYO_STORE_ERROR_BUSY, so that memory stays
 * bounded. While no session is open, calls fail at once with APOYO_STORE_ERROR_CONNECTION (answer
 * 503), and sessions come back by themselves. What needs one session for several calls
 * (transactions of several calls, advisory locks) uses an ApoyoConnection of its own. */

#define APOYO_TYPE_POOL (apoyo_pool_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPool, apoyo_pool, APOYO, POOL, GObject)

ApoyoPool *apoyo_pool_new (const char *conninfo, const char *application_name, guint size);
/* At most this many calls wait; 256 unless told. */
void apoyo_pool_set_queue_limit (ApoyoPool *self, guint limit);
guint apoyo_pool_get_n_open (ApoyoPool *self);
guint apoyo_pool_get_n_waiting (ApoyoPool *self);

/* Succeeds with the first session that opens; the others follow. */
void apoyo_pool_open_async (ApoyoPool *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean apoyo_pool_open_finish (ApoyoPool *self, GAsyncResult *result, GError **error);
void apoyo_pool_close (ApoyoPool *self);

/* params: (nullable) (transfer full) */
void apoyo_pool_call_async (ApoyoPool *self,
                            const char *statement,
                            ApoyoParams *params,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
ApoyoResult *apoyo_pool_call_finish (ApoyoPool *self, GAsyncResult *result, GError **error);

G_END_DECLS
