/* apoyo-settings.h: the person's preferences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer none): one for the program. */
GSettings *apoyo_settings_get (void);

G_END_DECLS
