/* apoyo-drawing.c: an area that a function draws, in the palette and text size in force.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-drawing.h"

#include <math.h>

struct _ApoyoDrawing {
  GtkWidget parent_instance;

  ApoyoDrawFunc func;
  gpointer data;
  double width;  /* points */
  double height; /* points */
};

G_DEFINE_FINAL_TYPE (ApoyoDrawing, apoyo_drawing, GTK_TYPE_WIDGET)

static void
apoyo_drawing_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  ApoyoDrawing *self = APOYO_DRAWING (widget);
  double point = apoyo_art_point_of (gtk_widget_get_pango_context (widget));
  double size = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;

  *minimum = *natural = (int) ceil (size * point);
}

static void
apoyo_drawing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoDrawing *self = APOYO_DRAWING (widget);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  ApoyoArt art = {
    .palette = apoyo_palette_get_default (),
    .context = context,
    .point = apoyo_art_point_of (context),
    .rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
  };

  if (width <= 0 || height <= 0)
    return;
  art.cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  self->func (&art, width, height, self->data);
  cairo_destroy (art.cr);
}

static void
apoyo_drawing_class_init (ApoyoDrawingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = apoyo_drawing_measure;
  widget_class->snapshot = apoyo_drawing_snapshot;
  gtk_widget_class_set_css_name (widget_class, "apoyo-drawing");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
apoyo_drawing_init (ApoyoDrawing *self)
{
  g_signal_connect_object (apoyo_palette_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
apoyo_drawing_new (ApoyoDrawFunc func, gpointer data, double width, double height)
{
  ApoyoDrawing *self = g_object_new (APOYO_TYPE_DRAWING, NULL);

  self->func = func;
  self->data = data;
  self->width = width;
  self->height = height;
  return GTK_WIDGET (self);
}
