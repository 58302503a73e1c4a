/* apoyo-auxiliaries-dialog.c: who collects for a promovente: to find, register, import, give
 * another key and revoke.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-act-dialog.h"
#include "apoyo-drill-mark.h"
#include "apoyo-filter-entry.h"
#include "apoyo-folio.h"
#include "apoyo-format.h"
#include "apoyo-import-dialog.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-people-acts.h"
#include "apoyo-registration-dialog.h"
#include "apoyo-result-rows.h"
#include "apoyo-sha256.h"

typedef struct {
  ApoyoSetup *setup; /* (owned) */
  int process;
  int number;
  char *time_zone;
  GtkStack *stack;
  GListStore *all;          /* (owned): of ApoyoResultRow */
  GtkFilterListModel *rows; /* (owned): those that match; a promovente may have tens of thousands,
                             * and widgets are made of those that are seen */
  ApoyoFilterEntry *filter;
  GtkLabel *none; /* when the filter leaves nothing */
  GtkWidget *window;
  GCancellable *cancellable; /* (owned) */
} Shown;

static void read_auxiliaries (Shown *shown);

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_cancellable_cancel (shown->cancellable);
  g_object_unref (shown->cancellable);
  g_object_unref (shown->rows);
  g_object_unref (shown->all);
  g_object_unref (shown->setup);
  g_free (shown->time_zone);
  g_free (shown);
}

/* --- revoking --------------------------------------------------------------------------------- */

static void
revoke_confirmed_cb (ApoyoActDialog *dialog, Shown *shown)
{
  ApoyoParams *params = apoyo_params_new ();
  gint64 *auxiliary = g_object_get_data (G_OBJECT (dialog), "auxiliary");

  apoyo_params_add_int64 (params, *auxiliary);
  apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  apoyo_act_dialog_run (dialog, apoyo_setup_get_connection (shown->setup), "revoke-auxiliary",
                        params);
}

static void
revoke_done_cb (ApoyoActDialog *dialog, Shown *shown)
{
  read_auxiliaries (shown);
  apoyo_setup_refresh (shown->setup);
}

/* What the button's row is about goes with the dialog. */
static void
take_auxiliary (ApoyoActDialog *dialog, GtkButton *button)
{
  gint64 *auxiliary = g_object_get_data (G_OBJECT (button), "auxiliary");
  const char *label = g_object_get_data (G_OBJECT (button), "label");

  g_object_set_data_full (G_OBJECT (dialog), "auxiliary", g_memdup2 (auxiliary, sizeof *auxiliary),
                          g_free);
  g_object_set_data_full (G_OBJECT (dialog), "label", g_strdup (label), g_free);
}

static void
on_revoke_cb (GtkButton *button, Shown *shown)
{
  g_autofree char *heading = g_strdup_printf (
      _ ("Revoke auxiliary %s"), (const char *) g_object_get_data (G_OBJECT (button), "label"));
  ApoyoActDialog *dialog = apoyo_act_dialog_new (
      shown->window, heading, _ ("Its key and its devices stop at once. What it has sent stays."),
      _ ("Revoke"), APOYO_ACT_ASKS_REASON | APOYO_ACT_DESTRUCTIVE);

  take_auxiliary (dialog, button);
  apoyo_act_dialog_watch (dialog, apoyo_setup_get_login (shown->setup));
  g_signal_connect (dialog, "confirmed", G_CALLBACK (revoke_confirmed_cb), shown);
  g_signal_connect (dialog, "done", G_CALLBACK (revoke_done_cb), shown);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- another key ------------------------------------------------------------------------------ */

static void
key_free (gpointer key)
{
  explicit_bzero (key, strlen (key));
  g_free (key);
}

/* Made here: the database holds its hash. The dialog keeps it until that is stored. */
static GBytes *
make_key (ApoyoActDialog *dialog, GError **error)
{
  char *key = apoyo_auxiliary_key_new (error);
  char *normal = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (key == NULL)
    return NULL;
  g_object_set_data_full (G_OBJECT (dialog), "key", key, key_free);
  normal = apoyo_auxiliary_key_normalise (key, error);
  if (normal == NULL)
    return NULL;
  bytes = g_bytes_new_with_free_func (normal, strlen (normal), key_free, normal);
  return apoyo_sha256_bytes (bytes);
}

static void
key_confirmed_cb (ApoyoActDialog *dialog, Shown *shown)
{
  gint64 *auxiliary = g_object_get_data (G_OBJECT (dialog), "auxiliary");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) hash = make_key (dialog, &error);
  ApoyoParams *params = NULL;

  if (hash == NULL) {
    apoyo_act_dialog_say (dialog, error->message, NULL);
    return;
  }
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, *auxiliary);
  apoyo_params_add_bytes (params, hash);
  apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  apoyo_act_dialog_run (dialog, apoyo_setup_get_connection (shown->setup), "issue-auxiliary-key",
                        params);
}

static void
key_done_cb (ApoyoActDialog *dialog, Shown *shown)
{
  apoyo_registration_show_key (GTK_WINDOW (shown->window),
                               g_object_get_data (G_OBJECT (dialog), "label"),
                               g_object_get_data (G_OBJECT (dialog), "key"));
  read_auxiliaries (shown);
}

static void
on_key_cb (GtkButton *button, Shown *shown)
{
  g_autofree char *heading =
      g_strdup_printf (_ ("New key for auxiliary %s"),
                       (const char *) g_object_get_data (G_OBJECT (button), "label"));
  ApoyoActDialog *dialog = apoyo_act_dialog_new (
      shown->window, heading,
      _ ("For a key that was lost, or that somebody else has seen. The old key and the telephones "
         "registered with it stop at once; what they have sent stays. The new key is shown once."),
      _ ("Give new key"), APOYO_ACT_ASKS_REASON);

  take_auxiliary (dialog, button);
  apoyo_act_dialog_watch (dialog, apoyo_setup_get_login (shown->setup));
  g_signal_connect (dialog, "confirmed", G_CALLBACK (key_confirmed_cb), shown);
  g_signal_connect (dialog, "done", G_CALLBACK (key_done_cb), shown);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- rows ------------------------------------------------------------------------------------- */

static char *
describe (ApoyoResultRow *item, const char *time_zone, gboolean *revoked)
{
  const ApoyoResult *result = apoyo_result_row_get_result (item);
  guint row = apoyo_result_row_get_number (item);
  GString *text = g_string_new (NULL);
  g_autoptr (GDateTime) registered = NULL;
  g_autoptr (GDateTime) ended = NULL;
  g_autoptr (GDateTime) sent = NULL;
  const char *reason = NULL;
  gint64 devices = 0;

  apoyo_result_get_int64 (result, row, "devices", &devices, NULL);
  if (apoyo_result_get_time (result, row, "registered_at", &registered, NULL)) {
    g_autofree char *time = apoyo_format_date (registered, time_zone);

    g_string_append_printf (text, _ ("Registered %s"), time);
  }
  g_string_append_printf (text, " · ");
  g_string_append_printf (text, g_dngettext (NULL, "%d device", "%d devices", (gulong) devices),
                          (int) devices);
  if (!apoyo_result_is_null (result, row, "last_sent_at") &&
      apoyo_result_get_time (result, row, "last_sent_at", &sent, NULL)) {
    g_autofree char *time = apoyo_format_minute (sent, time_zone);

    g_string_append (text, " · ");
    g_string_append_printf (text, _ ("last sent %s"), time);
  }
  *revoked = !apoyo_result_is_null (result, row, "revoked_at") &&
             apoyo_result_get_time (result, row, "revoked_at", &ended, NULL);
  if (*revoked) {
    g_autofree char *time = apoyo_format_minute (ended, time_zone);

    g_string_append_c (text, '\n');
    g_string_append_printf (text, _ ("Revoked %s"), time);
    if (!apoyo_result_is_null (result, row, "revoked_reason") &&
        apoyo_result_get_text (result, row, "revoked_reason", &reason, NULL))
      g_string_append_printf (text, ": %s", reason);
  }
  return g_string_free (text, FALSE);
}

/* name: what it does, and with whom. */
static GtkWidget *
make_act (Shown *shown,
          const char *text,
          const char *name,
          const char *label,
          gint64 auxiliary,
          GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  g_object_set_data_full (G_OBJECT (button), "label", g_strdup (label), g_free);
  g_object_set_data_full (G_OBJECT (button), "auxiliary", g_memdup2 (&auxiliary, sizeof auxiliary),
                          g_free);
  apoyo_part_classes (button, "thin");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  apoyo_part_set_reason (button, apoyo_setup_why_not (shown->setup), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", clicked, shown);
  return button;
}

static void
add_acts (Shown *shown, GtkWidget *box, const char *label, gint64 auxiliary)
{
  g_autofree char *key = g_strdup_printf (_ ("New key for auxiliary %s"), label);
  g_autofree char *revoke = g_strdup_printf (_ ("Revoke auxiliary %s"), label);

  gtk_box_append (GTK_BOX (box),
                  make_act (shown, _ ("New key…"), key, label, auxiliary, G_CALLBACK (on_key_cb)));
  gtk_box_append (GTK_BOX (box), make_act (shown, _ ("Revoke…"), revoke, label, auxiliary,
                                           G_CALLBACK (on_revoke_cb)));
}

static GtkWidget *
make_row (Shown *shown, ApoyoResultRow *row)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, "auxiliary-row");
  GtkWidget *texts = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 1, NULL);
  gboolean revoked = FALSE;
  const char *label = apoyo_result_row_get_text (row, "label");
  g_autofree char *detail = describe (row, shown->time_zone, &revoked);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), apoyo_part_label (label, "t-small t-strong num"));
  gtk_box_append (GTK_BOX (texts), apoyo_part_text (detail, "t-caption dimmed num"));
  gtk_box_append (GTK_BOX (box), texts);
  if (!revoked)
    add_acts (shown, box, label, apoyo_result_row_get_count (row, "auxiliary"));
  return box;
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Shown *shown)
{
  gtk_list_item_set_child (item, make_row (shown, gtk_list_item_get_item (item)));
  gtk_list_item_set_activatable (item, FALSE);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Shown *shown)
{
  gtk_list_item_set_child (item, NULL);
}

/* --- filter ----------------------------------------------------------------------------------- */

/* By all that stands in the row. */
static gboolean
matches (gpointer item, gpointer user_data)
{
  Shown *shown = user_data;
  gboolean revoked = FALSE;
  const char *label = apoyo_result_row_get_text (item, "label");
  g_autofree char *detail = NULL;
  g_autofree char *text = NULL;

  if (apoyo_filter_entry_is_empty (shown->filter))
    return TRUE;
  detail = describe (item, shown->time_zone, &revoked);
  text = g_strdup_printf ("%s %s", label, detail);
  return apoyo_filter_entry_matches (shown->filter, text);
}

static void
update_stack (Shown *shown)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (shown->all)) > 0;
  gboolean found = g_list_model_get_n_items (G_LIST_MODEL (shown->rows)) > 0;
  g_autofree char *none = apoyo_filter_entry_dup_none (shown->filter);

  gtk_label_set_text (shown->none, none);
  gtk_widget_set_visible (GTK_WIDGET (shown->filter), any);
  gtk_stack_set_visible_child_name (shown->stack, found ? "list" : any ? "none" : "empty");
}

static void
on_filter_cb (ApoyoFilterEntry *filter, Shown *shown)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (shown->rows), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (shown);
}

/* --- reading ---------------------------------------------------------------------------------- */

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Shown *shown = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the window is gone */
  if (rows == NULL) {
    apoyo_message_show_error (shown->window, error);
    return;
  }
  apoyo_result_rows_put (shown->all, rows);
  update_stack (shown);
}

static void
read_auxiliaries (Shown *shown)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, shown->process);
  apoyo_params_add_int (params, shown->number);
  apoyo_connection_call_async (apoyo_setup_get_connection (shown->setup), "auxiliary-list", params,
                               shown->cancellable, read_cb, shown);
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "system-users-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("No auxiliaries"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (status),
      _ ("They are registered here one by one, or imported from a file."));
  return status;
}

/* --- registering ------------------------------------------------------------------------------ */

static void
registered (gpointer window)
{
  Shown *shown = g_object_get_data (G_OBJECT (window), "shown");

  read_auxiliaries (shown);
  apoyo_setup_refresh (shown->setup);
}

static void
on_register_cb (GtkButton *button, Shown *shown)
{
  apoyo_registration_dialog_present (shown->window, apoyo_setup_get_login (shown->setup),
                                     shown->process, shown->number, registered,
                                     G_OBJECT (shown->window));
}

static void
on_imported_cb (ApoyoImportDialog *dialog, int process, GObject *window)
{
  registered (window);
}

void
apoyo_people_import_auxiliaries (GtkWidget *parent,
                                 ApoyoLogin *login,
                                 int process,
                                 GCallback imported,
                                 GObject *object)
{
  ApoyoImportDialog *dialog = apoyo_import_dialog_new (login, APOYO_IMPORT_AUXILIARIES, process);

  g_signal_connect_object (dialog, "imported", imported, object, 0);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_import_cb (GtkButton *button, Shown *shown)
{
  apoyo_people_import_auxiliaries (shown->window, apoyo_setup_get_login (shown->setup),
                                   shown->process, G_CALLBACK (on_imported_cb),
                                   G_OBJECT (shown->window));
}

static GtkWidget *
make_header (Shown *shown)
{
  GtkWidget *header = adw_header_bar_new ();

  apoyo_drill_mark_inherit (GTK_WINDOW (shown->window), ADW_HEADER_BAR (header));
  return header;
}

static GtkWidget *
make_filter (Shown *shown)
{
  GtkWidget *filter =
      apoyo_filter_entry_new (_ ("Number, date or reason"), _ ("Search auxiliaries"));

  shown->filter = APOYO_FILTER_ENTRY (filter);
  gtk_widget_set_hexpand (filter, TRUE);
  apoyo_filter_entry_take_shortcut (shown->filter, shown->window);
  g_signal_connect (filter, "changed", G_CALLBACK (on_filter_cb), shown);
  return filter;
}

/* Below the header, which would have no room left for whose they are. */
static GtkWidget *
make_tools (Shown *shown)
{
  GtkWidget *tools = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, NULL);
  GtkWidget *one = gtk_button_new_with_label (_ ("Register auxiliary…"));
  GtkWidget *many = gtk_button_new_with_label (_ ("Import…"));

  apoyo_part_set_reason (one, apoyo_setup_why_not (shown->setup), NULL);
  apoyo_part_set_reason (many, apoyo_setup_why_not (shown->setup),
                         _ ("Auxiliaries of any promovente of the process, from a file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (many), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Import auxiliaries"), -1);
  g_signal_connect (one, "clicked", G_CALLBACK (on_register_cb), shown);
  g_signal_connect (many, "clicked", G_CALLBACK (on_import_cb), shown);
  apoyo_part_margins (tools, 8, 14, 8, 14);
  gtk_box_append (GTK_BOX (tools), make_filter (shown));
  gtk_box_append (GTK_BOX (tools), one);
  gtk_box_append (GTK_BOX (tools), many);
  return tools;
}

static GtkWidget *
make_list (Shown *shown)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (matches, shown, NULL));
  GtkWidget *view;

  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), shown);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), shown);
  shown->all = g_list_store_new (APOYO_TYPE_RESULT_ROW);
  shown->rows = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (shown->all)), filter);
  view = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (shown->rows)))),
      factory);
  apoyo_part_classes (view, "auxiliaries");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Auxiliaries"), -1);
  return view;
}

static GtkWidget *
make_content (Shown *shown)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  shown->stack = GTK_STACK (gtk_stack_new ());
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), make_list (shown));
  gtk_stack_add_named (shown->stack, scrolled, "list");
  gtk_stack_add_named (shown->stack, make_empty (), "empty");
  shown->none = GTK_LABEL (apoyo_part_text ("", "dimmed"));
  gtk_label_set_xalign (shown->none, 0.5);
  gtk_stack_add_named (shown->stack, GTK_WIDGET (shown->none), "none");
  gtk_widget_set_vexpand (GTK_WIDGET (shown->stack), TRUE);
  gtk_box_append (GTK_BOX (box), make_header (shown));
  gtk_box_append (GTK_BOX (box), make_tools (shown));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (shown->stack));
  return box;
}

void
apoyo_people_auxiliaries (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  const ApoyoSetupPerson *person = apoyo_setup_promovente_get (promovente);
  g_autofree char *title = g_strdup_printf (_ ("Auxiliaries of %s"), person->name);
  Shown *shown = g_new0 (Shown, 1);

  shown->setup = g_object_ref (setup);
  shown->process = figures->id;
  shown->number = person->number;
  shown->time_zone = g_strdup (figures->time_zone);
  shown->cancellable = g_cancellable_new ();
  shown->window = adw_window_new ();
  apoyo_part_close_on_escape (shown->window);
  adw_window_set_content (ADW_WINDOW (shown->window), make_content (shown));
  gtk_window_set_title (GTK_WINDOW (shown->window), title);
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 640, 520);
  gtk_window_set_modal (GTK_WINDOW (shown->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (shown->window),
                                GTK_WINDOW (gtk_widget_get_root (parent)));
  /* When the session is over and the main window goes. */
  gtk_window_set_destroy_with_parent (GTK_WINDOW (shown->window), TRUE);
  g_object_set_data_full (G_OBJECT (shown->window), "shown", shown, shown_free);
  read_auxiliaries (shown);
  gtk_window_present (GTK_WINDOW (shown->window));
}
