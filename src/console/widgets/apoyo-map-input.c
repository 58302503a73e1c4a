/* apoyo-map-input.c: the map by pointer and by keyboard.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-map-private.h"

static void
on_motion_cb (GtkEventControllerMotion *controller, double x, double y, ApoyoMap *self)
{
  apoyo_map_hover (self, apoyo_map_plan_hit (&self->plan, x, y));
}

static void
on_leave_cb (GtkEventControllerMotion *controller, ApoyoMap *self)
{
  apoyo_map_hover (self, APOYO_MAP_NOWHERE);
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ApoyoMap *self)
{
  int entity = apoyo_map_plan_hit (&self->plan, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (entity != APOYO_MAP_NOWHERE)
    apoyo_map_choose (self, entity);
}

static void
on_focus_leave_cb (GtkEventControllerFocus *controller, ApoyoMap *self)
{
  apoyo_map_hover (self, APOYO_MAP_NOWHERE);
}

static gboolean
step (ApoyoMap *self, int dx, int dy)
{
  const ApoyoMapShapes *shapes = apoyo_map_shapes_get ();
  int from = apoyo_map_get_shown (self);

  /* The first arrow enters the map in its middle. */
  if (from == APOYO_MAP_NOWHERE)
    apoyo_map_hover (self, apoyo_map_shapes_find ("24"));
  else
    apoyo_map_hover (self, apoyo_map_shapes_step (shapes, from, dx, dy));
  return TRUE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   ApoyoMap *self)
{
  int entity = apoyo_map_get_shown (self);

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
    apoyo_map_choose (self, entity);
    return TRUE;
  case GDK_KEY_Escape:
    if (self->hovered == APOYO_MAP_NOWHERE)
      return FALSE;
    apoyo_map_hover (self, APOYO_MAP_NOWHERE);
    return TRUE;
  default:
    return FALSE;
  }
}

void
apoyo_map_add_controllers (ApoyoMap *self)
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
