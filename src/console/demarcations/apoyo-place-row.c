/* apoyo-place-row.c: one place in a column of the browser.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-art.h"
#include "apoyo-place-row.h"
#include "apoyo-place-words.h"

#define ICON 12

/* As in the board's list: a row made of labels costs a layout each, this one draws its texts, and
 * only when it is seen. */
struct _ApoyoPlaceRow {
  GtkWidget parent_instance;

  guint place;
  char *number;  /* (owned) (nullable) */
  char *name;    /* (owned) (nullable) */
  char *figure;  /* (owned) (nullable) */
  char *warning; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ApoyoPlaceRow, apoyo_place_row, GTK_TYPE_WIDGET)

static void
draw_warning (ApoyoPlaceRow *self, GtkSnapshot *snapshot, double x, double y)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      theme, "dialog-warning-symbolic", NULL, ICON, gtk_widget_get_scale_factor (GTK_WIDGET (self)),
      gtk_widget_get_direction (GTK_WIDGET (self)), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  const GdkRGBA *color = apoyo_palette_get (apoyo_palette_get_default (), APOYO_COLOR_WARNING);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON, ICON,
                                            color, 1);
  gtk_snapshot_restore (snapshot);
}

/* Number, name, warning and figure between the two ends of the row. */
static void
apoyo_place_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoPlaceRow *self = APOYO_PLACE_ROW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  ApoyoArt art = { .palette = apoyo_palette_get_default (),
                   .context = gtk_widget_get_pango_context (widget) };
  double left = 0, right = width, y;
  ApoyoLettering dim, name;

  if (self->number == NULL || width < 1 || height < 1)
    return;
  art.point = apoyo_art_point_of (art.context);
  y = height / 2 - 7 * art.point;
  dim = (ApoyoLettering){ 10 * art.point, 400, APOYO_COLOR_DIM, APOYO_ALIGN_RIGHT };
  name = (ApoyoLettering){ 10 * art.point, 400, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT };
  art.cr = gtk_snapshot_append_cairo (snapshot,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->figure != NULL)
    right -= apoyo_art_text (&art, right, y, &dim, self->figure) + 8;
  if (self->warning != NULL)
    right -= ICON + 8;
  dim.align = APOYO_ALIGN_LEFT;
  left += apoyo_art_text (&art, left, y, &dim, self->number) + 8;
  if (self->name != NULL && right > left)
    apoyo_art_text_within (&art, left, y, right - left, &name, self->name);
  cairo_destroy (art.cr);
  if (self->warning != NULL)
    draw_warning (self, snapshot, right + 8, height / 2 - ICON / 2.0);
}

static void
apoyo_place_row_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  double point = apoyo_art_point_of (gtk_widget_get_pango_context (widget));

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 40 : (int) (22 * point + 0.5);
}

static gboolean
on_query_tooltip_cb (ApoyoPlaceRow *self,
                     int x,
                     int y,
                     gboolean keyboard,
                     GtkTooltip *tooltip,
                     gpointer user_data)
{
  g_autofree char *text = NULL;

  if (self->number == NULL || (self->name == NULL && self->warning == NULL))
    return FALSE;
  text = g_strdup_printf ("%s%s%s", self->name != NULL ? self->name : self->number,
                          self->warning != NULL ? " · " : "",
                          self->warning != NULL ? self->warning : "");
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
forget (ApoyoPlaceRow *self)
{
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->figure, g_free);
  g_clear_pointer (&self->warning, g_free);
}

static void
apoyo_place_row_finalize (GObject *object)
{
  forget (APOYO_PLACE_ROW (object));

  G_OBJECT_CLASS (apoyo_place_row_parent_class)->finalize (object);
}

static void
apoyo_place_row_class_init (ApoyoPlaceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = apoyo_place_row_finalize;
  widget_class->measure = apoyo_place_row_measure;
  widget_class->snapshot = apoyo_place_row_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
apoyo_place_row_init (ApoyoPlaceRow *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  g_signal_connect_object (apoyo_palette_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
apoyo_place_row_new (void)
{
  return g_object_new (APOYO_TYPE_PLACE_ROW, NULL);
}

/* What a screen reader says of the row. */
static void
describe (ApoyoPlaceRow *self, ApoyoGeography *geography, guint place)
{
  g_autofree char *title = apoyo_place_words_step (geography, place);
  g_autofree char *count =
      apoyo_place_words_count (apoyo_geography_get_nominal_list (geography, place));
  g_autofree char *figure = g_strdup_printf (_ ("%s electors"), count);
  g_autofree char *text = g_strjoin (", ", title, figure, self->warning, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
apoyo_place_row_set (ApoyoPlaceRow *self, ApoyoPlace *place, gboolean figure)
{
  ApoyoGeography *geography;
  guint number;

  g_return_if_fail (APOYO_IS_PLACE_ROW (self));

  forget (self);
  self->place = place != NULL ? apoyo_place_get_number (place) : APOYO_PLACE_NONE;
  if (place != NULL) {
    geography = apoyo_place_get_geography (place);
    number = apoyo_place_get_number (place);
    self->number = apoyo_geography_get_level (geography, number) == APOYO_LEVEL_CIRCUMSCRIPTION
                       ? apoyo_place_words_step (geography, number)
                       : apoyo_geography_dup_number (geography, number);
    if (apoyo_geography_get_level (geography, number) != APOYO_LEVEL_CIRCUMSCRIPTION)
      self->name = g_strdup (apoyo_geography_get_name (geography, number));
    if (figure)
      self->figure = apoyo_place_words_count (apoyo_geography_get_nominal_list (geography, number));
    self->warning = apoyo_place_words_warning (geography, number);
    describe (self, geography, number);
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
apoyo_place_row_get_place (ApoyoPlaceRow *self)
{
  g_return_val_if_fail (APOYO_IS_PLACE_ROW (self), APOYO_PLACE_NONE);
  return self->place;
}
