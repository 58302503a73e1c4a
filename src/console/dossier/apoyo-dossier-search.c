/* apoyo-dossier-search.c: finds a support by who it is of, or by what holds it up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-dialog.h"
#include "apoyo-clave.h"
#include "apoyo-dossier-search.h"
#include "apoyo-dossier-window.h"
#include "apoyo-dossier-words.h"
#include "apoyo-evidence-client.h"
#include "apoyo-format.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-refusal.h"

/* --- a list of folios to choose from ---------------------------------------------------------- */

typedef struct {
  GtkWindow *window;
  GtkBox *list;
  ApoyoFolioFunc func;
  GWeakRef object;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_weak_ref_clear (&choice->object);
  g_free (choice);
}

static void
on_folio_cb (GtkButton *button, Choice *choice)
{
  g_autoptr (GObject) object = g_weak_ref_get (&choice->object);
  g_autofree char *folio = g_strdup (gtk_button_get_label (button));

  if (object != NULL)
    choice->func (object, folio);
  gtk_window_destroy (choice->window);
}

static void
choice_add (Choice *choice, const char *folio, const char *detail)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, "auxiliary-row");
  GtkWidget *button = gtk_button_new_with_label (folio);
  GtkWidget *label = apoyo_part_label (detail, "t-caption dimmed num");

  apoyo_part_classes (button, "thin num");
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect (button, "clicked", G_CALLBACK (on_folio_cb), choice);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (choice->list, row);
}

static Choice *
choice_new (GtkWidget *parent, const char *title, ApoyoFolioFunc func, GObject *object)
{
  Choice *choice = g_new0 (Choice, 1);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  choice->func = func;
  g_weak_ref_init (&choice->object, object);
  choice->list = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (choice->list));
  choice->window = apoyo_dossier_window_new (parent, title, scrolled);
  gtk_window_set_default_size (choice->window, 620, 460);
  g_object_set_data_full (G_OBJECT (choice->window), "choice", choice, choice_free);
  return choice;
}

/* --- by clave de elector ---------------------------------------------------------------------- */

typedef struct {
  ApoyoActDialog *dialog; /* weak, by the cancellable */
  ApoyoField *clave;
  ApoyoEvidenceClient *client; /* (owned) */
  GCancellable *cancellable;   /* (owned) */
  gboolean busy;
  ApoyoFolioFunc func;
  GObject *object;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_cancellable_cancel (search->cancellable);
  g_object_unref (search->cancellable);
  g_object_unref (search->client);
  g_object_unref (search->object);
  g_free (search);
}

/* FALSE: the dialog is gone, or it has been told. */
static gboolean
search_goes_on (Search *search, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error == NULL)
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  search->busy = FALSE;
  sentence = apoyo_refusal_dup_message (error);
  apoyo_act_dialog_say (search->dialog, sentence, NULL);
  return FALSE;
}

static void
show_found (Search *search, JsonArray *supports)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (search->dialog));
  Choice *choice =
      choice_new (GTK_WIDGET (parent), _ ("Supports of the person"), search->func, search->object);

  for (guint i = 0; i < json_array_get_length (supports); i++) {
    JsonObject *support = json_array_get_object_element (supports, i);
    const char *folio = apoyo_dossier_text (support, "folio");

    if (folio != NULL)
      choice_add (choice, folio,
                  apoyo_dossier_words_situation (apoyo_dossier_text (support, "situation")));
  }
  gtk_window_present (choice->window);
}

static void
searched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) found =
      apoyo_evidence_client_ask_finish (APOYO_EVIDENCE_CLIENT (object), result, &error);
  JsonArray *supports = apoyo_dossier_array (found, "supports");
  guint n = supports != NULL ? json_array_get_length (supports) : 0;

  if (found == NULL && !search_goes_on (search, error))
    return;
  search->busy = FALSE;
  if (n == 0) {
    apoyo_act_dialog_say (search->dialog, _ ("No support of this person was found in your scope"),
                          NULL);
    return;
  }
  if (n == 1)
    search->func (search->object,
                  apoyo_dossier_text (json_array_get_object_element (supports, 0), "folio"));
  else
    show_found (search, supports);
  gtk_window_destroy (GTK_WINDOW (search->dialog));
}

static void
search_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *ticket =
      apoyo_evidence_client_open_finish (APOYO_EVIDENCE_CLIENT (object), result, &error);
  g_autoptr (JsonObject) body = NULL;

  if (ticket == NULL) {
    search_goes_on (search, error);
    return;
  }
  body = json_object_new ();
  json_object_set_string_member (body, "clave", apoyo_field_get_text (search->clave));
  apoyo_field_set_text (search->clave, "");
  apoyo_evidence_client_ask_async (search->client, ticket, "/v1/search", body, search->cancellable,
                                   searched_cb, search);
}

static void
on_search_cb (ApoyoActDialog *dialog, Search *search)
{
  ApoyoParams *params = NULL;

  if (search->busy)
    return;
  search->busy = TRUE;
  params = apoyo_params_new ();
  apoyo_params_add_null (params);
  apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  apoyo_evidence_client_open_async (search->client, "open-search", params, search->cancellable,
                                    search_opened_cb, search);
}

static char *
check_clave (const char *text)
{
  ApoyoClave clave;
  g_autoptr (GError) error = NULL;

  return apoyo_clave_parse (text, &clave, &error) ? NULL : g_strdup (error->message);
}

void
apoyo_dossier_search_by_clave (GtkWidget *parent,
                               ApoyoLogin *login,
                               ApoyoFolioFunc func,
                               GObject *object)
{
  Search *search = g_new0 (Search, 1);

  search->dialog = apoyo_act_dialog_new (
      parent, _ ("Search by clave de elector"),
      _ ("Who searches, the reason and the folios found are written down; the clave is not."),
      _ ("Search"), APOYO_ACT_ASKS_REASON);
  search->clave =
      apoyo_act_dialog_add_field (search->dialog, _ ("Clave de elector"), NULL, check_clave);
  search->client = apoyo_evidence_client_new (login);
  search->cancellable = g_cancellable_new ();
  search->func = func;
  search->object = g_object_ref (object);
  g_object_set_data_full (G_OBJECT (search->dialog), "search", search, search_free);
  g_signal_connect (search->dialog, "confirmed", G_CALLBACK (on_search_cb), search);
  gtk_window_present (GTK_WINDOW (search->dialog));
}

/* --- what is stuck ---------------------------------------------------------------------------- */

typedef struct {
  GtkWidget *parent; /* (owned) */
  char *code;
  char *time_zone;
  GCancellable *cancellable; /* (owned) */
  ApoyoFolioFunc func;
  GObject *object; /* (owned) */
} Stuck;

static void
stuck_free (Stuck *stuck)
{
  g_object_unref (stuck->parent);
  g_object_unref (stuck->object);
  g_object_unref (stuck->cancellable);
  g_free (stuck->code);
  g_free (stuck->time_zone);
  g_free (stuck);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stuck, stuck_free)

static void
add_stuck (Choice *choice, ApoyoResult *rows, guint i, const char *time_zone)
{
  const char *folio = NULL;
  const char *cause = NULL;
  g_autoptr (GDateTime) received = NULL;
  g_autofree char *time = NULL;
  g_autofree char *detail = NULL;

  if (!apoyo_result_get_text (rows, i, "folio", &folio, NULL) ||
      !apoyo_result_get_text (rows, i, "cause", &cause, NULL) ||
      !apoyo_result_get_time (rows, i, "received_at", &received, NULL))
    return;
  time = apoyo_format_minute (received, time_zone);
  detail = g_strdup_printf ("%s · %s", apoyo_dossier_words_stuck (cause), time);
  choice_add (choice, folio, detail);
}

static void
stuck_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Stuck) stuck = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autofree char *title = g_strdup_printf (_ ("Stuck work · %s"), stuck->code);
  Choice *choice = NULL;

  if (g_cancellable_is_cancelled (stuck->cancellable) ||
      gtk_widget_get_root (stuck->parent) == NULL)
    return; /* asked for again, or the window is gone */
  if (rows == NULL) {
    apoyo_message_show_error (stuck->parent, error);
    return;
  }
  choice = choice_new (stuck->parent, title, stuck->func, stuck->object);
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++)
    add_stuck (choice, rows, i, stuck->time_zone);
  if (apoyo_result_get_n_rows (rows) == 0)
    gtk_box_append (choice->list,
                    apoyo_part_note ("ok", "object-select-symbolic",
                                     _ ("All work of this process moves by itself.")));
  gtk_window_present (choice->window);
}

void
apoyo_dossier_search_stuck (GtkWidget *parent,
                            ApoyoLogin *login,
                            int process,
                            const char *code,
                            const char *time_zone,
                            GCancellable *cancellable,
                            ApoyoFolioFunc func,
                            GObject *object)
{
  Stuck *stuck = g_new0 (Stuck, 1);
  ApoyoParams *params = apoyo_params_new ();

  stuck->parent = g_object_ref (parent);
  stuck->code = g_strdup (code);
  stuck->time_zone = g_strdup (time_zone);
  stuck->cancellable = g_object_ref (cancellable);
  stuck->func = func;
  stuck->object = g_object_ref (object);
  apoyo_params_add_int (params, process);
  apoyo_connection_call_async (apoyo_login_get_connection (login), "stuck-work", params,
                               cancellable, stuck_cb, stuck);
}
