/* apoyo-intake-thread.c: one of the threads that speak HTTP.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <string.h>

#include "apoyo-handlers.h"
#include "apoyo-incoming.h"
#include "apoyo-intake-thread.h"
#include "apoyo-listener.h"
#include "apoyo-multipart.h"

#define LARGEST_SUPPORT (4 * 1024 * 1024)
#define LARGEST_OTHER (16 * 1024)

typedef enum {
  ROUTE_NONE,
  ROUTE_SUPPORTS,
  ROUTE_SUPPORT,
  ROUTE_DEVICES,
  ROUTE_PROCESSES,
  ROUTE_CHECKPOINT,
  ROUTE_HEALTH,
  ROUTE_METRICS,
} Route;

static Route
find_route (const char *path, char **argument)
{
  static const struct {
    const char *prefix;
    const char *suffix;
    Route route;
  } with_argument[] = {
    { "/v1/supports/", "", ROUTE_SUPPORT },
    { "/v1/processes/", "/checkpoint", ROUTE_CHECKPOINT },
  };
  static const struct {
    const char *path;
    Route route;
  } plain[] = {
    { "/v1/supports", ROUTE_SUPPORTS },   { "/v1/devices", ROUTE_DEVICES },
    { "/v1/processes", ROUTE_PROCESSES }, { "/healthz", ROUTE_HEALTH },
    { "/metrics", ROUTE_METRICS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (path, plain[i].path))
      return plain[i].route;
  for (guint i = 0; i < G_N_ELEMENTS (with_argument); i++) {
    gsize prefix = strlen (with_argument[i].prefix);
    gsize suffix = strlen (with_argument[i].suffix);

    if (strlen (path) > prefix + suffix && g_str_has_prefix (path, with_argument[i].prefix) &&
        g_str_has_suffix (path, with_argument[i].suffix)) {
      *argument = g_strndup (path + prefix, strlen (path) - prefix - suffix);
      return with_argument[i].route;
    }
  }
  return ROUTE_NONE;
}

static const char *
method_of (Route route)
{
  return route == ROUTE_SUPPORTS || route == ROUTE_DEVICES ? "POST" : "GET";
}

/* What can be told from the headers alone. */
static gboolean
check_support_headers (SoupServerMessage *message, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *boundary =
      apoyo_multipart_get_boundary (soup_message_headers_get_one (headers, "Content-Type"));
  g_autofree char *capture = apoyo_message_get_capture (message);
  guint8 token[APOYO_HASH_SIZE];

  if (boundary == NULL)
    apoyo_problem_set (error, APOYO_PROBLEM_UNSUPPORTED_MEDIA_TYPE, "Content-Type");
  else if (!apoyo_message_get_token (message, token))
    apoyo_problem_set (error, APOYO_PROBLEM_INVALID_TOKEN, "Authorization");
  else if (capture == NULL)
    apoyo_problem_set (error, APOYO_PROBLEM_INVALID_IDEMPOTENCY_KEY, "Idempotency-Key");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_device_headers (SoupServerMessage *message, GError **error)
{
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (message), NULL);

  if (type != NULL && g_ascii_strcasecmp (type, "application/json") == 0)
    return TRUE;
  apoyo_problem_set (error, APOYO_PROBLEM_UNSUPPORTED_MEDIA_TYPE, "Content-Type");
  return FALSE;
}

static gsize
limit_of (Route route)
{
  return route == ROUTE_SUPPORTS ? LARGEST_SUPPORT : LARGEST_OTHER;
}

static gboolean
check_length (SoupMessageHeaders *headers, gsize limit, GError **error)
{
  goffset length = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
                       ? soup_message_headers_get_content_length (headers)
                       : 0;

  if (length < 0) /* or too great for the type */
    apoyo_problem_set (error, APOYO_PROBLEM_MALFORMED_REQUEST, "Content-Length");
  else if ((gsize) length > limit)
    apoyo_problem_set (error, APOYO_PROBLEM_BODY_TOO_LARGE, "%s", "");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_request (SoupServerMessage *message, Route route, ApoyoIncoming *incoming, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gboolean has_body = soup_message_headers_get_encoding (headers) != SOUP_ENCODING_NONE;

  if (route == ROUTE_NONE) {
    apoyo_problem_set (error, APOYO_PROBLEM_NOT_FOUND, "%s", "");
    return FALSE;
  }
  if (!g_str_equal (soup_server_message_get_method (message), method_of (route))) {
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                  method_of (route));
    apoyo_problem_set (error, APOYO_PROBLEM_METHOD_NOT_ALLOWED, "%s", "");
    return FALSE;
  }
  if (!check_length (headers, limit_of (route), error))
    return FALSE;
  if (route == ROUTE_SUPPORTS && (!check_support_headers (message, error) ||
                                  !apoyo_incoming_check_sender (incoming, message, error)))
    return FALSE;
  if (route == ROUTE_DEVICES && !check_device_headers (message, error))
    return FALSE;
  return !has_body || route != ROUTE_SUPPORTS || apoyo_incoming_take_place (incoming, error);
}

/* Has the headers, not yet the body. */
static void
on_headers (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  ApoyoIntakeThread *self = user_data;
  g_autofree char *argument = NULL;
  GError *problem = NULL;
  Route route = find_route (path, &argument);
  ApoyoIncoming *incoming =
      apoyo_incoming_new (self, message, limit_of (route), route == ROUTE_SUPPORTS);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  if (check_request (message, route, incoming, &problem)) {
    apoyo_incoming_keep_body (incoming, message);
    return;
  }
  apoyo_incoming_refuse (incoming, problem);
  if (soup_message_headers_get_expectations (soup_server_message_get_request_headers (message)) &
      SOUP_EXPECTATION_CONTINUE)
    apoyo_message_refuse (message, problem);            /* who asks first need not send it */
  if (problem->code == APOYO_PROBLEM_MALFORMED_REQUEST) /* where its body ends nobody knows */
    apoyo_incoming_cut (incoming, problem->code);
}

/* An address that no handler has, such as "*". */
static void
on_headers_handled (SoupServerMessage *message, gpointer user_data)
{
  if (apoyo_incoming_of (message) != NULL || soup_server_message_get_status (message) != 0)
    return;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  apoyo_message_refuse_with (message, APOYO_PROBLEM_NOT_FOUND);
}

/* What libsoup refuses by itself it answers without asking anybody, with whatever body is there:
 * here it is. Every other answer replaces it. */
static void
on_request_started (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  static gsize once;
  static char *json;

  if (g_once_init_enter (&once)) {
    g_autoptr (GError) problem =
        g_error_new_literal (APOYO_PROBLEM, APOYO_PROBLEM_MALFORMED_REQUEST, "");

    json = apoyo_problem_to_json (problem);
    g_once_init_leave (&once, 1);
  }
  soup_server_message_set_response (message, "application/problem+json", SOUP_MEMORY_STATIC, json,
                                    strlen (json));
  g_signal_connect_after (message, "got-headers", G_CALLBACK (on_headers_handled), NULL);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  ApoyoIntakeThread *self = user_data;
  g_autofree char *argument = NULL;
  guint64 process = 0;
  const GError *problem = apoyo_incoming_get_problem (apoyo_incoming_of (message));

  if (problem != NULL) {
    apoyo_message_refuse (message, problem);
    return;
  }
  switch (find_route (path, &argument)) {
  case ROUTE_SUPPORTS:
    apoyo_handle_support (self, message);
    break;
  case ROUTE_SUPPORT:
    apoyo_handle_status (self, message, argument);
    break;
  case ROUTE_DEVICES:
    apoyo_handle_device (self, message);
    break;
  case ROUTE_PROCESSES:
    apoyo_handle_processes (self, message);
    break;
  case ROUTE_CHECKPOINT:
    if (g_ascii_string_to_unsigned (argument, 10, 1, G_MAXINT32, &process, NULL))
      apoyo_handle_checkpoint (self, message, (gint) process);
    else
      apoyo_message_refuse_with (message, APOYO_PROBLEM_NOT_FOUND);
    break;
  case ROUTE_HEALTH:
    apoyo_handle_health (self, message);
    break;
  case ROUTE_METRICS:
    apoyo_handle_metrics (self, message);
    break;
  case ROUTE_NONE:
  default:
    apoyo_message_refuse_with (message, APOYO_PROBLEM_NOT_FOUND);
  }
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The pool goes on trying by itself; until it succeeds, answers are 503. */
  if (!apoyo_pool_open_finish (APOYO_POOL (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The database cannot be reached yet: %s", error->message);
}

static gboolean
on_gauges (gpointer user_data)
{
  ApoyoIntakeThread *self = user_data;
  ApoyoMetrics *metrics = self->shared->metrics;
  static __thread guint waiting, open;
  guint new_waiting = apoyo_pool_get_n_waiting (self->pool);
  guint new_open = apoyo_pool_get_n_open (self->pool);

  /* Each thread adds its part to the sum. */
  apoyo_metrics_add (metrics, APOYO_GAUGE_POOL_WAITING, (gint64) new_waiting - waiting);
  apoyo_metrics_add (metrics, APOYO_GAUGE_POOL_OPEN, (gint64) new_open - open);
  waiting = new_waiting;
  open = new_open;
  return G_SOURCE_CONTINUE;
}

static void
attach_gauges (ApoyoIntakeThread *self)
{
  GSource *source = g_timeout_source_new (500);

  g_source_set_callback (source, on_gauges, self, NULL);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

static void
set_up (ApoyoIntakeThread *self)
{
  const ApoyoIntakeOptions *options = &self->shared->options;
  const guint limits[APOYO_N_PHASES] = {
    [APOYO_PHASE_WAITING] = options->header_timeout,
    [APOYO_PHASE_BODY] = options->body_timeout,
    [APOYO_PHASE_HANDLING] = options->handling_timeout,
    [APOYO_PHASE_ANSWERING] = options->body_timeout,
  };

  self->server = soup_server_new ("server-header", "apoyod", NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (on_request_started), NULL);
  soup_server_add_early_handler (self->server, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  self->connections = apoyo_connections_new (limits, self->shared->metrics);
  self->tokens = apoyo_token_cache_new (options->token_life);
  self->process_codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->pool = apoyo_pool_new (self->shared->conninfo, "apoyod intake",
                               MAX (options->sessions / options->threads, 1));
  apoyo_pool_open_async (self->pool, NULL, opened_cb, NULL);
  attach_gauges (self);
}

static void
tear_down (ApoyoIntakeThread *self)
{
  soup_server_disconnect (self->server);
  apoyo_connections_free (self->connections);
  apoyo_pool_close (self->pool);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_clear_object (&self->server);
  g_clear_object (&self->pool);
  apoyo_token_cache_free (self->tokens);
  g_hash_table_unref (self->process_codes);
}

static gpointer
run_thread (gpointer data)
{
  ApoyoIntakeThread *self = data;

  g_main_context_push_thread_default (self->context);
  set_up (self);
  g_main_loop_run (self->loop);
  tear_down (self);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

ApoyoIntakeThread *
apoyo_intake_thread_new (const ApoyoIntakeShared *shared)
{
  ApoyoIntakeThread *self = g_new0 (ApoyoIntakeThread, 1);

  self->shared = shared;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("intake", run_thread, self);
  return self;
}

/* A connection that has not sent anything yet. The HTTP server gets it with its first byte: libsoup
 * 3.2 never lets go of one that is closed before that. For the same reason an answer ends its
 * connection (without a listener of its own the server does not keep it; see on_headers). */
typedef struct {
  ApoyoIntakeThread *thread;
  GSocketConnection *stream; /* (owned) */
  GSocketAddress *local;     /* (owned) (nullable) */
  GSocketAddress *peer;      /* (owned) (nullable) */
} Newcomer;

static void
newcomer_free (gpointer data)
{
  Newcomer *newcomer = data;

  g_clear_object (&newcomer->local);
  g_clear_object (&newcomer->peer);
  g_object_unref (newcomer->stream);
  g_free (newcomer);
}

static void
on_stream_gone (gpointer data, GObject *where_the_stream_was)
{
  ApoyoIntakeThread *self = data;

  g_atomic_int_add (&self->n_connections, -1);
}

static gboolean
on_first_byte (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Newcomer *newcomer = user_data;
  g_autoptr (GError) error = NULL;
  gboolean anything = FALSE;

  if (!apoyo_listener_look (socket, &anything))
    return G_SOURCE_CONTINUE;
  if (anything &&
      !soup_server_accept_iostream (newcomer->thread->server, G_IO_STREAM (newcomer->stream),
                                    newcomer->local, newcomer->peer, &error))
    g_message ("A connection could not be taken: %s", error->message);
  return G_SOURCE_REMOVE;
}

static gboolean
accept_stream (gpointer data)
{
  Newcomer *newcomer = data;
  ApoyoIntakeThread *self = newcomer->thread;
  GSocket *socket = g_socket_connection_get_socket (newcomer->stream);
  GSource *source;

  newcomer->local = g_socket_connection_get_local_address (newcomer->stream, NULL);
  newcomer->peer = g_socket_connection_get_remote_address (newcomer->stream, NULL);
  if (newcomer->local == NULL || newcomer->peer == NULL) { /* gone already */
    apoyo_metrics_add (self->shared->metrics, APOYO_GAUGE_CONNECTIONS, -1);
    newcomer_free (newcomer);
    return G_SOURCE_REMOVE;
  }
  apoyo_connections_add (self->connections, newcomer->stream, newcomer->peer);
  source = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (on_first_byte), newcomer, newcomer_free);
  g_source_attach (source, self->context);
  g_source_unref (source);
  return G_SOURCE_REMOVE;
}

static void
invoke (ApoyoIntakeThread *self, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, notify);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

void
apoyo_intake_thread_accept (ApoyoIntakeThread *self, GSocketConnection *stream)
{
  Newcomer *newcomer = g_new0 (Newcomer, 1);

  newcomer->thread = self;
  newcomer->stream = stream;
  g_atomic_int_inc (&self->n_connections);
  g_object_weak_ref (G_OBJECT (stream), on_stream_gone, self);
  invoke (self, accept_stream, newcomer, NULL);
}

static gboolean
end_when_idle (gpointer user_data)
{
  ApoyoIntakeThread *self = user_data;

  self->stopping = TRUE;
  /* Those that are sending or being answered finish first; then their turn comes. */
  apoyo_connections_close_waiting (self->connections);
  if (self->n_exchanges > 0 || apoyo_connections_get_n (self->connections) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
begin_to_end (gpointer user_data)
{
  ApoyoIntakeThread *self = user_data;
  GSource *source = g_timeout_source_new (20);

  g_source_set_callback (source, end_when_idle, self, NULL);
  g_source_attach (source, self->context);
  g_source_unref (source);
  return G_SOURCE_REMOVE;
}

void
apoyo_intake_thread_stop (ApoyoIntakeThread *self)
{
  invoke (self, begin_to_end, self, NULL);
}

void
apoyo_intake_thread_free (ApoyoIntakeThread *self)
{
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}
