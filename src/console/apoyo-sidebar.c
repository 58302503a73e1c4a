/* apoyo-sidebar.c: the pages, and at the foot who is signed in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-sidebar.h"

struct _ApoyoSidebar {
  GtkBox parent_instance;

  GtkListBox *navigation;
  GtkWidget *inbox_button;
  GtkLabel *inbox_count;
  AdwAvatar *avatar;
  GtkLabel *person_name;
  GtkLabel *person_role;
};

enum {
  SIGNAL_PAGE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoSidebar, apoyo_sidebar, GTK_TYPE_BOX)

static const char *
get_page_name (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "page-name");
}

/* GTK 4.8 keeps the old layout of a label where a style sheet takes its weight back. */
static void
set_bold (GtkListBoxRow *row, gboolean bold)
{
  GtkWidget *label = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static void
on_row_selected_cb (ApoyoSidebar *self, GtkListBoxRow *row)
{
  GtkListBoxRow *other;

  for (int i = 0; (other = gtk_list_box_get_row_at_index (self->navigation, i)) != NULL; i++)
    set_bold (other, other == row);
  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_PAGE_CHOSEN], 0, get_page_name (row));
}

static void
apoyo_sidebar_class_init (ApoyoSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_PAGE_CHOSEN] = g_signal_new ("page-chosen", APOYO_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST,
                                              0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoSidebar, navigation);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSidebar, inbox_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSidebar, inbox_count);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSidebar, person_name);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSidebar, person_role);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
}

static void
apoyo_sidebar_init (ApoyoSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_row (const ApoyoPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_ (info->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->title), -1);
  g_object_set_data (G_OBJECT (row), "page-name", (gpointer) info->name);
  return row;
}

void
apoyo_sidebar_add_page (ApoyoSidebar *self, const ApoyoPageInfo *info)
{
  g_return_if_fail (APOYO_IS_SIDEBAR (self));
  gtk_list_box_append (self->navigation, make_row (info));
}

gboolean
apoyo_sidebar_is_empty (ApoyoSidebar *self)
{
  g_return_val_if_fail (APOYO_IS_SIDEBAR (self), TRUE);
  return gtk_list_box_get_row_at_index (self->navigation, 0) == NULL;
}

gboolean
apoyo_sidebar_select (ApoyoSidebar *self, const char *name)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (APOYO_IS_SIDEBAR (self), FALSE);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->navigation, i)) != NULL; i++) {
    if (g_strcmp0 (get_page_name (row), name) == 0) {
      gtk_list_box_select_row (self->navigation, row);
      return TRUE;
    }
  }
  return FALSE;
}

void
apoyo_sidebar_select_nth (ApoyoSidebar *self, int number)
{
  GtkListBoxRow *row;

  g_return_if_fail (APOYO_IS_SIDEBAR (self));

  row = gtk_list_box_get_row_at_index (self->navigation, number - 1);
  if (row != NULL)
    gtk_list_box_select_row (self->navigation, row);
}

void
apoyo_sidebar_show_inbox (ApoyoSidebar *self, guint n_waiting)
{
  g_autofree char *count = apoyo_format_count (n_waiting);
  g_autofree char *spoken =
      n_waiting > 0 ? g_strdup_printf (g_dngettext (NULL, "%s act waits for your signature",
                                                    "%s acts wait for your signature", n_waiting),
                                       count)
                    : g_strdup (_ ("Nothing waits for your signature"));

  g_return_if_fail (APOYO_IS_SIDEBAR (self));

  gtk_widget_set_visible (self->inbox_button, TRUE);
  gtk_label_set_text (self->inbox_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->inbox_count), n_waiting > 0);
  if (n_waiting > 0)
    gtk_widget_add_css_class (self->inbox_button, "waits");
  else
    gtk_widget_remove_css_class (self->inbox_button, "waits");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->inbox_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
apoyo_sidebar_show_person (ApoyoSidebar *self, ApoyoLogin *login)
{
  g_return_if_fail (APOYO_IS_SIDEBAR (self));

  adw_avatar_set_text (self->avatar, apoyo_login_get_display_name (login));
  gtk_label_set_text (self->person_name, apoyo_login_get_display_name (login));
  gtk_label_set_text (self->person_role, apoyo_login_get_role_label (login));
}
