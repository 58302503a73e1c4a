/* apoyo-message.c: dialogs that say what happened, or ask before it does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "apoyo-message.h"
#include "apoyo-refusal.h"

static GtkWindow *
get_window (GtkWidget *parent)
{
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
apoyo_message_show_error (GtkWidget *parent, const GError *error)
{
  g_autofree char *message = NULL;
  g_autofree char *hint = NULL;
  GtkWidget *dialog;

  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  message = apoyo_refusal_dup_message (error);
  hint = apoyo_refusal_dup_hint (error);
  dialog = adw_message_dialog_new (get_window (parent), message, hint);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The question's own closing takes an idle moment. */
#define CLOSE_MS 50

typedef struct {
  ApoyoMessageFunc func;
  GWeakRef object;
  GWeakRef dialog; /* that asked, once it has its answer */
} Question;

static Question *
question_new (ApoyoMessageFunc func, GObject *object)
{
  Question *question = g_new0 (Question, 1);

  question->func = func;
  g_weak_ref_init (&question->object, object);
  g_weak_ref_init (&question->dialog, NULL);
  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_weak_ref_clear (&question->object);
  g_weak_ref_clear (&question->dialog);
  g_free (question);
}

static void
closure_free (gpointer data, GClosure *closure)
{
  question_free (data);
}

static gboolean
afterwards_cb (gpointer data)
{
  Question *question = data;
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);
  g_autoptr (GtkWidget) dialog = g_weak_ref_get (&question->dialog);

  /* Where nothing was drawn for that long, this is called before the idle that closes it. */
  if (object != NULL && dialog != NULL && gtk_widget_get_visible (dialog))
    return G_SOURCE_CONTINUE;
  if (object != NULL)
    question->func (object);
  return G_SOURCE_REMOVE;
}

/* A question closes itself after it has told its answer, and still looks at the window it stands
 * over while it does. */
void
apoyo_message_afterwards (AdwMessageDialog *dialog, ApoyoMessageFunc func, GObject *object)
{
  Question *question = question_new (func, object);

  g_weak_ref_set (&question->dialog, dialog);
  g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, CLOSE_MS, afterwards_cb, question, question_free);
}

static void
on_yes_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);

  if (object != NULL)
    apoyo_message_afterwards (dialog, question->func, object);
}

void
apoyo_message_ask (GtkWidget *parent,
                   const char *heading,
                   const char *body,
                   const char *yes,
                   gboolean destructive,
                   ApoyoMessageFunc func,
                   GObject *object)
{
  GtkWidget *dialog;
  Question *question;

  g_return_if_fail (func != NULL);

  dialog = adw_message_dialog_new (get_window (parent), heading, body);
  question = question_new (func, object);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "yes",
                                    yes, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                          : ADW_RESPONSE_SUGGESTED);
  if (!destructive)
    adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  g_signal_connect_data (dialog, "response::yes", G_CALLBACK (on_yes_cb), question, closure_free,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
apoyo_message_ask_discard (GtkWidget *parent, ApoyoMessageFunc func, GObject *object)
{
  apoyo_message_ask (parent, _ ("Discard what you typed?"), NULL, _ ("_Discard"), TRUE, func,
                     object);
}
