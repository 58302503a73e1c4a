/* apoyo-preferences.h: the window of the person's preferences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* parent, processes: (nullable) */
void apoyo_preferences_present (GtkWindow *parent, GListModel *processes);

G_END_DECLS
