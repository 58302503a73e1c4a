/* apoyo-connection-private.h: the inside of a connection, for its parts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-connection.h"
#include "apoyo-session.h"

G_BEGIN_DECLS

struct _ApoyoConnection {
  GObject parent_instance;

  char *conninfo;         /* (owned) (nullable) */
  char *application_name; /* (owned) (nullable) */
  char *password;         /* (owned) (nullable) */
  GMainContext *context;  /* (owned) */
  int priority;
  guint open_timeout_ms;
  gboolean reconnect;

  ApoyoConnectionState state;
  ApoyoSession *session; /* (owned) (nullable) */
  GCancellable *attempt; /* (owned) (nullable): of the opening under way */
  GTask *open_task;      /* (owned) (nullable) */
  GSource *timer;        /* (owned) (nullable): of the next attempt */
  guint n_failures;      /* since the session was last open */
  GPtrArray *channels;   /* (owned) (element-type utf8): listened to, also after a reconnection */
};

/* operation: (transfer full) */
void apoyo_connection_push (ApoyoConnection *self, ApoyoOperation *operation);
/* "LISTEN channel", with the name quoted: a channel cannot be a parameter. */
ApoyoOperation *apoyo_connection_new_listen_operation (const char *channel, GTask *task);

G_END_DECLS
