/* apoyo-people-export.c: a list of promoventes as CSV.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-csv.h"
#include "apoyo-format.h"
#include "apoyo-message.h"
#include "apoyo-people-acts.h"
#include "apoyo-people-export.h"
#include "apoyo-toast.h"

/* --- the table -------------------------------------------------------------------------------- */

static void
append_time (GString *csv, GDateTime *time, const char *time_zone)
{
  g_autofree char *text = time != NULL ? apoyo_format_minute (time, time_zone) : g_strdup ("");

  g_string_append_c (csv, ',');
  apoyo_csv_append_field (csv, text);
}

static void
append_person (GString *csv, const ApoyoSetupPerson *person, const char *time_zone)
{
  const char *const texts[] = { person->folio, person->name, person->scope };

  g_string_append_printf (csv, "%d", person->number);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_string_append_c (csv, ',');
    apoyo_csv_append_field (csv, texts[i]);
  }
  append_time (csv, person->opens_at, time_zone);
  append_time (csv, person->closes_at, time_zone);
  g_string_append_c (csv, ',');
  apoyo_csv_append_field (csv, apoyo_standing_get_label (person->standing));
  g_string_append_printf (csv, ",%" G_GINT64_FORMAT "\r\n", person->auxiliaries);
}

GBytes *
apoyo_people_make_csv (GListModel *people, ApoyoSetupProcess *process)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (process);
  GString *csv = g_string_new ("\xef\xbb\xbf"); /* so that spreadsheets read the names as UTF-8 */
  g_autofree char *time = apoyo_format_time (figures->as_of, figures->time_zone);
  g_autofree char *head = g_strdup_printf ("# %s · %s%s · %s", figures->code, figures->name,
                                           figures->simulacro ? " · SIMULACRO" : "", time);

  apoyo_csv_append_field (csv, head);
  g_string_append (csv, "\r\n");
  g_string_append (csv, _ ("number,folio,name,scope,opens,closes,state,auxiliaries"));
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < g_list_model_get_n_items (people); i++) {
    g_autoptr (ApoyoSetupPromovente) item = g_list_model_get_item (people, i);

    append_person (csv, apoyo_setup_promovente_get (item), figures->time_zone);
  }
  return g_string_free_to_bytes (csv);
}

/* --- the file --------------------------------------------------------------------------------- */

typedef struct {
  GWeakRef parent;
  GBytes *csv;                   /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
} Export;

static void
export_free (Export *export)
{
  g_weak_ref_clear (&export->parent);
  g_bytes_unref (export->csv);
  g_clear_object (&export->chooser);
  g_free (export);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written = g_file_replace_contents_finish (G_FILE (object), result, NULL, &error);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&export->parent);
  GtkWidget *overlay =
      parent != NULL ? gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY) : NULL;

  if (!written && parent != NULL)
    apoyo_message_show_error (parent, error);
  if (written && overlay != NULL)
    apoyo_toast_add (ADW_TOAST_OVERLAY (overlay), apoyo_toast_new_exported (G_FILE (object)));
  export_free (export);
}

static void
write_to (Export *export, GFile *file)
{
  g_file_replace_contents_bytes_async (file, export->csv, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, export);
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, Export *export)
{
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT) {
    export_free (export);
    return;
  }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  write_to (export, file);
}

void
apoyo_people_export (GtkWidget *parent, GListModel *people, ApoyoSetupProcess *process)
{
  g_autofree char *name =
      g_strdup_printf ("%s-promoventes.csv", apoyo_setup_process_get_figures (process)->code);
  const char *folder = g_getenv ("APOYO_EXPORT_DIR");
  Export *export = g_new0 (Export, 1);

  g_weak_ref_init (&export->parent, parent);
  export->csv = apoyo_people_make_csv (people, process);
  if (folder != NULL) { /* for machines that drive the console: no dialog */
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);

    write_to (export, file);
    return;
  }
  export->chooser = gtk_file_chooser_native_new (_ ("Export this list (CSV)"),
                                                 GTK_WINDOW (gtk_widget_get_root (parent)),
                                                 GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (export->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (export->chooser), name);
  g_signal_connect (export->chooser, "response", G_CALLBACK (on_response_cb), export);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (export->chooser));
}
