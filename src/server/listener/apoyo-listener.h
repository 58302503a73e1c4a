/* apoyo-listener.h: a socket that connections come in by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ApoyoListener ApoyoListener;

/* Of one that came in; it lives until whoever is called drops it. */
typedef void (*ApoyoListenerFunc) (GSocket *socket, gpointer user_data);

/* Listens at once, and calls in the default main context. When none can be accepted, most likely
 * because the descriptors are used up, it tries again in a moment.
 *
 * address: a number and a port, such as 127.0.0.1:8080; port 0 is any
 *
 * (nullable) (transfer full) */
ApoyoListener *apoyo_listener_open (const char *address,
                                    int backlog,
                                    ApoyoListenerFunc func,
                                    gpointer user_data,
                                    GError **error);
/* Whether somebody who came in has sent anything; a peer that is gone has, and it is nothing.
 * FALSE: it is to be waited for. */
gboolean apoyo_listener_look (GSocket *socket, gboolean *anything);
/* Where this machine reaches it, such as 127.0.0.1:8080 or [::1]:8080; while it is not shut.
 * (transfer full) */
char *apoyo_listener_make_address (ApoyoListener *self);
/* 0 once it is shut. */
guint16 apoyo_listener_get_port (ApoyoListener *self);
/* Nobody comes in any more. Once is enough, more does no harm. */
void apoyo_listener_shut (ApoyoListener *self);
void apoyo_listener_free (ApoyoListener *self);

G_END_DECLS
