/* apoyo-form-dialog.c: a dialog with a form, and one act that the database may refuse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-form-dialog.h"
#include "apoyo-message.h"

typedef struct {
  AdwPreferencesPage *page;
  GtkWidget *button;
  ApoyoLogin *login; /* (owned) (nullable) */
  gboolean busy;
  gboolean dirty;
} ApoyoFormDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ApoyoFormDialog, apoyo_form_dialog, ADW_TYPE_WINDOW)

static void
update_button (ApoyoFormDialog *self)
{
  ApoyoFormDialogPrivate *priv = apoyo_form_dialog_get_instance_private (self);
  gboolean live = priv->login != NULL && apoyo_login_get_state (priv->login) == APOYO_LOGIN_LIVE;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.act", live && !priv->busy);
  gtk_widget_set_tooltip_text (priv->button, live ? NULL
                                                  : _ ("The connection is lost; what you typed "
                                                       "stays until it is back"));
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  APOYO_FORM_DIALOG_GET_CLASS (widget)->act (APOYO_FORM_DIALOG (widget));
}

static void
discard (gpointer self)
{
  apoyo_form_dialog_set_dirty (self, FALSE);
  gtk_window_close (self);
}

/* Nothing typed is lost by one wrong key. */
static gboolean
apoyo_form_dialog_close_request (GtkWindow *window)
{
  ApoyoFormDialog *self = APOYO_FORM_DIALOG (window);
  ApoyoFormDialogPrivate *priv = apoyo_form_dialog_get_instance_private (self);

  if (priv->busy)
    return GDK_EVENT_STOP;
  if (priv->dirty) {
    apoyo_message_ask_discard (GTK_WIDGET (self), discard, G_OBJECT (self));
    return GDK_EVENT_STOP;
  }
  return GTK_WINDOW_CLASS (apoyo_form_dialog_parent_class)->close_request (window);
}

/* Into the form, and not onto Cancel: what is typed at once is not lost. */
static void
apoyo_form_dialog_map (GtkWidget *widget)
{
  ApoyoFormDialogPrivate *priv =
      apoyo_form_dialog_get_instance_private (APOYO_FORM_DIALOG (widget));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (priv->page)))
    gtk_widget_child_focus (GTK_WIDGET (priv->page), GTK_DIR_TAB_FORWARD);
  GTK_WIDGET_CLASS (apoyo_form_dialog_parent_class)->map (widget);
}

static void
apoyo_form_dialog_dispose (GObject *object)
{
  ApoyoFormDialogPrivate *priv =
      apoyo_form_dialog_get_instance_private (APOYO_FORM_DIALOG (object));

  g_clear_object (&priv->login);

  G_OBJECT_CLASS (apoyo_form_dialog_parent_class)->dispose (object);
}

static void
apoyo_form_dialog_class_init (ApoyoFormDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_form_dialog_dispose;
  widget_class->map = apoyo_form_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_form_dialog_close_request;

  gtk_widget_class_install_action (widget_class, "form.act", NULL, act_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.act",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.act",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
apoyo_form_dialog_init (ApoyoFormDialog *self)
{
  ApoyoFormDialogPrivate *priv = apoyo_form_dialog_get_instance_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  priv->button = gtk_button_new ();
  priv->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_add_css_class (priv->button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->button), "form.act");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), priv->button);
  gtk_box_append (GTK_BOX (box), header);
  gtk_widget_set_vexpand (GTK_WIDGET (priv->page), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (priv->page));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 620);
}

void
apoyo_form_dialog_set_up (ApoyoFormDialog *self,
                          GtkWidget *parent,
                          ApoyoLogin *login,
                          const char *title,
                          const char *act_label)
{
  ApoyoFormDialogPrivate *priv = apoyo_form_dialog_get_instance_private (self);
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;

  g_return_if_fail (APOYO_IS_FORM_DIALOG (self));
  g_return_if_fail (APOYO_IS_LOGIN (login));

  g_set_object (&priv->login, login);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_button_set_label (GTK_BUTTON (priv->button), act_label);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  g_signal_connect_object (login, "changed", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
  update_button (self);
}

void
apoyo_form_dialog_add (ApoyoFormDialog *self, AdwPreferencesGroup *group)
{
  ApoyoFormDialogPrivate *priv = apoyo_form_dialog_get_instance_private (self);

  adw_preferences_page_add (priv->page, group);
}

ApoyoLogin *
apoyo_form_dialog_get_login (ApoyoFormDialog *self)
{
  ApoyoFormDialogPrivate *priv = apoyo_form_dialog_get_instance_private (self);

  return priv->login;
}

void
apoyo_form_dialog_set_busy (ApoyoFormDialog *self, gboolean busy)
{
  ApoyoFormDialogPrivate *priv = apoyo_form_dialog_get_instance_private (self);

  priv->busy = busy;
  update_button (self);
}

void
apoyo_form_dialog_set_dirty (ApoyoFormDialog *self, gboolean dirty)
{
  ApoyoFormDialogPrivate *priv = apoyo_form_dialog_get_instance_private (self);

  priv->dirty = dirty;
}
