/* apoyo-shot.c: a picture of the window, once its page is filled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-shot.h"

#define GIVE_UP_MS 30000
/* After the figures: the rows' own readings, and the last layout. */
#define SETTLE_MS 1500

typedef struct {
  ApoyoWindow *window; /* (owned) */
  char *page;          /* (owned) */
  char *file;          /* (owned) */
  int width;
  int height;
  guint poll;
  gint64 started;
  gint64 filled; /* 0: not yet */
} Shot;

static void
shot_free (Shot *shot)
{
  g_clear_handle_id (&shot->poll, g_source_remove);
  g_object_unref (shot->window);
  g_free (shot->page);
  g_free (shot->file);
  g_free (shot);
}

GdkTexture *
apoyo_shot_render (GtkWidget *widget, int width, int height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_rect_t area;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL || native == NULL)
    return NULL;
  graphene_rect_init (&area, 0, 0, (float) width, (float) height);
  return gsk_renderer_render_texture (gtk_native_get_renderer (native), node, &area);
}

/* FALSE while a new frame is due: between a change and its frame a widget has nothing to show. */
static gboolean
take (GTask *task, Shot *shot)
{
  GtkWidget *window = GTK_WIDGET (shot->window);
  g_autoptr (GdkTexture) texture =
      apoyo_shot_render (window, gtk_widget_get_width (window), gtk_widget_get_height (window));

  if (texture == NULL)
    return FALSE;
  if (!gdk_texture_save_to_png (texture, shot->file))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             _ ("The picture could not be written to %s"), shot->file);
  else
    g_task_return_boolean (task, TRUE);
  return TRUE;
}

static gboolean
is_filled (Shot *shot)
{
  gboolean wall = g_str_equal (shot->page, "wall");
  ApoyoPage *page;

  if (!apoyo_window_show_page (shot->window, wall ? "board" : shot->page))
    return FALSE;
  page = apoyo_window_get_page (shot->window);
  if (page == NULL || !apoyo_page_is_populated (page))
    return FALSE;
  if (wall)
    apoyo_window_set_wall (shot->window, TRUE);
  return TRUE;
}

static gboolean
poll_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Shot *shot = g_task_get_task_data (task);
  gint64 now = g_get_monotonic_time () / 1000;

  if (shot->filled == 0 && is_filled (shot))
    shot->filled = now;
  if (shot->filled != 0 && now - shot->filled >= SETTLE_MS && take (task, shot)) {
    shot->poll = 0;
    g_object_unref (user_data);
    return G_SOURCE_REMOVE;
  }
  if (now - shot->started > GIVE_UP_MS) {
    shot->poll = 0;
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                             _ ("The page “%s” has not filled"), shot->page);
    g_object_unref (user_data);
    return G_SOURCE_REMOVE;
  }
  return G_SOURCE_CONTINUE;
}

void
apoyo_shot_take_async (ApoyoWindow *window,
                       const char *page,
                       const char *file,
                       int width,
                       int height,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (window, NULL, callback, user_data);
  Shot *shot = g_new0 (Shot, 1);

  g_task_set_source_tag (task, apoyo_shot_take_async);
  shot->window = g_object_ref (window);
  shot->page = g_strdup (page);
  shot->file = g_strdup (file);
  shot->width = width;
  shot->height = height;
  shot->started = g_get_monotonic_time () / 1000;
  g_task_set_task_data (task, shot, (GDestroyNotify) shot_free);
  shot->poll = g_timeout_add (50, poll_cb, task);
}

gboolean
apoyo_shot_take_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
