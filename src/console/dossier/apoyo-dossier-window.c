/* apoyo-dossier-window.c: a window beside the dossier, which goes with the session.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-dossier-window.h"
#include "apoyo-parts.h"

GtkWindow *
apoyo_dossier_window_new (GtkWidget *parent, const char *title, GtkWidget *content)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);

  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  if (GTK_IS_WINDOW (root)) {
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
    gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  }
  apoyo_part_close_on_escape (window);
  return GTK_WINDOW (window);
}
