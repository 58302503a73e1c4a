/* apoyo-resource.h: what is compiled into a library, for whichever thread asks first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What get (a library's generated …_get_resource) gives, never NULL. (transfer none) */
GResource *apoyo_resource_await (GResource *(*get) (void) );

G_END_DECLS
