/* apoyo-listener.c: a socket that connections come in by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-server"

#include "config.h"

#include <errno.h>
#include <sys/socket.h>

#include "apoyo-listener.h"

#define ACCEPT_PAUSE 200 /* milliseconds, when no connection can be accepted */

struct _ApoyoListener {
  GSocket *socket; /* (owned) (nullable) */
  GSource *source; /* (owned) (nullable) */
  guint pause;
  ApoyoListenerFunc func;
  gpointer user_data;
};

static void watch (ApoyoListener *self);

static gboolean
resume (gpointer user_data)
{
  ApoyoListener *self = user_data;

  self->pause = 0;
  watch (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_incoming (GSocket *listener, GIOCondition condition, gpointer user_data)
{
  ApoyoListener *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_accept (listener, NULL, &error);

  if (socket != NULL) {
    self->func (socket, self->user_data);
    return G_SOURCE_CONTINUE;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return G_SOURCE_CONTINUE;
  /* Most likely out of file descriptors: those who wait are served when some come free. */
  g_warning ("No connection can be accepted: %s", error->message);
  g_clear_pointer (&self->source, g_source_unref);
  self->pause = g_timeout_add (ACCEPT_PAUSE, resume, self);
  return G_SOURCE_REMOVE;
}

static void
watch (ApoyoListener *self)
{
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_incoming), self, NULL);
  g_source_attach (self->source, NULL);
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
                 "%s is not a numeric address and a port, such as 127.0.0.1:8080", text);
  return address;
}

static GSocket *
listen_on (const char *text, int backlog, GError **error)
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
  g_socket_set_listen_backlog (socket, backlog);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error)) {
    g_prefix_error (error, "Could not listen on %s: ", text);
    return NULL;
  }
  return g_steal_pointer (&socket);
}

ApoyoListener *
apoyo_listener_open (const char *address,
                     int backlog,
                     ApoyoListenerFunc func,
                     gpointer user_data,
                     GError **error)
{
  GSocket *socket = listen_on (address, backlog, error);
  ApoyoListener *self = NULL;

  if (socket == NULL)
    return NULL;
  self = g_new0 (ApoyoListener, 1);
  self->socket = socket;
  self->func = func;
  self->user_data = user_data;
  watch (self);
  return self;
}

gboolean
apoyo_listener_look (GSocket *socket, gboolean *anything)
{
  char byte;
  ssize_t n = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  *anything = n > 0;
  return n >= 0 || (errno != EAGAIN && errno != EINTR);
}

char *
apoyo_listener_make_address (ApoyoListener *self)
{
  g_autoptr (GSocketAddress) bound = g_socket_get_local_address (self->socket, NULL);
  g_autoptr (GInetAddress) loopback = NULL;
  g_autofree char *number = NULL;
  GInetAddress *address = NULL;
  gboolean is_ipv4 = TRUE;

  g_return_val_if_fail (G_IS_INET_SOCKET_ADDRESS (bound), NULL);

  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (bound));
  is_ipv4 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4;
  if (g_inet_address_get_is_any (address)) /* by every address there is: this one surely */
    address = loopback = g_inet_address_new_loopback (g_inet_address_get_family (address));
  number = g_inet_address_to_string (address);
  return g_strdup_printf (is_ipv4 ? "%s:%u" : "[%s]:%u", number,
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
}

guint16
apoyo_listener_get_port (ApoyoListener *self)
{
  g_autoptr (GSocketAddress) address =
      self->socket != NULL ? g_socket_get_local_address (self->socket, NULL) : NULL;

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

void
apoyo_listener_shut (ApoyoListener *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
}

void
apoyo_listener_free (ApoyoListener *self)
{
  apoyo_listener_shut (self);
  g_free (self);
}
