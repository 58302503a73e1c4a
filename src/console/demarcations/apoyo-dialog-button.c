/* apoyo-dialog-button.c: a button with a mnemonic, and one name for a screen reader.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-dialog-button.h"

GtkWidget *
apoyo_dialog_button_new (const char *label, GCallback func, gpointer user_data)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
  apoyo_dialog_button_set_label (button, label);
  g_signal_connect_swapped (button, "clicked", func, user_data);
  return button;
}

/* GTK gives the button the raw text for a name, underscore and all, before that of its label. */
void
apoyo_dialog_button_set_label (GtkWidget *button, const char *label)
{
  g_return_if_fail (GTK_IS_BUTTON (button));

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}
