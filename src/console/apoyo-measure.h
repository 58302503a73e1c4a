/* apoyo-measure.h: how long the window takes to fill, and to scroll.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-window.h"

G_BEGIN_DECLS

/* As early in main() as can be. */
void apoyo_measure_note_start (void);
/* Waits for the filled page's first frame, scrolls its list from end to end, and writes one JSON
 * object into the file. */
void apoyo_measure_async (ApoyoWindow *window,
                          const char *file,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean apoyo_measure_finish (GAsyncResult *result, GError **error);

G_END_DECLS
