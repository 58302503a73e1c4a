/* apoyo-parts.c: the small pieces that rows and cards are built of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-parts.h"

void
apoyo_part_classes (GtkWidget *widget, const char *classes)
{
  g_auto (GStrv) names = g_strsplit (classes != NULL ? classes : "", " ", -1);

  for (guint i = 0; names[i] != NULL; i++) {
    if (*names[i] != '\0')
      gtk_widget_add_css_class (widget, names[i]);
  }
}

/* What is cut can be read whole by pointing at it. */
static gboolean
on_query_tooltip_cb (GtkWidget *widget,
                     int x,
                     int y,
                     gboolean keyboard,
                     GtkTooltip *tooltip,
                     gpointer data)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (widget)));
  return TRUE;
}

static void
hint_when_cut (GtkWidget *label)
{
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}

GtkWidget *
apoyo_part_label (const char *text, const char *classes)
{
  GtkWidget *label = gtk_label_new (text);

  hint_when_cut (label);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  apoyo_part_classes (label, classes);
  return label;
}

GtkWidget *
apoyo_part_text (const char *text, const char *classes)
{
  GtkWidget *label = gtk_label_new (text);

  hint_when_cut (label);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  apoyo_part_classes (label, classes);
  return label;
}

GtkWidget *
apoyo_part_icon (const char *name, int size, const char *classes)
{
  GtkWidget *image = gtk_image_new_from_icon_name (name);

  gtk_image_set_pixel_size (GTK_IMAGE (image), size);
  gtk_widget_set_valign (image, GTK_ALIGN_CENTER);
  apoyo_part_classes (image, classes);
  return image;
}

GtkWidget *
apoyo_part_box (GtkOrientation orientation, int spacing, const char *classes)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  apoyo_part_classes (box, classes);
  return box;
}

GtkWidget *
apoyo_part_pair (const char *name, const char *value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *first = apoyo_part_label (name, "t-small");
  GtkWidget *second = gtk_label_new (value);

  gtk_widget_set_hexpand (first, TRUE);
  apoyo_part_classes (second, "t-small num t-strong");
  gtk_box_append (GTK_BOX (row), first);
  gtk_box_append (GTK_BOX (row), second);
  return row;
}

GtkWidget *
apoyo_part_rule (void)
{
  return apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 0, "thin-rule");
}

GtkWidget *
apoyo_part_note (const char *kind, const char *icon, const char *text)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, "note");
  GtkWidget *image = apoyo_part_icon (icon, 14, NULL);
  GtkWidget *label = apoyo_part_text (text, "t-caption");

  apoyo_part_classes (box, kind);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

void
apoyo_part_margins (GtkWidget *widget, int top, int end, int bottom, int start)
{
  gtk_widget_set_margin_top (widget, top);
  gtk_widget_set_margin_end (widget, end);
  gtk_widget_set_margin_bottom (widget, bottom);
  gtk_widget_set_margin_start (widget, start);
}

void
apoyo_part_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

#define PRINT "print"

gboolean
apoyo_part_differs (GtkWidget *widget, char *print)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), TRUE);

  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), PRINT), print) == 0) {
    g_free (print);
    return FALSE;
  }
  g_object_set_data_full (G_OBJECT (widget), PRINT, print, g_free);
  return TRUE;
}

void
apoyo_part_set_reason (GtkWidget *widget, const char *reason, const char *otherwise)
{
  gtk_widget_set_sensitive (widget, reason == NULL);
  gtk_widget_set_tooltip_text (widget, reason != NULL ? reason : otherwise);
}

static gboolean
on_escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

void
apoyo_part_close_on_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}
