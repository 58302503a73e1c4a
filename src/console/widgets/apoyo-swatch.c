/* apoyo-swatch.c: the small square that says in a list or legend what a figure counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-swatch.h"

#include "apoyo-charts.h"

struct _ApoyoSwatch {
  GtkWidget parent_instance;

  ApoyoSwatchKind kind;
  guint index;
  int size;
};

G_DEFINE_FINAL_TYPE (ApoyoSwatch, apoyo_swatch, GTK_TYPE_WIDGET)

static void
apoyo_swatch_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = APOYO_SWATCH (widget)->size;
}

static void
apoyo_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoSwatch *self = APOYO_SWATCH (widget);
  ApoyoArt art = { .palette = apoyo_palette_get_default () };
  float left = (float) ((gtk_widget_get_width (widget) - self->size) / 2);
  float top = (float) ((gtk_widget_get_height (widget) - self->size) / 2);
  ApoyoBox box = { left, top, self->size, self->size };

  art.cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (left, top, (float) self->size, (float) self->size));
  apoyo_chart_swatch (&art, &box, self->kind, self->index);
  cairo_destroy (art.cr);
}

static void
apoyo_swatch_class_init (ApoyoSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = apoyo_swatch_measure;
  widget_class->snapshot = apoyo_swatch_snapshot;
  gtk_widget_class_set_css_name (widget_class, "apoyo-swatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
apoyo_swatch_init (ApoyoSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (apoyo_palette_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
apoyo_swatch_new (ApoyoSwatchKind kind, guint index, int size)
{
  ApoyoSwatch *self = g_object_new (APOYO_TYPE_SWATCH, NULL);

  self->kind = kind;
  self->index = index;
  self->size = size;
  return GTK_WIDGET (self);
}
