/* apoyo-histogram.c: how many demarcations have how many electors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-histogram.h"
#include "apoyo-palette.h"

#define HEIGHT 96
#define FOOT 18 /* bounds below the bars */
#define HEAD 16 /* counts above them */

struct _ApoyoHistogram {
  GtkWidget parent_instance;

  ApoyoOutcome *outcome; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ApoyoHistogram, apoyo_histogram, GTK_TYPE_WIDGET)

/* at: 0 the text begins at x, 0.5 its middle, 1 its end. */
static void
draw_text (ApoyoHistogram *self,
           GtkSnapshot *snapshot,
           const char *text,
           float x,
           float y,
           float at)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const GdkRGBA *color = apoyo_palette_get (apoyo_palette_get_default (), APOYO_COLOR_DIM);
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (9.0 / 11.0));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - at * (float) width, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* The first bar is the small ones, which a handful of supports decides. */
static void
draw_bars (ApoyoHistogram *self, GtkSnapshot *snapshot, float width, float bottom)
{
  ApoyoPalette *palette = apoyo_palette_get_default ();
  float step = width / APOYO_OUTCOME_BARS;
  int most = 1;

  for (guint i = 0; i < self->outcome->n_bars; i++)
    most = MAX (most, self->outcome->bars[i]);
  for (guint i = 0; i < self->outcome->n_bars; i++) {
    int n = self->outcome->bars[i];
    float height = (bottom - HEAD) * (float) n / (float) most;
    g_autofree char *count = apoyo_format_count (n);
    gboolean small = i == 0 && self->outcome->small_demarcations > 0;

    if (n == 0)
      continue;
    height = MAX (height, 2);
    gtk_snapshot_append_color (
        snapshot, apoyo_palette_get (palette, small ? APOYO_COLOR_OPEN : APOYO_COLOR_MARK),
        &GRAPHENE_RECT_INIT ((float) i * step + 1, bottom - height, step - 2, height));
    draw_text (self, snapshot, count, ((float) i + 0.5f) * step, bottom - height - HEAD + 1, 0.5f);
  }
}

static void
draw_bounds (ApoyoHistogram *self, GtkSnapshot *snapshot, float width, float y)
{
  static const guint places[] = { 0, APOYO_OUTCOME_BARS / 2, APOYO_OUTCOME_BARS };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *bound = apoyo_format_count (self->outcome->bounds[places[i]]);
    float x = width * (float) places[i] / APOYO_OUTCOME_BARS;

    draw_text (self, snapshot, bound, x, y, (float) i * 0.5f);
  }
}

static void
apoyo_histogram_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoHistogram *self = APOYO_HISTOGRAM (widget);
  float width = (float) gtk_widget_get_width (widget);
  float bottom = (float) gtk_widget_get_height (widget) - FOOT;

  if (self->outcome == NULL || self->outcome->n_bars == 0)
    return;
  draw_bars (self, snapshot, width, bottom);
  gtk_snapshot_append_color (snapshot,
                             apoyo_palette_get (apoyo_palette_get_default (), APOYO_COLOR_LINE),
                             &GRAPHENE_RECT_INIT (0, bottom, width, 1));
  draw_bounds (self, snapshot, width, bottom + 2);
}

static void
apoyo_histogram_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 200;
}

static void
apoyo_histogram_dispose (GObject *object)
{
  g_clear_pointer (&APOYO_HISTOGRAM (object)->outcome, apoyo_outcome_unref);

  G_OBJECT_CLASS (apoyo_histogram_parent_class)->dispose (object);
}

static void
apoyo_histogram_class_init (ApoyoHistogramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_histogram_dispose;
  widget_class->snapshot = apoyo_histogram_snapshot;
  widget_class->measure = apoyo_histogram_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
apoyo_histogram_init (ApoyoHistogram *self)
{
  g_signal_connect_object (apoyo_palette_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
apoyo_histogram_new (void)
{
  return g_object_new (APOYO_TYPE_HISTOGRAM, NULL);
}

/* "0 to 350: 3; 350 to 700: 9; …" */
static char *
describe (const ApoyoOutcome *outcome)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < outcome->n_bars; i++) {
    g_autofree char *from = apoyo_format_count (outcome->bounds[i]);
    g_autofree char *to = apoyo_format_count (outcome->bounds[i + 1]);

    if (outcome->bars[i] == 0)
      continue;
    if (text->len > 0)
      g_string_append (text, "; ");
    g_string_append_printf (text, _ ("%s to %s electors: %d"), from, to, outcome->bars[i]);
  }
  return g_string_free (text, FALSE);
}

void
apoyo_histogram_set (ApoyoHistogram *self, ApoyoOutcome *outcome)
{
  g_autofree char *words = NULL;

  g_return_if_fail (APOYO_IS_HISTOGRAM (self));

  g_clear_pointer (&self->outcome, apoyo_outcome_unref);
  self->outcome = outcome != NULL ? apoyo_outcome_ref (outcome) : NULL;
  words = outcome != NULL ? describe (outcome) : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Demarcations by electors"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
