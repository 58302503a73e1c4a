/* apoyo-connections.h: the open connections of one intake thread, and how long each may take.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-metrics.h"
#include "apoyo-problem.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_PHASE_WAITING, /* between requests, or in the headers of one */
  APOYO_PHASE_BODY,
  APOYO_PHASE_HANDLING, /* waits for us */
  APOYO_PHASE_ANSWERING,
} ApoyoPhase;

#define APOYO_N_PHASES (APOYO_PHASE_ANSWERING + 1)

typedef struct _ApoyoConnections ApoyoConnections;

/* @limits are seconds, by phase. Belongs to the thread-default main context. */
ApoyoConnections *apoyo_connections_new (const guint limits[APOYO_N_PHASES], ApoyoMetrics *metrics);
void apoyo_connections_free (ApoyoConnections *connections);

/* Forgets it by itself when the stream goes. The peer's address object is its key. */
void apoyo_connections_add (ApoyoConnections *connections,
                            GSocketConnection *stream,
                            GSocketAddress *peer);
guint apoyo_connections_get_n (ApoyoConnections *connections);
void
apoyo_connections_enter (ApoyoConnections *connections, GSocketAddress *peer, ApoyoPhase phase);
/* Of a body that is kept: whoever is slow but steady has longer than a phase. */
void apoyo_connections_note_bytes (ApoyoConnections *connections, GSocketAddress *peer, gsize size);
/* Cancelled when handling takes too long; NULL to forget it. */
void apoyo_connections_set_cancellable (ApoyoConnections *connections,
                                        GSocketAddress *peer,
                                        GCancellable *cancellable);
/* What to answer when the body does not come whole in time, instead of REQUEST_TIMEOUT; until the
 * next phase. */
void apoyo_connections_set_refusal (ApoyoConnections *connections,
                                    GSocketAddress *peer,
                                    ApoyoProblemCode code);
/* Answers the refusal past the HTTP server, which reads on, and ends the connection. */
void
apoyo_connections_cut (ApoyoConnections *connections, GSocketAddress *peer, ApoyoProblemCode code);
/* Ends those that wait for a request. */
void apoyo_connections_close_waiting (ApoyoConnections *connections);

/* The same answer for a connection that nobody has taken on. */
void apoyo_connections_refuse (GSocket *socket, ApoyoProblemCode code);

G_END_DECLS
