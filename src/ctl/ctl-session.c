/* ctl-session.c: a connection used one call after the other, as a command line does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-session.h"

struct _CtlSession {
  ApoyoCtl *ctl;
  ApoyoConnection *connection; /* (owned) */
  GAsyncResult *result;        /* (owned) (nullable): of the call that is waited for */
};

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CtlSession *self = user_data;

  self->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (CtlSession *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&self->result);
}

static gboolean
explain (CtlSession *self, GError **error)
{
  return apoyo_ctl_explain (self->ctl, apoyo_connection_get_user (self->connection), error);
}

static gboolean
open_connection (CtlSession *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  apoyo_connection_open_async (self->connection, NULL, done_cb, self);
  result = wait_for_result (self);
  return apoyo_connection_open_finish (self->connection, result, error);
}

/* Services have nobody behind them who could sign in. */
static gboolean
is_service (const char *user)
{
  return user != NULL && g_str_has_prefix (user, "apoyo_");
}

static gboolean
sign_in (CtlSession *self, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, "apoyoctl " PACKAGE_VERSION);
  apoyo_params_add_text (params, g_get_host_name ());
  rows = ctl_session_call (self, "sign-in", params, error);
  return rows != NULL;
}

CtlSession *
ctl_session_open (ApoyoCtl *ctl, const char *default_user, GError **error)
{
  g_autoptr (CtlSession) self = g_new0 (CtlSession, 1);
  g_autofree char *conninfo = NULL;

  self->ctl = ctl;
  if (ctl->dir != NULL && ctl->user == NULL)
    ctl->user = g_strdup (default_user);
  conninfo = apoyo_ctl_get_conninfo (ctl, error);
  if (conninfo == NULL)
    return NULL;
  self->connection = apoyo_connection_new (conninfo, "apoyoctl");
  if (!open_connection (self, error))
    return NULL;
  if (!is_service (apoyo_connection_get_user (self->connection)) && !sign_in (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
ctl_session_free (CtlSession *self)
{
  if (self == NULL)
    return;
  if (self->connection != NULL)
    apoyo_connection_close (self->connection);
  g_clear_object (&self->connection);
  g_free (self);
}

ApoyoResult *
ctl_session_call (CtlSession *self, const char *statement, ApoyoParams *params, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  ApoyoResult *rows;

  apoyo_connection_call_async (self->connection, statement, params, NULL, done_cb, self);
  result = wait_for_result (self);
  rows = apoyo_connection_call_finish (self->connection, result, error);
  if (rows == NULL)
    explain (self, error);
  return rows;
}

ApoyoResult *
ctl_session_call_for (CtlSession *self, const char *statement, int process, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, process);
  return ctl_session_call (self, statement, params, error);
}

gboolean
ctl_session_tell_effect (CtlSession *self,
                         const char *statement,
                         ApoyoParams *params,
                         GError **error)
{
  g_autoptr (ApoyoResult) result = ctl_session_call (self, statement, params, error);
  const char *effect = NULL;

  if (result == NULL || !apoyo_result_get_text (result, 0, "effect", &effect, error))
    return FALSE;
  g_print ("%s\n", effect);
  return TRUE;
}

/* A code may look like a number: then it is the code that is meant. */
static gboolean
match_process (const ApoyoResult *rows, const char *text, int *process, GError **error)
{
  int numbered = 0;

  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    g_autofree char *number = NULL;
    const char *code = NULL;

    if (!apoyo_result_get_int (rows, i, "process", process, error) ||
        !apoyo_result_get_text (rows, i, "code", &code, error))
      return FALSE;
    number = g_strdup_printf ("%d", *process);
    if (g_ascii_strcasecmp (code, text) == 0)
      return TRUE;
    if (strcmp (number, text) == 0)
      numbered = *process;
  }
  *process = numbered;
  if (numbered > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               _ ("There is no process %s that you may see"), text);
  return FALSE;
}

gboolean
ctl_session_find_process (CtlSession *self, const char *text, int *process, GError **error)
{
  g_autoptr (ApoyoResult) rows = ctl_session_call (self, "ctl-processes", NULL, error);

  return rows != NULL && match_process (rows, text, process, error);
}

gboolean
ctl_session_find_support (CtlSession *self, const char *folio, gint64 *support, GError **error)
{
  g_autoptr (ApoyoResult) rows = NULL;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, folio);
  rows = ctl_session_call (self, "find-support", params, error);
  return rows != NULL && apoyo_result_get_int64 (rows, 0, "support", support, error);
}

const char *
ctl_result_text (const ApoyoResult *result, guint row, const char *column)
{
  const char *value = NULL;

  if (apoyo_result_is_null (result, row, column) ||
      !apoyo_result_get_text (result, row, column, &value, NULL))
    return "";
  return value;
}

GTimeZone *
ctl_session_get_time_zone (CtlSession *self, int process, GError **error)
{
  g_autoptr (ApoyoResult) rows = ctl_session_call_for (self, "process-list", process, error);
  GTimeZone *zone = NULL;
  const char *name = NULL;

  if (rows == NULL || !apoyo_result_get_text (rows, 0, "time_zone", &name, error))
    return NULL;
  zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("This machine does not know the clocks of %s"), name);
  return zone;
}

GPtrArray *
ctl_session_read_for (CtlSession *self, const char *const *statements, int process, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *results;
  GPtrArray *params = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_params_free);

  for (guint i = 0; statements[i] != NULL; i++) {
    ApoyoParams *own = apoyo_params_new ();

    apoyo_params_add_int (own, process);
    g_ptr_array_add (params, own);
  }
  apoyo_connection_read_async (self->connection, statements, params, NULL, done_cb, self);
  result = wait_for_result (self);
  results = apoyo_connection_read_finish (self->connection, result, error);
  if (results == NULL)
    explain (self, error);
  return results;
}

char *
ctl_session_make_verifier (CtlSession *self, const char *role, const char *password, GError **error)
{
  return apoyo_connection_make_verifier (self->connection, role, password, error);
}

ApoyoConnection *
ctl_session_get_connection (CtlSession *self)
{
  return self->connection;
}

const char *
ctl_session_get_user (CtlSession *self)
{
  return apoyo_connection_get_user (self->connection);
}

gint64
ctl_session_copy_in (CtlSession *self,
                     const char *statement,
                     gint64 number,
                     GInputStream *input,
                     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  apoyo_connection_copy_in_async (self->connection, statement, number, input, NULL, done_cb, self);
  result = wait_for_result (self);
  return apoyo_connection_copy_in_finish (self->connection, result, error);
}
