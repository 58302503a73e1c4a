/* apoyo-map.c: Mexico coloured by progress or by electors, to look at, point at and choose from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-map-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "apoyo-chart-ramp.h"
#include "apoyo-map-words.h"

#define CAPTION_POINTS 9.0
#define BORDER 0.8
#define OUTLINE 2.0
#define CARD_MARGIN 6
#define WIDE_FROM 420

typedef enum {
  SIGNAL_HOVERED,
  SIGNAL_SELECTED,
} ApoyoMapSignal;

static guint signals[SIGNAL_SELECTED + 1];

G_DEFINE_FINAL_TYPE (ApoyoMap, apoyo_map, GTK_TYPE_WIDGET)

static const char *
code_of (int entity)
{
  return entity == APOYO_MAP_NOWHERE ? NULL : apoyo_map_shapes_get ()->entities[entity].code;
}

int
apoyo_map_get_shown (ApoyoMap *self)
{
  if (self->hovered != APOYO_MAP_NOWHERE)
    return self->hovered;
  return self->highlight != APOYO_MAP_NOWHERE ? self->highlight : self->selected;
}

static void
drop_base (ApoyoMap *self)
{
  apoyo_map_picture_drop (&self->base);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_accessible (ApoyoMap *self)
{
  int entity = apoyo_map_get_shown (self);
  g_autofree char *text = self->scaled
                              ? apoyo_map_words_electors (self->values, entity)
                              : apoyo_map_words_progress (self->values, self->progress, entity);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/* --- the card --- */

static void
update_card (ApoyoMap *self)
{
  int entity = apoyo_map_get_shown (self);

  /* Electors are one figure, which stands beside the map. */
  if (entity == APOYO_MAP_NOWHERE || self->scaled) {
    gtk_widget_set_visible (GTK_WIDGET (self->card), FALSE);
  } else {
    apoyo_entity_card_set_value (self->card, &self->values[entity], self->percentage);
    gtk_widget_set_visible (GTK_WIDGET (self->card), TRUE);
  }
  update_accessible (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Bottom left is the Pacific; the card goes elsewhere when it would lie on its own entity. */
static void
place_card (ApoyoMap *self, int width, const GtkAllocation *natural, GtkAllocation *place)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  int entity = apoyo_map_get_shown (self);
  int bottom = (int) self->legend.y - CARD_MARGIN - natural->height;
  const struct {
    int x, y;
  } corners[] = {
    { CARD_MARGIN, bottom },
    { width - natural->width - CARD_MARGIN, bottom },
    { CARD_MARGIN, 0 },
    { width - natural->width - CARD_MARGIN, 0 },
  };

  *place = (GtkAllocation){ corners[0].x, corners[0].y, natural->width, natural->height };
  for (guint i = 0; i < G_N_ELEMENTS (corners) && entity != APOYO_MAP_NOWHERE; i++) {
    const ApoyoMapEntity *shape = &shapes->entities[entity];
    const ApoyoMapView *view = &self->plan.map;
    GdkRectangle card = { corners[i].x, corners[i].y, natural->width, natural->height };
    GdkRectangle area = { (int) (view->x + shape->low.x * view->scale),
                          (int) (view->y + shape->low.y * view->scale),
                          (int) ((shape->high.x - shape->low.x) * view->scale) + 1,
                          (int) ((shape->high.y - shape->low.y) * view->scale) + 1 };

    if (!gdk_rectangle_intersect (&card, &area, NULL)) {
      place->x = corners[i].x;
      place->y = corners[i].y;
      return;
    }
  }
}

void
apoyo_map_hover (ApoyoMap *self, int entity)
{
  if (entity == self->hovered)
    return;
  self->hovered = entity;
  update_card (self);
  g_signal_emit (self, signals[SIGNAL_HOVERED], 0, code_of (entity));
}

void
apoyo_map_choose (ApoyoMap *self, int entity)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, code_of (entity));
}

/* --- drawing --- */

static ApoyoArt
art_of (ApoyoMap *self, cairo_t *cr)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  return (ApoyoArt){
    .cr = cr,
    .palette = apoyo_palette_get_default (),
    .context = context,
    .point = apoyo_art_point_of (context),
    .rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
  };
}

static void
draw_base (GtkWidget *widget, cairo_t *cr, int width)
{
  ApoyoMap *self = APOYO_MAP (widget);
  ApoyoArt art = art_of (self, cr);
  double letter = CAPTION_POINTS * art.point;
  ApoyoLettering lettering = { letter, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM,
                               art.rtl ? APOYO_ALIGN_RIGHT : APOYO_ALIGN_LEFT };

  if (self->scaled) {
    apoyo_map_draw_steps (&art, &self->plan, self->steps, BORDER);
    apoyo_chart_amounts (&art, &self->legend, &self->scale, letter);
  } else {
    apoyo_map_draw (&art, &self->plan, self->progress, BORDER);
    apoyo_chart_ramp (&art, &self->legend, letter);
  }
  apoyo_art_text_within (&art, art.rtl ? width : 0, self->attribution_y, width, &lettering,
                         apoyo_map_attribution (width >= WIDE_FROM * art.point * 0.75));
}

/* Only as large a node as the entity, and its part in the lens, need. */
static void
append_outline (ApoyoMap *self, GtkSnapshot *snapshot, int entity, ApoyoColor color, double line)
{
  const ApoyoMapEntity *shape = &apoyo_map_shapes_get ()->entities[entity];
  const ApoyoMapView *view = &self->plan.map;
  const ApoyoBox *lens = &self->plan.lens_box;
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT ((float) (view->x + shape->low.x * view->scale),
                          (float) (view->y + shape->low.y * view->scale),
                          (float) ((shape->high.x - shape->low.x) * view->scale),
                          (float) ((shape->high.y - shape->low.y) * view->scale));
  ApoyoArt art;

  graphene_rect_inset (&bounds, -4, -4);
  if (shape->lens_room > 0)
    graphene_rect_union (&bounds,
                         &GRAPHENE_RECT_INIT ((float) lens->x, (float) lens->y, (float) lens->width,
                                              (float) lens->height),
                         &bounds);
  art = art_of (self, gtk_snapshot_append_cairo (snapshot, &bounds));
  apoyo_map_draw_outline (&art, &self->plan, entity, color, line);
  cairo_destroy (art.cr);
}

static void
apoyo_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoMap *self = APOYO_MAP (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int outlined = self->hovered != APOYO_MAP_NOWHERE ? self->hovered : self->highlight;

  if (width <= 0 || height <= 0)
    return;
  gtk_snapshot_append_texture (snapshot, apoyo_map_picture_get (&self->base, widget, draw_base),
                               &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->selected != APOYO_MAP_NOWHERE)
    append_outline (self, snapshot, self->selected, APOYO_COLOR_ACCENT_TEXT, OUTLINE + 0.5);
  if (outlined != APOYO_MAP_NOWHERE)
    append_outline (self, snapshot, outlined, APOYO_COLOR_FOCUS, OUTLINE);
  if (gtk_widget_get_visible (GTK_WIDGET (self->card)))
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->card), snapshot);
}

static double
footing_height (ApoyoMap *self)
{
  double letter =
      CAPTION_POINTS * apoyo_art_point_of (gtk_widget_get_pango_context (GTK_WIDGET (self)));

  return letter * (0.75 + 0.2 + 1.5) + letter * 0.4 + letter * 1.5;
}

static void
apoyo_map_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  ApoyoMap *self = APOYO_MAP (widget);
  int card_minimum, card_natural;
  double width = 180;

  gtk_widget_measure (GTK_WIDGET (self->card), orientation, -1, &card_minimum, &card_natural, NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MAX ((int) width, card_natural + 2 * CARD_MARGIN);
    *natural = MAX (*minimum, 260);
  } else {
    *minimum = (int) ceil (apoyo_map_height_of (width) + footing_height (self));
    *natural = (int) ceil (apoyo_map_height_of (260) + footing_height (self));
  }
}

static void
apoyo_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ApoyoMap *self = APOYO_MAP (widget);
  double letter = CAPTION_POINTS * apoyo_art_point_of (gtk_widget_get_pango_context (widget));
  double footing = footing_height (self);
  ApoyoBox box = { 0, 0, width, MAX (1, height - footing) };
  ApoyoMapPlan plan;
  GtkAllocation natural = { 0 }, place;

  apoyo_map_plan (&plan, &box);
  if (plan.map.scale != self->plan.map.scale || plan.map.x != self->plan.map.x ||
      plan.map.y != self->plan.map.y)
    apoyo_map_picture_drop (&self->base);
  self->plan = plan;
  self->legend = (ApoyoBox){ 0, box.height + letter * 0.2, width, letter * 2.4 };
  self->attribution_y = height - letter * 1.5;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->card)))
    return;
  gtk_widget_measure (GTK_WIDGET (self->card), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural.width,
                      NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->card), GTK_ORIENTATION_VERTICAL, natural.width, NULL,
                      &natural.height, NULL, NULL);
  place_card (self, width, &natural, &place);
  gtk_widget_size_allocate (GTK_WIDGET (self->card), &place, -1);
}

static void
apoyo_map_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  drop_base (APOYO_MAP (widget));
  GTK_WIDGET_CLASS (apoyo_map_parent_class)->direction_changed (widget, previous);
}

static void
apoyo_map_dispose (GObject *object)
{
  ApoyoMap *self = APOYO_MAP (object);

  apoyo_map_picture_drop (&self->base);
  if (self->card != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->card)));
  G_OBJECT_CLASS (apoyo_map_parent_class)->dispose (object);
}

static void
apoyo_map_finalize (GObject *object)
{
  ApoyoMap *self = APOYO_MAP (object);

  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++)
    g_free (self->names[i]);
  G_OBJECT_CLASS (apoyo_map_parent_class)->finalize (object);
}

static void
apoyo_map_class_init (ApoyoMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = apoyo_map_dispose;
  object_class->finalize = apoyo_map_finalize;
  widget_class->measure = apoyo_map_measure;
  widget_class->size_allocate = apoyo_map_size_allocate;
  widget_class->snapshot = apoyo_map_snapshot;
  widget_class->direction_changed = apoyo_map_direction_changed;
  signals[SIGNAL_HOVERED] = g_signal_new ("hovered", APOYO_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", APOYO_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "apoyo-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
apoyo_map_init (ApoyoMap *self)
{
  self->hovered = self->highlight = self->selected = APOYO_MAP_NOWHERE;
  self->card = APOYO_ENTITY_CARD (apoyo_entity_card_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->card), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->card), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self->card), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress by entity"), -1);
  apoyo_map_add_controllers (self);
  g_signal_connect_object (apoyo_palette_get_default (), "changed", G_CALLBACK (drop_base), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (drop_base), NULL);
  apoyo_map_set_values (self, NULL, 0);
}

GtkWidget *
apoyo_map_new (void)
{
  return g_object_new (APOYO_TYPE_MAP, NULL);
}

/* TRUE when the figures or the name differ from what is shown. */
static gboolean
set_value (ApoyoMap *self, int entity, const ApoyoAreaValue *value)
{
  const ApoyoMapEntity *shape = &apoyo_map_shapes_get ()->entities[entity];
  ApoyoAreaValue *shown = &self->values[entity];
  const char *name = value->name != NULL ? value->name : shape->name;

  if (shown->name != NULL && g_str_equal (shown->name, name) && shown->valid == value->valid &&
      shown->required == value->required && shown->nominal_list == value->nominal_list)
    return FALSE;
  if (g_strcmp0 (self->names[entity], name) != 0) {
    g_free (self->names[entity]);
    self->names[entity] = g_strdup (name);
  }
  *shown = *value;
  shown->code = shape->code;
  shown->name = self->names[entity];
  return TRUE;
}

static int
shade_of (ApoyoMap *self, int entity)
{
  if (self->scaled)
    return self->values[entity].nominal_list > 0
               ? (int) apoyo_map_scale_step (&self->scale, self->values[entity].nominal_list)
               : -1;
  return self->progress[entity] < 0 ? -1 : (int) apoyo_palette_ramp_step (self->progress[entity]);
}

/* The picture knows shades and marks only, and whoever is marked is in the shade of the reached:
 * most updates leave it as it is. */
static void
update_shades (ApoyoMap *self)
{
  apoyo_map_progress (self->values, APOYO_MAP_N_ENTITIES, self->progress);
  for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    int step = shade_of (self, i);

    if (step != self->steps[i])
      apoyo_map_picture_drop (&self->base);
    self->steps[i] = step;
  }
}

void
apoyo_map_set_values (ApoyoMap *self, const ApoyoMapValue *values, guint n_values)
{
  const ApoyoMapValue *given[APOYO_MAP_N_ENTITIES] = { NULL };
  const ApoyoMapValue unknown = { .required = 0 };
  gboolean changed = FALSE;

  g_return_if_fail (APOYO_IS_MAP (self));
  g_return_if_fail (values != NULL || n_values == 0);
  for (guint i = 0; i < n_values; i++) {
    int entity = apoyo_map_shapes_find (values[i].code);

    if (entity != APOYO_MAP_NOWHERE && values[i].code[2] == '\0')
      given[entity] = &values[i]; /* sections and districts have no outline here */
  }
  for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++)
    changed |= set_value (self, i, given[i] != NULL ? given[i] : &unknown);
  if (!changed)
    return;
  update_shades (self);
  update_card (self);
}

void
apoyo_map_set_scale (ApoyoMap *self, const ApoyoMapScale *scale)
{
  g_return_if_fail (APOYO_IS_MAP (self));

  self->scaled = scale != NULL;
  if (scale != NULL)
    self->scale = *scale;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
      self->scaled ? _ ("Electors by entity") : _ ("Progress by entity"), -1);
  update_shades (self);
  apoyo_map_picture_drop (&self->base); /* the legend is another one */
  update_card (self);
}

void
apoyo_map_set_percentage (ApoyoMap *self, int hundredths)
{
  g_return_if_fail (APOYO_IS_MAP (self));
  self->percentage = hundredths;
  update_card (self);
}

void
apoyo_map_set_highlight (ApoyoMap *self, const char *code)
{
  int entity = apoyo_map_shapes_find (code);

  g_return_if_fail (APOYO_IS_MAP (self));
  if (entity == self->highlight)
    return;
  self->highlight = entity;
  update_card (self);
}

const char *
apoyo_map_get_highlight (ApoyoMap *self)
{
  g_return_val_if_fail (APOYO_IS_MAP (self), NULL);
  return code_of (self->highlight);
}

void
apoyo_map_set_selected (ApoyoMap *self, const char *code)
{
  int entity = apoyo_map_shapes_find (code);

  g_return_if_fail (APOYO_IS_MAP (self));
  if (entity == self->selected)
    return;
  self->selected = entity;
  update_card (self);
}

const char *
apoyo_map_get_selected (ApoyoMap *self)
{
  g_return_val_if_fail (APOYO_IS_MAP (self), NULL);
  return code_of (self->selected);
}
