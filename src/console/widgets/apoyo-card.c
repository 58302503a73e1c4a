/* apoyo-card.c: what the cards of the board have in common.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-card.h"

#include <glib/gi18n.h>

#include "apoyo-figures.h"

#define SPACING 2

struct _ApoyoCardHead {
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *chip;
  GtkWidget *stale;
  gboolean has_chip;
};

G_DEFINE_FINAL_TYPE (ApoyoCardHead, apoyo_card_head, GTK_TYPE_WIDGET)

static void
apoyo_card_head_dispose (GObject *object)
{
  apoyo_card_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (apoyo_card_head_parent_class)->dispose (object);
}

static void
apoyo_card_head_class_init (ApoyoCardHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_card_head_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "apoyo-card-head");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
apoyo_card_head_init (ApoyoCardHead *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (widget)), 8);
  self->title = apoyo_figure_label ("apoyo-section", 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_parent (self->title, widget);
  self->chip = apoyo_status_chip_new (APOYO_STATUS_INFORMATION, NULL);
  gtk_widget_set_visible (self->chip, FALSE);
  gtk_widget_set_parent (self->chip, widget);
  self->stale = apoyo_status_chip_new (APOYO_STATUS_STALE, NULL);
  gtk_widget_set_visible (self->stale, FALSE);
  gtk_widget_set_parent (self->stale, widget);
}

ApoyoCardHead *
apoyo_card_head_new (const char *title)
{
  ApoyoCardHead *self = g_object_new (APOYO_TYPE_CARD_HEAD, NULL);

  apoyo_card_head_set_title (self, title);
  return self;
}

void
apoyo_card_head_set_title (ApoyoCardHead *self, const char *title)
{
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_tooltip_text (self->title, title); /* it may be cut */
}

static void
show_right_chip (ApoyoCardHead *self)
{
  gboolean stale = *apoyo_status_chip_get_text (APOYO_STATUS_CHIP (self->stale)) != '\0';

  gtk_widget_set_visible (self->stale, stale);
  gtk_widget_set_visible (self->chip, self->has_chip && !stale);
}

void
apoyo_card_head_set_chip (ApoyoCardHead *self, ApoyoStatus status, const char *text)
{
  apoyo_status_chip_set (APOYO_STATUS_CHIP (self->chip), status, text);
  self->has_chip = TRUE;
  show_right_chip (self);
}

void
apoyo_card_head_hide_chip (ApoyoCardHead *self)
{
  self->has_chip = FALSE;
  show_right_chip (self);
}

void
apoyo_card_head_set_stale (ApoyoCardHead *self, const char *time)
{
  apoyo_status_chip_set (APOYO_STATUS_CHIP (self->stale), APOYO_STATUS_STALE, time);
  if (time != NULL)
    gtk_widget_set_tooltip_text (self->stale, _ ("Time of these figures; the connection is lost"));
  show_right_chip (self);
}

void
apoyo_card_head_append (ApoyoCardHead *self, GtkWidget *widget)
{
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
}

void
apoyo_card_class_setup (GtkWidgetClass *widget_class, const char *css_name)
{
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, css_name);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

void
apoyo_card_append (GtkWidget *card, GtkWidget *child)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (card);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING);
  gtk_widget_set_parent (child, card);
}

void
apoyo_card_clear (GtkWidget *card)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (card)) != NULL)
    gtk_widget_unparent (child);
}

GtkWidget *
apoyo_card_row (GtkWidget *start, GtkWidget *end, GtkAlign align)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_hexpand (start, TRUE);
  gtk_widget_set_valign (start, align);
  gtk_box_append (GTK_BOX (row), start);
  if (end != NULL) {
    gtk_widget_set_valign (end, align);
    gtk_box_append (GTK_BOX (row), end);
  }
  return row;
}

void
apoyo_card_set_class (GtkWidget *widget, const char *css_class, gboolean present)
{
  if (present)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}
