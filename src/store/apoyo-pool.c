/* apoyo-pool.c: a few connections that share one queue of calls.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-pool.h"

#define QUEUE_LIMIT 256

struct _ApoyoPool {
  GObject parent_instance;

  GPtrArray *connections; /* (owned) (element-type ApoyoConnection) */
  GQueue waiting;         /* (element-type Call) */
  guint queue_limit;
  GTask *open_task; /* (owned) (nullable) */
  guint n_opening;  /* of the first round */
  gboolean closed;
};

/* What a caller waits for: first in the queue, then on a connection. */
typedef struct {
  ApoyoPool *pool;        /* (owned) */
  GTask *task;            /* (owned) */
  char *statement;        /* (owned) */
  ApoyoParams *params;    /* (owned) (nullable) */
  GSource *cancel_source; /* (owned) (nullable): while it is in the queue */
} Call;

G_DEFINE_FINAL_TYPE (ApoyoPool, apoyo_pool, G_TYPE_OBJECT)

static void
stop_cancel_source (Call *call)
{
  if (call->cancel_source != NULL)
    g_source_destroy (call->cancel_source);
  g_clear_pointer (&call->cancel_source, g_source_unref);
}

static void
call_free (Call *call)
{
  stop_cancel_source (call);
  g_object_unref (call->pool);
  g_object_unref (call->task);
  g_free (call->statement);
  g_clear_pointer (&call->params, apoyo_params_free);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void serve_waiting (ApoyoPool *self);

static void
call_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  GError *error = NULL;
  ApoyoResult *rows = apoyo_connection_command_finish (APOYO_CONNECTION (object), result, &error);

  if (rows != NULL)
    g_task_return_pointer (call->task, rows, (GDestroyNotify) apoyo_result_unref);
  else
    g_task_return_error (call->task, error);
  serve_waiting (call->pool);
}

static ApoyoConnection *
find_free_connection (ApoyoPool *self)
{
  for (guint i = 0; i < self->connections->len; i++) {
    ApoyoConnection *connection = self->connections->pdata[i];

    if (apoyo_connection_is_open (connection) && apoyo_connection_get_n_pending (connection) == 0)
      return connection;
  }
  return NULL;
}

/* call: (transfer full) */
static void
start_call (Call *call, ApoyoConnection *connection)
{
  stop_cancel_source (call);
  apoyo_connection_command_async (connection, call->statement, g_steal_pointer (&call->params),
                                  g_task_get_cancellable (call->task), call_cb, call);
}

static void
fail_call (Call *call, int code, const char *message)
{
  g_autoptr (Call) owned = call;

  g_task_return_new_error (owned->task, APOYO_STORE_ERROR, code, "%s", message);
}

/* Whether there is a session, or the first ones are on their way. */
static gboolean
has_hope (ApoyoPool *self)
{
  return self->n_opening > 0 || apoyo_pool_get_n_open (self) > 0;
}

static void
serve_waiting (ApoyoPool *self)
{
  g_autoptr (ApoyoPool) keep = g_object_ref (self);
  ApoyoConnection *connection;
  Call *call;

  while (!g_queue_is_empty (&self->waiting) && (connection = find_free_connection (self)) != NULL)
    start_call (g_queue_pop_head (&self->waiting), connection);
  while (!has_hope (self) && (call = g_queue_pop_head (&self->waiting)) != NULL)
    fail_call (call, APOYO_STORE_ERROR_CONNECTION, "There is no connection to the database");
}

static gboolean
call_cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_autoptr (Call) call = data;

  g_queue_remove (&call->pool->waiting, call);
  g_task_return_new_error (call->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  return G_SOURCE_REMOVE;
}

/* call: (transfer full) */
static void
queue_call (ApoyoPool *self, Call *call)
{
  GCancellable *cancellable = g_task_get_cancellable (call->task);

  if (cancellable != NULL) {
    call->cancel_source = g_cancellable_source_new (cancellable);
    g_source_set_callback (call->cancel_source, G_SOURCE_FUNC (call_cancelled_cb), call, NULL);
    g_source_attach (call->cancel_source, g_main_context_get_thread_default ());
  }
  g_queue_push_tail (&self->waiting, call);
}

void
apoyo_pool_call_async (ApoyoPool *self,
                       const char *statement,
                       ApoyoParams *params,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  ApoyoConnection *connection;
  Call *call;

  g_return_if_fail (APOYO_IS_POOL (self));
  g_return_if_fail (statement != NULL);

  call = g_new0 (Call, 1);
  call->pool = g_object_ref (self);
  call->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (call->task, apoyo_pool_call_async);
  g_task_set_check_cancellable (call->task, FALSE);
  call->statement = g_strdup (statement);
  call->params = params;

  /* Nobody overtakes those who wait. */
  connection = g_queue_is_empty (&self->waiting) ? find_free_connection (self) : NULL;
  if (connection != NULL)
    start_call (call, connection);
  else if (!has_hope (self))
    fail_call (call, APOYO_STORE_ERROR_CONNECTION, "There is no connection to the database");
  else if (g_queue_get_length (&self->waiting) >= self->queue_limit)
    fail_call (call, APOYO_STORE_ERROR_BUSY, "Too much is waiting for the database");
  else
    queue_call (self, call);
}

ApoyoResult *
apoyo_pool_call_finish (ApoyoPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
connection_opened_cb (ApoyoConnection *connection, ApoyoPool *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->open_task);

  if (task != NULL)
    g_task_return_boolean (task, TRUE);
  serve_waiting (self);
}

static void
connection_lost_cb (ApoyoConnection *connection, GError *error, ApoyoPool *self)
{
  serve_waiting (self);
}

/* Of the first round only. A session that did not open goes on trying, as one that is lost does. */
static void
open_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoPool) self = user_data;
  ApoyoConnection *connection = APOYO_CONNECTION (object);
  GError *error = NULL;
  gboolean opened = apoyo_connection_open_finish (connection, result, &error);

  self->n_opening--;
  if (!opened && !self->closed)
    apoyo_connection_reconnect_later (connection);
  if (!opened && self->n_opening == 0 && self->open_task != NULL) {
    g_autoptr (GTask) task = g_steal_pointer (&self->open_task);

    g_task_return_error (task, g_steal_pointer (&error));
  }
  g_clear_error (&error);
  serve_waiting (self);
}

void
apoyo_pool_open_async (ApoyoPool *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (APOYO_IS_POOL (self));
  g_return_if_fail (self->open_task == NULL && self->n_opening == 0);

  self->closed = FALSE;
  self->open_task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->open_task, apoyo_pool_open_async);
  self->n_opening = self->connections->len;
  for (guint i = 0; i < self->connections->len; i++)
    apoyo_connection_open_async (self->connections->pdata[i], cancellable, open_cb,
                                 g_object_ref (self));
}

gboolean
apoyo_pool_open_finish (ApoyoPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What waits and what is under way fails. */
void
apoyo_pool_close (ApoyoPool *self)
{
  Call *call;

  g_return_if_fail (APOYO_IS_POOL (self));

  self->closed = TRUE;
  while ((call = g_queue_pop_head (&self->waiting)) != NULL)
    fail_call (call, APOYO_STORE_ERROR_CONNECTION, "The connection to the database was closed");
  for (guint i = 0; i < self->connections->len; i++)
    apoyo_connection_close (self->connections->pdata[i]);
}

void
apoyo_pool_set_queue_limit (ApoyoPool *self, guint limit)
{
  g_return_if_fail (APOYO_IS_POOL (self));

  self->queue_limit = limit;
}

guint
apoyo_pool_get_n_open (ApoyoPool *self)
{
  guint n = 0;

  g_return_val_if_fail (APOYO_IS_POOL (self), 0);

  for (guint i = 0; i < self->connections->len; i++)
    n += apoyo_connection_is_open (self->connections->pdata[i]) ? 1 : 0;
  return n;
}

guint
apoyo_pool_get_n_waiting (ApoyoPool *self)
{
  g_return_val_if_fail (APOYO_IS_POOL (self), 0);

  return g_queue_get_length (&self->waiting);
}

static void
apoyo_pool_dispose (GObject *object)
{
  ApoyoPool *self = APOYO_POOL (object);

  for (guint i = 0; i < self->connections->len; i++)
    g_signal_handlers_disconnect_by_data (self->connections->pdata[i], self);
  apoyo_pool_close (self);

  G_OBJECT_CLASS (apoyo_pool_parent_class)->dispose (object);
}

static void
apoyo_pool_finalize (GObject *object)
{
  ApoyoPool *self = APOYO_POOL (object);

  g_ptr_array_unref (self->connections);

  G_OBJECT_CLASS (apoyo_pool_parent_class)->finalize (object);
}

static void
apoyo_pool_class_init (ApoyoPoolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_pool_dispose;
  object_class->finalize = apoyo_pool_finalize;
}

static void
apoyo_pool_init (ApoyoPool *self)
{
  g_queue_init (&self->waiting);
  self->queue_limit = QUEUE_LIMIT;
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
}

ApoyoPool *
apoyo_pool_new (const char *conninfo, const char *application_name, guint size)
{
  ApoyoPool *self = g_object_new (APOYO_TYPE_POOL, NULL);

  g_return_val_if_fail (size > 0, NULL);

  for (guint i = 0; i < size; i++) {
    ApoyoConnection *connection = apoyo_connection_new (conninfo, application_name);

    apoyo_connection_set_reconnect (connection, TRUE);
    g_signal_connect (connection, "opened", G_CALLBACK (connection_opened_cb), self);
    g_signal_connect (connection, "lost", G_CALLBACK (connection_lost_cb), self);
    g_ptr_array_add (self->connections, connection);
  }
  return self;
}
