/* apoyo-place-path.c: the way from the country to the chosen place, each step a button.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-place-path.h"
#include "apoyo-place-words.h"

struct _ApoyoPlacePath {
  GtkBox parent_instance;
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoPlacePath, apoyo_place_path, GTK_TYPE_BOX)

static void
on_clicked_cb (GtkButton *button, ApoyoPlacePath *self)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, place);
}

static void
apoyo_place_path_class_init (ApoyoPlacePathClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", APOYO_TYPE_PLACE_PATH, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
apoyo_place_path_init (ApoyoPlacePath *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Path"),
                                  -1);
}

static void
add_step (ApoyoPlacePath *self, ApoyoGeography *geography, guint place, gboolean last)
{
  g_autofree char *text = apoyo_place_words_step (geography, place);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *child = label;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL) {
    GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

    gtk_image_set_pixel_size (GTK_IMAGE (arrow), 12);
    gtk_widget_add_css_class (arrow, "dimmed");
    gtk_box_append (GTK_BOX (self), arrow);
  }
  if (!last) {
    child = gtk_button_new ();
    gtk_button_set_child (GTK_BUTTON (child), label);
    gtk_widget_add_css_class (child, "flat");
    g_object_set_data (G_OBJECT (child), "place", GUINT_TO_POINTER (place));
    g_signal_connect (child, "clicked", G_CALLBACK (on_clicked_cb), self);
  }
  gtk_widget_add_css_class (child, "path-step");
  gtk_widget_add_css_class (label, last ? "t-strong" : "dimmed");
  gtk_widget_add_css_class (label, "t-small");
  gtk_widget_add_css_class (label, "num");
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (self), child);
}

void
apoyo_place_path_set (ApoyoPlacePath *self,
                      ApoyoGeography *geography,
                      guint place,
                      ApoyoLevel middle)
{
  const ApoyoLevel levels[] = { APOYO_LEVEL_COUNTRY, APOYO_LEVEL_CIRCUMSCRIPTION,
                                APOYO_LEVEL_ENTITY, middle, APOYO_LEVEL_SECTION };
  GtkWidget *child;

  g_return_if_fail (APOYO_IS_PLACE_PATH (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; geography != NULL && i < G_N_ELEMENTS (levels); i++) {
    guint step = apoyo_geography_get_within (geography, place, levels[i]);

    if (step != APOYO_PLACE_NONE)
      add_step (self, geography, step, step == place);
  }
}
