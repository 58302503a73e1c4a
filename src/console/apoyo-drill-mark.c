/* apoyo-drill-mark.c: what says of a thing that it belongs to a drill and is not real.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-drill-mark.h"
#include "apoyo-status-chip.h"

#define CLASS "simulacro"

GtkWidget *
apoyo_drill_mark_new (void)
{
  GtkWidget *chip = apoyo_status_chip_new (APOYO_STATUS_WARNING, _ ("Drill"));

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

char *
apoyo_drill_mark_name (const char *name, gboolean drill)
{
  return drill ? g_strdup_printf ("%s, %s", name, _ ("Drill")) : g_strdup (name);
}

void
apoyo_drill_mark_window (GtkWidget *window, gboolean drill)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  if (drill)
    gtk_widget_add_css_class (window, CLASS);
  else
    gtk_widget_remove_css_class (window, CLASS);
}

static void
on_map_cb (GtkWindow *dialog, AdwHeaderBar *bar)
{
  GtkWindow *below = gtk_window_get_transient_for (dialog);

  if (below == NULL || !gtk_widget_has_css_class (GTK_WIDGET (below), CLASS) ||
      gtk_widget_has_css_class (GTK_WIDGET (dialog), CLASS))
    return;
  apoyo_drill_mark_window (GTK_WIDGET (dialog), TRUE);
  adw_header_bar_pack_end (bar, apoyo_drill_mark_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Drill"), -1);
}

void
apoyo_drill_mark_inherit (GtkWindow *dialog, AdwHeaderBar *bar)
{
  g_return_if_fail (GTK_IS_WINDOW (dialog));
  g_return_if_fail (ADW_IS_HEADER_BAR (bar));
  g_signal_connect_object (dialog, "map", G_CALLBACK (on_map_cb), bar, 0);
}
