/* apoyo-dossier-stuck.c: the work of a process that does not move by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dossier-stuck.h"
#include "apoyo-dossier-words.h"
#include "apoyo-format.h"
#include "apoyo-parts.h"
#include "apoyo-process.h"
#include "apoyo-refusal.h"

/* Belongs to the window. */
typedef struct {
  ApoyoFolioChoice *choice;
  ApoyoLogin *login;         /* (owned) */
  GPtrArray *processes;      /* (owned) (element-type ApoyoProcess): as they stand to be chosen */
  GtkDropDown *drop_down;    /* of the window */
  GCancellable *cancellable; /* (owned): of the reading under way */
} Stuck;

/* What a reading is about, whatever was chosen since. */
typedef struct {
  Stuck *stuck;              /* (nullable) weak, by the cancellable */
  GCancellable *cancellable; /* (owned) */
  char *time_zone;           /* (owned) */
} Reading;

static void
stuck_free (gpointer data)
{
  Stuck *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->processes);
  g_signal_handlers_disconnect_by_data (self->login, self);
  g_object_unref (self->login);
  g_free (self);
}

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->cancellable);
  g_free (reading->time_zone);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* What is being read has no window to be shown in any more. */
static void
on_destroy_cb (Stuck *self)
{
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->login, self);
}

static gboolean
add_row (ApoyoFolioChoice *choice,
         ApoyoResult *rows,
         guint i,
         const char *time_zone,
         GError **error)
{
  const char *folio = NULL;
  const char *cause = NULL;
  g_autoptr (GDateTime) received = NULL;
  g_autofree char *time = NULL;
  g_autofree char *detail = NULL;

  if (!apoyo_result_get_text (rows, i, "folio", &folio, error) ||
      !apoyo_result_get_text (rows, i, "cause", &cause, error) ||
      !apoyo_result_get_time (rows, i, "received_at", &received, error))
    return FALSE;
  time = apoyo_format_minute (received, time_zone);
  detail = g_strdup_printf ("%s · %s", apoyo_dossier_words_stuck (cause), time);
  apoyo_folio_choice_add (choice, folio, detail);
  return TRUE;
}

static gboolean
add_rows (ApoyoFolioChoice *choice, ApoyoResult *rows, const char *time_zone, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    if (!add_row (choice, rows, i, time_zone, error))
      return FALSE;
  }
  if (apoyo_result_get_n_rows (rows) == 0)
    apoyo_folio_choice_add_note (choice,
                                 apoyo_part_note ("ok", "object-select-symbolic",
                                                  _ ("All work of this process moves by itself.")));
  return TRUE;
}

static void
read_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);
  ApoyoFolioChoice *choice = NULL;

  if (g_cancellable_is_cancelled (reading->cancellable))
    return; /* another process was chosen, or the window is gone */
  choice = reading->stuck->choice;
  apoyo_folio_choice_clear (choice);
  if (rows == NULL || !add_rows (choice, rows, reading->time_zone, &error)) {
    g_autofree char *sentence = apoyo_refusal_dup_message (error);

    apoyo_folio_choice_add_note (choice,
                                 apoyo_part_note ("warn", "dialog-warning-symbolic", sentence));
  }
}

static void
read_chosen (Stuck *self)
{
  guint place = gtk_drop_down_get_selected (self->drop_down);
  const ApoyoProcessFigures *figures = NULL;
  ApoyoParams *params = NULL;
  Reading *reading = NULL;

  if (place >= self->processes->len)
    return;
  figures = apoyo_process_get_figures (self->processes->pdata[place]);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  reading = g_new (Reading, 1);
  *reading = (Reading){ self, g_object_ref (self->cancellable), g_strdup (figures->time_zone) };
  params = apoyo_params_new ();
  apoyo_params_add_int (params, figures->id);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "stuck-work", params,
                               self->cancellable, read_cb, reading);
}

static GtkWidget *
make_drop_down (Stuck *self, gint64 wanted)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->processes->len; i++) {
    const ApoyoProcessFigures *figures = apoyo_process_get_figures (self->processes->pdata[i]);
    g_autofree char *title =
        g_strdup_printf ("%s · %s%s%s", figures->code, figures->name,
                         figures->simulacro ? " · " : "", figures->simulacro ? _ ("Drill") : "");

    gtk_string_list_append (titles, title);
    if (figures->id == wanted)
      selected = i;
  }
  self->drop_down =
      GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL));
  gtk_drop_down_set_selected (self->drop_down, selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Process"), -1);
  gtk_widget_set_margin_start (GTK_WIDGET (self->drop_down), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->drop_down), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->drop_down), 8);
  return GTK_WIDGET (self->drop_down);
}

static GPtrArray *
list_processes (ApoyoLogin *login)
{
  GListModel *model = apoyo_login_get_processes (login);
  GPtrArray *processes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (processes, g_list_model_get_item (model, i));
  return processes;
}

void
apoyo_dossier_stuck_show (GtkWidget *parent,
                          ApoyoLogin *login,
                          gint64 process,
                          ApoyoFolioFunc func,
                          GObject *object)
{
  Stuck *self = g_new0 (Stuck, 1);
  GtkWindow *window = NULL;

  self->login = g_object_ref (login);
  self->processes = list_processes (login);
  self->cancellable = g_cancellable_new ();
  self->choice = apoyo_folio_choice_new (parent, _ ("Stuck work"), func, object);
  window = apoyo_folio_choice_get_window (self->choice);
  apoyo_folio_choice_set_head (self->choice, make_drop_down (self, process));
  g_object_set_data_full (G_OBJECT (window), "stuck", self, stuck_free);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (on_destroy_cb), self);
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (read_chosen), self);
  /* What a lost connection left unread. */
  g_signal_connect_swapped (login, "ready", G_CALLBACK (read_chosen), self);
  read_chosen (self);
  gtk_window_present (window);
}
