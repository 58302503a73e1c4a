/* apoyo-peer.h: whom a request comes from, for limits that are each one's own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The address alone, without its port. A proxy on this machine speaks for others: whom it names
 * last in X-Forwarded-For is who spoke to it; what stands before that anybody may have written.
 * From anywhere else the header is not believed.
 *
 * forwarded_for: (nullable): that header, all its lines joined by commas */
char *apoyo_peer_make_name (GSocketAddress *peer, const char *forwarded_for);

G_END_DECLS
