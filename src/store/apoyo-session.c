/* apoyo-session.c: the wire of a connection: one PGconn, one queue, its head under way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <glib-unix.h>
#include <string.h>

#include "apoyo-copy.h"
#include "apoyo-result-private.h"
#include "apoyo-session-private.h"
#include "apoyo-store-error-private.h"

G_DEFINE_FINAL_TYPE (ApoyoSession, apoyo_session, G_TYPE_OBJECT)

static gboolean socket_ready_cb (int fd, GIOCondition condition, gpointer data);

static void
unwatch (ApoyoSession *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

/* Reading always: that is also how notifications and the end of the server arrive. */
static void
watch (ApoyoSession *self, GIOCondition condition)
{
  if (self->source != NULL && self->condition == condition)
    return;
  unwatch (self);
  self->condition = condition;
  self->source = g_unix_fd_source_new (PQsocket (self->connection), condition);
  g_source_set_priority (self->source, self->priority);
  g_source_set_callback (self->source, G_SOURCE_FUNC (socket_ready_cb), self, NULL);
  g_source_attach (self->source, self->context);
}

static gboolean
is_open (ApoyoSession *self)
{
  return self->connection != NULL;
}

static void
end_session (ApoyoSession *self, const GError *error)
{
  ApoyoOperation *operation;
  PGconn *connection = g_steal_pointer (&self->connection);

  if (connection == NULL)
    return;
  unwatch (self);
  PQfinish (connection);
  while ((operation = g_queue_pop_head (&self->queue)) != NULL) {
    apoyo_operation_take_error (operation, g_error_copy (error));
    apoyo_operation_return (operation);
  }
}

void
apoyo_session_close (ApoyoSession *self, const GError *error)
{
  self->closed = TRUE;
  end_session (self, error);
}

/* The server's last word, when it had one ("terminating connection due to …"), else libpq's. */
void
apoyo_session_lose (ApoyoSession *self)
{
  g_autoptr (ApoyoSession) keep = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  if (!is_open (self))
    return;
  error = apoyo_store_error_new_from_connection (self->connection);
  end_session (self, error);
  /* Whoever waited may have let go of the connection that owns this, for good. */
  if (!self->closed)
    self->lost_func (self, error, self->user_data);
}

static void
finish_head (ApoyoSession *self)
{
  ApoyoOperation *operation = g_queue_pop_head (&self->queue);

  /* Stopped by somebody else, such as a statement_timeout: not what the caller asked for. */
  if (!operation->cancelled &&
      g_error_matches (operation->error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_clear_error (&operation->error);
    operation->error = g_error_new_literal (APOYO_STORE_ERROR, APOYO_STORE_ERROR_RETRY,
                                            "The database stopped a statement that took too long");
  }
  apoyo_operation_return (operation);
}

/* Everything at once, and the sync that ends the round. A step that libpq does not take leaves a
 * broken round behind, which nobody could read. */
static gboolean
send_pipeline (ApoyoSession *self, ApoyoOperation *operation)
{
  if (!PQenterPipelineMode (self->connection))
    return FALSE;
  for (guint i = 0; i < operation->steps->len; i++) {
    if (!apoyo_operation_send_step (operation, i, self->connection))
      return FALSE;
  }
  return PQpipelineSync (self->connection);
}

static gboolean
may_start (ApoyoSession *self, ApoyoOperation *operation)
{
  GError *error = NULL;

  if (operation->cancelled) {
    apoyo_operation_take_error (
        operation, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
    return FALSE;
  }
  if (operation->kind == APOYO_OPERATION_READ &&
      PQtransactionStatus (self->connection) != PQTRANS_IDLE) {
    apoyo_operation_take_error (
        operation, g_error_new_literal (APOYO_STORE_ERROR, APOYO_STORE_ERROR_FAILED,
                                        "A read of several statements inside a transaction"));
    return FALSE;
  }
  if (!apoyo_operation_plan (operation, self->prepared, self->generation, &error)) {
    apoyo_operation_take_error (operation, error);
    return FALSE;
  }
  return TRUE;
}

/* A statement that libpq refuses (too many parameters, say) fails alone as long as the session is
 * sound. */
static void
send_failed (ApoyoSession *self, ApoyoOperation *operation)
{
  if (PQstatus (self->connection) == CONNECTION_BAD || operation->pipelined) {
    apoyo_session_lose (self);
    return;
  }
  apoyo_operation_take_error (operation, g_error_new (APOYO_STORE_ERROR, APOYO_STORE_ERROR_FAILED,
                                                      "%s", PQerrorMessage (self->connection)));
  finish_head (self);
}

/* While a cancel request is on its way nothing is sent: it stops whatever the server runs when it
 * arrives. */
static void
start_heads (ApoyoSession *self)
{
  ApoyoOperation *operation;

  while (is_open (self) && self->n_cancelling == 0 &&
         (operation = g_queue_peek_head (&self->queue)) != NULL && operation->steps == NULL) {
    if (!may_start (self, operation)) {
      finish_head (self);
      continue;
    }
    if (!(operation->pipelined ? send_pipeline (self, operation)
                               : apoyo_operation_send_step (operation, 0, self->connection)))
      send_failed (self, operation);
  }
}

/* A parsed statement is of no use after a change of the schema, or when it was dropped. The code is
 * the server's general one for things it cannot do; the function tells them apart. */
static gboolean
is_stale_statement (const PGresult *rows)
{
  const char *state = PQresultErrorField (rows, PG_DIAG_SQLSTATE);
  const char *function = PQresultErrorField (rows, PG_DIAG_SOURCE_FUNCTION);

  return g_strcmp0 (state, "26000") == 0 ||
         (g_strcmp0 (state, "0A000") == 0 && g_strcmp0 (function, "RevalidateCachedQuery") == 0);
}

static void
take_failure (ApoyoSession *self, ApoyoOperation *operation, PGresult *rows)
{
  GError *error = apoyo_store_error_new_from_result (rows);

  if (is_stale_statement (rows)) {
    /* The next ones go by new names. */
    g_hash_table_remove_all (self->prepared);
    self->generation++;
    error->code = APOYO_STORE_ERROR_RETRY;
  }
  PQclear (rows);
  apoyo_operation_take_error (operation, error);
}

static void
take_rows (ApoyoSession *self, ApoyoOperation *operation, PGresult *rows)
{
  ApoyoStep *step = apoyo_operation_get_step (operation);

  if (step->kind == APOYO_STEP_PREPARE)
    g_hash_table_add (self->prepared, g_strdup (step->name));
  if (step->kind == APOYO_STEP_EXECUTE && operation->kind != APOYO_OPERATION_STREAM) {
    g_ptr_array_add (operation->results, apoyo_result_new_take (rows));
    return;
  }
  if (operation->kind == APOYO_OPERATION_COPY)
    operation->n_rows = g_ascii_strtoll (PQcmdTuples (rows), NULL, 10);
  PQclear (rows);
}

/* Also before the main loop has dispatched it: the row's receiver may be gone. */
static gboolean
is_given_up (ApoyoOperation *operation)
{
  return operation->cancelled ||
         (operation->task != NULL &&
          g_cancellable_is_cancelled (g_task_get_cancellable (operation->task)));
}

/* The caller's function may do anything, also close the connection. */
static void
give_row (ApoyoOperation *operation, PGresult *rows)
{
  g_autoptr (ApoyoResult) row = apoyo_result_new_take (rows);

  if (operation->error != NULL || is_given_up (operation))
    return;
  operation->n_rows++;
  operation->row_func (row, operation->row_data);
}

/* The last results of a step that runs alone have come. */
static void
end_step (ApoyoSession *self, ApoyoOperation *operation)
{
  operation->current++;
  if (operation->error != NULL || operation->current >= operation->steps->len) {
    finish_head (self);
    return;
  }
  self->step_due = TRUE;
}

static void
send_due_step (ApoyoSession *self)
{
  ApoyoOperation *operation = g_queue_peek_head (&self->queue);

  if (!self->step_due || self->n_cancelling > 0)
    return;
  self->step_due = FALSE;
  if (operation->cancelled && !operation->cleaning) {
    apoyo_operation_take_error (
        operation, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
    finish_head (self);
  } else if (!apoyo_operation_send_step (operation, operation->current, self->connection)) {
    send_failed (self, operation);
  }
}

static void
end_pipeline (ApoyoSession *self, ApoyoOperation *operation)
{
  if (!PQexitPipelineMode (self->connection)) {
    apoyo_session_lose (self);
    return;
  }
  if (operation->kind == APOYO_OPERATION_READ &&
      PQtransactionStatus (self->connection) != PQTRANS_IDLE) {
    apoyo_operation_plan_cleaning (operation);
    self->step_due = TRUE;
    return;
  }
  finish_head (self);
}

static void
take_result (ApoyoSession *self, ApoyoOperation *operation, PGresult *rows)
{
  switch (PQresultStatus (rows)) {
  case PGRES_SINGLE_TUPLE:
    give_row (operation, rows);
    break;
  case PGRES_TUPLES_OK:
  case PGRES_COMMAND_OK:
    take_rows (self, operation, rows);
    break;
  case PGRES_COPY_IN:
    PQclear (rows);
    if (operation->kind == APOYO_OPERATION_COPY)
      apoyo_copy_start (self, operation);
    else
      apoyo_session_lose (self);
    break;
  case PGRES_PIPELINE_SYNC:
    PQclear (rows);
    end_pipeline (self, operation);
    break;
  case PGRES_PIPELINE_ABORTED:
    PQclear (rows);
    break;
  case PGRES_EMPTY_QUERY:
  case PGRES_NONFATAL_ERROR:
  case PGRES_FATAL_ERROR:
  case PGRES_BAD_RESPONSE:
    take_failure (self, operation, rows);
    break;
  case PGRES_COPY_OUT:
  case PGRES_COPY_BOTH:
  default:
    /* No statement of ours does this, nor a COPY by another way: what follows would never end. */
    PQclear (rows);
    apoyo_session_lose (self);
    break;
  }
}

/* TRUE when there may be more. */
static gboolean
take_next_result (ApoyoSession *self)
{
  ApoyoOperation *operation = g_queue_peek_head (&self->queue);
  PGresult *rows;

  if (operation == NULL || operation->steps == NULL || operation->copying || self->step_due ||
      PQisBusy (self->connection))
    return FALSE;
  rows = PQgetResult (self->connection);
  if (rows != NULL)
    take_result (self, operation, rows);
  else if (!operation->pipelined)
    end_step (self, operation);
  else if (PQstatus (self->connection) == CONNECTION_BAD)
    apoyo_session_lose (self);
  else
    operation->current++;
  return is_open (self);
}

static void
give_notifications (ApoyoSession *self)
{
  PGnotify *notification;

  while (is_open (self) && (notification = PQnotifies (self->connection)) != NULL) {
    self->notified_func (self, notification->relname, notification->extra, self->user_data);
    PQfreemem (notification);
  }
}

static gboolean
has_something_to_send (ApoyoSession *self)
{
  ApoyoOperation *operation = g_queue_peek_head (&self->queue);

  return self->n_cancelling == 0 && operation != NULL &&
         (operation->steps == NULL || self->step_due);
}

/* What output is left, 0 or 1. */
static int
send_all (ApoyoSession *self)
{
  int unsent = 0;

  start_heads (self);
  if (is_open (self))
    send_due_step (self);
  if (is_open (self))
    unsent = PQflush (self->connection);
  if (unsent < 0)
    apoyo_session_lose (self);
  return unsent;
}

static void
take_all (ApoyoSession *self)
{
  while (take_next_result (self))
    ;
  give_notifications (self);
}

/* Everything that can be done without waiting. */
void
apoyo_session_pump (ApoyoSession *self)
{
  g_autoptr (ApoyoSession) keep = g_object_ref (self);
  int unsent = 0;

  /* From inside a callback: the pump that called it goes on by itself. */
  if (self->pumping || !is_open (self))
    return;
  self->pumping = TRUE;
  do {
    unsent = send_all (self);
    if (is_open (self))
      take_all (self);
  } while (is_open (self) && has_something_to_send (self));
  self->pumping = FALSE;
  if (is_open (self) && PQstatus (self->connection) == CONNECTION_BAD)
    apoyo_session_lose (self);
  if (is_open (self) && unsent == 0)
    apoyo_copy_continue (self);
  if (is_open (self))
    watch (self, unsent ? G_IO_IN | G_IO_OUT : G_IO_IN);
}

/* What the server said before it went, results or the reason, still counts. */
static void
take_last_words (ApoyoSession *self)
{
  self->pumping = TRUE;
  take_all (self);
  self->pumping = FALSE;
  apoyo_session_lose (self);
}

static gboolean
socket_ready_cb (int fd, GIOCondition condition, gpointer data)
{
  ApoyoSession *self = data;
  g_autoptr (ApoyoSession) keep = g_object_ref (self);
  g_autoptr (GSource) source = g_source_ref (g_main_current_source ());

  if ((condition & ~G_IO_OUT) != 0 && !PQconsumeInput (self->connection))
    take_last_words (self);
  else
    apoyo_session_pump (self);
  return g_source_is_destroyed (source) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

void
apoyo_session_push (ApoyoSession *self, ApoyoOperation *operation)
{
  if (!is_open (self)) {
    apoyo_operation_take_error (
        operation, g_error_new_literal (APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION,
                                        "There is no connection to the database"));
    apoyo_operation_return (operation);
    return;
  }
  apoyo_session_watch_cancellable (self, operation);
  g_queue_push_tail (&self->queue, operation);
  apoyo_session_pump (self);
}

guint
apoyo_session_get_n_pending (ApoyoSession *self)
{
  return g_queue_get_length (&self->queue);
}

/* NULL once it is lost or closed. */
PGconn *
apoyo_session_get_connection (ApoyoSession *self)
{
  return self->connection;
}

static void
apoyo_session_finalize (GObject *object)
{
  ApoyoSession *self = APOYO_SESSION (object);

  g_assert (self->connection == NULL && g_queue_is_empty (&self->queue));
  g_clear_pointer (&self->prepared, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (apoyo_session_parent_class)->finalize (object);
}

static void
apoyo_session_class_init (ApoyoSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_session_finalize;
}

static void
apoyo_session_init (ApoyoSession *self)
{
  g_queue_init (&self->queue);
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

ApoyoSession *
apoyo_session_new (PGconn *connection,
                   GMainContext *context,
                   int priority,
                   ApoyoSessionLostFunc lost_func,
                   ApoyoSessionNotifiedFunc notified_func,
                   gpointer user_data)
{
  ApoyoSession *self = g_object_new (APOYO_TYPE_SESSION, NULL);

  self->connection = connection;
  self->context = context ? g_main_context_ref (context) : NULL;
  self->priority = priority;
  self->lost_func = lost_func;
  self->notified_func = notified_func;
  self->user_data = user_data;
  watch (self, G_IO_IN);
  return self;
}
