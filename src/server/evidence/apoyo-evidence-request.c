/* apoyo-evidence-request.c: one request that waits for its answer, and the ticket it came with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-evidence"

#include "config.h"

#include <sodium.h>
#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-evidence-request.h"
#include "apoyo-peer.h"
#include "apoyo-roll-keys.h"
#include "apoyo-store-error.h"

#define MOST_REQUESTS 32
#define LONGEST 20 /* seconds for us */

/* "Ticket 17.<32 bytes in base64url>" */
static gboolean
read_ticket (SoupServerMessage *message, gint64 *number, guint8 *secret)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");
  g_auto (GStrv) parts = NULL;
  gsize size = 0;

  if (header == NULL || g_ascii_strncasecmp (header, "Ticket ", 7) != 0)
    return FALSE;
  parts = g_strsplit (header + 7, ".", 3);
  return g_strv_length (parts) == 2 &&
         g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT64, number, NULL) &&
         sodium_base642bin (secret, APOYO_TICKET_SECRET_SIZE, parts[1], strlen (parts[1]), NULL,
                            &size, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
         size == APOYO_TICKET_SECRET_SIZE;
}

static gboolean
on_too_long (gpointer user_data)
{
  ApoyoEvidenceRequest *self = user_data;

  self->timer = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

/* Or whoever was to have it went away. */
static void
on_sent (SoupServerMessage *message, ApoyoEvidenceShared *shared)
{
  shared->n_unsent--;
}

ApoyoEvidenceRequest *
apoyo_evidence_request_take (ApoyoEvidenceShared *shared, SoupServerMessage *message)
{
  g_autofree char *peer = apoyo_peer_make_name (
      soup_server_message_get_remote_address (message),
      soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                     "X-Forwarded-For"));
  ApoyoEvidenceRequest *self = NULL;
  guint8 secret[APOYO_TICKET_SECRET_SIZE];
  gint64 number = 0;

  /* Nobody guesses 256 random bits, but the database should not be asked about guesses for ever. */
  if (!apoyo_rate_limit_allows (shared->tickets, peer)) {
    apoyo_evidence_message_say_no (message, APOYO_EVIDENCE_PROBLEM_TOO_MANY);
    return NULL;
  }
  /* What has no ticket's form costs the database nothing, and is not counted. */
  if (!read_ticket (message, &number, secret)) {
    apoyo_evidence_message_say_no (message, APOYO_EVIDENCE_PROBLEM_TICKET);
    return NULL;
  }
  if (!shared->held || shared->n_requests >= MOST_REQUESTS) {
    apoyo_evidence_message_say_no (message, APOYO_EVIDENCE_PROBLEM_UNAVAILABLE);
    return NULL;
  }
  self = g_new0 (ApoyoEvidenceRequest, 1);
  self->shared = shared;
  self->message = g_object_ref (message);
  self->cancellable = g_cancellable_new ();
  self->timer = g_timeout_add_seconds (LONGEST, on_too_long, self);
  self->peer = g_steal_pointer (&peer);
  self->ticket = number;
  memcpy (self->secret, secret, sizeof secret);
  sodium_memzero (secret, sizeof secret);
  shared->n_requests++;
  shared->n_unsent++;
  g_signal_connect (message, "finished", G_CALLBACK (on_sent), shared);
  soup_server_message_pause (message);
  return self;
}

static void
finish (ApoyoEvidenceRequest *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  soup_server_message_unpause (self->message);
  self->shared->n_requests--;
  sodium_memzero (self->secret, sizeof self->secret);
  g_clear_pointer (&self->not_searched, json_array_unref);
  g_free (self->peer);
  g_object_unref (self->cancellable);
  g_object_unref (self->message);
  g_free (self);
}

ApoyoParams *
apoyo_evidence_request_new_params (ApoyoEvidenceRequest *self)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, self->ticket);
  apoyo_params_add_data (params, self->secret, sizeof self->secret);
  return params;
}

void
apoyo_evidence_request_call (ApoyoEvidenceRequest *self,
                             const char *statement,
                             ApoyoParams *params,
                             GAsyncReadyCallback callback)
{
  apoyo_pool_call_async (self->shared->pool, statement, params, self->cancellable, callback, self);
}

JsonObject *
apoyo_evidence_request_dup_body (ApoyoEvidenceRequest *self)
{
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;

  /* Of at most a few kilobytes, so however deep it is it ends soon. */
  if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                   (gssize) g_bytes_get_size (bytes), NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

GBytes *
apoyo_evidence_request_hash_clave (ApoyoEvidenceRequest *self, JsonObject *body)
{
  JsonNode *node = body != NULL ? json_object_get_member (body, "clave") : NULL;
  ApoyoClave clave;

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING) {
    apoyo_evidence_request_say_no (self, APOYO_EVIDENCE_PROBLEM_MALFORMED);
    return NULL;
  }
  /* The error would name what was typed. */
  if (!apoyo_clave_parse (json_node_get_string (node), &clave, NULL)) {
    apoyo_evidence_request_say_no (self, APOYO_EVIDENCE_PROBLEM_CLAVE);
    return NULL;
  }
  return apoyo_roll_key (self->shared->keyring, APOYO_ROLL_KEY_CLAVE, clave.text);
}

static void
set_answer (SoupServerMessage *message, guint status, const char *type, GBytes *body)
{
  SoupMessageBody *answer = soup_server_message_get_response_body (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), type,
                                         NULL);
  soup_message_body_truncate (answer);
  soup_message_body_append_bytes (answer, body);
}

void
apoyo_evidence_request_answer (ApoyoEvidenceRequest *self,
                               guint status,
                               const char *type,
                               GBytes *body)
{
  set_answer (self->message, status, type, body);
  finish (self);
}

void
apoyo_evidence_request_answer_json (ApoyoEvidenceRequest *self, guint status, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text = json_to_string (root, FALSE);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  apoyo_evidence_request_answer (self, status, "application/json", body);
}

/* What HTTP wants told with some of them. */
static void
add_headers (SoupMessageHeaders *headers, ApoyoEvidenceProblem problem)
{
  if (problem == APOYO_EVIDENCE_PROBLEM_TICKET)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Ticket");
  else if (problem == APOYO_EVIDENCE_PROBLEM_TOO_MANY)
    soup_message_headers_replace (headers, "Retry-After", "60");
  else if (problem == APOYO_EVIDENCE_PROBLEM_UNAVAILABLE)
    soup_message_headers_replace (headers, "Retry-After", "5");
}

static void
say_no (SoupServerMessage *message,
        ApoyoEvidenceProblem problem,
        const char *refusal,
        const char *const *names)
{
  char *text = apoyo_evidence_problem_to_json (problem, refusal, names);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  set_answer (message, apoyo_evidence_problem_get_status (problem), "application/problem+json",
              body);
  add_headers (soup_server_message_get_response_headers (message), problem);
}

void
apoyo_evidence_message_say_no (SoupServerMessage *message, ApoyoEvidenceProblem problem)
{
  say_no (message, problem, NULL, NULL);
}

void
apoyo_evidence_request_say_no (ApoyoEvidenceRequest *self, ApoyoEvidenceProblem problem)
{
  say_no (self->message, problem, NULL, NULL);
  finish (self);
}

void
apoyo_evidence_request_say_refusal (ApoyoEvidenceRequest *self,
                                    const char *code,
                                    const char *const *names)
{
  say_no (self->message, APOYO_EVIDENCE_PROBLEM_REFUSED, code, names);
  finish (self);
}

void
apoyo_evidence_key_free (gpointer key)
{
  sodium_memzero (key, strlen (key));
  g_free (key);
}

static ApoyoEvidenceProblem
problem_of (const GError *error)
{
  if (error->domain == APOYO_STORE_ERROR)
    switch ((ApoyoStoreError) error->code) {
    case APOYO_STORE_ERROR_REFUSED:
      return g_strcmp0 (apoyo_store_error_get_sqlstate (error), "AP804") == 0
                 ? APOYO_EVIDENCE_PROBLEM_TICKET
                 : APOYO_EVIDENCE_PROBLEM_REFUSED;
    case APOYO_STORE_ERROR_CONNECTION:
    case APOYO_STORE_ERROR_BUSY:
    case APOYO_STORE_ERROR_RETRY:
      return APOYO_EVIDENCE_PROBLEM_UNAVAILABLE;
    case APOYO_STORE_ERROR_FAILED:
    case APOYO_STORE_ERROR_CONFLICT:
    case APOYO_STORE_ERROR_DENIED:
    case APOYO_STORE_ERROR_BAD_DATA:
    default:
      return APOYO_EVIDENCE_PROBLEM_INTERNAL;
    }
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
             ? APOYO_EVIDENCE_PROBLEM_UNAVAILABLE
             : APOYO_EVIDENCE_PROBLEM_INTERNAL;
}

void
apoyo_evidence_request_refuse (ApoyoEvidenceRequest *self, const GError *error)
{
  ApoyoEvidenceProblem problem = problem_of (error);

  if (problem == APOYO_EVIDENCE_PROBLEM_TICKET)
    apoyo_rate_limit_count_failure (self->shared->tickets, self->peer);
  /* The code only: what a constraint says may quote a row. */
  if (problem == APOYO_EVIDENCE_PROBLEM_INTERNAL)
    g_warning ("A request failed: %s %s", g_quark_to_string (error->domain),
               error->domain == APOYO_STORE_ERROR ? apoyo_store_error_get_sqlstate (error) : "");
  if (problem == APOYO_EVIDENCE_PROBLEM_REFUSED)
    say_no (self->message, problem, apoyo_store_error_get_sqlstate (error),
            apoyo_store_error_get_names (error));
  else
    say_no (self->message, problem, NULL, NULL);
  finish (self);
}
