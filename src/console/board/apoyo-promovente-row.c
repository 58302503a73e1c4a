/* apoyo-promovente-row.c: one promovente in the board's list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-charts.h"
#include "apoyo-format.h"
#include "apoyo-promovente-row.h"
#include "apoyo-settings.h"

#define FADE_MS 400

/* A list view keeps some two hundred rows, and all of them change at each step of a fast scroll. A
 * row made of labels costs a layout each; this one draws its texts, and only when it is seen. */
struct _ApoyoPromoventeRow {
  GtkWidget parent_instance;

  gboolean wide;
  guint position;
  ApoyoBoard *board;           /* (owned) (nullable): while bound */
  ApoyoPromovente *promovente; /* (owned) (nullable): while bound */
  gulong changed_handler;
  gulong updated_handler;
  guint fade;
  gint64 shown_valid;
  gint64 shown_whole;
};

G_DEFINE_FINAL_TYPE (ApoyoPromoventeRow, apoyo_promovente_row, GTK_TYPE_WIDGET)

/* --- drawing ---------------------------------------------------------------------------------- */

/* Sizes in points, so that large text scales them. */
typedef struct {
  ApoyoLettering name;
  ApoyoLettering figure;
  ApoyoLettering small;
  ApoyoLettering small_right;
} Letters;

static Letters
get_letters (const ApoyoArt *art)
{
  const double body = 10 * art->point, caption = 9 * art->point;

  return (Letters){
    .name = { body, 700, APOYO_COLOR_TEXT, APOYO_ALIGN_LEFT },
    .figure = { body, 700, APOYO_COLOR_TEXT, APOYO_ALIGN_RIGHT },
    .small = { caption, 400, APOYO_COLOR_DIM, APOYO_ALIGN_LEFT },
    .small_right = { caption, 400, APOYO_COLOR_DIM, APOYO_ALIGN_RIGHT },
  };
}

/* What a promovente's part is a part of: its own goal, or what all have. */
static gint64
get_whole (ApoyoPromoventeRow *self)
{
  const ApoyoPromoventeCounts *counts = apoyo_promovente_get_counts (self->promovente);

  return MAX (counts->required > 0 ? counts->required : apoyo_board_get_process_valid (self->board),
              1);
}

static void
draw_tint (ApoyoPromoventeRow *self, const ApoyoArt *art, double right, double y, double width)
{
  if (self->fade == 0)
    return;
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_ACCENT), 0.12);
  apoyo_art_rounded (art->cr, right - width - 3, y, width + 6, 13 * art->point, 4);
  cairo_fill (art->cr);
}

static void
draw_figures (ApoyoPromoventeRow *self,
              const ApoyoArt *art,
              const Letters *letters,
              double right,
              double first,
              double second,
              double *width)
{
  const ApoyoPromoventeCounts *counts = apoyo_promovente_get_counts (self->promovente);
  g_autofree char *valid = apoyo_format_count (counts->valid);
  g_autofree char *percent = apoyo_format_percentage (counts->valid, get_whole (self));

  *width = apoyo_art_measure (art, &letters->figure, valid, NULL);
  draw_tint (self, art, right, first, *width);
  apoyo_art_text (art, right, first, &letters->figure, valid);
  apoyo_art_text (art, right, second, &letters->small_right, percent);
}

/* Open and not counted, each behind its swatch. */
static void
draw_counts (ApoyoPromoventeRow *self,
             const ApoyoArt *art,
             const Letters *letters,
             double x,
             double y)
{
  const ApoyoPromoventeCounts *counts = apoyo_promovente_get_counts (self->promovente);
  const gint64 values[] = { counts->open, counts->rejected };
  const ApoyoSwatchKind kinds[] = { APOYO_SWATCH_OPEN, APOYO_SWATCH_NOT_COUNTED };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *text = apoyo_format_count (values[i]);
    ApoyoBox box = { x, y + 3 * art->point, 8, 8 };

    apoyo_chart_swatch (art, &box, kinds[i], 1);
    x += 13;
    x += apoyo_art_text (art, x, y, &letters->small, text) + 6;
  }
}

static void
draw_day (ApoyoPromoventeRow *self, const ApoyoArt *art, ApoyoBox box)
{
  const gint64 *hours = apoyo_promovente_get_hours (self->promovente);

  if (hours == NULL)
    return;
  cairo_save (art->cr);
  cairo_translate (art->cr, box.x, box.y);
  box.x = box.y = 0;
  apoyo_chart_sparkline (art, &box, hours, APOYO_PROMOVENTE_HOURS);
  cairo_restore (art->cr);
}

/* Two lines: name and figure; counts, line of the day, part. */
static void
draw_narrow (ApoyoPromoventeRow *self, const ApoyoArt *art, double width, double height)
{
  const Letters letters = get_letters (art);
  double first = height / 2 - 13.5 * art->point, second = height / 2 + 0.5 * art->point;
  double figure = 0;

  draw_figures (self, art, &letters, width, first, second, &figure);
  apoyo_art_text_within (art, 0, first, width - figure - 8, &letters.name,
                         apoyo_promovente_get_name (self->promovente));
  draw_counts (self, art, &letters, 0, second);
  draw_day (self, art, (ApoyoBox){ width - 56 - 60, second + 1, 60, 14 });
}

/* Rank · name over folio and counts · line of the day · figure over part. */
static void
draw_wide (ApoyoPromoventeRow *self, const ApoyoArt *art, double width, double height)
{
  const Letters letters = get_letters (art);
  double first = height / 2 - 14 * art->point, second = height / 2 + 0.5 * art->point;
  double figure = 0, left = 32;
  g_autofree char *rank = g_strdup_printf ("%u", self->position + 1);

  draw_figures (self, art, &letters, width, first, second, &figure);
  apoyo_art_text (art, 22, height / 2 - 7 * art->point, &letters.small_right, rank);
  apoyo_art_text_within (art, left, first, width - left - 164, &letters.name,
                         apoyo_promovente_get_name (self->promovente));
  apoyo_art_text (art, left, second, &letters.small, apoyo_promovente_get_folio (self->promovente));
  draw_counts (self, art, &letters, left + 67, second);
  draw_day (self, art, (ApoyoBox){ width - 72 - 78, height / 2 - 12, 78, 24 });
}

static void
apoyo_promovente_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoPromoventeRow *self = APOYO_PROMOVENTE_ROW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  ApoyoArt art = {
    .palette = apoyo_palette_get_default (),
    .context = gtk_widget_get_pango_context (widget),
  };

  if (self->promovente == NULL || width < 1 || height < 1)
    return;
  art.point = apoyo_art_point_of (art.context);
  art.cr = gtk_snapshot_append_cairo (snapshot,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->wide)
    draw_wide (self, &art, width, height);
  else
    draw_narrow (self, &art, width, height);
  cairo_destroy (art.cr);
}

static void
apoyo_promovente_row_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  double point = apoyo_art_point_of (gtk_widget_get_pango_context (widget));

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : (int) (31 * point + 0.5);
}

/* --- figures ---------------------------------------------------------------------------------- */

static gboolean
unfade_cb (gpointer user_data)
{
  ApoyoPromoventeRow *self = user_data;

  self->fade = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* A figure that has just changed is tinted for a moment, where motion is wanted at all. */
static void
tint (ApoyoPromoventeRow *self)
{
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  if (!animations || g_settings_get_boolean (apoyo_settings_get (), "reduce-motion"))
    return;
  g_clear_handle_id (&self->fade, g_source_remove);
  self->fade = g_timeout_add (FADE_MS, unfade_cb, self);
}

/* What a screen reader says of the row. */
static void
describe (ApoyoPromoventeRow *self)
{
  const ApoyoPromoventeCounts *counts = apoyo_promovente_get_counts (self->promovente);
  g_autofree char *valid = apoyo_format_count (counts->valid);
  g_autofree char *open = apoyo_format_count (counts->open);
  g_autofree char *rejected = apoyo_format_count (counts->rejected);
  g_autofree char *text =
      g_strdup_printf (_ ("%s, %s: %s in Nominal List, %s open, %s not counted"),
                       apoyo_promovente_get_name (self->promovente),
                       apoyo_promovente_get_folio (self->promovente), valid, open, rejected);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
on_changed_cb (ApoyoPromovente *promovente, ApoyoPromoventeRow *self)
{
  gint64 valid = apoyo_promovente_get_counts (promovente)->valid;

  if (self->shown_valid != valid)
    tint (self);
  self->shown_valid = valid;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The part of the total changes with everybody's figures. */
static void
on_updated_cb (ApoyoBoard *board, gint64 size, GDateTime *recorded_at, ApoyoPromoventeRow *self)
{
  gint64 whole = get_whole (self);

  if (self->shown_whole == whole)
    return;
  self->shown_whole = whole;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- the object ------------------------------------------------------------------------------- */

static gboolean
on_query_tooltip_cb (ApoyoPromoventeRow *self,
                     int x,
                     int y,
                     gboolean keyboard,
                     GtkTooltip *tooltip,
                     gpointer user_data)
{
  g_autofree char *text = NULL;

  if (self->promovente == NULL)
    return FALSE;
  text = g_strdup_printf ("%s · %s", apoyo_promovente_get_name (self->promovente),
                          apoyo_promovente_get_folio (self->promovente));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
apoyo_promovente_row_dispose (GObject *object)
{
  apoyo_promovente_row_unbind (APOYO_PROMOVENTE_ROW (object));

  G_OBJECT_CLASS (apoyo_promovente_row_parent_class)->dispose (object);
}

static void
apoyo_promovente_row_class_init (ApoyoPromoventeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_promovente_row_dispose;
  widget_class->measure = apoyo_promovente_row_measure;
  widget_class->snapshot = apoyo_promovente_row_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
apoyo_promovente_row_init (ApoyoPromoventeRow *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  g_signal_connect_object (apoyo_palette_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
apoyo_promovente_row_new (gboolean wide)
{
  ApoyoPromoventeRow *self = g_object_new (APOYO_TYPE_PROMOVENTE_ROW, NULL);

  self->wide = wide;
  return GTK_WIDGET (self);
}

void
apoyo_promovente_row_bind (ApoyoPromoventeRow *self,
                           ApoyoBoard *board,
                           ApoyoPromovente *promovente,
                           guint position)
{
  g_return_if_fail (APOYO_IS_PROMOVENTE_ROW (self));

  apoyo_promovente_row_unbind (self);
  self->board = g_object_ref (board);
  self->promovente = g_object_ref (promovente);
  self->position = position;
  self->changed_handler =
      g_signal_connect (promovente, "changed", G_CALLBACK (on_changed_cb), self);
  self->updated_handler = g_signal_connect (board, "updated", G_CALLBACK (on_updated_cb), self);
  self->shown_valid = apoyo_promovente_get_counts (promovente)->valid;
  self->shown_whole = get_whole (self);
  apoyo_board_watch (board, promovente);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
apoyo_promovente_row_unbind (ApoyoPromoventeRow *self)
{
  g_return_if_fail (APOYO_IS_PROMOVENTE_ROW (self));

  g_clear_handle_id (&self->fade, g_source_remove);
  if (self->promovente == NULL)
    return;
  apoyo_board_unwatch (self->board, self->promovente);
  g_clear_signal_handler (&self->changed_handler, self->promovente);
  g_clear_signal_handler (&self->updated_handler, self->board);
  g_clear_object (&self->promovente);
  g_clear_object (&self->board);
}
