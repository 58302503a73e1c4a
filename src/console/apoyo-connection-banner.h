/* apoyo-connection-banner.h: says that the connection is lost, since when, and when it is tried
 * again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

#define APOYO_TYPE_CONNECTION_BANNER (apoyo_connection_banner_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoConnectionBanner,
                      apoyo_connection_banner,
                      APOYO,
                      CONNECTION_BANNER,
                      AdwBin)

void apoyo_connection_banner_set_login (ApoyoConnectionBanner *self, ApoyoLogin *login);
/* The time that the figures on the screen stand for. time: (nullable): there are none */
void apoyo_connection_banner_set_time (ApoyoConnectionBanner *self, const char *time);

G_END_DECLS
