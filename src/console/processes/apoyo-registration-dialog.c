/* apoyo-registration-dialog.c: registers an auxiliary who is a person of the nominal list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-dialog.h"
#include "apoyo-clave.h"
#include "apoyo-drill-mark.h"
#include "apoyo-evidence-client.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-refusal.h"
#include "apoyo-registration-dialog.h"

typedef struct {
  ApoyoActDialog *dialog; /* weak: this goes with it */
  ApoyoField *clave;
  ApoyoEvidenceClient *client; /* (owned) */
  GCancellable *cancellable;   /* (owned) */
  int process;
  int promovente;
  ApoyoRegisteredFunc func;
  GWeakRef object;
} Registration;

static void
registration_free (gpointer data)
{
  Registration *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->client);
  g_weak_ref_clear (&self->object);
  g_free (self);
}

/* Called off with the dialog: then nothing of it is left to speak to. */
static void
fail (Registration *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  apoyo_act_dialog_set_busy (self->dialog, FALSE);
  sentence = apoyo_refusal_dup_message (error);
  apoyo_act_dialog_say (self->dialog, sentence, NULL);
}

static void
close_anyway (gpointer window)
{
  gtk_window_destroy (window);
}

/* It is shown this once: one wrong key does not take it away. */
static gboolean
on_close_key_cb (GtkWindow *window)
{
  apoyo_message_ask (GTK_WIDGET (window), _ ("Have you noted the access key?"),
                     _ ("It is not kept anywhere and cannot be shown again."), _ ("_Close"), TRUE,
                     close_anyway, G_OBJECT (window));
  return GDK_EVENT_STOP;
}

/* Not selectable: it is written down by hand or read out, and goes through no clipboard. */
void
apoyo_registration_show_key (GtkWindow *parent, const char *label, const char *key)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 12, NULL);
  GtkWidget *all = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *done = gtk_button_new_with_label (_ ("I have noted it"));
  GtkWidget *text = apoyo_part_label (key, "t-figure num");
  g_autofree char *title = g_strdup_printf (_ ("Access key of auxiliary %s"), label);

  gtk_label_set_xalign (GTK_LABEL (text), 0.5);
  apoyo_part_margins (box, 6, 18, 18, 18);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box),
                  apoyo_part_text (_ ("It is not kept anywhere and cannot be shown again. With it "
                                      "the person registers their telephone."),
                                   "t-small"));
  apoyo_part_classes (done, "suggested-action");
  gtk_widget_set_halign (done, GTK_ALIGN_END);
  g_signal_connect_object (done, "clicked", G_CALLBACK (gtk_window_destroy), window,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), done);
  gtk_box_append (GTK_BOX (all), bar);
  apoyo_drill_mark_inherit (GTK_WINDOW (window), ADW_HEADER_BAR (bar));
  gtk_box_append (GTK_BOX (all), box);
  adw_window_set_content (ADW_WINDOW (window), all);
  apoyo_part_close_on_escape (window);
  g_signal_connect (window, "close-request", G_CALLBACK (on_close_key_cb), NULL);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 460, -1);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  /* Nobody may read it on when the session is over and the main window goes. */
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_widget (GTK_WINDOW (window), done);
  gtk_window_present (GTK_WINDOW (window));
}

static void
registered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Registration *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) made =
      apoyo_evidence_client_ask_finish (APOYO_EVIDENCE_CLIENT (source), result, &error);
  g_autoptr (GObject) object = NULL;

  if (made == NULL) {
    fail (self, error);
    return;
  }
  apoyo_registration_show_key (gtk_window_get_transient_for (GTK_WINDOW (self->dialog)),
                               json_object_get_string_member_with_default (made, "label", ""),
                               json_object_get_string_member_with_default (made, "key", ""));
  object = g_weak_ref_get (&self->object);
  if (object != NULL)
    self->func (object);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Registration *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *ticket =
      apoyo_evidence_client_open_finish (APOYO_EVIDENCE_CLIENT (object), result, &error);
  g_autoptr (JsonObject) body = NULL;

  if (ticket == NULL) {
    fail (self, error);
    return;
  }
  body = json_object_new ();
  json_object_set_int_member (body, "promovente", self->promovente);
  json_object_set_string_member (body, "clave", apoyo_field_get_text (self->clave));
  apoyo_evidence_client_ask_async (self->client, ticket, "/v1/auxiliaries", body, self->cancellable,
                                   registered_cb, self);
}

static void
on_confirmed_cb (ApoyoActDialog *dialog, Registration *self)
{
  ApoyoParams *params = NULL;

  apoyo_act_dialog_set_busy (dialog, TRUE);
  params = apoyo_params_new ();
  apoyo_params_add_int (params, self->process);
  apoyo_evidence_client_open_async (self->client, "open-registration", params, self->cancellable,
                                    opened_cb, self);
}

static char *
check_clave (const char *text)
{
  ApoyoClave clave;
  g_autoptr (GError) error = NULL;

  return apoyo_clave_parse (text, &clave, &error) ? NULL : g_strdup (error->message);
}

void
apoyo_registration_dialog_present (GtkWidget *parent,
                                   ApoyoLogin *login,
                                   int process,
                                   int promovente,
                                   ApoyoRegisteredFunc func,
                                   GObject *object)
{
  Registration *self = g_new0 (Registration, 1);

  self->dialog = apoyo_act_dialog_new (
      parent, _ ("Register an auxiliary"),
      _ ("The person is held against the nominal list. The access key is shown once: give it to "
         "that person."),
      _ ("Register"), APOYO_ACT_ASKS_NOTHING);
  self->clave =
      apoyo_act_dialog_add_field (self->dialog, _ ("Clave de elector"), NULL, check_clave);
  self->client = apoyo_evidence_client_new (login);
  self->cancellable = g_cancellable_new ();
  self->process = process;
  self->promovente = promovente;
  self->func = func;
  g_weak_ref_init (&self->object, object);
  g_object_set_data_full (G_OBJECT (self->dialog), "registration", self, registration_free);
  apoyo_act_dialog_watch (self->dialog, login);
  g_signal_connect (self->dialog, "confirmed", G_CALLBACK (on_confirmed_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
