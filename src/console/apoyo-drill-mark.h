/* apoyo-drill-mark.h: what says of a thing that it belongs to a drill and is not real.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *apoyo_drill_mark_new (void);
/* What a screen reader says of it: "NAME, Drill". (transfer full) */
char *apoyo_drill_mark_name (const char *name, gboolean drill);
/* Of a window as a whole; its dialogs take after it. */
void apoyo_drill_mark_window (GtkWidget *window, gboolean drill);
/* Marks a dialog, once it is shown, when the window that it stands over is marked. */
void apoyo_drill_mark_inherit (GtkWindow *dialog, AdwHeaderBar *bar);

G_END_DECLS
