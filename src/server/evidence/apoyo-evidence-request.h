/* apoyo-evidence-request.h: one request that waits for its answer, and the ticket it came with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "apoyo-evidence-problem.h"
#include "apoyo-evidence-service.h"
#include "apoyo-pool.h"
#include "apoyo-rate-limit.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define APOYO_TICKET_SECRET_SIZE 32

/* What all requests share. */
typedef struct {
  ApoyoPool *pool;
  ApoyoVault *vault;
  ApoyoKeyring *keyring;
  gboolean held; /* its keys and its vault are those in use: until then nothing is answered */
  ApoyoRateLimit *tickets; /* bad ones, by who sent them */
  guint n_requests;        /* taken and not answered yet */
  guint n_unsent;          /* and those whose answer has not gone out whole */
} ApoyoEvidenceShared;

typedef struct {
  ApoyoEvidenceShared *shared;
  SoupServerMessage *message; /* (owned) */
  GCancellable *cancellable;  /* (owned): when it takes too long */
  guint timer;
  char *peer; /* (owned) */
  gint64 ticket;
  guint8 secret[APOYO_TICKET_SECRET_SIZE];
  JsonArray *not_searched; /* (owned) (nullable): of a search, the processes without their key */
} ApoyoEvidenceRequest;

/* NULL: there is no ticket in it, or there is too much to do; it has been answered. */
ApoyoEvidenceRequest *apoyo_evidence_request_take (ApoyoEvidenceShared *shared,
                                                   SoupServerMessage *message);

/* Begins the parameters of a command that takes a ticket: its number and its secret. */
ApoyoParams *apoyo_evidence_request_new_params (ApoyoEvidenceRequest *self);
/* Runs it; the command's own refusals and errors are answered by _refuse(). */
void apoyo_evidence_request_call (ApoyoEvidenceRequest *self,
                                  const char *statement,
                                  ApoyoParams *params,
                                  GAsyncReadyCallback callback);

/* The object of the body; NULL when it is none. */
JsonObject *apoyo_evidence_request_dup_body (ApoyoEvidenceRequest *self);
/* The clave of the body as the keyed hash the roll is searched by; answers and gives NULL when it
 * is none. */
GBytes *apoyo_evidence_request_hash_clave (ApoyoEvidenceRequest *self, JsonObject *body);

/* Forgets an access key, and frees it. */
void apoyo_evidence_key_free (gpointer key);

/* Each of these answers and frees the request. */
void apoyo_evidence_request_answer (ApoyoEvidenceRequest *self,
                                    guint status,
                                    const char *type,
                                    GBytes *body);
void
apoyo_evidence_request_answer_json (ApoyoEvidenceRequest *self, guint status, JsonBuilder *builder);
void apoyo_evidence_request_say_no (ApoyoEvidenceRequest *self, ApoyoEvidenceProblem problem);
/* What the database said no with, as an answer of its own. */
void apoyo_evidence_request_say_refusal (ApoyoEvidenceRequest *self,
                                         const char *code,
                                         const char *const *names);
void apoyo_evidence_request_refuse (ApoyoEvidenceRequest *self, const GError *error);

/* For a message that no request was made of. */
void apoyo_evidence_message_say_no (SoupServerMessage *message, ApoyoEvidenceProblem problem);

void apoyo_evidence_handle_picture (ApoyoEvidenceRequest *request,
                                    const char *picture,
                                    const char *size);
void apoyo_evidence_handle_data (ApoyoEvidenceRequest *request);
void apoyo_evidence_handle_search (ApoyoEvidenceRequest *request);
void apoyo_evidence_handle_registration (ApoyoEvidenceRequest *request);
void apoyo_evidence_handle_import (ApoyoEvidenceRequest *request);

G_END_DECLS
