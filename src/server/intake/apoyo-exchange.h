/* apoyo-exchange.h: one request that has arrived whole and waits for its answer.
 *
 * Belongs to its thread. It is answered exactly once, and is gone with that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-intake-thread.h"
#include "apoyo-problem.h"

G_BEGIN_DECLS

typedef struct {
  ApoyoIntakeThread *thread;
  SoupServerMessage *message; /* (owned) */
  GSocketAddress *peer;       /* (owned) */
  GCancellable *cancellable;  /* (owned): when handling takes too long */
} ApoyoExchange;

/* Holds the message until it is answered. */
ApoyoExchange *apoyo_exchange_new (ApoyoIntakeThread *thread, SoupServerMessage *message);
/* @json: (transfer full) */
void apoyo_exchange_answer (ApoyoExchange *self, guint status, char *json);
/* @error: (transfer full), of APOYO_PROBLEM, or of the store, which is translated. */
void apoyo_exchange_refuse (ApoyoExchange *self, GError *error);
void apoyo_exchange_refuse_with (ApoyoExchange *self, ApoyoProblemCode code, const char *place);

/* A message's answer, without an exchange. */
void apoyo_message_answer (SoupServerMessage *message, guint status, const char *type, char *body);
void apoyo_message_refuse (SoupServerMessage *message, const GError *problem);
void apoyo_message_refuse_with (SoupServerMessage *message, ApoyoProblemCode code);

/* SHA-256 of the token in the Authorization header; FALSE when there is none of the right form. */
gboolean apoyo_message_get_token (SoupServerMessage *message, guint8 token[APOYO_HASH_SIZE]);

/* What the database answered about a token, and keeps it for a moment. */
gboolean apoyo_intake_thread_take_device (ApoyoIntakeThread *self,
                                          const guint8 *token,
                                          const ApoyoResult *result,
                                          ApoyoDevice *device,
                                          GError **error);

/* Who sends: from the cache or the database. The callback gets the device, or NULL when the
 * exchange has been refused and is gone. */
typedef void (*ApoyoDeviceFunc) (const ApoyoDevice *device, gpointer user_data);
void
apoyo_exchange_authenticate (ApoyoExchange *self, ApoyoDeviceFunc callback, gpointer user_data);

G_END_DECLS
