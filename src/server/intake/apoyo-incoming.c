/* apoyo-incoming.c: a request from its headers to its end, while its body arrives.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <string.h>

#include "apoyo-exchange.h"
#include "apoyo-handlers.h"
#include "apoyo-incoming.h"

/* A body that is refused is still read, and thrown away, so that the answer reaches a client that
 * listens only after it has sent everything; up to here. */
#define MOST_THROWN_AWAY (128 * 1024 * 1024)
#define DATA_KEY "apoyo-incoming"

struct _ApoyoIncoming {
  ApoyoIntakeThread *thread;
  GSocketAddress *peer; /* (owned) */
  gsize limit;
  gsize received;
  gboolean is_support;
  gboolean holds_place; /* counted among the bodies in memory */
  GByteArray *body;     /* (owned) (nullable): what has arrived; NULL when it is thrown away */
  gint64 complete_at;
  GCancellable *asking; /* (owned) (nullable): whether the database knows the sender */
  GError *problem;      /* (owned) (nullable): the answer, whatever the body says */
};

static void
leave_place (ApoyoIncoming *self)
{
  if (self->holds_place)
    apoyo_metrics_add (self->thread->shared->metrics, APOYO_GAUGE_BODIES, -1);
  self->holds_place = FALSE;
}

static void
incoming_free (gpointer data)
{
  ApoyoIncoming *self = data;

  leave_place (self);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_object (&self->asking);
  g_object_unref (self->peer);
  g_free (self);
}

gboolean
apoyo_incoming_take_place (ApoyoIncoming *self, GError **error)
{
  const ApoyoIntakeShared *shared = self->thread->shared;

  self->holds_place =
      apoyo_metrics_add (shared->metrics, APOYO_GAUGE_BODIES, 1) <= shared->options.max_bodies;
  if (self->holds_place)
    return TRUE;
  apoyo_metrics_add (shared->metrics, APOYO_GAUGE_BODIES, -1);
  apoyo_problem_set (error, APOYO_PROBLEM_BUSY, "%s", "");
  return FALSE;
}

void
apoyo_incoming_refuse (ApoyoIncoming *self, GError *problem)
{
  g_clear_pointer (&self->body, g_byte_array_unref);
  leave_place (self);
  apoyo_connections_set_refusal (self->thread->connections, self->peer, problem->code);
  self->problem = problem;
}

const GError *
apoyo_incoming_get_problem (ApoyoIncoming *self)
{
  return self->problem;
}

void
apoyo_incoming_cut (ApoyoIncoming *self, ApoyoProblemCode code)
{
  apoyo_connections_cut (self->thread->connections, self->peer, code);
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, ApoyoIncoming *self)
{
  gsize size = g_bytes_get_size (chunk);

  self->received += size;
  apoyo_metrics_add (self->thread->shared->metrics, APOYO_COUNTER_BODY_BYTES, (gint64) size);
  /* A body whose length was not told; the others were measured by their headers. */
  if (self->received > self->limit && self->problem == NULL)
    apoyo_incoming_refuse (self,
                           g_error_new_literal (APOYO_PROBLEM, APOYO_PROBLEM_BODY_TOO_LARGE, ""));
  if (self->body != NULL) {
    g_byte_array_append (self->body, g_bytes_get_data (chunk, NULL), (guint) size);
    apoyo_connections_note_bytes (self->thread->connections, self->peer, size);
  }
  if (self->received > MOST_THROWN_AWAY)
    apoyo_incoming_cut (self, APOYO_PROBLEM_BODY_TOO_LARGE);
}

static void
on_got_body (SoupServerMessage *message, ApoyoIncoming *self)
{
  self->complete_at = g_get_monotonic_time ();
}

static void
on_finished (SoupServerMessage *message, ApoyoIncoming *self)
{
  gint64 complete_at = self->complete_at;
  gboolean support = self->is_support && complete_at != 0;

  apoyo_metrics_observe (self->thread->shared->metrics, soup_server_message_get_status (message),
                         support, support ? g_get_monotonic_time () - complete_at : 0);
  g_cancellable_cancel (self->asking);
  /* Nobody took it: the question that is still asked holds the message, but needs neither. */
  if (self->body != NULL) {
    g_clear_pointer (&self->body, g_byte_array_unref);
    leave_place (self);
  }
  apoyo_connections_enter (self->thread->connections, self->peer, APOYO_PHASE_WAITING);
}

ApoyoIncoming *
apoyo_incoming_new (ApoyoIntakeThread *thread,
                    SoupServerMessage *message,
                    gsize limit,
                    gboolean is_support)
{
  ApoyoIncoming *self = g_new0 (ApoyoIncoming, 1);

  self->thread = thread;
  self->peer = g_object_ref (soup_server_message_get_remote_address (message));
  self->limit = limit;
  self->is_support = is_support;
  g_object_set_data_full (G_OBJECT (message), DATA_KEY, self, incoming_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), self);
  g_signal_connect (message, "got-body", G_CALLBACK (on_got_body), self);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), self);
  apoyo_connections_enter (thread->connections, self->peer, APOYO_PHASE_BODY);
  return self;
}

ApoyoIncoming *
apoyo_incoming_of (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), DATA_KEY);
}

/* The body in one piece from the start: libsoup would keep every eight kilobytes apart and copy
 * them together at the end, by when they have left the cache. What is not sent costs no memory. */
void
apoyo_incoming_keep_body (ApoyoIncoming *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gsize length = 0;

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH)
    length =
        (gsize) CLAMP (soup_message_headers_get_content_length (headers), 0, (goffset) self->limit);
  self->body = g_byte_array_sized_new ((guint) length);
}

GBytes *
apoyo_message_get_body (SoupServerMessage *message)
{
  ApoyoIncoming *self = apoyo_incoming_of (message);

  return self->body ? g_byte_array_free_to_bytes (g_steal_pointer (&self->body))
                    : g_bytes_new_static ("", 0);
}

static gboolean
check_device (const ApoyoDevice *device, GError **error)
{
  if (!device->known)
    apoyo_problem_set (error, APOYO_PROBLEM_INVALID_TOKEN, "%s", "");
  else if (!device->active)
    apoyo_problem_set (error, APOYO_PROBLEM_DEVICE_REVOKED, "%s", "");
  else
    return TRUE;
  return FALSE;
}

typedef struct {
  SoupServerMessage *message; /* (owned): and with it the request that arrives */
  guint8 token[APOYO_HASH_SIZE];
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->message);
  g_free (question);
}

/* What the database cannot tell now it is asked again when the body is whole. */
static void
known_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  Question *question = user_data;
  ApoyoIncoming *self = apoyo_incoming_of (question->message);
  g_autoptr (ApoyoResult) result = apoyo_pool_call_finish (APOYO_POOL (object), async_result, NULL);
  ApoyoDevice device = { 0 };
  GError *problem = NULL;

  if (result != NULL &&
      apoyo_intake_thread_take_device (self->thread, question->token, result, &device, NULL) &&
      self->body != NULL && self->complete_at == 0 && !check_device (&device, &problem))
    apoyo_incoming_refuse (self, problem);
  question_free (question);
}

gboolean
apoyo_incoming_check_sender (ApoyoIncoming *self, SoupServerMessage *message, GError **error)
{
  Question *question = NULL;
  ApoyoParams *params = NULL;
  ApoyoDevice device = { 0 };
  guint8 token[APOYO_HASH_SIZE];

  if (!apoyo_message_get_token (message, token))
    return check_device (&device, error); /* a bad header is an unknown device */
  if (apoyo_token_cache_find (self->thread->tokens, token, &device))
    return check_device (&device, error);
  question = g_new0 (Question, 1);
  question->message = g_object_ref (message);
  memcpy (question->token, token, sizeof token);
  self->asking = g_cancellable_new ();
  params = apoyo_params_new ();
  apoyo_params_add_data (params, token, sizeof token);
  apoyo_pool_call_async (self->thread->pool, "authenticate-device", params, self->asking, known_cb,
                         question);
  return TRUE;
}
