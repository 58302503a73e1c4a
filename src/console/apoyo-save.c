/* apoyo-save.c: a text that somebody wants as a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-csv.h"
#include "apoyo-message.h"
#include "apoyo-save.h"
#include "apoyo-toast.h"
#include "apoyo-window.h"

typedef struct {
  GWeakRef parent;
  GBytes *bytes;                 /* (owned) */
  GFile *file;                   /* (owned) (nullable) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  GFileCreateFlags flags;
  ApoyoSaveFunc func; /* (nullable): when it is written */
  GWeakRef object;
} Save;

static void
save_free (Save *save)
{
  g_weak_ref_clear (&save->parent);
  g_weak_ref_clear (&save->object);
  g_bytes_unref (save->bytes);
  g_clear_object (&save->file);
  g_clear_object (&save->chooser);
  g_free (save);
}

/* A dialog has no place for notes: its window has. */
static ApoyoWindow *
find_window (GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  while (root != NULL && !APOYO_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
  return root != NULL ? APOYO_WINDOW (root) : NULL;
}

static void
tell (Save *save)
{
  g_autoptr (GObject) object = g_weak_ref_get (&save->object);

  if (save->func != NULL && object != NULL)
    save->func (object);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&save->parent);
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    tell (save);
  if (parent != NULL && error != NULL) {
    apoyo_message_show_error (parent, error);
  } else if (parent != NULL && find_window (parent) != NULL) {
    apoyo_window_add_toast (find_window (parent), apoyo_toast_new_exported (save->file));
  }
  save_free (save);
}

static void
write_file (Save *save)
{
  g_file_replace_contents_bytes_async (save->file, save->bytes, NULL, FALSE, save->flags, NULL,
                                       written_cb, save);
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Save *save = user_data;

  if (response != GTK_RESPONSE_ACCEPT) {
    save_free (save);
    return;
  }
  save->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  write_file (save);
}

static Save *
save_new (GtkWidget *parent, GString *text)
{
  Save *save = g_new0 (Save, 1);

  g_weak_ref_init (&save->parent, parent);
  g_weak_ref_init (&save->object, NULL);
  save->bytes = g_string_free_to_bytes (text);
  save->flags = G_FILE_CREATE_NONE;
  return save;
}

static void
ask (Save *save, GtkWidget *parent, const char *name)
{
  const char *folder = g_getenv ("APOYO_EXPORT_DIR");

  if (folder != NULL) {
    save->file = g_file_new_build_filename (folder, name, NULL);
    write_file (save);
    return;
  }
  save->chooser =
      gtk_file_chooser_native_new (_ ("Export"), GTK_WINDOW (gtk_widget_get_root (parent)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (save->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (save->chooser), name);
  g_signal_connect (save->chooser, "response", G_CALLBACK (on_response_cb), save);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (save->chooser));
}

void
apoyo_save_text (GtkWidget *parent, const char *name, GString *text)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && name != NULL && text != NULL);
  ask (save_new (parent, text), parent, name);
}

void
apoyo_save_secret (GtkWidget *parent,
                   const char *name,
                   GString *text,
                   ApoyoSaveFunc func,
                   GObject *object)
{
  Save *save;

  g_return_if_fail (GTK_IS_WIDGET (parent) && name != NULL && text != NULL);

  save = save_new (parent, text);
  /* A file that was there before lends it neither its mode nor the other names it has. */
  save->flags = G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION;
  save->func = func;
  g_weak_ref_set (&save->object, object);
  ask (save, parent, name);
}

void
apoyo_save_append_row (GString *text, guint n_fields, ...)
{
  va_list fields;

  g_return_if_fail (text != NULL);

  va_start (fields, n_fields);
  for (guint i = 0; i < n_fields; i++) {
    const char *field = va_arg (fields, const char *);

    if (i > 0)
      g_string_append_c (text, ',');
    if (field != NULL)
      apoyo_csv_append_field (text, field);
  }
  va_end (fields);
  g_string_append_c (text, '\n');
}
