/* apoyo-intake-thread.h: one of the threads that speak HTTP.
 *
 * Each has its own main context, server, sessions with the database and caches, and shares nothing
 * that changes but counters: connections are dealt out to the threads as they come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "apoyo-connections.h"
#include "apoyo-intake.h"
#include "apoyo-metrics.h"
#include "apoyo-pool.h"
#include "apoyo-rate-limit.h"
#include "apoyo-token-cache.h"
#include "apoyo-workers.h"

G_BEGIN_DECLS

/* What all threads use; lives longer than they. */
typedef struct {
  ApoyoIntakeOptions options;
  const char *conninfo;
  ApoyoVault *vault;
  ApoyoKeyring *keyring;
  ApoyoMetrics *metrics;
  ApoyoWorkers *workers;
  ApoyoRateLimit *registrations;
} ApoyoIntakeShared;

typedef struct {
  const ApoyoIntakeShared *shared;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  /* Of the thread itself: */
  SoupServer *server;
  ApoyoPool *pool;
  ApoyoConnections *connections;
  ApoyoTokenCache *tokens;
  GHashTable *process_codes; /* process id -> code; codes never change */
  guint n_exchanges;         /* requests taken and not answered yet */
  gboolean stopping;
  gint n_connections; /* atomic: dealt out and not gone */
} ApoyoIntakeThread;

ApoyoIntakeThread *apoyo_intake_thread_new (const ApoyoIntakeShared *shared);
/* Hands a connection over, with its only reference: its end is noticed in the thread. */
void apoyo_intake_thread_accept (ApoyoIntakeThread *self, GSocketConnection *stream);
/* Lets the thread end when it has answered what it holds; join it with free. */
void apoyo_intake_thread_stop (ApoyoIntakeThread *self);
void apoyo_intake_thread_free (ApoyoIntakeThread *self);

G_END_DECLS
