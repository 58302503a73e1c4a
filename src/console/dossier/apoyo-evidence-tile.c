/* apoyo-evidence-tile.c: one picture of a support, with what was found in it and who looks at it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "apoyo-evidence-tile.h"

#define CORNER 14.0 /* px: of a mark's brackets */
#define DISC 9.0

typedef struct {
  int number;
  double region[4];
} Mark;

struct _ApoyoEvidenceTile {
  GtkWidget parent_instance;

  char *name;          /* (owned) */
  char *said;          /* (owned) (nullable) */
  char *watermark;     /* (owned) (nullable) */
  GdkTexture *texture; /* (owned) (nullable) */
  GArray *marks;       /* (element-type Mark) */
};

G_DEFINE_FINAL_TYPE (ApoyoEvidenceTile, apoyo_evidence_tile, GTK_TYPE_WIDGET)

/* Whole, in the middle. */
static graphene_rect_t
place_picture (ApoyoEvidenceTile *self, float width, float height)
{
  float picture_width = (float) gdk_texture_get_width (self->texture);
  float picture_height = (float) gdk_texture_get_height (self->texture);
  float scale = MIN (width / picture_width, height / picture_height);

  return GRAPHENE_RECT_INIT ((width - picture_width * scale) / 2,
                             (height - picture_height * scale) / 2, picture_width * scale,
                             picture_height * scale);
}

static void
draw_brackets (cairo_t *cr, double x, double y, double w, double h)
{
  double corner = MIN (CORNER, MIN (w, h) / 2);

  for (int i = 0; i < 4; i++) {
    double cx = i % 2 == 0 ? x : x + w;
    double cy = i < 2 ? y : y + h;

    cairo_move_to (cr, cx + (i % 2 == 0 ? corner : -corner), cy);
    cairo_line_to (cr, cx, cy);
    cairo_line_to (cr, cx, cy + (i < 2 ? corner : -corner));
  }
}

/* Yellow on a dark halo: readable on any picture, with nothing inside hidden. */
static void
draw_mark (cairo_t *cr, const Mark *mark, const graphene_rect_t *place, PangoLayout *layout)
{
  double x = place->origin.x + mark->region[0] * place->size.width;
  double y = place->origin.y + mark->region[1] * place->size.height;
  double w = MAX (mark->region[2] * place->size.width, 4);
  double h = MAX (mark->region[3] * place->size.height, 4);
  g_autofree char *number = g_strdup_printf ("%d", mark->number);
  int text_width = 0, text_height = 0;

  draw_brackets (cr, x, y, w, h);
  cairo_set_line_width (cr, 5.5);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.65);
  cairo_stroke (cr);
  draw_brackets (cr, x, y, w, h);
  cairo_set_line_width (cr, 2.4);
  cairo_set_source_rgb (cr, 1.0, 0.85, 0.2);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, DISC, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1.0, 0.85, 0.2);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.75);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  pango_layout_set_text (layout, number, -1);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  cairo_move_to (cr, x - text_width / 2.0, y - text_height / 2.0);
  cairo_set_source_rgb (cr, 0, 0, 0);
  pango_cairo_show_layout (cr, layout);
}

/* A dark and a light stroke, so that it shows on any tone. */
static void
draw_watermark (ApoyoEvidenceTile *self, cairo_t *cr, const graphene_rect_t *place)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self), self->watermark);
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_rectangle (cr, place->origin.x, place->origin.y, place->size.width, place->size.height);
  cairo_clip (cr);
  cairo_translate (cr, place->origin.x, place->origin.y);
  cairo_rotate (cr, -G_PI / 9);
  for (double y = 0; y < place->size.height * 1.5; y += 64) {
    for (double x = -place->size.width; x < place->size.width * 1.2; x += width + 40) {
      cairo_move_to (cr, x + 1, y + 1);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.09);
      pango_cairo_show_layout (cr, layout);
      cairo_move_to (cr, x, y);
      cairo_set_source_rgba (cr, 1, 1, 1, 0.10);
      pango_cairo_show_layout (cr, layout);
    }
  }
}

static void
draw_said (ApoyoEvidenceTile *self, GtkSnapshot *snapshot, int width, int height)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->said);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;
  int text_height = 0;

  gtk_style_context_get_color (style, &colour);
  colour.alpha *= 0.7f;
  pango_layout_set_width (layout, MAX (width - 16, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (8, (float) MAX ((height - text_height) / 2, 4)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
apoyo_evidence_tile_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoEvidenceTile *self = APOYO_EVIDENCE_TILE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  /* Grey without a hue: skin and paper are judged the same in both styles. */
  const GdkRGBA stage =
      dark ? (GdkRGBA){ 0.086f, 0.086f, 0.086f, 1 } : (GdkRGBA){ 0.867f, 0.863f, 0.855f, 1 };
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  graphene_rect_t place;
  g_autoptr (PangoLayout) layout = NULL;
  cairo_t *cr = NULL;

  gtk_snapshot_append_color (snapshot, &stage, &bounds);
  if (self->texture == NULL) {
    if (self->said != NULL)
      draw_said (self, snapshot, width, height);
    return;
  }
  place = place_picture (self, (float) width, (float) height);
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
  layout = gtk_widget_create_pango_layout (widget, NULL);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_save (cr);
  draw_watermark (self, cr, &place);
  cairo_restore (cr);
  for (guint i = 0; i < self->marks->len; i++)
    draw_mark (cr, &g_array_index (self->marks, Mark, i), &place, layout);
  cairo_destroy (cr);
}

static void
apoyo_evidence_tile_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 96;
  *minimum_baseline = *natural_baseline = -1;
}

static void
apoyo_evidence_tile_finalize (GObject *object)
{
  ApoyoEvidenceTile *self = APOYO_EVIDENCE_TILE (object);

  g_free (self->name);
  g_free (self->said);
  g_free (self->watermark);
  g_clear_object (&self->texture);
  g_array_unref (self->marks);

  G_OBJECT_CLASS (apoyo_evidence_tile_parent_class)->finalize (object);
}

static void
apoyo_evidence_tile_class_init (ApoyoEvidenceTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = apoyo_evidence_tile_finalize;
  widget_class->snapshot = apoyo_evidence_tile_snapshot;
  widget_class->measure = apoyo_evidence_tile_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
apoyo_evidence_tile_init (ApoyoEvidenceTile *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
update_name (ApoyoEvidenceTile *self)
{
  g_autofree char *name = self->texture == NULL && self->said != NULL
                              ? g_strdup_printf ("%s: %s", self->name, self->said)
                              : g_strdup (self->name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
apoyo_evidence_tile_new (const char *name)
{
  ApoyoEvidenceTile *self = g_object_new (APOYO_TYPE_EVIDENCE_TILE, NULL);

  self->name = g_strdup (name);
  update_name (self);
  return GTK_WIDGET (self);
}

void
apoyo_evidence_tile_set_picture (ApoyoEvidenceTile *self,
                                 GdkTexture *texture,
                                 const char *watermark)
{
  g_return_if_fail (APOYO_IS_EVIDENCE_TILE (self));
  g_return_if_fail (texture == NULL || watermark != NULL);

  g_set_object (&self->texture, texture);
  g_free (self->watermark);
  self->watermark = g_strdup (watermark);
  update_name (self);
}

void
apoyo_evidence_tile_say (ApoyoEvidenceTile *self, const char *text)
{
  g_return_if_fail (APOYO_IS_EVIDENCE_TILE (self));

  g_free (self->said);
  self->said = g_strdup (text);
  update_name (self);
}

void
apoyo_evidence_tile_clear_marks (ApoyoEvidenceTile *self)
{
  g_array_set_size (self->marks, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
apoyo_evidence_tile_add_mark (ApoyoEvidenceTile *self, int number, const double region[4])
{
  Mark mark = { .number = number };

  for (int i = 0; i < 4; i++)
    mark.region[i] = CLAMP (region[i], 0.0, 1.0);
  g_array_append_val (self->marks, mark);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
apoyo_evidence_tile_has_picture (ApoyoEvidenceTile *self)
{
  return self->texture != NULL;
}
