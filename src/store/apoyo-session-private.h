/* apoyo-session-private.h: the inside of a session, for its parts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-session.h"

G_BEGIN_DECLS

struct _ApoyoSession {
  GObject parent_instance;

  PGconn *connection;    /* (owned) (nullable): NULL once it is lost or closed */
  GMainContext *context; /* (owned) */
  int priority;
  GSource *source; /* (owned) (nullable) */
  GIOCondition condition;

  GQueue queue;         /* (element-type ApoyoOperation): the head is on the wire */
  GHashTable *prepared; /* (owned): names of statements the server has parsed */
  guint generation;
  guint n_cancelling; /* cancel requests that may still arrive */
  gboolean step_due;  /* the head has another step to send */
  gboolean closed;    /* by its owner, who is not told of its end any more */
  gboolean pumping;

  ApoyoSessionLostFunc lost_func;
  ApoyoSessionNotifiedFunc notified_func;
  gpointer user_data;
};

void apoyo_session_pump (ApoyoSession *self);
void apoyo_session_lose (ApoyoSession *self);
/* Makes the caller's cancellable stop the operation; nothing without one. */
void apoyo_session_watch_cancellable (ApoyoSession *self, ApoyoOperation *operation);

G_END_DECLS
