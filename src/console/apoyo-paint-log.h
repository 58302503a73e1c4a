/* apoyo-paint-log.h: writes down which figures the window had painted when.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-window.h"

G_BEGIN_DECLS

/* For ./dev bench push. After each frame that painted newer figures one line goes to the file:
 * microseconds since 1970, and the tree size that the figures stand for. For the program's life;
 * the window is on the screen. */
gboolean apoyo_paint_log_start (ApoyoWindow *window, const char *file, GError **error);

G_END_DECLS
