/* apoyo-progress-mark.c: a table cell's bar against the mark of 100 %.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-progress-mark.h"

#include "apoyo-charts.h"
#include "apoyo-figures.h"

#define WIDTH 90
#define HEIGHT 14

struct _ApoyoProgressMark {
  GtkWidget parent_instance;

  int progress;
};

G_DEFINE_FINAL_TYPE (ApoyoProgressMark, apoyo_progress_mark, GTK_TYPE_WIDGET)

static void
apoyo_progress_mark_measure (GtkWidget *widget,
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
apoyo_progress_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoBox box = { 0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget) };
  ApoyoArt art = { .palette = apoyo_palette_get_default (),
                   .rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL };

  art.cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) box.width, (float) box.height));
  apoyo_chart_progress_mark (&art, &box, APOYO_PROGRESS_MARK (widget)->progress);
  cairo_destroy (art.cr);
}

static void
apoyo_progress_mark_class_init (ApoyoProgressMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = apoyo_progress_mark_measure;
  widget_class->snapshot = apoyo_progress_mark_snapshot;
  gtk_widget_class_set_css_name (widget_class, "apoyo-progress-mark");
  /* The percentage stands beside it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
apoyo_progress_mark_init (ApoyoProgressMark *self)
{
  self->progress = APOYO_PROGRESS_UNKNOWN;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (apoyo_palette_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
apoyo_progress_mark_new (void)
{
  return g_object_new (APOYO_TYPE_PROGRESS_MARK, NULL);
}

void
apoyo_progress_mark_set_progress (ApoyoProgressMark *self, int progress)
{
  g_return_if_fail (APOYO_IS_PROGRESS_MARK (self));
  if (progress == self->progress)
    return;
  self->progress = progress;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
