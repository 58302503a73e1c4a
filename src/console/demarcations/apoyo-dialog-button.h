/* apoyo-dialog-button.h: a button with a mnemonic, and one name for a screen reader.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* func is called with user_data only. */
GtkWidget *apoyo_dialog_button_new (const char *label, GCallback func, gpointer user_data);
void apoyo_dialog_button_set_label (GtkWidget *button, const char *label);

G_END_DECLS
