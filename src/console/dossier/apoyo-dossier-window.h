/* apoyo-dossier-window.h: a window beside the dossier, which goes with the session.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Modal, closed by Escape, and destroyed with the window of @parent: nobody may read it on when the
 * session is over and the main window goes. Not shown yet.
 *
 * parent: any widget of the window it belongs to */
GtkWindow *apoyo_dossier_window_new (GtkWidget *parent, const char *title, GtkWidget *content);

G_END_DECLS
