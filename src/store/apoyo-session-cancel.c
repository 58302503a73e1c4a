/* apoyo-session-cancel.c: stops what the server does for a caller who no longer wants it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-copy.h"
#include "apoyo-session-private.h"

/* PQcancel() opens a connection of its own and waits for it. */
static gpointer
cancel_thread (gpointer data)
{
  g_autoptr (GTask) task = data;
  char message[256] = "";

  if (!PQcancel (g_task_get_task_data (task), message, sizeof message))
    g_debug ("cancel request: %s", message);
  g_task_return_boolean (task, TRUE);
  return NULL;
}

static void
cancel_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ApoyoSession *self = APOYO_SESSION (object);

  self->n_cancelling--;
  apoyo_session_pump (self);
}

/* The request stops whatever the server runs when it arrives: until PQcancel() has returned, and so
 * the server has been told, nothing new may be sent. */
static void
send_cancel_request (ApoyoSession *self)
{
  PGcancel *cancel = PQgetCancel (self->connection);
  GTask *task;

  if (cancel == NULL)
    return;
  self->n_cancelling++;
  task = g_task_new (self, NULL, cancel_done_cb, NULL);
  g_task_set_source_tag (task, send_cancel_request);
  g_task_set_task_data (task, cancel, (GDestroyNotify) PQfreeCancel);
  g_thread_unref (g_thread_new ("apoyo-cancel", cancel_thread, task));
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  ApoyoOperation *operation = data;
  ApoyoSession *self = operation->session;

  operation->cancelled = TRUE;
  if (operation->steps == NULL) {
    g_queue_remove (&self->queue, operation);
    apoyo_operation_take_error (
        operation, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
    apoyo_operation_return (operation);
  } else if (operation->copying) {
    apoyo_copy_cancel (self, operation);
  } else if (!self->step_due && !operation->cleaning) {
    send_cancel_request (self);
  }
  return G_SOURCE_REMOVE;
}

void
apoyo_session_watch_cancellable (ApoyoSession *self, ApoyoOperation *operation)
{
  GCancellable *cancellable = operation->task ? g_task_get_cancellable (operation->task) : NULL;

  operation->session = self;
  if (cancellable == NULL)
    return;
  /* In our own context, from whichever thread the caller gives up. */
  operation->cancel_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (operation->cancel_source, G_SOURCE_FUNC (cancelled_cb), operation, NULL);
  g_source_attach (operation->cancel_source, self->context);
}
