/* apoyo-incoming.h: a request from its headers to its end, while its body arrives.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-intake-thread.h"

G_BEGIN_DECLS

/* Belongs to the message. */
typedef struct _ApoyoIncoming ApoyoIncoming;

/* limit: bytes of the body. */
ApoyoIncoming *apoyo_incoming_new (ApoyoIntakeThread *thread,
                                   SoupServerMessage *message,
                                   gsize limit,
                                   gboolean is_support);
/* NULL before its headers were seen. */
ApoyoIncoming *apoyo_incoming_of (SoupServerMessage *message);

/* Refuses a sender that is known not to be one. Who is not known is asked for while the body
 * arrives, and may be refused before it is whole: the places for bodies are not for whoever invents
 * a token. */
gboolean
apoyo_incoming_check_sender (ApoyoIncoming *self, SoupServerMessage *message, GError **error);
/* One of the places for bodies in memory: BUSY when there is none. */
gboolean apoyo_incoming_take_place (ApoyoIncoming *self, GError **error);
void apoyo_incoming_keep_body (ApoyoIncoming *self, SoupServerMessage *message);

/* Throws the body away, what is there of it and what comes, and gives its place back; the problem
 * is the answer, whatever the body says. problem: (transfer full) */
void apoyo_incoming_refuse (ApoyoIncoming *self, GError *problem);
/* (nullable) */
const GError *apoyo_incoming_get_problem (ApoyoIncoming *self);
/* Ends the connection, for where its body ends nobody knows. */
void apoyo_incoming_cut (ApoyoIncoming *self, ApoyoProblemCode code);

G_END_DECLS
