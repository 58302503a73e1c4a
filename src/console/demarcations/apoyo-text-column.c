/* apoyo-text-column.c: a column of a table whose cells are texts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-text-column.h"

typedef struct {
  ApoyoTextStyle style;
  ApoyoTextFunc func;
  gpointer user_data;
} TextColumn;

static void
on_setup_cb (GtkListItemFactory *factory, GtkListItem *item, TextColumn *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->style == APOYO_TEXT_FIGURE ? 1 : 0);
  if (column->style != APOYO_TEXT_FIGURE)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "t-small");
  gtk_widget_add_css_class (label, "num");
  if (column->style == APOYO_TEXT_STRONG)
    gtk_widget_add_css_class (label, "t-strong");
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkListItemFactory *factory, GtkListItem *item, TextColumn *column)
{
  g_autofree char *text = column->func (gtk_list_item_get_item (item), column->user_data);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text != NULL ? text : "");
}

static void
text_column_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* The title of a column of figures ends where its figures end. */
static void
align_last_title (GtkColumnView *table)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (table));
  GtkWidget *title = header != NULL ? gtk_widget_get_last_child (header) : NULL;
  GtkWidget *box = title != NULL ? gtk_widget_get_first_child (title) : NULL;

  if (box != NULL)
    gtk_widget_set_halign (box, GTK_ALIGN_END);
}

void
apoyo_text_column_append (GtkColumnView *table,
                          const char *title,
                          ApoyoTextStyle style,
                          int width,
                          ApoyoTextFunc func,
                          gpointer user_data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  TextColumn *data = g_new (TextColumn, 1);
  g_autoptr (GtkColumnViewColumn) column = NULL;

  *data = (TextColumn){ style, func, user_data };
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), data);
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_setup_cb), data, text_column_free, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (table, column);
  if (style == APOYO_TEXT_FIGURE)
    align_last_title (table);
}

GtkWidget *
apoyo_text_table_new (GtkColumnView **table, const char *label)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  *table = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (*table), "figures");
  gtk_widget_add_css_class (GTK_WIDGET (*table), "roomy");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*table), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (*table));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "panel");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  return scrolled;
}
