/* apoyo-status-chip.c: a state as icon and word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-status-chip.h"

#include <glib/gi18n.h>

struct _ApoyoStatusChip {
  GtkWidget parent_instance;

  ApoyoStatus status;
  GtkWidget *icon;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (ApoyoStatusChip, apoyo_status_chip, GTK_TYPE_WIDGET)

static const struct {
  const char *css_class;
  const char *icon_name;
  const char *word; /* (nullable) msgid */
} statuses[] = {
  [APOYO_STATUS_SUCCESS] = { "success", "object-select-symbolic", NULL },
  [APOYO_STATUS_WARNING] = { "warning", "dialog-warning-symbolic", NULL },
  [APOYO_STATUS_ERROR] = { "error", "dialog-error-symbolic", NULL },
  [APOYO_STATUS_INFORMATION] = { "information", "dialog-information-symbolic", NULL },
  [APOYO_STATUS_LIVE] = { "success", "apoyo-live-symbolic", N_ ("Live") },
  [APOYO_STATUS_OFFLINE] = { "warning", "network-offline-symbolic", N_ ("Offline") },
  [APOYO_STATUS_STALE] = { "plain", "apoyo-clock-symbolic", NULL },
};

static void
apoyo_status_chip_dispose (GObject *object)
{
  ApoyoStatusChip *self = APOYO_STATUS_CHIP (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (apoyo_status_chip_parent_class)->dispose (object);
}

static void
apoyo_status_chip_class_init (ApoyoStatusChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_status_chip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "apoyo-chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
apoyo_status_chip_init (ApoyoStatusChip *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->icon = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 14);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "apoyo-chip");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
apoyo_status_chip_new (ApoyoStatus status, const char *text)
{
  ApoyoStatusChip *self = g_object_new (APOYO_TYPE_STATUS_CHIP, NULL);

  apoyo_status_chip_set (self, status, text);
  return GTK_WIDGET (self);
}

void
apoyo_status_chip_set (ApoyoStatusChip *self, ApoyoStatus status, const char *text)
{
  g_return_if_fail (APOYO_IS_STATUS_CHIP (self));
  g_return_if_fail ((guint) status < G_N_ELEMENTS (statuses));
  if (text == NULL)
    text = statuses[status].word != NULL ? _ (statuses[status].word) : "";
  gtk_widget_remove_css_class (GTK_WIDGET (self), statuses[self->status].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), statuses[status].css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), statuses[status].icon_name);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->label, *text != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  self->status = status;
}

ApoyoStatus
apoyo_status_chip_get_status (ApoyoStatusChip *self)
{
  g_return_val_if_fail (APOYO_IS_STATUS_CHIP (self), APOYO_STATUS_SUCCESS);
  return self->status;
}

const char *
apoyo_status_chip_get_text (ApoyoStatusChip *self)
{
  g_return_val_if_fail (APOYO_IS_STATUS_CHIP (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->label));
}
