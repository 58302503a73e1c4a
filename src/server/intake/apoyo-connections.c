/* apoyo-connections.c: the open connections of one intake thread, and how long each may take.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <string.h>
#include <sys/socket.h>

#include "apoyo-connections.h"

/* A body is waited for as long as it goes on: so much of it begins the time anew, up to so many
 * times. */
#define STEP (16 * 1024)
#define MOST_TIMES 20

typedef struct {
  ApoyoConnections *owner;
  GSocketConnection *stream; /* (unowned): a weak reference forgets us with it */
  GSocketAddress *peer;      /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  ApoyoPhase phase;
  ApoyoProblemCode refusal; /* of a body that does not come in time */
  gint64 began;             /* the phase */
  gint64 since;             /* or its last step */
  gsize fresh;              /* bytes since then */
  gboolean used;            /* has sent a request before */
} Connection;

struct _ApoyoConnections {
  GHashTable *table; /* (owned) peer -> Connection */
  guint limits[APOYO_N_PHASES];
  ApoyoMetrics *metrics;
  GSource *tick; /* (owned) */
};

static void
connection_free (Connection *connection)
{
  apoyo_metrics_add (connection->owner->metrics, APOYO_GAUGE_CONNECTIONS, -1);
  g_clear_object (&connection->cancellable);
  g_object_unref (connection->peer);
  g_free (connection);
}

static void
on_stream_gone (gpointer data, GObject *where_the_stream_was)
{
  Connection *connection = data;

  connection->stream = NULL;
  g_hash_table_remove (connection->owner->table, connection->peer);
}

/* What does not fit in the socket's buffer is lost, which is as well for someone this slow. */
void
apoyo_connections_refuse (GSocket *socket, ApoyoProblemCode code)
{
  g_autoptr (GError) problem = g_error_new_literal (APOYO_PROBLEM, code, "");
  g_autofree char *json = apoyo_problem_to_json (problem);
  guint retry_after = apoyo_problem_get_retry_after (code);
  g_autofree char *retry =
      retry_after > 0 ? g_strdup_printf ("Retry-After: %u\r\n", retry_after) : g_strdup ("");
  g_autofree char *answer = g_strdup_printf (
      "HTTP/1.1 %u Refused\r\nContent-Type: application/problem+json\r\nContent-Length: "
      "%" G_GSIZE_FORMAT "\r\n%sConnection: close\r\n\r\n%s",
      apoyo_problem_get_status (code), strlen (json), retry, json);

  send (g_socket_get_fd (socket), answer, strlen (answer), MSG_DONTWAIT | MSG_NOSIGNAL);
  /* Half of it: with unread bytes a full close would reset the answer away. */
  shutdown (g_socket_get_fd (socket), SHUT_WR);
}

static void
end_connection (Connection *connection)
{
  if (connection->stream != NULL)
    g_socket_shutdown (g_socket_connection_get_socket (connection->stream), TRUE, TRUE, NULL);
}

static guint
limit_of (Connection *connection)
{
  guint limit = connection->owner->limits[connection->phase];

  /* Who has already sent something may rest longer than a newcomer who sends nothing. */
  return connection->phase == APOYO_PHASE_WAITING && connection->used ? 4 * limit : limit;
}

static void
check_connection (Connection *connection, gint64 now)
{
  gint64 waited = now - connection->since;

  if (waited < (gint64) limit_of (connection) * G_USEC_PER_SEC)
    return;
  if (connection->phase == APOYO_PHASE_HANDLING) {
    if (connection->cancellable != NULL)
      g_cancellable_cancel (connection->cancellable);
    return;
  }
  apoyo_metrics_add (connection->owner->metrics, APOYO_COUNTER_TIMEOUTS, 1);
  if (connection->stream != NULL && connection->phase == APOYO_PHASE_BODY)
    apoyo_connections_refuse (g_socket_connection_get_socket (connection->stream),
                              connection->refusal);
  connection->since = now;
  end_connection (connection);
}

/* Ending a connection may take others out of the table: look them up one by one. */
static void
for_each (ApoyoConnections *connections, void (*func) (Connection *, gint64), gint64 argument)
{
  g_autoptr (GList) peers = g_hash_table_get_keys (connections->table);

  g_list_foreach (peers, (GFunc) (GCallback) g_object_ref, NULL);
  for (GList *l = peers; l != NULL; l = l->next) {
    Connection *connection = g_hash_table_lookup (connections->table, l->data);

    if (connection != NULL)
      func (connection, argument);
    g_object_unref (l->data);
  }
}

static gboolean
on_tick (gpointer user_data)
{
  for_each (user_data, check_connection, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

ApoyoConnections *
apoyo_connections_new (const guint limits[APOYO_N_PHASES], ApoyoMetrics *metrics)
{
  ApoyoConnections *connections = g_new0 (ApoyoConnections, 1);

  connections->table = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) connection_free);
  memcpy (connections->limits, limits, sizeof connections->limits);
  connections->metrics = metrics;
  connections->tick = g_timeout_source_new (500);
  g_source_set_callback (connections->tick, on_tick, connections, NULL);
  g_source_attach (connections->tick, g_main_context_get_thread_default ());
  return connections;
}

static void
forget_stream (Connection *connection, gint64 argument)
{
  if (connection->stream != NULL)
    g_object_weak_unref (G_OBJECT (connection->stream), on_stream_gone, connection);
  connection->stream = NULL;
}

void
apoyo_connections_free (ApoyoConnections *connections)
{
  for_each (connections, forget_stream, 0);
  g_source_destroy (connections->tick);
  g_source_unref (connections->tick);
  g_hash_table_unref (connections->table);
  g_free (connections);
}

void
apoyo_connections_add (ApoyoConnections *connections,
                       GSocketConnection *stream,
                       GSocketAddress *peer)
{
  Connection *connection = g_new0 (Connection, 1);

  connection->owner = connections;
  connection->stream = stream;
  connection->peer = g_object_ref (peer);
  connection->since = g_get_monotonic_time ();
  g_object_weak_ref (G_OBJECT (stream), on_stream_gone, connection);
  g_hash_table_insert (connections->table, peer, connection);
}

guint
apoyo_connections_get_n (ApoyoConnections *connections)
{
  return g_hash_table_size (connections->table);
}

void
apoyo_connections_enter (ApoyoConnections *connections, GSocketAddress *peer, ApoyoPhase phase)
{
  Connection *connection = g_hash_table_lookup (connections->table, peer);

  if (connection == NULL)
    return;
  connection->phase = phase;
  connection->refusal = APOYO_PROBLEM_REQUEST_TIMEOUT;
  connection->used = TRUE;
  connection->began = g_get_monotonic_time ();
  connection->since = connection->began;
  connection->fresh = 0;
}

void
apoyo_connections_note_bytes (ApoyoConnections *connections, GSocketAddress *peer, gsize size)
{
  Connection *connection = g_hash_table_lookup (connections->table, peer);
  gint64 now = g_get_monotonic_time ();

  if (connection == NULL || connection->phase != APOYO_PHASE_BODY)
    return;
  connection->fresh += size;
  if (connection->fresh < STEP ||
      now - connection->began >= (gint64) MOST_TIMES * limit_of (connection) * G_USEC_PER_SEC)
    return;
  connection->fresh = 0;
  connection->since = now;
}

void
apoyo_connections_set_cancellable (ApoyoConnections *connections,
                                   GSocketAddress *peer,
                                   GCancellable *cancellable)
{
  Connection *connection = g_hash_table_lookup (connections->table, peer);

  if (connection != NULL)
    g_set_object (&connection->cancellable, cancellable);
}

void
apoyo_connections_set_refusal (ApoyoConnections *connections,
                               GSocketAddress *peer,
                               ApoyoProblemCode code)
{
  Connection *connection = g_hash_table_lookup (connections->table, peer);

  if (connection != NULL)
    connection->refusal = code;
}

void
apoyo_connections_cut (ApoyoConnections *connections, GSocketAddress *peer, ApoyoProblemCode code)
{
  Connection *connection = g_hash_table_lookup (connections->table, peer);

  if (connection == NULL || connection->stream == NULL)
    return;
  apoyo_connections_refuse (g_socket_connection_get_socket (connection->stream), code);
  end_connection (connection);
}

static void
close_waiting (Connection *connection, gint64 argument)
{
  if (connection->phase == APOYO_PHASE_WAITING)
    end_connection (connection);
}

void
apoyo_connections_close_waiting (ApoyoConnections *connections)
{
  for_each (connections, close_waiting, 0);
}
