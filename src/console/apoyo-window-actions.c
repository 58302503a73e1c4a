/* apoyo-window-actions.c: what keys and menus ask of the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-password-dialog.h"
#include "apoyo-proposals-dialog.h"
#include "apoyo-toast.h"
#include "apoyo-window-private.h"

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoPage *page = apoyo_window_get_page (APOYO_WINDOW (widget));

  if (page != NULL)
    apoyo_page_export (page, g_variant_get_string (parameter, NULL));
}

static void
show_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (APOYO_WINDOW (widget)->export_button);
}

static void
switch_process_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apoyo_process_switcher_popup (APOYO_WINDOW (widget)->switcher);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoPage *page = apoyo_window_get_page (APOYO_WINDOW (widget));

  if (page != NULL)
    apoyo_page_search (page);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoPage *page = apoyo_window_get_page (APOYO_WINDOW (widget));

  if (page != NULL)
    apoyo_page_add (page);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoPage *page = apoyo_window_get_page (APOYO_WINDOW (widget));

  if (page != NULL)
    apoyo_page_import (page);
}

static void
reconnect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apoyo_login_try_now (APOYO_WINDOW (widget)->login);
}

void
apoyo_window_show_sidebar (ApoyoWindow *self, gboolean shown)
{
  adw_flap_set_reveal_flap (self->flap, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_button), !shown);
}

static void
sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoWindow *self = APOYO_WINDOW (widget);

  apoyo_window_show_sidebar (self, !adw_flap_get_reveal_flap (self->flap));
}

static guint
find_pane (GPtrArray *panes, GtkWidget *focus)
{
  for (guint i = 0; focus != NULL && i < panes->len; i++) {
    if (focus == panes->pdata[i] || gtk_widget_is_ancestor (focus, panes->pdata[i]))
      return i;
  }
  return panes->len - 1;
}

/* On to the next part of the window that takes the focus, and round. */
static void
next_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoWindow *self = APOYO_WINDOW (widget);
  ApoyoPage *page = apoyo_window_get_page (self);
  g_autoptr (GPtrArray) panes = g_ptr_array_new ();
  gboolean back = g_variant_get_boolean (parameter);
  guint at;

  if (adw_flap_get_reveal_flap (self->flap))
    g_ptr_array_add (panes, self->sidebar);
  if (page != NULL)
    apoyo_page_add_panes (page, panes);
  if (panes->len == 0)
    return;
  at = find_pane (panes, gtk_window_get_focus (GTK_WINDOW (self)));
  for (guint i = 0; i < panes->len; i++) {
    at = (at + (back ? panes->len - 1 : 1)) % panes->len;
    if (gtk_widget_child_focus (panes->pdata[at], GTK_DIR_TAB_FORWARD))
      return;
  }
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apoyo_toast_undo_last (widget);
}

/* Made when it is asked for and gone when closed. GTK's own way keeps it hidden beside the window,
 * and GTK 4.8 then ends the program when a screen reader asks for the window of a dialog that has
 * just been closed: it answers with the hidden one, which has no address yet. */
static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/mx/ine/ApoyoCiudadano/ui/help-overlay.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apoyo_sidebar_select_nth (APOYO_WINDOW (widget)->sidebar, g_variant_get_int32 (parameter));
}

static void
inbox_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoWindow *self = APOYO_WINDOW (widget);

  if (apoyo_inbox_is_used (self->inbox))
    gtk_window_present (apoyo_proposals_dialog_new (widget, self->inbox));
}

static void
on_password_changed_cb (ApoyoWindow *self)
{
  apoyo_window_tell (self, _ ("Your password was changed"));
}

static void
change_password_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoWindow *self = APOYO_WINDOW (widget);
  GtkWindow *dialog;

  if (apoyo_login_get_user (self->login) == NULL)
    return;
  dialog = apoyo_password_dialog_new (widget, self->login, NULL,
                                      apoyo_login_get_display_name (self->login));
  g_signal_connect_object (dialog, "done", G_CALLBACK (on_password_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
wall_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ApoyoWindow *self = APOYO_WINDOW (widget);

  apoyo_window_set_wall (self, adw_bin_get_child (self->wall_place) == NULL);
}

static void
leave_wall_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apoyo_window_set_wall (APOYO_WINDOW (widget), FALSE);
}

void
apoyo_window_set_wall (ApoyoWindow *self, gboolean wall)
{
  ApoyoPage *page = apoyo_window_get_page (self);

  if (wall == (adw_bin_get_child (self->wall_place) != NULL))
    return;
  if (wall && (page == NULL || !apoyo_page_has_wall (page)))
    return;
  adw_bin_set_child (self->wall_place, wall ? apoyo_page_make_wall (page) : NULL);
  gtk_stack_set_visible_child_name (self->modes, wall ? "wall" : "console");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.leave-wall", wall);
  if (wall)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

void
apoyo_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "win.show-export", NULL, show_export_action);
  gtk_widget_class_install_action (widget_class, "win.switch-process", NULL, switch_process_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.reconnect", NULL, reconnect_action);
  gtk_widget_class_install_action (widget_class, "win.sidebar", NULL, sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.page", "i", page_action);
  gtk_widget_class_install_action (widget_class, "win.next-pane", "b", next_pane_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  /* A key of the window's own class comes after the entry that has the focus: what is typed there
   * has an undoing of its own. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_install_action (widget_class, "win.inbox", NULL, inbox_action);
  gtk_widget_class_install_action (widget_class, "win.change-password", NULL,
                                   change_password_action);
  gtk_widget_class_install_action (widget_class, "win.wall", NULL, wall_action);
  gtk_widget_class_install_action (widget_class, "win.leave-wall", NULL, leave_wall_action);
}
