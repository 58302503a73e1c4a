/* apoyo-process-files.c: configurations as files, as templates, and side by side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "apoyo-configuration.h"
#include "apoyo-difference-dialog.h"
#include "apoyo-drill-mark.h"
#include "apoyo-filter-entry.h"
#include "apoyo-life-words.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-process-files.h"
#include "apoyo-processes-actions.h"
#include "apoyo-promovente.h"
#include "apoyo-toast.h"

/* What a configuration of 22,419 promoventes takes, and more. */
#define MAX_FILE (64 * 1024 * 1024)

typedef enum {
  PURPOSE_EXPORT,
  PURPOSE_IMPORT,
  PURPOSE_COPY,
  PURPOSE_COMPARE_FILE,
  PURPOSE_COMPARE_PROCESS,
} Purpose;

/* One errand, from the question to the end. */
typedef struct {
  Purpose purpose;
  GWeakRef parent;
  ApoyoSetup *setup;             /* (owned) */
  ApoyoSetupProcess *process;    /* (owned) (nullable) */
  ApoyoSetupProcess *other;      /* (owned) (nullable) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  GFile *file;                   /* (owned) (nullable) */
  char *configuration;           /* (owned) (nullable): of process */
  char *text;                    /* (owned) (nullable): of file */
} Errand;

static void
errand_free (Errand *errand)
{
  g_weak_ref_clear (&errand->parent);
  g_object_unref (errand->setup);
  g_clear_object (&errand->process);
  g_clear_object (&errand->other);
  g_clear_object (&errand->chooser);
  g_clear_object (&errand->file);
  g_free (errand->configuration);
  g_free (errand->text);
  g_free (errand);
}

static Errand *
errand_new (Purpose purpose, GtkWidget *parent, ApoyoSetup *setup)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->purpose = purpose;
  g_weak_ref_init (&errand->parent, parent);
  errand->setup = g_object_ref (setup);
  if (apoyo_setup_get_chosen (setup) != NULL)
    errand->process = g_object_ref (apoyo_setup_get_chosen (setup));
  return errand;
}

static void
fail (Errand *errand, const GError *error)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&errand->parent);

  if (parent != NULL)
    apoyo_message_show_error (parent, error);
  errand_free (errand);
}

/* toast: (transfer full) */
static void
add_toast (Errand *errand, AdwToast *toast)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&errand->parent);
  GtkWidget *overlay =
      parent != NULL ? gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY) : NULL;

  if (overlay != NULL)
    apoyo_toast_add (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

static void
tell (Errand *errand, const char *text)
{
  add_toast (errand, apoyo_toast_new (text));
}

static const char *
get_zone (Errand *errand)
{
  return apoyo_setup_process_get_figures (errand->process)->time_zone;
}

/* --- the document of a process ------------------------------------------------------------------
 */

typedef void (*WithText) (Errand *errand, const char *text);

typedef struct {
  Errand *errand;
  WithText func;
} Reading;

static void
configuration_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  const char *text = NULL;

  if (rows == NULL || !apoyo_result_get_text (rows, 0, "configuration", &text, &error))
    fail (reading->errand, error);
  else
    reading->func (reading->errand, text);
}

static void
read_configuration (Errand *errand, ApoyoSetupProcess *process, gboolean people, WithText func)
{
  ApoyoParams *params = apoyo_params_new ();
  Reading *reading = g_new0 (Reading, 1);

  reading->errand = errand;
  reading->func = func;
  apoyo_params_add_int (params, apoyo_setup_process_get_figures (process)->id);
  apoyo_params_add_bool (params, people);
  apoyo_connection_call_async (apoyo_setup_get_connection (errand->setup), "process-configuration",
                               params, NULL, configuration_cb, reading);
}

/* --- export ----------------------------------------------------------------------------------- */

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (errand->file, result, NULL, &error)) {
    fail (errand, error);
    return;
  }
  add_toast (errand, apoyo_toast_new_exported (errand->file));
  errand_free (errand);
}

/* As a person reads it: a second's work where there are twenty thousand promoventes. */
static void
lay_out (GTask *task, gpointer source, gpointer json, GCancellable *cancellable)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autofree char *laid_out = root != NULL ? json_to_string (root, TRUE) : g_strdup (json);
  char *whole = g_strconcat (laid_out, "\n", NULL);

  g_task_return_pointer (task, g_bytes_new_take (whole, strlen (whole)),
                         (GDestroyNotify) g_bytes_unref);
}

static void
laid_out_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);

  g_file_replace_contents_bytes_async (errand->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, errand);
}

static void
export_text (Errand *errand, const char *text)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, laid_out_cb, errand);

  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, lay_out);
}

/* --- a draft of a document ----------------------------------------------------------------------
 */

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autoptr (GtkWidget) parent = NULL;
  gint64 draft = 0;

  if (rows == NULL || !apoyo_result_get_int64 (rows, 0, "draft", &draft, &error)) {
    fail (errand, error);
    return;
  }
  apoyo_setup_choose_draft_later (errand->setup, draft);
  parent = g_weak_ref_get (&errand->parent);
  if (parent != NULL)
    apoyo_processes_open_assistant (parent, errand->setup, draft);
  tell (errand, errand->purpose == PURPOSE_COPY ? _ ("Copied into a new draft")
                                                : _ ("Imported into a new draft"));
  errand_free (errand);
}

static void
save_draft (Errand *errand, const char *json)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_null (params);
  apoyo_params_add_null (params);
  apoyo_params_add_text (params, json);
  apoyo_params_add_int (params, 0);
  apoyo_params_add_null (params); /* nothing here asks twice */
  apoyo_connection_call_async (apoyo_setup_get_connection (errand->setup), "save-draft", params,
                               NULL, saved_cb, errand);
}

/* A template holds what the next process has in common with this one. */
static void
copy_text (Errand *errand, const char *text)
{
  static const char *const own[] = { "code", "opens_at", "closes_at", "acuerdo", "promoventes" };
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoConfiguration) configuration =
      apoyo_configuration_new_from_json (text, -1, &error);
  g_autofree char *name = NULL;
  g_autofree char *json = NULL;

  if (configuration == NULL) {
    fail (errand, error);
    return;
  }
  name = g_strdup_printf (_ ("%s (copy)"), apoyo_setup_process_get_figures (errand->process)->name);
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    apoyo_configuration_unset (configuration, own[i]);
  apoyo_configuration_set_text (configuration, "name", name);
  json = apoyo_configuration_to_json (configuration);
  save_draft (errand, json);
}

/* --- comparison ---------------------------------------------------------------------------------
 */

/* A drill beside a real process is told from it. */
static char *
dup_title (ApoyoSetupProcess *process)
{
  return apoyo_drill_mark_name (apoyo_setup_process_get_title (process),
                                apoyo_setup_process_get_figures (process)->simulacro);
}

static void
compare_with_process (Errand *errand, const char *text)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&errand->parent);
  g_autofree char *one = dup_title (errand->process);
  g_autofree char *other = dup_title (errand->other);

  if (parent != NULL)
    apoyo_difference_dialog_compare (parent, apoyo_setup_get_connection (errand->setup),
                                     errand->configuration, one, text, other, get_zone (errand));
  errand_free (errand);
}

static void
remember_first (Errand *errand, const char *text)
{
  errand->configuration = g_strdup (text);
  read_configuration (errand, errand->other, FALSE, compare_with_process);
}

static void
compare_with_file (Errand *errand, const char *text)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&errand->parent);
  g_autofree char *name = g_file_get_basename (errand->file);
  g_autofree char *title = dup_title (errand->process);

  if (parent != NULL)
    apoyo_difference_dialog_compare (parent, apoyo_setup_get_connection (errand->setup), text,
                                     title, errand->text, name, get_zone (errand));
  errand_free (errand);
}

/* --- files ------------------------------------------------------------------------------------ */

/* Whether it holds promoventes; an error where it is no configuration at all. */
static void
look_into (GTask *task, gpointer source, gpointer text, GCancellable *cancellable)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *document =
      root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (document != NULL &&
      g_strcmp0 (json_object_get_string_member_with_default (document, "format", NULL),
                 APOYO_CONFIGURATION_FORMAT) == 0)
    g_task_return_int (task, json_object_has_member (document, "promoventes"));
  else
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s",
        _ ("This file is no configuration of a process. Choose one that was exported "
           "here or by apoyoctl."));
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GError) error = NULL;
  gboolean people = g_task_propagate_int (G_TASK (result), &error) > 0;

  if (error != NULL)
    fail (errand, error);
  else if (errand->purpose == PURPOSE_IMPORT)
    save_draft (errand, errand->text);
  else
    read_configuration (errand, errand->process, people, compare_with_file);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  if (!g_file_load_contents_finish (G_FILE (object), result, &errand->text, NULL, NULL, &error)) {
    fail (errand, error);
    return;
  }
  task = g_task_new (NULL, NULL, looked_cb, errand);
  g_task_set_task_data (task, errand->text, NULL);
  g_task_run_in_thread (task, look_into);
}

static void
sized_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);

  if (info == NULL) {
    fail (errand, error);
  } else if (g_file_info_get_size (info) > MAX_FILE) {
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("This file is too large to be a configuration"));
    fail (errand, error);
  } else {
    g_file_load_contents_async (G_FILE (object), NULL, loaded_cb, errand);
  }
}

static void
use_file (Errand *errand)
{
  if (errand->purpose == PURPOSE_EXPORT)
    read_configuration (errand, errand->process, TRUE, export_text);
  else
    g_file_query_info_async (errand->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                             G_PRIORITY_DEFAULT, NULL, sized_cb, errand);
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, Errand *errand)
{
  if (response != GTK_RESPONSE_ACCEPT) {
    errand_free (errand);
    return;
  }
  errand->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  use_file (errand);
}

static char *
suggest_name (Errand *errand)
{
  const char *code =
      errand->process != NULL ? apoyo_setup_process_get_figures (errand->process)->code : NULL;

  return g_strdup_printf ("%s.json", code != NULL ? code : "process");
}

static void
ask_file (Errand *errand, const char *title)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&errand->parent);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  const char *folder = g_getenv ("APOYO_EXPORT_DIR");
  gboolean save = errand->purpose == PURPOSE_EXPORT;
  g_autofree char *name = suggest_name (errand);

  if (folder != NULL) { /* for machines that drive the console: no dialog */
    g_autofree char *path = g_build_filename (folder, save ? name : "import.json", NULL);

    errand->file = g_file_new_for_path (path);
    use_file (errand);
    return;
  }
  errand->chooser = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (parent)),
      save ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Configuration (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (errand->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (errand->chooser), TRUE);
  if (save)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (errand->chooser), name);
  g_signal_connect (errand->chooser, "response", G_CALLBACK (on_response_cb), errand);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (errand->chooser));
}

/* --- another process ----------------------------------------------------------------------------
 */

static void
on_other_chosen_cb (GtkListBox *list, GtkListBoxRow *row, Errand *errand)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (list)));

  errand->other = g_object_ref (g_object_get_data (G_OBJECT (row), "process"));
  g_object_steal_data (G_OBJECT (window), "errand");
  gtk_window_destroy (GTK_WINDOW (window));
  read_configuration (errand, errand->process, FALSE, remember_first);
}

static GtkWidget *
make_choice (ApoyoSetupProcess *process)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (process);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (figures->name, -1);
  g_autofree char *subtitle =
      g_strdup_printf ("%s · %s", figures->code, apoyo_life_get_label (figures->state));
  g_autofree char *text = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (figures->simulacro)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), apoyo_drill_mark_new ());
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "process", g_object_ref (process), g_object_unref);
  text = g_strdup_printf ("%s %s", figures->name, subtitle);
  apoyo_filter_row_set_text (row, text);
  return row;
}

typedef struct {
  ApoyoFilterEntry *filter;
  GtkListBox *list;
  GtkLabel *none; /* when the filter leaves nothing */
} Choices;

static void
on_filter_cb (ApoyoFilterEntry *filter, Choices *choices)
{
  guint n = apoyo_filter_entry_apply (filter, GTK_WIDGET (choices->list));
  g_autofree char *none = apoyo_filter_entry_dup_none (filter);

  gtk_label_set_text (choices->none, none);
  gtk_widget_set_visible (GTK_WIDGET (choices->none), n == 0);
}

static GtkWidget *
make_filter (GtkWidget *window, GtkWidget *list)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 8, NULL);
  GtkWidget *filter =
      apoyo_filter_entry_new (_ ("Name or key"), _ ("Search processes to compare with"));
  Choices *choices = g_new0 (Choices, 1);

  choices->filter = APOYO_FILTER_ENTRY (filter);
  choices->list = GTK_LIST_BOX (list);
  choices->none = GTK_LABEL (apoyo_part_label ("", "dimmed"));
  gtk_widget_set_visible (GTK_WIDGET (choices->none), FALSE);
  gtk_box_append (GTK_BOX (box), filter);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (choices->none));
  apoyo_part_margins (box, 12, 14, 0, 14);
  apoyo_filter_entry_take_shortcut (choices->filter, window);
  g_signal_connect_data (filter, "changed", G_CALLBACK (on_filter_cb), choices,
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  return box;
}

static GtkWidget *
make_choices (Errand *errand)
{
  GListModel *items = apoyo_setup_get_items (errand->setup);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Processes to compare with"), -1);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (ApoyoSetupProcess) item = g_list_model_get_item (items, i);

    if (apoyo_setup_process_get_figures (item)->draft == 0 &&
        !apoyo_setup_process_is_same (item, errand->process))
      gtk_list_box_append (GTK_LIST_BOX (list), make_choice (item));
  }
  g_signal_connect (list, "row-activated", G_CALLBACK (on_other_chosen_cb), errand);
  apoyo_part_margins (list, 12, 14, 14, 14);
  return list;
}

static void
ask_process (Errand *errand)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&errand->parent);
  GtkWidget *window = adw_window_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = make_choices (errand);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), make_filter (window, list));
  gtk_box_append (GTK_BOX (box), scrolled);
  apoyo_drill_mark_inherit (GTK_WINDOW (window), ADW_HEADER_BAR (bar));
  adw_window_set_content (ADW_WINDOW (window), box);
  apoyo_part_close_on_escape (window);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Compare with another process"));
  gtk_window_set_default_size (GTK_WINDOW (window), 460, 420);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (parent)));
  g_object_set_data_full (G_OBJECT (window), "errand", errand, (GDestroyNotify) errand_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* --- errands ---------------------------------------------------------------------------------- */

void
apoyo_process_files_export (GtkWidget *parent, ApoyoSetup *setup)
{
  ask_file (errand_new (PURPOSE_EXPORT, parent, setup), _ ("Export the configuration"));
}

void
apoyo_process_files_import (GtkWidget *parent, ApoyoSetup *setup)
{
  ask_file (errand_new (PURPOSE_IMPORT, parent, setup), _ ("Import a configuration"));
}

void
apoyo_process_files_copy (GtkWidget *parent, ApoyoSetup *setup)
{
  Errand *errand = errand_new (PURPOSE_COPY, parent, setup);

  read_configuration (errand, errand->process, FALSE, copy_text);
}

void
apoyo_process_files_compare_file (GtkWidget *parent, ApoyoSetup *setup)
{
  ask_file (errand_new (PURPOSE_COMPARE_FILE, parent, setup), _ ("Compare with a file"));
}

void
apoyo_process_files_compare_process (GtkWidget *parent, ApoyoSetup *setup)
{
  ask_process (errand_new (PURPOSE_COMPARE_PROCESS, parent, setup));
}
