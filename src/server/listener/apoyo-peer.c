/* apoyo-peer.c: whom a request comes from, for limits that are each one's own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-peer.h"

/* The last address of the list. (nullable) */
static GInetAddress *
last_of (const char *forwarded_for)
{
  const char *comma = strrchr (forwarded_for, ',');
  g_autofree char *last = g_strstrip (g_strdup (comma != NULL ? comma + 1 : forwarded_for));

  return g_inet_address_new_from_string (last);
}

char *
apoyo_peer_make_name (GSocketAddress *peer, const char *forwarded_for)
{
  g_autoptr (GInetAddress) behind = NULL;
  GInetAddress *address = NULL;

  if (G_IS_INET_SOCKET_ADDRESS (peer))
    address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (peer));
  if (forwarded_for != NULL && (address == NULL || g_inet_address_get_is_loopback (address)))
    behind = last_of (forwarded_for);
  if (behind != NULL)
    address = behind;
  return address != NULL ? g_inet_address_to_string (address) : g_strdup ("local");
}
