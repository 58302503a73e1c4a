/* apoyo-auxiliaries-dialog.c: who collects for a promovente, to look at and to revoke.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-dialog.h"
#include "apoyo-format.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-people-acts.h"
#include "apoyo-registration-dialog.h"

typedef struct {
  ApoyoSetup *setup; /* (owned) */
  int process;
  int number;
  char *time_zone;
  GtkStack *stack;
  GtkBox *list;
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

static void
on_revoke_cb (GtkButton *button, Shown *shown)
{
  g_autofree char *heading = g_strdup_printf (
      _ ("Revoke auxiliary %s"), (const char *) g_object_get_data (G_OBJECT (button), "label"));
  ApoyoActDialog *dialog = apoyo_act_dialog_new (
      shown->window, heading, _ ("Its key and its devices stop at once. What it has sent stays."),
      _ ("Revoke"), APOYO_ACT_ASKS_REASON | APOYO_ACT_DESTRUCTIVE);
  gint64 *auxiliary = g_object_get_data (G_OBJECT (button), "auxiliary");

  g_object_set_data_full (G_OBJECT (dialog), "auxiliary", g_memdup2 (auxiliary, sizeof *auxiliary),
                          g_free);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (revoke_confirmed_cb), shown);
  g_signal_connect (dialog, "done", G_CALLBACK (revoke_done_cb), shown);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- rows ------------------------------------------------------------------------------------- */

static char *
describe (ApoyoResult *result, guint row, const char *time_zone, gboolean *revoked)
{
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

static GtkWidget *
make_row (Shown *shown, ApoyoResult *result, guint row)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, "auxiliary-row");
  GtkWidget *texts = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 1, NULL);
  gboolean revoked = FALSE;
  const char *label = "";
  gint64 auxiliary = 0;
  g_autofree char *detail = describe (result, row, shown->time_zone, &revoked);

  apoyo_result_get_text (result, row, "label", &label, NULL);
  apoyo_result_get_int64 (result, row, "auxiliary", &auxiliary, NULL);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), apoyo_part_label (label, "t-small t-strong num"));
  gtk_box_append (GTK_BOX (texts), apoyo_part_text (detail, "t-caption dimmed num"));
  gtk_box_append (GTK_BOX (box), texts);
  if (!revoked) {
    GtkWidget *revoke = gtk_button_new_with_label (_ ("Revoke…"));
    g_autofree char *name = g_strdup_printf (_ ("Revoke auxiliary %s"), label);

    g_object_set_data_full (G_OBJECT (revoke), "label", g_strdup (label), g_free);
    g_object_set_data_full (G_OBJECT (revoke), "auxiliary",
                            g_memdup2 (&auxiliary, sizeof auxiliary), g_free);
    apoyo_part_classes (revoke, "thin");
    gtk_widget_set_valign (revoke, GTK_ALIGN_CENTER);
    apoyo_part_set_reason (revoke, apoyo_setup_why_not (shown->setup), NULL);
    gtk_accessible_update_property (GTK_ACCESSIBLE (revoke), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
    g_signal_connect (revoke, "clicked", G_CALLBACK (on_revoke_cb), shown);
    gtk_box_append (GTK_BOX (box), revoke);
  }
  return box;
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
  apoyo_part_clear (shown->list);
  for (guint row = 0; row < apoyo_result_get_n_rows (rows); row++)
    gtk_box_append (shown->list, make_row (shown, rows, row));
  gtk_stack_set_visible_child_name (shown->stack,
                                    apoyo_result_get_n_rows (rows) > 0 ? "list" : "empty");
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
      _ ("They are registered here one by one, or with apoyoctl from a file."));
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

static GtkWidget *
make_header (Shown *shown)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Register auxiliary…"));

  apoyo_part_set_reason (button, apoyo_setup_why_not (shown->setup), NULL);
  g_signal_connect (button, "clicked", G_CALLBACK (on_register_cb), shown);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), button);
  return header;
}

static GtkWidget *
make_content (Shown *shown)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  shown->stack = GTK_STACK (gtk_stack_new ());
  shown->list = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (shown->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Auxiliaries"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (shown->list));
  gtk_stack_add_named (shown->stack, scrolled, "list");
  gtk_stack_add_named (shown->stack, make_empty (), "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (shown->stack), TRUE);
  gtk_box_append (GTK_BOX (box), make_header (shown));
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
  adw_window_set_content (ADW_WINDOW (shown->window), make_content (shown));
  gtk_window_set_title (GTK_WINDOW (shown->window), title);
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 520, 460);
  gtk_window_set_modal (GTK_WINDOW (shown->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (shown->window),
                                GTK_WINDOW (gtk_widget_get_root (parent)));
  g_object_set_data_full (G_OBJECT (shown->window), "shown", shown, shown_free);
  read_auxiliaries (shown);
  gtk_window_present (GTK_WINDOW (shown->window));
}
