/* apoyo-toast.c: notes that go by themselves, some with a way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-toast.h"

/* Long enough to read it and reach the button. */
#define UNDO_SECONDS 20

typedef struct {
  ApoyoToastFunc undo;
  GWeakRef object;
  gpointer data; /* (owned) */
  GDestroyNotify free_data;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->object);
  if (undo->free_data != NULL)
    undo->free_data (undo->data);
  g_free (undo);
}

static void
on_button_clicked_cb (AdwToast *toast, Undo *undo)
{
  g_autoptr (GObject) object = g_weak_ref_get (&undo->object);

  if (object != NULL)
    undo->undo (object, undo->data);
}

/* (transfer full): toast */
static void
add_toast (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

AdwToast *
apoyo_toast_new (const char *text)
{
  g_autofree char *markup = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  markup = g_markup_escape_text (text, -1);
  return adw_toast_new (markup);
}

static void
on_folder_cb (AdwToast *toast, GFile *folder)
{
  g_autofree char *uri = g_file_get_uri (folder);

  gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

AdwToast *
apoyo_toast_new_exported (GFile *file)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GFile) folder = NULL;
  AdwToast *toast;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_basename (file);
  text = g_strdup_printf (_ ("Exported to %s"), name);
  toast = apoyo_toast_new (text);
  folder = g_file_get_parent (file);
  if (folder != NULL) {
    adw_toast_set_button_label (toast, _ ("Open Folder"));
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_folder_cb), folder, 0);
    /* As long as the toast is there. */
    g_object_set_data_full (G_OBJECT (toast), "folder", g_object_ref (folder), g_object_unref);
  }
  return toast;
}

void
apoyo_toast_show (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  add_toast (widget, apoyo_toast_new (text));
}

/* --- the last undo ---------------------------------------------------------------------------- */

#define UNDOS "undos"

static void
undos_free (gpointer undos)
{
  g_queue_free_full (undos, g_object_unref);
}

/* The newest first. */
static GQueue *
get_undos (GtkWidget *window)
{
  GQueue *undos = g_object_get_data (G_OBJECT (window), UNDOS);

  if (undos == NULL) {
    undos = g_queue_new ();
    g_object_set_data_full (G_OBJECT (window), UNDOS, undos, undos_free);
  }
  return undos;
}

static void
on_dismissed_cb (AdwToast *toast, GtkWidget *window)
{
  if (g_queue_remove (get_undos (window), toast))
    g_object_unref (toast);
}

void
apoyo_toast_is_undo (GtkWidget *widget, AdwToast *toast)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL)
    return;
  g_queue_push_head (get_undos (GTK_WIDGET (root)), g_object_ref (toast));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_dismissed_cb), root, 0);
}

void
apoyo_toast_undo_last (GtkWidget *window)
{
  g_autoptr (AdwToast) toast = g_queue_pop_head (get_undos (window));

  if (toast == NULL)
    return;
  g_signal_emit_by_name (toast, "button-clicked");
  adw_toast_dismiss (toast);
}

void
apoyo_toast_offer_undo (GtkWidget *widget,
                        const char *text,
                        ApoyoToastFunc undo_func,
                        GObject *object,
                        gpointer data,
                        GDestroyNotify free_data)
{
  AdwToast *toast;
  Undo *undo;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (undo_func != NULL);

  toast = apoyo_toast_new (text);
  undo = g_new0 (Undo, 1);
  undo->undo = undo_func;
  g_weak_ref_init (&undo->object, object);
  undo->data = data;
  undo->free_data = free_data;
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  /* Before those of what was done earlier, which wait. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_button_clicked_cb), undo,
                         undo_free, 0);
  apoyo_toast_is_undo (widget, toast);
  add_toast (widget, toast);
}
