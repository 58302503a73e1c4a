/* apoyo-sparkline.c: a day's arrivals as one small line, for list rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-sparkline.h"

#include <string.h>

#include "apoyo-charts.h"

#define WIDTH 60
#define HEIGHT 14

/* No layout, no text and no allocation of its own: forty of them scroll by. GTK keeps the drawn
 * node until the values, the size or the palette change. */
struct _ApoyoSparkline {
  GtkWidget parent_instance;

  gint64 values[APOYO_SPARKLINE_MAX];
  guint n_values;
};

G_DEFINE_FINAL_TYPE (ApoyoSparkline, apoyo_sparkline, GTK_TYPE_WIDGET)

static void
apoyo_sparkline_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
apoyo_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoSparkline *self = APOYO_SPARKLINE (widget);
  ApoyoBox box = { 0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget) };
  ApoyoArt art = { .palette = apoyo_palette_get_default () };

  if (self->n_values == 0 || box.width < 4 || box.height < 6)
    return;
  art.cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) box.width, (float) box.height));
  apoyo_chart_sparkline (&art, &box, self->values, self->n_values);
  cairo_destroy (art.cr);
}

static void
apoyo_sparkline_class_init (ApoyoSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = apoyo_sparkline_measure;
  widget_class->snapshot = apoyo_sparkline_snapshot;
  gtk_widget_class_set_css_name (widget_class, "apoyo-sparkline");
  /* The row's figures say what matters; twenty-four more would only delay them. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
apoyo_sparkline_init (ApoyoSparkline *self)
{
  g_signal_connect_object (apoyo_palette_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
apoyo_sparkline_new (void)
{
  return g_object_new (APOYO_TYPE_SPARKLINE, NULL);
}

void
apoyo_sparkline_set_values (ApoyoSparkline *self, const gint64 *values, guint n_values)
{
  g_return_if_fail (APOYO_IS_SPARKLINE (self));
  g_return_if_fail (values != NULL || n_values == 0);
  if (n_values > APOYO_SPARKLINE_MAX) {
    values += n_values - APOYO_SPARKLINE_MAX;
    n_values = APOYO_SPARKLINE_MAX;
  }
  if (n_values == self->n_values &&
      (n_values == 0 || memcmp (values, self->values, n_values * sizeof *values) == 0))
    return;
  if (n_values > 0)
    memcpy (self->values, values, n_values * sizeof *values);
  self->n_values = n_values;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
