/* apoyo-form-group.c: rows of one subject in a card, with the article they stand on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-form-row.h"

struct _ApoyoFormGroup {
  GtkBox parent_instance;

  GtkLabel *title;
  GtkWidget *law_box;
  GtkLabel *law;
  GtkBox *card;
};

G_DEFINE_FINAL_TYPE (ApoyoFormGroup, apoyo_form_group, GTK_TYPE_BOX)

static GtkWidget *
make_label (const char *css_class, const char *other_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  if (other_class != NULL)
    gtk_widget_add_css_class (label, other_class);
  return label;
}

static GtkWidget *
make_head (ApoyoFormGroup *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("ac-scale-symbolic");

  self->title = GTK_LABEL (make_label ("t-heading", NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  self->law_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_widget_add_css_class (icon, "dimmed");
  gtk_box_append (GTK_BOX (self->law_box), icon);
  self->law = GTK_LABEL (make_label ("t-caption", "dimmed"));
  gtk_box_append (GTK_BOX (self->law_box), GTK_WIDGET (self->law));
  gtk_widget_set_visible (self->law_box, FALSE);
  gtk_widget_set_tooltip_text (self->law_box, _ ("What the defaults stand on"));
  gtk_box_append (GTK_BOX (head), self->law_box);
  return head;
}

static void
apoyo_form_group_class_init (ApoyoFormGroupClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
apoyo_form_group_init (ApoyoFormGroup *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_append (GTK_BOX (self), make_head (self));
  self->card = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->card), "panel");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->card));
}

GtkWidget *
apoyo_form_group_new (const char *title)
{
  ApoyoFormGroup *self = g_object_new (APOYO_TYPE_FORM_GROUP, NULL);

  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

/* Rows and lines alternate; only what is shown has a line above it. */
static void
update_lines (ApoyoFormGroup *self)
{
  gboolean any = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->card)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *row;

    if (!GTK_IS_SEPARATOR (child)) {
      any = any || gtk_widget_get_visible (child);
      continue;
    }
    row = gtk_widget_get_next_sibling (child);
    gtk_widget_set_visible (child, any && gtk_widget_get_visible (row));
  }
}

void
apoyo_form_group_add (ApoyoFormGroup *self, GtkWidget *row)
{
  g_return_if_fail (APOYO_IS_FORM_GROUP (self));

  if (gtk_widget_get_first_child (GTK_WIDGET (self->card)) != NULL)
    gtk_box_append (self->card, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (self->card, row);
  update_lines (self);
}

void
apoyo_form_group_show_row (ApoyoFormGroup *self, GtkWidget *row, gboolean shown)
{
  g_return_if_fail (APOYO_IS_FORM_GROUP (self));

  gtk_widget_set_visible (row, shown);
  update_lines (self);
}

void
apoyo_form_group_set_law (ApoyoFormGroup *self, const char *law)
{
  g_return_if_fail (APOYO_IS_FORM_GROUP (self));

  gtk_label_set_text (self->law, law != NULL ? law : "");
  gtk_widget_set_visible (self->law_box, law != NULL && *law != '\0');
}
