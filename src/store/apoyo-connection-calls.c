/* apoyo-connection-calls.c: what a caller can ask of a connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-connection-private.h"

static ApoyoOperation *
new_operation (ApoyoConnection *self,
               ApoyoOperationKind kind,
               gpointer source_tag,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  return apoyo_operation_new (kind, task);
}

static void
set_statement (ApoyoOperation *operation, const char *statement, ApoyoParams *params)
{
  const char *const statements[] = { statement, NULL };

  operation->statements = g_strdupv ((char **) statements);
  if (params != NULL)
    g_ptr_array_add (operation->params, params);
}

void
apoyo_connection_call_async (ApoyoConnection *self,
                             const char *statement,
                             ApoyoParams *params,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ApoyoOperation *operation;

  g_return_if_fail (APOYO_IS_CONNECTION (self));
  g_return_if_fail (statement != NULL);

  operation = new_operation (self, APOYO_OPERATION_CALL, apoyo_connection_call_async, cancellable,
                             callback, user_data);
  set_statement (operation, statement, params);
  apoyo_connection_push (self, operation);
}

void
apoyo_connection_command_async (ApoyoConnection *self,
                                const char *statement,
                                ApoyoParams *params,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ApoyoOperation *operation;

  g_return_if_fail (APOYO_IS_CONNECTION (self));
  g_return_if_fail (statement != NULL);

  operation = new_operation (self, APOYO_OPERATION_CALL, apoyo_connection_command_async,
                             cancellable, callback, user_data);
  g_task_set_check_cancellable (operation->task, FALSE);
  set_statement (operation, statement, params);
  apoyo_connection_push (self, operation);
}

ApoyoResult *
apoyo_connection_command_finish (ApoyoConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

ApoyoResult *
apoyo_connection_call_finish (ApoyoConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
apoyo_connection_read_async (ApoyoConnection *self,
                             const char *const *statements,
                             GPtrArray *params,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ApoyoOperation *operation;

  g_return_if_fail (APOYO_IS_CONNECTION (self));
  g_return_if_fail (statements != NULL && statements[0] != NULL);
  g_return_if_fail (params == NULL || params->len == g_strv_length ((char **) statements));

  operation = new_operation (self, APOYO_OPERATION_READ, apoyo_connection_read_async, cancellable,
                             callback, user_data);
  operation->statements = g_strdupv ((char **) statements);
  for (guint i = 0; params != NULL && i < params->len; i++)
    g_ptr_array_add (operation->params, params->pdata[i]);
  if (params != NULL) {
    /* The elements are ours now, whatever the caller's array would do with them. */
    g_ptr_array_set_free_func (params, NULL);
    g_ptr_array_unref (params);
  }
  apoyo_connection_push (self, operation);
}

GPtrArray *
apoyo_connection_read_finish (ApoyoConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
apoyo_connection_stream_async (ApoyoConnection *self,
                               const char *statement,
                               ApoyoParams *params,
                               ApoyoRowFunc row_func,
                               gpointer row_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ApoyoOperation *operation;

  g_return_if_fail (APOYO_IS_CONNECTION (self));
  g_return_if_fail (statement != NULL);
  g_return_if_fail (row_func != NULL);

  operation = new_operation (self, APOYO_OPERATION_STREAM, apoyo_connection_stream_async,
                             cancellable, callback, user_data);
  set_statement (operation, statement, params);
  operation->row_func = row_func;
  operation->row_data = row_data;
  apoyo_connection_push (self, operation);
}

gint64
apoyo_connection_stream_finish (ApoyoConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

void
apoyo_connection_copy_in_async (ApoyoConnection *self,
                                const char *statement,
                                gint64 number,
                                GInputStream *input,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ApoyoOperation *operation;

  g_return_if_fail (APOYO_IS_CONNECTION (self));
  g_return_if_fail (statement != NULL);
  g_return_if_fail (G_IS_INPUT_STREAM (input));

  operation = new_operation (self, APOYO_OPERATION_COPY, apoyo_connection_copy_in_async,
                             cancellable, callback, user_data);
  set_statement (operation, statement, NULL);
  operation->number = number;
  operation->input = g_object_ref (input);
  apoyo_connection_push (self, operation);
}

gint64
apoyo_connection_copy_in_finish (ApoyoConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

ApoyoOperation *
apoyo_connection_new_listen_operation (const char *channel, GTask *task)
{
  g_autoptr (GString) quoted = g_string_new (channel);
  ApoyoOperation *operation = apoyo_operation_new (APOYO_OPERATION_COMMAND, task);

  g_string_replace (quoted, "\"", "\"\"", 0);
  operation->command = g_strdup_printf ("LISTEN \"%s\"", quoted->str);
  return operation;
}

void
apoyo_connection_listen_async (ApoyoConnection *self,
                               const char *channel,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (APOYO_IS_CONNECTION (self));
  g_return_if_fail (channel != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, apoyo_connection_listen_async);
  if (!g_ptr_array_find_with_equal_func (self->channels, channel, g_str_equal, NULL))
    g_ptr_array_add (self->channels, g_strdup (channel));
  apoyo_connection_push (self, apoyo_connection_new_listen_operation (channel, task));
}

gboolean
apoyo_connection_listen_finish (ApoyoConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
