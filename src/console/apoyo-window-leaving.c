/* apoyo-window-leaving.c: before the window goes: nothing typed goes with it unasked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-message.h"
#include "apoyo-window-private.h"

/* The dialog that stands over a window; (transfer full) (nullable) */
static GtkWindow *
find_dialog (GtkWindow *below)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (gtk_window_get_transient_for (window) == below &&
        gtk_widget_get_visible (GTK_WIDGET (window)))
      return g_steal_pointer (&window);
  }
  return NULL;
}

/* From the topmost on. FALSE when one stays, with its question or with what it is doing. */
static gboolean
close_dialogs (GtkWindow *below)
{
  g_autoptr (GtkWindow) dialog = NULL;

  while ((dialog = find_dialog (below)) != NULL) {
    if (!close_dialogs (dialog))
      return FALSE;
    gtk_window_close (dialog);
    if (gtk_widget_get_visible (GTK_WIDGET (dialog))) {
      gtk_window_present (dialog);
      return FALSE;
    }
    g_clear_object (&dialog);
  }
  return TRUE;
}

/* A chooser of files belongs to whoever waits for its answer. */
static void
destroy_dialog (GtkWindow *dialog)
{
  if (!GTK_IS_FILE_CHOOSER (dialog)) {
    gtk_window_destroy (dialog);
    return;
  }
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  gtk_widget_set_visible (GTK_WIDGET (dialog), FALSE);
}

/* The topmost first; a question, or what is typed, keeps nothing here. */
static void
destroy_dialogs (GtkWindow *below)
{
  g_autoptr (GtkWindow) dialog = NULL;

  while ((dialog = find_dialog (below)) != NULL) {
    destroy_dialogs (dialog);
    destroy_dialog (dialog);
    g_clear_object (&dialog);
  }
}

void
apoyo_window_end (ApoyoWindow *self)
{
  g_return_if_fail (APOYO_IS_WINDOW (self));

  destroy_dialogs (GTK_WINDOW (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
is_unsent (ApoyoWindow *self)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (APOYO_IS_PAGE (child) && apoyo_page_is_unsent (APOYO_PAGE (child)))
      return TRUE;
  }
  return FALSE;
}

static void
leave_anyway (gpointer user_data)
{
  ApoyoWindow *self = user_data;

  self->leaving = TRUE;
  self->leave (self->leave_object);
}

gboolean
apoyo_window_settle (ApoyoWindow *self, ApoyoMessageFunc leave, gpointer object)
{
  g_return_val_if_fail (APOYO_IS_WINDOW (self), FALSE);

  if (self->leaving)
    return TRUE;
  if (!close_dialogs (GTK_WINDOW (self)))
    return FALSE;
  if (!is_unsent (self))
    return TRUE;
  self->leave = leave;
  self->leave_object = object;
  apoyo_message_ask_discard (GTK_WIDGET (self), leave_anyway, G_OBJECT (self));
  return FALSE;
}
