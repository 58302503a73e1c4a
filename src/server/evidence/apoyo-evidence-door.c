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

#include "apoyo-evidence-door.h"
#include "apoyo-listener.h"

#define BACKLOG 64
#define MOST_CONNECTIONS 128
#define LONGEST_STAY 30 /* seconds, from the connection to the end of its answer */

struct _ApoyoEvidenceDoor {
  SoupServer *server;      /* (owned) */
  ApoyoListener *listener; /* (owned) */
  GHashTable *visitors;    /* (owned) (element-type Visitor) */
};

typedef struct {
  ApoyoEvidenceDoor *door;
  GSocketConnection
      *waiting; /* (owned) (nullable): until its first byte, then the server holds it */
  GSocketConnection *stream; /* weak: the visitor goes with it */
  GSource *first_byte;       /* (owned) (nullable) */
  guint deadline;
} Visitor;

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
  gboolean anything = FALSE;

  if (!apoyo_listener_look (socket, &anything))
    return G_SOURCE_CONTINUE;
  stream = g_steal_pointer (&visitor->waiting);
  local = g_socket_connection_get_local_address (stream, NULL);
  peer = g_socket_connection_get_remote_address (stream, NULL);
  if (anything && local != NULL && peer != NULL &&
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

static void
on_incoming (GSocket *socket, gpointer user_data)
{
  ApoyoEvidenceDoor *self = user_data;

  if (g_hash_table_size (self->visitors) < MOST_CONNECTIONS)
    admit (self, g_socket_connection_factory_create_connection (socket));
}

ApoyoEvidenceDoor *
apoyo_evidence_door_open (const char *address, SoupServer *server, GError **error)
{
  ApoyoEvidenceDoor *self = g_new0 (ApoyoEvidenceDoor, 1);

  self->listener = apoyo_listener_open (address, BACKLOG, on_incoming, self, error);
  if (self->listener == NULL) {
    g_free (self);
    return NULL;
  }
  self->server = g_object_ref (server);
  self->visitors = g_hash_table_new_full (NULL, NULL, visitor_free, NULL);
  return self;
}

char *
apoyo_evidence_door_make_address (ApoyoEvidenceDoor *self)
{
  return apoyo_listener_make_address (self->listener);
}

void
apoyo_evidence_door_shut (ApoyoEvidenceDoor *self)
{
  apoyo_listener_shut (self->listener);
}

void
apoyo_evidence_door_free (ApoyoEvidenceDoor *self)
{
  apoyo_listener_free (self->listener);
  g_hash_table_unref (self->visitors);
  g_object_unref (self->server);
  g_free (self);
}
