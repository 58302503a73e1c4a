/* apoyo-command.c: one command of the database on behalf of a widget that may go meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-command.h"

typedef struct {
  GWeakRef object;
  ApoyoCommandFunc done;
  gpointer data; /* (owned) */
  GDestroyNotify free_data;
} Command;

static void
command_free (Command *command)
{
  g_weak_ref_clear (&command->object);
  if (command->free_data != NULL)
    command->free_data (command->data);
  g_free (command);
}

static void
called_cb (GObject *connection, GAsyncResult *async_result, gpointer user_data)
{
  Command *command = user_data;
  g_autoptr (GObject) object = g_weak_ref_get (&command->object);
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (connection), async_result, &error);

  if (object != NULL)
    command->done (object, result, error, command->data);
  command_free (command);
}

void
apoyo_command_run (ApoyoLogin *login,
                   const char *statement,
                   ApoyoParams *params,
                   GObject *object,
                   ApoyoCommandFunc done,
                   gpointer data,
                   GDestroyNotify free_data)
{
  Command *command;

  g_return_if_fail (APOYO_IS_LOGIN (login));
  g_return_if_fail (G_IS_OBJECT (object));
  g_return_if_fail (done != NULL);

  command = g_new0 (Command, 1);
  g_weak_ref_init (&command->object, object);
  command->done = done;
  command->data = data;
  command->free_data = free_data;
  apoyo_connection_call_async (apoyo_login_get_connection (login), statement, params, NULL,
                               called_cb, command);
}

ApoyoParams *
apoyo_command_texts (const char *first, ...)
{
  ApoyoParams *params = apoyo_params_new ();
  va_list rest;

  va_start (rest, first);
  for (const char *text = first; text != NULL; text = va_arg (rest, const char *))
    apoyo_params_add_text (params, text);
  va_end (rest);
  return params;
}
