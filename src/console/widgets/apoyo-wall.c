/* apoyo-wall.c: the board for the operations room, read from five metres.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-wall.h"

#include <glib/gi18n.h>
#include <math.h>

#include "apoyo-figures.h"
#include "apoyo-format.h"
#include "apoyo-palette.h"

#define POINTER_REST_SECONDS 3
/* Against burn-in the picture wanders round a square: two pixels an hour, eight a side. */
#define SHIFT_SECONDS 1800
#define SHIFT_SIDE 8

struct _ApoyoWall {
  GtkWidget parent_instance;

  ApoyoBoardFigures *figures; /* (owned) (nullable) */
  gboolean dark;
  gboolean live;
  char *shown_clock;
  gint64 started_at; /* monotonic */
  guint clock_source;
  guint rest_source;
  double pointer_x, pointer_y;
};

G_DEFINE_FINAL_TYPE (ApoyoWall, apoyo_wall, GTK_TYPE_WIDGET)

static GDateTime *
now_in_zone (ApoyoWall *self)
{
  const char *name = self->figures != NULL ? self->figures->time_zone : NULL;
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_local ();
}

/* One pixel every half hour, round the square. */
static void
current_shift (ApoyoWall *self, double *x, double *y)
{
  gint64 elapsed = g_get_monotonic_time () - self->started_at;
  int step = (int) (elapsed / (SHIFT_SECONDS * G_TIME_SPAN_SECOND) % (4 * SHIFT_SIDE));
  int along = step % SHIFT_SIDE;

  switch (step / SHIFT_SIDE) {
  case 0:
    *x = along, *y = 0;
    break;
  case 1:
    *x = SHIFT_SIDE, *y = along;
    break;
  case 2:
    *x = SHIFT_SIDE - along, *y = SHIFT_SIDE;
    break;
  default:
    *x = 0, *y = SHIFT_SIDE - along;
  }
  *x -= SHIFT_SIDE / 2.0;
  *y -= SHIFT_SIDE / 2.0;
}

static gboolean
on_clock_cb (gpointer data)
{
  ApoyoWall *self = data;
  g_autoptr (GDateTime) now = now_in_zone (self);
  g_autofree char *clock = g_date_time_format (now, "%H:%M");

  if (g_strcmp0 (clock, self->shown_clock) != 0) {
    g_free (self->shown_clock);
    self->shown_clock = g_steal_pointer (&clock);
    gtk_widget_queue_draw (GTK_WIDGET (self));
  }
  return G_SOURCE_CONTINUE;
}

static gboolean
on_rest_cb (gpointer data)
{
  ApoyoWall *self = data;

  self->rest_source = 0;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  return G_SOURCE_REMOVE;
}

static void
on_motion_cb (GtkEventControllerMotion *controller, double x, double y, ApoyoWall *self)
{
  /* GTK repeats the position when what lies under the pointer is drawn again. */
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add_seconds (POINTER_REST_SECONDS, on_rest_cb, self);
}

static void
update_accessible (ApoyoWall *self)
{
  ApoyoBoardFigures *figures = self->figures;
  g_autofree char *valid = apoyo_format_count (figures->valid);
  g_autofree char *whole = apoyo_format_count (figures->required);
  g_autofree char *percent = apoyo_format_percentage (figures->valid, figures->required);
  g_autofree char *text = NULL;

  if (figures->required <= 0)
    text = g_strdup (valid);
  else if (figures->valid >= figures->required)
    text =
        g_strdup_printf (_ ("%s supports, %s of the required %s: reached."), valid, percent, whole);
  else
    text = g_strdup_printf (_ ("%s supports, %s of the required %s: not reached yet."), valid,
                            percent, whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
apoyo_wall_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ApoyoWall *self = APOYO_WALL (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (GDateTime) now = now_in_zone (self);
  double x, y;
  cairo_t *cr;

  if (self->figures == NULL || width <= 0 || height <= 0)
    return;
  current_shift (self, &x, &y);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_save (cr);
  cairo_translate (cr, x, y);
  apoyo_wall_draw (cr, width, height, self->figures, self->dark, self->live, now);
  cairo_restore (cr);
  cairo_destroy (cr);
}

static void
apoyo_wall_map (GtkWidget *widget)
{
  ApoyoWall *self = APOYO_WALL (widget);

  GTK_WIDGET_CLASS (apoyo_wall_parent_class)->map (widget);
  self->clock_source = g_timeout_add_seconds (1, on_clock_cb, self);
  self->rest_source = g_timeout_add_seconds (POINTER_REST_SECONDS, on_rest_cb, self);
}

static void
apoyo_wall_unmap (GtkWidget *widget)
{
  ApoyoWall *self = APOYO_WALL (widget);

  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  GTK_WIDGET_CLASS (apoyo_wall_parent_class)->unmap (widget);
}

static void
apoyo_wall_finalize (GObject *object)
{
  ApoyoWall *self = APOYO_WALL (object);

  g_clear_pointer (&self->figures, apoyo_board_figures_unref);
  g_free (self->shown_clock);
  G_OBJECT_CLASS (apoyo_wall_parent_class)->finalize (object);
}

static void
apoyo_wall_class_init (ApoyoWallClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = apoyo_wall_finalize;
  widget_class->snapshot = apoyo_wall_snapshot;
  widget_class->map = apoyo_wall_map;
  widget_class->unmap = apoyo_wall_unmap;
  gtk_widget_class_set_css_name (widget_class, "apoyo-wall");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
apoyo_wall_init (ApoyoWall *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->dark = self->live = TRUE;
  self->started_at = g_get_monotonic_time ();
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Live count, for the wall"), -1);
}

GtkWidget *
apoyo_wall_new (void)
{
  return g_object_new (APOYO_TYPE_WALL, NULL);
}

void
apoyo_wall_set_figures (ApoyoWall *self, ApoyoBoardFigures *figures)
{
  g_return_if_fail (APOYO_IS_WALL (self));
  g_return_if_fail (figures != NULL);
  apoyo_board_figures_ref (figures);
  g_clear_pointer (&self->figures, apoyo_board_figures_unref);
  self->figures = figures;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
apoyo_wall_set_live (ApoyoWall *self, gboolean live)
{
  g_return_if_fail (APOYO_IS_WALL (self));
  if (self->live == !!live)
    return;
  self->live = !!live;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
apoyo_wall_set_dark (ApoyoWall *self, gboolean dark)
{
  g_return_if_fail (APOYO_IS_WALL (self));
  if (self->dark == !!dark)
    return;
  self->dark = !!dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
