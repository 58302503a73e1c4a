/* apoyo-extension-dialog.h: another window for a process, with its effect before it is applied.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

/* Of the chosen process: by one person before it opens, else as a proposal. */
void apoyo_extension_dialog_ask (GtkWidget *parent, ApoyoSetup *setup);
/* Name, scope and cut-off of a process that has not opened. */
void apoyo_data_dialog_ask (GtkWidget *parent, ApoyoSetup *setup);

G_END_DECLS
