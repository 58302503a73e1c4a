/* apoyo-operation.c: one thing a connection does for a caller, from the queue to its end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-operation.h"
#include "apoyo-params-private.h"
#include "apoyo-statement.h"

static void
step_free (gpointer data)
{
  ApoyoStep *step = data;

  g_free (step->name);
  g_free (step);
}

static void
params_free_nullable (gpointer params)
{
  g_clear_pointer ((ApoyoParams **) &params, apoyo_params_free);
}

ApoyoOperation *
apoyo_operation_new (ApoyoOperationKind kind, GTask *task)
{
  ApoyoOperation *self = g_new0 (ApoyoOperation, 1);

  self->kind = kind;
  self->task = task ? g_object_ref (task) : NULL;
  self->params = g_ptr_array_new_with_free_func (params_free_nullable);
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_result_unref);
  return self;
}

static void
stop_sources (ApoyoOperation *self)
{
  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  if (self->input_ended != NULL)
    g_cancellable_cancel (self->input_ended);
}

void
apoyo_operation_free (ApoyoOperation *self)
{
  stop_sources (self);
  g_clear_object (&self->task);
  g_clear_object (&self->input);
  g_clear_object (&self->input_ended);
  g_clear_pointer (&self->statements, g_strfreev);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->params, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->command);
  g_free (self);
}

static void
add_step (ApoyoOperation *self,
          ApoyoStepKind kind,
          const char *name,
          const char *sql,
          const ApoyoParams *params)
{
  ApoyoStep *step = g_new0 (ApoyoStep, 1);

  step->kind = kind;
  step->name = g_strdup (name);
  step->sql = sql;
  step->params = params;
  g_ptr_array_add (self->steps, step);
}

static gboolean
has_planned (ApoyoOperation *self, const char *name)
{
  for (guint i = 0; i < self->steps->len; i++) {
    if (g_strcmp0 (((ApoyoStep *) self->steps->pdata[i])->name, name) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A statement that a session does not know yet is parsed on the way. */
static gboolean
plan_statement (ApoyoOperation *self,
                guint i,
                GHashTable *prepared,
                guint generation,
                GError **error)
{
  const char *sql = apoyo_statement_get_sql (self->statements[i], error);
  g_autofree char *name = g_strdup_printf ("%s/%u", self->statements[i], generation);

  if (sql == NULL)
    return FALSE;
  if (!g_hash_table_contains (prepared, name) && !has_planned (self, name))
    add_step (self, APOYO_STEP_PREPARE, name, sql, NULL);
  add_step (self, APOYO_STEP_EXECUTE, name, sql,
            i < self->params->len ? self->params->pdata[i] : NULL);
  return TRUE;
}

/* COPY takes no parameters, and its table may be one of many: ":number" stands for which. Digits
 * only, so nothing else can come of it. */
static gboolean
plan_copy (ApoyoOperation *self, GError **error)
{
  const char *sql = apoyo_statement_get_sql (self->statements[0], error);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->number);
  g_autoptr (GString) command = NULL;

  if (sql == NULL)
    return FALSE;
  command = g_string_new (sql);
  g_string_replace (command, ":number", number, 0);
  g_free (self->command);
  self->command = g_string_free (g_steal_pointer (&command), FALSE);
  add_step (self, APOYO_STEP_COMMAND, NULL, self->command, NULL);
  return TRUE;
}

static gboolean
plan_command (ApoyoOperation *self, const char *statement, GError **error)
{
  const char *sql = apoyo_statement_get_sql (statement, error);

  if (sql == NULL)
    return FALSE;
  add_step (self, APOYO_STEP_COMMAND, NULL, sql, NULL);
  return TRUE;
}

gboolean
apoyo_operation_plan (ApoyoOperation *self, GHashTable *prepared, guint generation, GError **error)
{
  gboolean read = self->kind == APOYO_OPERATION_READ;

  self->steps = g_ptr_array_new_with_free_func (step_free);
  if (self->kind == APOYO_OPERATION_COMMAND) {
    add_step (self, APOYO_STEP_COMMAND, NULL, self->command, NULL);
    return TRUE;
  }
  if (self->kind == APOYO_OPERATION_COPY)
    return plan_copy (self, error);
  if (read && !plan_command (self, "begin-read", error))
    return FALSE;
  for (guint i = 0; self->statements[i] != NULL; i++) {
    if (!plan_statement (self, i, prepared, generation, error))
      return FALSE;
  }
  if (read && !plan_command (self, "commit", error))
    return FALSE;
  /* A stream asks for single rows right behind its statement, and so has to send it alone. */
  self->pipelined = self->steps->len > 1 && self->kind != APOYO_OPERATION_STREAM;
  return TRUE;
}

/* After an error in the middle of a read the session stands in a dead transaction. */
void
apoyo_operation_plan_cleaning (ApoyoOperation *self)
{
  self->cleaning = TRUE;
  self->pipelined = FALSE;
  g_ptr_array_set_size (self->steps, 0);
  self->current = 0;
  add_step (self, APOYO_STEP_COMMAND, NULL, apoyo_statement_get_sql ("rollback", NULL), NULL);
}

ApoyoStep *
apoyo_operation_get_step (ApoyoOperation *self)
{
  return self->current < self->steps->len ? self->steps->pdata[self->current] : NULL;
}

gboolean
apoyo_operation_send_step (ApoyoOperation *self, guint i, PGconn *connection)
{
  const ApoyoStep *step = self->steps->pdata[i];
  const ApoyoParams *params = step->params;

  switch (step->kind) {
  case APOYO_STEP_PREPARE:
    return PQsendPrepare (connection, step->name, step->sql, 0, NULL);
  case APOYO_STEP_COMMAND:
    return PQsendQueryParams (connection, step->sql, 0, NULL, NULL, NULL, NULL, 0);
  case APOYO_STEP_EXECUTE:
    if (!PQsendQueryPrepared (connection, step->name, (int) apoyo_params_get_length (params),
                              apoyo_params_get_values (params), apoyo_params_get_lengths (params),
                              apoyo_params_get_formats (params), 0))
      return FALSE;
    return self->kind != APOYO_OPERATION_STREAM || PQsetSingleRowMode (connection);
  default:
    g_return_val_if_reached (FALSE);
  }
}

void
apoyo_operation_take_error (ApoyoOperation *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static void
return_success (ApoyoOperation *self)
{
  switch (self->kind) {
  case APOYO_OPERATION_CALL:
    g_task_return_pointer (self->task, g_ptr_array_steal_index (self->results, 0),
                           (GDestroyNotify) apoyo_result_unref);
    break;
  case APOYO_OPERATION_READ:
    g_task_return_pointer (self->task, g_steal_pointer (&self->results),
                           (GDestroyNotify) g_ptr_array_unref);
    break;
  case APOYO_OPERATION_STREAM:
  case APOYO_OPERATION_COPY:
    g_task_return_int (self->task, (gssize) self->n_rows);
    break;
  case APOYO_OPERATION_COMMAND:
    g_task_return_boolean (self->task, TRUE);
    break;
  default:
    g_assert_not_reached ();
  }
}

void
apoyo_operation_return (ApoyoOperation *self)
{
  stop_sources (self);
  if (self->task != NULL && self->error != NULL)
    g_task_return_error (self->task, g_steal_pointer (&self->error));
  else if (self->task != NULL)
    return_success (self);
  apoyo_operation_free (self);
}
