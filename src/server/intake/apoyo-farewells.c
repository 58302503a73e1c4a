/* apoyo-farewells.c: refused connections, kept until their refusal can have been read.
 *
 * A socket closed over bytes that nobody read resets the connection, and the other side loses the
 * answer that was on its way. So what still comes is read and thrown away for a moment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include "apoyo-farewells.h"

#define PATIENCE 1000 /* ms */
/* Read at a time, so that one who sends without end does not keep the others waiting. */
#define PIECE 65536

struct _ApoyoFarewells {
  GHashTable *sockets; /* (owned) set of Farewell */
  guint most;
};

typedef struct {
  ApoyoFarewells *owner;
  GSocket *socket;  /* (owned) */
  GSource *reading; /* (owned) */
  guint timer;
} Farewell;

static void
farewell_free (Farewell *self)
{
  g_source_destroy (self->reading);
  g_source_unref (self->reading);
  g_source_remove (self->timer);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_free (self);
}

static gboolean
on_patience_over (gpointer user_data)
{
  Farewell *self = user_data;

  g_hash_table_remove (self->owner->sockets, self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_readable (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  static char waste[PIECE]; /* of the main thread only */
  Farewell *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_socket_receive (socket, waste, sizeof waste, NULL, &error);

  if (n > 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  g_hash_table_remove (self->owner->sockets, self);
  return G_SOURCE_REMOVE;
}

void
apoyo_farewells_add (ApoyoFarewells *farewells, GSocket *socket)
{
  Farewell *self = NULL;

  if (g_hash_table_size (farewells->sockets) >= farewells->most)
    return;
  g_socket_set_blocking (socket, FALSE);
  self = g_new0 (Farewell, 1);
  self->owner = farewells;
  self->socket = g_object_ref (socket);
  self->timer = g_timeout_add (PATIENCE, on_patience_over, self);
  self->reading = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (self->reading, G_SOURCE_FUNC (on_readable), self, NULL);
  g_source_attach (self->reading, NULL);
  g_hash_table_add (farewells->sockets, self);
}

ApoyoFarewells *
apoyo_farewells_new (guint most)
{
  ApoyoFarewells *farewells = g_new0 (ApoyoFarewells, 1);

  farewells->sockets = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) farewell_free, NULL);
  farewells->most = most;
  return farewells;
}

void
apoyo_farewells_free (ApoyoFarewells *farewells)
{
  g_hash_table_unref (farewells->sockets);
  g_free (farewells);
}
