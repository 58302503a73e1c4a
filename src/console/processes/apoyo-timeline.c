/* apoyo-timeline.c: the seven states of a process, when each was reached, and where today is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-timeline.h"

#include <glib/gi18n.h>

#include "apoyo-art.h"
#include "apoyo-format.h"
#include "apoyo-life-words.h"

/* In typographic points. */
#define DOT_CENTER 11.0
#define DOT_RADIUS 6.0
#define CURRENT_RADIUS 7.2

typedef enum { STEP_COMING, STEP_REACHED, STEP_CURRENT } StepMark;

/* --- one state: its words, below the place of its dot ------------------------------------------
 */

#define APOYO_TYPE_TIMELINE_STEP (apoyo_timeline_step_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoTimelineStep, apoyo_timeline_step, APOYO, TIMELINE_STEP, GtkWidget)

struct _ApoyoTimelineStep {
  GtkWidget parent_instance;

  GtkWidget *space;
  GtkWidget *name;
  GtkWidget *date;
  StepMark mark;
};

G_DEFINE_FINAL_TYPE (ApoyoTimelineStep, apoyo_timeline_step, GTK_TYPE_WIDGET)

static void
apoyo_timeline_step_dispose (GObject *object)
{
  ApoyoTimelineStep *self = APOYO_TIMELINE_STEP (object);

  g_clear_pointer (&self->space, gtk_widget_unparent);
  g_clear_pointer (&self->name, gtk_widget_unparent);
  g_clear_pointer (&self->date, gtk_widget_unparent);
  G_OBJECT_CLASS (apoyo_timeline_step_parent_class)->dispose (object);
}

static void
apoyo_timeline_step_class_init (ApoyoTimelineStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_timeline_step_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "apoyo-step");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
apoyo_timeline_step_init (ApoyoTimelineStep *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_parent (self->space, GTK_WIDGET (self));
  self->name = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->name, "t-small");
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));
  self->date = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->date, "t-caption");
  gtk_widget_add_css_class (self->date, "dimmed");
  gtk_widget_add_css_class (self->date, "num");
  gtk_widget_set_parent (self->date, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/* Screen readers get the whole; so does whoever points at it. */
static char *
describe_step (const ApoyoSetupStep *step, const char *time_zone)
{
  const char *label = apoyo_life_get_label (step->state);
  g_autofree char *time = NULL;

  if (step->reached_at != NULL) {
    time = apoyo_format_minute (step->reached_at, time_zone);
    if (step->by != NULL && *step->by != '\0')
      /* Translators: state, time, names: "Open, since 01/11/2021 00:00 by Lucía and Rubén" */
      return g_strdup_printf (_ ("%s, since %s by %s"), label, time, step->by);
    return g_strdup_printf (_ ("%s, since %s"), label, time);
  }
  if (step->expected_at != NULL) {
    time = apoyo_format_minute (step->expected_at, time_zone);
    return g_strdup_printf (_ ("%s, expected %s"), label, time);
  }
  return g_strdup_printf (_ ("%s, not reached yet"), label);
}

static void
step_show (ApoyoTimelineStep *self, const ApoyoSetupStep *step, const char *time_zone)
{
  GDateTime *time = step->reached_at != NULL ? step->reached_at : step->expected_at;
  g_autofree char *date = time != NULL ? apoyo_format_date (time, time_zone) : g_strdup ("—");
  g_autofree char *whole = describe_step (step, time_zone);

  self->mark = step->current ? STEP_CURRENT : step->reached_at != NULL ? STEP_REACHED : STEP_COMING;
  gtk_label_set_text (GTK_LABEL (self->name), apoyo_life_get_label (step->state));
  gtk_label_set_text (GTK_LABEL (self->date), date);
  if (self->mark == STEP_CURRENT)
    gtk_widget_add_css_class (self->name, "t-strong");
  else
    gtk_widget_remove_css_class (self->name, "t-strong");
  if (self->mark == STEP_COMING)
    gtk_widget_add_css_class (self->name, "dimmed");
  else
    gtk_widget_remove_css_class (self->name, "dimmed");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

/* --- the whole -------------------------------------------------------------------------------- */

struct _ApoyoTimeline {
  GtkWidget parent_instance;

  ApoyoTimelineStep *steps[APOYO_N_LIVES];
  double progress; /* in steps */
  gboolean known;
};

G_DEFINE_FINAL_TYPE (ApoyoTimeline, apoyo_timeline, GTK_TYPE_WIDGET)

static double
dot_x (ApoyoTimeline *self, guint i)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->steps[i]), GTK_WIDGET (self), &bounds))
    return 0;
  return bounds.origin.x + bounds.size.width / 2;
}

static double
progress_x (ApoyoTimeline *self)
{
  guint i = (guint) self->progress;
  double part = self->progress - i;

  if (i + 1 >= APOYO_N_LIVES)
    return dot_x (self, APOYO_N_LIVES - 1);
  return dot_x (self, i) + part * (dot_x (self, i + 1) - dot_x (self, i));
}

static void
draw_line (const ApoyoArt *art, double from, double to, double y, ApoyoColor color, double width)
{
  apoyo_art_set (art, apoyo_palette_get (art->palette, color), 1);
  cairo_set_line_width (art->cr, width);
  cairo_move_to (art->cr, from, y);
  cairo_line_to (art->cr, to, y);
  cairo_stroke (art->cr);
}

static void
draw_dot (const ApoyoArt *art, double x, double y, StepMark mark)
{
  cairo_t *cr = art->cr;
  double radius = (mark == STEP_CURRENT ? CURRENT_RADIUS : DOT_RADIUS) * art->point;
  gboolean dark = apoyo_palette_is_dark (art->palette);

  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  if (mark == STEP_COMING) {
    apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_CARD), 1);
    cairo_fill_preserve (cr);
    apoyo_art_set (art, apoyo_palette_get (art->palette, dark ? APOYO_COLOR_DIM : APOYO_COLOR_LINE),
                   1);
    cairo_set_line_width (cr, 1.5 * art->point);
    cairo_stroke (cr);
    return;
  }
  apoyo_art_set (art,
                 mark == STEP_CURRENT ? apoyo_palette_get (art->palette, APOYO_COLOR_ACCENT_CHART)
                 : dark               ? apoyo_palette_get (art->palette, APOYO_COLOR_MARK)
                                      : apoyo_palette_get_ramp (art->palette, 4),
                 1);
  cairo_fill (cr);
  if (mark == STEP_CURRENT) {
    cairo_set_source_rgb (cr, 1, 1, 1);
    cairo_arc (cr, x, y, 2.4 * art->point, 0, 2 * G_PI);
    cairo_fill (cr);
  } else {
    apoyo_art_check (art, x, y, 6 * art->point, apoyo_palette_get (art->palette, APOYO_COLOR_CARD),
                     1.4 * art->point);
  }
}

/* A small triangle over the line. */
static void
draw_today (const ApoyoArt *art, double x, double y)
{
  cairo_t *cr = art->cr;
  double half = 3.8 * art->point;

  cairo_move_to (cr, x - half, y - 7.6 * art->point);
  cairo_line_to (cr, x + half, y - 7.6 * art->point);
  cairo_line_to (cr, x, y - 2.2 * art->point);
  cairo_close_path (cr);
  apoyo_art_set (art, apoyo_palette_get (art->palette, APOYO_COLOR_TEXT), 1);
  cairo_fill (cr);
}

static void
draw (ApoyoTimeline *self, const ApoyoArt *art)
{
  double y = DOT_CENTER * art->point;
  double first = dot_x (self, 0), last = dot_x (self, APOYO_N_LIVES - 1);

  draw_line (art, first, last, y, APOYO_COLOR_LINE, 1.5 * art->point);
  if (self->known)
    draw_line (art, first, progress_x (self), y, APOYO_COLOR_MARK, 1.9 * art->point);
  for (guint i = 0; i < APOYO_N_LIVES; i++)
    draw_dot (art, dot_x (self, i), y, self->known ? self->steps[i]->mark : STEP_COMING);
  if (self->known && self->progress > (guint) self->progress)
    draw_today (art, progress_x (self), y);
}

static void
apoyo_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoTimeline *self = APOYO_TIMELINE (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  PangoContext *context = gtk_widget_get_pango_context (widget);
  ApoyoArt art = {
    .cr = gtk_snapshot_append_cairo (snapshot, &bounds),
    .palette = apoyo_palette_get_default (),
    .context = context,
    .point = apoyo_art_point_of (context),
    .rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
  };

  draw (self, &art);
  cairo_destroy (art.cr);
  for (guint i = 0; i < APOYO_N_LIVES; i++)
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->steps[i]), snapshot);
}

/* The words stand below the dots, at whatever size the text is. */
static void
update_space (ApoyoTimeline *self)
{
  double point = apoyo_art_point_of (gtk_widget_get_pango_context (GTK_WIDGET (self)));

  for (guint i = 0; i < APOYO_N_LIVES; i++)
    gtk_widget_set_size_request (self->steps[i]->space, -1, (int) (21 * point));
}

static void
apoyo_timeline_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (apoyo_timeline_parent_class)->system_setting_changed (widget, setting);
  update_space (APOYO_TIMELINE (widget));
}

static gboolean
move_focus (ApoyoTimeline *self, int by)
{
  for (int i = 0; i < (int) APOYO_N_LIVES; i++) {
    if (gtk_widget_has_focus (GTK_WIDGET (self->steps[i]))) {
      int to = CLAMP (i + by, 0, (int) APOYO_N_LIVES - 1);

      return gtk_widget_grab_focus (GTK_WIDGET (self->steps[to]));
    }
  }
  return FALSE;
}

static gboolean
on_key_cb (GtkEventControllerKey *controller,
           guint keyval,
           guint keycode,
           GdkModifierType state,
           ApoyoTimeline *self)
{
  if (state & gtk_accelerator_get_default_mod_mask ())
    return FALSE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    return move_focus (self, -1);
  if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    return move_focus (self, 1);
  return FALSE;
}

static void
apoyo_timeline_dispose (GObject *object)
{
  ApoyoTimeline *self = APOYO_TIMELINE (object);

  for (guint i = 0; i < APOYO_N_LIVES; i++) {
    if (self->steps[i] != NULL)
      gtk_widget_unparent (GTK_WIDGET (self->steps[i]));
    self->steps[i] = NULL;
  }
  G_OBJECT_CLASS (apoyo_timeline_parent_class)->dispose (object);
}

static void
apoyo_timeline_class_init (ApoyoTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_timeline_dispose;
  widget_class->snapshot = apoyo_timeline_snapshot;
  widget_class->system_setting_changed = apoyo_timeline_system_setting_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "apoyo-timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
apoyo_timeline_init (ApoyoTimeline *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout), TRUE);
  for (guint i = 0; i < APOYO_N_LIVES; i++) {
    self->steps[i] = g_object_new (APOYO_TYPE_TIMELINE_STEP, NULL);
    gtk_label_set_text (GTK_LABEL (self->steps[i]->name), apoyo_life_get_label ((ApoyoLife) i));
    gtk_label_set_text (GTK_LABEL (self->steps[i]->date), "—");
    gtk_widget_set_parent (GTK_WIDGET (self->steps[i]), GTK_WIDGET (self));
  }
  update_space (self);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (apoyo_palette_get_default (), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Life of the process"), -1);
}

GtkWidget *
apoyo_timeline_new (void)
{
  return g_object_new (APOYO_TYPE_TIMELINE, NULL);
}

/* Between the state that holds and the next one, as far as the time between their dates has
 * passed; on the state itself where the next one has no date. */
static double
measure (GPtrArray *steps, GDateTime *now)
{
  guint current = 0;
  const ApoyoSetupStep *from, *to;
  double whole;

  while (current + 1 < steps->len && !((ApoyoSetupStep *) steps->pdata[current])->current)
    current++;
  from = steps->pdata[current];
  to = current + 1 < steps->len ? steps->pdata[current + 1] : NULL;
  if (to == NULL || from->reached_at == NULL || to->expected_at == NULL)
    return current;
  whole = (double) g_date_time_difference (to->expected_at, from->reached_at);
  if (whole <= 0)
    return current;
  /* Beside the dot of the state from its first moment; overdue is still not there. */
  return current + CLAMP (g_date_time_difference (now, from->reached_at) / whole, 0.1, 0.97);
}

void
apoyo_timeline_set_steps (ApoyoTimeline *self,
                          GPtrArray *steps,
                          GDateTime *now,
                          const char *time_zone)
{
  g_return_if_fail (APOYO_IS_TIMELINE (self));
  g_return_if_fail (steps == NULL || steps->len == APOYO_N_LIVES);

  self->known = steps != NULL;
  self->progress = steps != NULL ? measure (steps, now) : 0;
  for (guint i = 0; steps != NULL && i < APOYO_N_LIVES; i++)
    step_show (self->steps[i], steps->pdata[i], time_zone);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
apoyo_timeline_get_progress (ApoyoTimeline *self)
{
  g_return_val_if_fail (APOYO_IS_TIMELINE (self), 0);
  return self->progress;
}
