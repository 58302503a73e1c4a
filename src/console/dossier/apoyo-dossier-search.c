/* apoyo-dossier-search.c: finds a support by who it is of.
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

/* --- by clave de elector ---------------------------------------------------------------------- */

typedef struct {
  ApoyoActDialog *dialog; /* weak, by the cancellable */
  ApoyoField *clave;
  ApoyoEvidenceClient *client; /* (owned) */
  GCancellable *cancellable;   /* (owned) */
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
  apoyo_act_dialog_set_busy (search->dialog, FALSE);
  sentence = apoyo_refusal_dup_message (error);
  apoyo_act_dialog_say (search->dialog, sentence, NULL);
  return FALSE;
}

/* What is to be said of the processes whose key the service has not got: what they hold nobody
 * knows. (transfer full) (nullable): NULL where every one was searched. */
static char *
name_not_searched (JsonObject *found)
{
  JsonArray *processes = apoyo_dossier_array (found, "not_searched");
  guint n = processes != NULL ? json_array_get_length (processes) : 0;
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    const char *code = apoyo_dossier_text (json_array_get_object_element (processes, i), "code");

    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "", code != NULL ? code : "?");
  }
  if (n == 0)
    return NULL;
  return g_strdup_printf (_ ("Not searched, because the key is missing on the server: %s"),
                          codes->str);
}

/* not_searched: (nullable). more: there are others that did not come. */
static void
show_found (Search *search, JsonArray *supports, const char *not_searched, gboolean more)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (search->dialog));
  ApoyoFolioChoice *choice = apoyo_folio_choice_new (
      GTK_WIDGET (parent), _ ("Supports of the person"), search->func, search->object);

  if (not_searched != NULL) {
    GtkWidget *note = apoyo_part_note ("warn", "dialog-warning-symbolic", not_searched);

    apoyo_part_margins (note, 6, 14, 6, 14);
    apoyo_folio_choice_set_head (choice, note);
  }
  for (guint i = 0; i < json_array_get_length (supports); i++) {
    JsonObject *support = json_array_get_object_element (supports, i);
    const char *folio = apoyo_dossier_text (support, "folio");

    if (folio != NULL)
      apoyo_folio_choice_add (
          choice, folio, apoyo_dossier_words_situation (apoyo_dossier_text (support, "situation")));
  }
  if (more)
    apoyo_folio_choice_add_note (
        choice, apoyo_part_note ("warn", "dialog-warning-symbolic",
                                 _ ("The person has more supports than can be listed here")));
  gtk_window_present (apoyo_folio_choice_get_window (choice));
}

static void
searched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) found =
      apoyo_evidence_client_ask_finish (APOYO_EVIDENCE_CLIENT (object), result, &error);
  JsonArray *supports = apoyo_dossier_array (found, "supports");
  g_autofree char *not_searched = name_not_searched (found);
  guint n = supports != NULL ? json_array_get_length (supports) : 0;

  if (found == NULL && !search_goes_on (search, error))
    return;
  apoyo_act_dialog_set_busy (search->dialog, FALSE);
  if (n == 0) {
    apoyo_act_dialog_say (search->dialog, _ ("No support of this person was found in your scope"),
                          not_searched);
    return;
  }
  if (n == 1 && not_searched == NULL)
    search->func (search->object,
                  apoyo_dossier_text (json_array_get_object_element (supports, 0), "folio"));
  else
    show_found (search, supports, not_searched,
                json_object_get_boolean_member_with_default (found, "more", FALSE));
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

  apoyo_act_dialog_set_busy (dialog, TRUE);
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
  apoyo_act_dialog_watch (search->dialog, login);
  g_signal_connect (search->dialog, "confirmed", G_CALLBACK (on_search_cb), search);
  gtk_window_present (GTK_WINDOW (search->dialog));
}
