/* apoyo-evidence-door.c: the socket of the evidence service, and how long and how many may stand in
 * it.
 *
 * libsoup 3.2 never lets go of a connection that is closed before its first byte, so it gets only
 * those that have sent one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-evidence"

#include "config.h"

#include <errno.h>
#include <sys/socket.h>

#include "apoyo-evidence-door.h"

#define BACKLOG 64
#define MOST_CONNECTIONS 128
#define LONGEST_STAY 30  /* seconds, from the connection to the end of its answer */
#define ACCEPT_PAUSE 200 /* milliseconds, when no connection can be accepted */

struct _ApoyoEvidenceDoor {
  SoupServer *server;     /* (owned) */
  GSocket *socket;        /* (owned) (nullable) */
  GSource *accept_source; /* (owned) (nullable) */
  guint pause;
  GHashTable *visitors; /* (owned) (element-type Visitor) */
};

typedef struct {
  ApoyoEvidenceDoor *door;
  GSocketConnection
      *waiting; /* (owned) (nullable): until its first byte, then the server holds it */
  GSocketConnection *stream; /* weak: the visitor goes with it */
  GSource *first_byte;       /* (owned) (nullable) */
  guint deadline;
} Visitor;

static void watch (ApoyoEvidenceDoor *self);

static void
on_stream_gone (gpointer data, GObject *where_the_stream_was)
{
  Visitor *visitor = data;

  visitor->stream = NULL;
  g_hash_table_remove (visitor->door->visitors, visitor);
}

static void
visitor_free (gpointer data)
{
  Visitor *visitor = data;

  if (visitor->stream != NULL)
    g_object_weak_unref (G_OBJECT (visitor->stream), on_stream_gone, visitor);
  if (visitor->first_byte != NULL)
    g_source_destroy (visitor->first_byte);
  g_clear_pointer (&visitor->first_byte, g_source_unref);
  g_clear_handle_id (&visitor->deadline, g_source_remove);
  g_clear_object (&visitor->waiting);
  g_free (visitor);
}

static gboolean
on_deadline (gpointer user_data)
{
  Visitor *visitor = user_data;
  g_autoptr (GSocketConnection) waiting = g_steal_pointer (&visitor->waiting);

  visitor->deadline = 0;
  /* Both ways, so that the HTTP server sees its end and lets go. */
  g_socket_shutdown (g_socket_connection_get_socket (visitor->stream), TRUE, TRUE, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
on_first_byte (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Visitor *visitor = user_data;
  g_autoptr (GSocketConnection) stream = NULL;
  g_autoptr (GSocketAddress) local = NULL;
  g_autoptr (GSocketAddress) peer = NULL;
  g_autoptr (GError) error = NULL;
  char byte;
  ssize_t n = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  stream = g_steal_pointer (&visitor->waiting);
  local = g_socket_connection_get_local_address (stream, NULL);
  peer = g_socket_connection_get_remote_address (stream, NULL);
  if (n > 0 && local != NULL && peer != NULL &&
      !soup_server_accept_iostream (visitor->door->server, G_IO_STREAM (stream), local, peer,
                                    &error))
    g_message ("A connection could not be taken: %s", error->message);
  return G_SOURCE_REMOVE;
}

/* @stream: (transfer full) */
static void
admit (ApoyoEvidenceDoor *self, GSocketConnection *stream)
{
  Visitor *visitor = g_new0 (Visitor, 1);

  visitor->door = self;
  visitor->waiting = stream;
  visitor->stream = stream;
  g_object_weak_ref (G_OBJECT (stream), on_stream_gone, visitor);
  g_hash_table_add (self->visitors, visitor);
  visitor->deadline = g_timeout_add_seconds (LONGEST_STAY, on_deadline, visitor);
  visitor->first_byte =
      g_socket_create_source (g_socket_connection_get_socket (stream), G_IO_IN, NULL);
  g_source_set_callback (visitor->first_byte, G_SOURCE_FUNC (on_first_byte), visitor, NULL);
  g_source_attach (visitor->first_byte, NULL);
}

static gboolean
resume (gpointer user_data)
{
  ApoyoEvidenceDoor *self = user_data;

  self->pause = 0;
  watch (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_incoming (GSocket *listener, GIOCondition condition, gpointer user_data)
{
  ApoyoEvidenceDoor *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_accept (listener, NULL, &error);

  if (socket != NULL) {
    if (g_hash_table_size (self->visitors) < MOST_CONNECTIONS)
      admit (self, g_socket_connection_factory_create_connection (socket));
    return G_SOURCE_CONTINUE;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return G_SOURCE_CONTINUE;
  g_warning ("No connection can be accepted: %s", error->message);
  g_clear_pointer (&self->accept_source, g_source_unref);
  self->pause = g_timeout_add (ACCEPT_PAUSE, resume, self);
  return G_SOURCE_REMOVE;
}

static void
watch (ApoyoEvidenceDoor *self)
{
  self->accept_source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->accept_source, G_SOURCE_FUNC (on_incoming), self, NULL);
  g_source_attach (self->accept_source, NULL);
}

static GSocketAddress *
parse_address (const char *text, GError **error)
{
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (text, 0, error);
  GSocketAddress *address = NULL;

  if (connectable == NULL)
    return NULL;
  address = g_inet_socket_address_new_from_string (
      g_network_address_get_hostname (G_NETWORK_ADDRESS (connectable)),
      g_network_address_get_port (G_NETWORK_ADDRESS (connectable)));
  if (address == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "%s is not a numeric address and a port, such as 127.0.0.1:8081", text);
  return address;
}

static GSocket *
listen_on (const char *text, GError **error)
{
  g_autoptr (GSocketAddress) address = parse_address (text, error);
  g_autoptr (GSocket) socket = NULL;

  if (address == NULL)
    return NULL;
  socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error)) {
    g_prefix_error (error, "Could not listen on %s: ", text);
    return NULL;
  }
  return g_steal_pointer (&socket);
}

ApoyoEvidenceDoor *
apoyo_evidence_door_open (const char *address, SoupServer *server, GError **error)
{
  GSocket *socket = listen_on (address, error);
  ApoyoEvidenceDoor *self = NULL;

  if (socket == NULL)
    return NULL;
  self = g_new0 (ApoyoEvidenceDoor, 1);
  self->socket = socket;
  self->server = g_object_ref (server);
  self->visitors = g_hash_table_new_full (NULL, NULL, visitor_free, NULL);
  watch (self);
  return self;
}

guint16
apoyo_evidence_door_get_port (ApoyoEvidenceDoor *self)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (self->socket, NULL);

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

void
apoyo_evidence_door_shut (ApoyoEvidenceDoor *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->accept_source != NULL)
    g_source_destroy (self->accept_source);
  g_clear_pointer (&self->accept_source, g_source_unref);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
}

void
apoyo_evidence_door_free (ApoyoEvidenceDoor *self)
{
  apoyo_evidence_door_shut (self);
  g_hash_table_unref (self->visitors);
  g_object_unref (self->server);
  g_free (self);
}
