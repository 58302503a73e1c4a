/* apoyo-map.c: Mexico coloured by progress, to look at, point at and choose from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-map.h"

#include <glib/gi18n.h>
#include <math.h>

#include "apoyo-entity-card.h"
#include "apoyo-figures.h"
#include "apoyo-format.h"
#include "apoyo-map-art.h"

#define CAPTION_POINTS 9.0
#define BORDER 0.8
#define OUTLINE 2.0
#define CARD_MARGIN 6
#define WIDE_FROM 420

struct _ApoyoMap {
  GtkWidget parent_instance;

  ApoyoEntityCard *card; /* (owned) child */
  ApoyoAreaValue values[APOYO_MAP_N_ENTITIES];
  char *names[APOYO_MAP_N_ENTITIES]; /* (owned) what values point to */
  int progress[APOYO_MAP_N_ENTITIES];
  int percentage;
  int hovered; /* by pointer or keyboard */
  int highlight;
  int selected;

  ApoyoMapPlan plan;
  ApoyoBox legend;
  double attribution_y;
  GdkTexture *base; /* (owned) (nullable): everything that does not follow the pointer */
  int base_scale;
  guint base_serial; /* of the Pango context: letters may have another size now */
};

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

static int
shown_entity (ApoyoMap *self)
{
  if (self->hovered != APOYO_MAP_NOWHERE)
    return self->hovered;
  return self->highlight != APOYO_MAP_NOWHERE ? self->highlight : self->selected;
}

static void
drop_base (ApoyoMap *self)
{
  g_clear_object (&self->base);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- what a screen reader hears --- */

static void
append_extremes (ApoyoMap *self, GString *text)
{
  int most = -1, least = -1;
  g_autofree char *high = NULL, *low = NULL;

  for (int i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    if (self->progress[i] < 0)
      continue;
    if (most < 0 || self->progress[i] > self->progress[most])
      most = i;
    if (least < 0 || self->progress[i] < self->progress[least])
      least = i;
  }
  if (most < 0 || most == least)
    return;
  high = apoyo_format_percent (self->progress[most]);
  low = apoyo_format_percent (self->progress[least]);
  g_string_append_c (text, ' ');
  /* Translators: two entities, each with its percentage. */
  g_string_append_printf (text, _ ("Most: %s, %s. Least: %s, %s."), self->values[most].name, high,
                          self->values[least].name, low);
}

static void
update_accessible (ApoyoMap *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int entity = shown_entity (self);
  guint n_known = 0, n_reached = 0;

  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    n_known += self->progress[i] >= 0;
    n_reached += self->progress[i] >= APOYO_PROGRESS_REACHED;
  }
  if (entity != APOYO_MAP_NOWHERE && self->progress[entity] >= 0) {
    g_autofree char *percent = apoyo_format_percent (self->progress[entity]);

    g_string_append_printf (text, "%s, %s. ", self->values[entity].name, percent);
  }
  g_string_append_printf (text,
                          ngettext ("%u of %u entity reached what it requires.",
                                    "%u of %u entities reached what they require.", n_known),
                          n_reached, n_known);
  append_extremes (self, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->str, -1);
}

/* --- the card --- */

static void
update_card (ApoyoMap *self)
{
  int entity = shown_entity (self);

  if (entity == APOYO_MAP_NOWHERE) {
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
  int entity = shown_entity (self);
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

static void
set_hovered (ApoyoMap *self, int entity)
{
  if (entity == self->hovered)
    return;
  self->hovered = entity;
  update_card (self);
  g_signal_emit (self, signals[SIGNAL_HOVERED], 0, code_of (entity));
}

/* --- input --- */

static void
on_motion_cb (GtkEventControllerMotion *controller, double x, double y, ApoyoMap *self)
{
  set_hovered (self, apoyo_map_plan_hit (&self->plan, x, y));
}

static void
on_leave_cb (GtkEventControllerMotion *controller, ApoyoMap *self)
{
  set_hovered (self, APOYO_MAP_NOWHERE);
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ApoyoMap *self)
{
  int entity = apoyo_map_plan_hit (&self->plan, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (entity != APOYO_MAP_NOWHERE)
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0, code_of (entity));
}

static void
on_focus_leave_cb (GtkEventControllerFocus *controller, ApoyoMap *self)
{
  set_hovered (self, APOYO_MAP_NOWHERE);
}

static gboolean
step (ApoyoMap *self, int dx, int dy)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  int from = shown_entity (self);

  /* The first arrow enters the map in its middle. */
  if (from == APOYO_MAP_NOWHERE)
    set_hovered (self, apoyo_map_shapes_find ("24"));
  else
    set_hovered (self, apoyo_map_shapes_step (shapes, from, dx, dy));
  return TRUE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   ApoyoMap *self)
{
  int entity = shown_entity (self);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE; /* Alt and an arrow change the page's step or column */
  switch (keyval) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    return step (self, -1, 0);
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    return step (self, 1, 0);
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    return step (self, 0, -1);
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    return step (self, 0, 1);
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_space:
    if (entity == APOYO_MAP_NOWHERE)
      return FALSE;
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0, code_of (entity));
    return TRUE;
  case GDK_KEY_Escape:
    if (self->hovered == APOYO_MAP_NOWHERE)
      return FALSE;
    set_hovered (self, APOYO_MAP_NOWHERE);
    return TRUE;
  default:
    return FALSE;
  }
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
draw_base (ApoyoMap *self, cairo_t *cr, int width)
{
  ApoyoArt art = art_of (self, cr);
  double letter = CAPTION_POINTS * art.point;
  ApoyoLettering lettering = { letter, PANGO_WEIGHT_NORMAL, APOYO_COLOR_DIM,
                               art.rtl ? APOYO_ALIGN_RIGHT : APOYO_ALIGN_LEFT };

  apoyo_map_draw (&art, &self->plan, self->progress, BORDER);
  apoyo_chart_ramp (&art, &self->legend, letter);
  apoyo_art_text_within (&art, art.rtl ? width : 0, self->attribution_y, width, &lettering,
                         apoyo_map_attribution (width >= WIDE_FROM * art.point * 0.75));
}

/* Outlines of thousands of points are painted once, not at every move of the pointer. */
static void
ensure_base (ApoyoMap *self, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  guint serial = pango_context_get_serial (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  cairo_surface_t *surface;
  cairo_t *cr;
  g_autoptr (GBytes) bytes = NULL;
  int stride;

  if (self->base != NULL && self->base_scale == scale && self->base_serial == serial &&
      gdk_texture_get_width (self->base) == width * scale &&
      gdk_texture_get_height (self->base) == height * scale)
    return;
  g_clear_object (&self->base);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  draw_base (self, cr, width);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * height * scale,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  self->base = gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes,
                                       (gsize) stride);
  self->base_scale = scale;
  self->base_serial = serial;
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
  ensure_base (self, width, height);
  gtk_snapshot_append_texture (snapshot, self->base, &GRAPHENE_RECT_INIT (0, 0, width, height));
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
    g_clear_object (&self->base);
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

  g_clear_object (&self->base);
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
add_controllers (ApoyoMap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, focus);
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
  add_controllers (self);
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

void
apoyo_map_set_values (ApoyoMap *self, const ApoyoMapValue *values, guint n_values)
{
  const ApoyoMapValue *given[APOYO_MAP_N_ENTITIES] = { NULL };
  const ApoyoMapValue unknown = { .required = 0 };
  int progress[APOYO_MAP_N_ENTITIES];
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
  apoyo_map_progress (self->values, APOYO_MAP_N_ENTITIES, progress);
  /* The picture knows classes and marks only: most updates leave it as it is. */
  for (guint i = 0; i < APOYO_MAP_N_ENTITIES; i++) {
    if ((progress[i] < 0) != (self->progress[i] < 0) ||
        apoyo_palette_ramp_step (progress[i]) != apoyo_palette_ramp_step (self->progress[i]))
      g_clear_object (&self->base);
    self->progress[i] = progress[i];
  }
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
