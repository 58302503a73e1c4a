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

/* --- one at a time ------------------------------------------------------------------------------
 *
 * An overlay of libadwaita 1.2 ends the program when one toast goes before another that made room
 * for it has faded out, and when one goes that is still sliding in. So an overlay is given one
 * toast at a time, which takes the words of whatever is to be told and stays until it has slid in.
 */

#define QUEUE "toasts"
/* In milliseconds; sliding in takes 500 at most. */
#define SLIDING_IN 700
#define LOOK_AGAIN 1000

typedef struct {
  AdwToastOverlay *overlay; /* (unowned): has the queue */
  GQueue *waiting;          /* (owned) (element-type AdwToast) (owned) */
  AdwToast *current;        /* (owned) (nullable): as it was added */
  AdwToast *shown;          /* (owned) (nullable): what speaks for it in the overlay */
  gint64 shown_at;
  guint timer; /* until the current one has been there long enough, or what is shown may go */
  guint tick;  /* until the current one has been drawn */
  guint frames;
} Queue;

static void
stop_timing (Queue *queue)
{
  g_clear_handle_id (&queue->timer, g_source_remove);
  if (queue->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (queue->overlay), queue->tick);
  queue->tick = 0;
}

static void
queue_free (gpointer data)
{
  Queue *queue = data;

  g_clear_handle_id (&queue->timer, g_source_remove);
  g_queue_free_full (queue->waiting, g_object_unref);
  g_clear_object (&queue->current);
  if (queue->shown != NULL)
    g_signal_handlers_disconnect_by_data (queue->shown, queue);
  g_clear_object (&queue->shown);
  g_free (queue);
}

static Queue *
get_queue (AdwToastOverlay *overlay)
{
  Queue *queue = g_object_get_data (G_OBJECT (overlay), QUEUE);

  if (queue == NULL) {
    queue = g_new0 (Queue, 1);
    queue->overlay = overlay;
    queue->waiting = g_queue_new ();
    g_object_set_data_full (G_OBJECT (overlay), QUEUE, queue, queue_free);
  }
  return queue;
}

/* Tells whoever waits for it. adw_toast_dismiss() knows only what an overlay was given. */
static void
tell_dismissed (AdwToast *toast)
{
  g_signal_emit_by_name (toast, "dismissed");
}

static gboolean
leave_cb (gpointer user_data)
{
  Queue *queue = user_data;
  g_autoptr (AdwToast) shown = g_steal_pointer (&queue->shown);

  queue->timer = 0;
  g_signal_handlers_disconnect_by_data (shown, queue);
  adw_toast_dismiss (shown);
  return G_SOURCE_REMOVE;
}

/* There is nothing to tell any more. */
static void
leave (Queue *queue)
{
  gint64 so_far = (g_get_monotonic_time () - queue->shown_at) / 1000;

  stop_timing (queue);
  if (so_far >= SLIDING_IN || !adw_get_enable_animations (GTK_WIDGET (queue->overlay))) {
    leave_cb (queue);
    return;
  }
  adw_toast_set_button_label (queue->shown, NULL);
  queue->timer = g_timeout_add ((guint) (SLIDING_IN - so_far), leave_cb, queue);
}

static void
on_shown_clicked_cb (AdwToast *shown, Queue *queue)
{
  g_autoptr (AdwToast) toast = queue->current != NULL ? g_object_ref (queue->current) : NULL;

  if (toast != NULL)
    g_signal_emit_by_name (toast, "button-clicked");
}

static void show_next (Queue *queue);

/* Its button was pressed, or somebody closed it. */
static void
on_shown_dismissed_cb (AdwToast *shown, Queue *queue)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&queue->current);

  stop_timing (queue);
  g_signal_handlers_disconnect_by_data (shown, queue);
  g_clear_object (&queue->shown);
  if (toast != NULL)
    tell_dismissed (toast);
  /* An overlay that is being taken down has nothing below its toasts any more. */
  if (queue->current == NULL && adw_toast_overlay_get_child (queue->overlay) != NULL)
    show_next (queue);
}

/* Whoever reads it, or is about to press its button, is not hurried. */
static gboolean
is_looked_at (Queue *queue)
{
  GtkWidget *widget = gtk_widget_get_last_child (GTK_WIDGET (queue->overlay));
  GtkStateFlags flags = gtk_widget_get_state_flags (widget);

  return widget != adw_toast_overlay_get_child (queue->overlay) &&
         (flags & (GTK_STATE_FLAG_PRELIGHT | GTK_STATE_FLAG_FOCUS_WITHIN)) != 0;
}

static gboolean
time_is_over_cb (gpointer user_data)
{
  Queue *queue = user_data;
  g_autoptr (AdwToast) toast = NULL;

  queue->timer = 0;
  if (is_looked_at (queue)) {
    queue->timer = g_timeout_add (LOOK_AGAIN, time_is_over_cb, queue);
    return G_SOURCE_REMOVE;
  }
  toast = g_steal_pointer (&queue->current);
  tell_dismissed (toast);
  if (queue->current == NULL)
    show_next (queue);
  return G_SOURCE_REMOVE;
}

static void
put_up (Queue *queue)
{
  queue->shown = adw_toast_new ("");
  queue->shown_at = g_get_monotonic_time ();
  adw_toast_set_timeout (queue->shown, 0);
  g_signal_connect (queue->shown, "button-clicked", G_CALLBACK (on_shown_clicked_cb), queue);
  adw_toast_overlay_add_toast (queue->overlay, g_object_ref (queue->shown));
  /* After the overlay's own: by then it shows nothing and takes another. */
  g_signal_connect (queue->shown, "dismissed", G_CALLBACK (on_shown_dismissed_cb), queue);
}

/* What nobody could see yet, as a window is being made or the program is busy, is not timed: the
 * second frame comes when the first has been drawn. */
static gboolean
drawn_cb (GtkWidget *overlay, GdkFrameClock *clock, gpointer user_data)
{
  Queue *queue = user_data;

  if (queue->frames++ == 0)
    return G_SOURCE_CONTINUE;
  queue->tick = 0;
  if (queue->current == NULL) /* it went meanwhile */
    return G_SOURCE_REMOVE;
  queue->timer =
      g_timeout_add_seconds (adw_toast_get_timeout (queue->current), time_is_over_cb, queue);
  return G_SOURCE_REMOVE;
}

static void
show_next (Queue *queue)
{
  AdwToast *toast = g_queue_pop_head (queue->waiting);

  if (toast == NULL) {
    if (queue->shown != NULL)
      leave (queue);
    return;
  }
  queue->current = toast;
  if (queue->shown == NULL)
    put_up (queue);
  adw_toast_set_title (queue->shown, adw_toast_get_title (toast));
  adw_toast_set_button_label (queue->shown, adw_toast_get_button_label (toast));
  stop_timing (queue);
  queue->frames = 0;
  if (adw_toast_get_timeout (toast) > 0)
    queue->tick = gtk_widget_add_tick_callback (GTK_WIDGET (queue->overlay), drawn_cb, queue, NULL);
}

/* By the program: what could be undone was. */
static void
on_toast_dismissed_cb (AdwToast *toast, AdwToastOverlay *overlay)
{
  Queue *queue = get_queue (overlay);

  g_signal_handlers_disconnect_by_func (toast, on_toast_dismissed_cb, overlay);
  if (toast == queue->current) {
    g_clear_object (&queue->current);
    show_next (queue);
  } else if (g_queue_remove (queue->waiting, toast)) {
    g_object_unref (toast);
  }
}

void
apoyo_toast_add (AdwToastOverlay *overlay, AdwToast *toast)
{
  Queue *queue;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (ADW_IS_TOAST (toast));

  queue = get_queue (overlay);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed_cb), overlay, 0);
  if (adw_toast_get_priority (toast) == ADW_TOAST_PRIORITY_HIGH) {
    if (queue->current != NULL)
      g_queue_push_head (queue->waiting, g_steal_pointer (&queue->current));
    g_queue_push_head (queue->waiting, toast);
  } else {
    g_queue_push_tail (queue->waiting, toast);
  }
  if (queue->current == NULL)
    show_next (queue);
}

/* (transfer full): toast */
static void
add_toast (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    apoyo_toast_add (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
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
  tell_dismissed (toast);
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
