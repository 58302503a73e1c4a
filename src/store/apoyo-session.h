/* apoyo-session.h: the wire of a connection: one PGconn, one queue, its head under way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

#include "apoyo-operation.h"

G_BEGIN_DECLS

/* Lives from the moment a connection is open until it is lost or closed; the ApoyoConnection that
 * owns it outlives it, and makes another. */
#define APOYO_TYPE_SESSION (apoyo_session_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSession, apoyo_session, APOYO, SESSION, GObject)

typedef void (*ApoyoSessionLostFunc) (ApoyoSession *self, const GError *error, gpointer user_data);
typedef void (*ApoyoSessionNotifiedFunc) (ApoyoSession *self,
                                          const char *channel,
                                          const char *payload,
                                          gpointer user_data);

/* connection: (transfer full) */
ApoyoSession *apoyo_session_new (PGconn *connection,
                                 GMainContext *context,
                                 int priority,
                                 ApoyoSessionLostFunc lost_func,
                                 ApoyoSessionNotifiedFunc notified_func,
                                 gpointer user_data);
/* operation: (transfer full) */
void apoyo_session_push (ApoyoSession *self, ApoyoOperation *operation);
/* Ends it; what waits fails with the error. lost_func is not called. */
void apoyo_session_close (ApoyoSession *self, const GError *error);
guint apoyo_session_get_n_pending (ApoyoSession *self);
PGconn *apoyo_session_get_connection (ApoyoSession *self);

G_END_DECLS
