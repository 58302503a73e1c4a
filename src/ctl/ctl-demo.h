/* ctl-demo.h: loads the demonstration's SQL files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* As the superuser of a private cluster, in one transaction. *loaded: FALSE when it was there. */
gboolean ctl_demo_load (const char *conninfo,
                        const char *dir,
                        int history,
                        gboolean *loaded,
                        GError **error);

G_END_DECLS
