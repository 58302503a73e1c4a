/* apoyo-entity-card.c: what the map says about the entity under the pointer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-entity-card.h"

#include <glib/gi18n.h>

#include "apoyo-figures.h"
#include "apoyo-format.h"

typedef enum {
  ROW_VALID,
  ROW_REQUIRED,
  ROW_MISSING,
} Row;

#define N_ROWS (ROW_MISSING + 1)

struct _ApoyoEntityCard {
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkWidget *name;
  GtkWidget *icon;
  GtkWidget *percent;
  GtkWidget *captions[N_ROWS];
  GtkWidget *figures[N_ROWS];
};

G_DEFINE_FINAL_TYPE (ApoyoEntityCard, apoyo_entity_card, GTK_TYPE_WIDGET)

static void
apoyo_entity_card_dispose (GObject *object)
{
  ApoyoEntityCard *self = APOYO_ENTITY_CARD (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (apoyo_entity_card_parent_class)->dispose (object);
}

static void
apoyo_entity_card_class_init (ApoyoEntityCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_entity_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "apoyo-entity-card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
apoyo_entity_card_init (ApoyoEntityCard *self)
{
  GtkGrid *grid;

  self->grid = gtk_grid_new ();
  grid = GTK_GRID (self->grid);
  gtk_grid_set_column_spacing (grid, 16);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  self->name = apoyo_figure_label ("apoyo-small strong", 0);
  gtk_widget_set_hexpand (self->name, TRUE);
  self->icon = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 14);
  gtk_widget_set_halign (self->icon, GTK_ALIGN_END);
  self->percent = apoyo_figure_label ("apoyo-figure wide", 0);
  gtk_grid_attach (grid, self->name, 0, 0, 1, 1);
  gtk_grid_attach (grid, self->icon, 1, 0, 1, 1);
  gtk_grid_attach (grid, self->percent, 0, 1, 2, 1);
  for (int i = 0; i < (int) N_ROWS; i++) {
    self->captions[i] = apoyo_figure_label ("apoyo-caption", 0);
    self->figures[i] =
        apoyo_figure_label (i == ROW_MISSING ? "apoyo-caption strong" : "apoyo-caption plain", 1);
    gtk_grid_attach (grid, self->captions[i], 0, 2 + i, 1, 1);
    gtk_grid_attach (grid, self->figures[i], 1, 2 + i, 1, 1);
  }
  gtk_label_set_text (GTK_LABEL (self->captions[ROW_VALID]), _ ("In Nominal List"));
}

GtkWidget *
apoyo_entity_card_new (void)
{
  return g_object_new (APOYO_TYPE_ENTITY_CARD, NULL);
}

static void
set_count (GtkWidget *label, gint64 count)
{
  g_autofree char *text = apoyo_format_count (count);

  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
set_required (ApoyoEntityCard *self, const ApoyoAreaValue *value, int percentage)
{
  gboolean known = value->required > 0;
  gboolean reached = value->valid >= value->required;

  for (int i = ROW_REQUIRED; i < (int) N_ROWS; i++) {
    gtk_widget_set_visible (self->captions[i], known);
    gtk_widget_set_visible (self->figures[i], known);
  }
  gtk_widget_set_visible (self->icon, known);
  if (!known)
    return;
  if (percentage > 0) {
    g_autofree char *rule = apoyo_figure_rule_percentage (percentage);
    /* Translators: the percentage of the nominal list that is required: "Required (3 %)". */
    g_autofree char *caption = g_strdup_printf (_ ("Required (%s)"), rule);

    gtk_label_set_text (GTK_LABEL (self->captions[ROW_REQUIRED]), caption);
  } else {
    gtk_label_set_text (GTK_LABEL (self->captions[ROW_REQUIRED]), _ ("Required"));
  }
  gtk_label_set_text (GTK_LABEL (self->captions[ROW_MISSING]),
                      reached ? C_ ("supports", "Above") : C_ ("supports", "Missing"));
  set_count (self->figures[ROW_REQUIRED], value->required);
  set_count (self->figures[ROW_MISSING], ABS (value->valid - value->required));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                reached ? "object-select-symbolic" : "dialog-warning-symbolic");
  if (reached) {
    gtk_widget_remove_css_class (self->icon, "apoyo-warning");
    gtk_widget_add_css_class (self->icon, "apoyo-success");
  } else {
    gtk_widget_remove_css_class (self->icon, "apoyo-success");
    gtk_widget_add_css_class (self->icon, "apoyo-warning");
  }
}

void
apoyo_entity_card_set_value (ApoyoEntityCard *self, const ApoyoAreaValue *value, int percentage)
{
  g_autofree char *name = NULL;
  g_autofree char *percent = NULL;

  g_return_if_fail (APOYO_IS_ENTITY_CARD (self));
  g_return_if_fail (value != NULL);
  name = g_strdup_printf ("%s  %s", value->code, value->name);
  percent = apoyo_format_percent (apoyo_progress (value->valid, value->required));
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->percent), percent);
  set_count (self->figures[ROW_VALID], value->valid);
  set_required (self, value, percentage);
}
