/* apoyo-login.c: one person's connection to the database, from signing in to signing out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-group-words.h"
#include "apoyo-login.h"
#include "apoyo-process.h"
#include "apoyo-remembered.h"

/* Every act that configures something tells it there, with what it changed. */
#define SETUP_CHANNEL "apoyo_setup"

struct _ApoyoLogin {
  GObject parent_instance;

  ApoyoConnection *connection; /* (owned) */
  GCancellable *cancellable;   /* (owned) */
  ApoyoLoginState state;
  gint64 next_attempt; /* monotonic, 0: under way */
  gboolean was_live;
  gboolean listens;
  gboolean reads_processes; /* again, after a change */
  gboolean stale_processes; /* they changed once more meanwhile */
  char *user;               /* (owned) (nullable) */
  char *account;            /* (owned) (nullable): the user of this very database */
  char *display_name;       /* (owned) (nullable) */
  char *server_version;     /* (owned) (nullable) */
  char *kept_server;        /* (owned) (nullable): as the keyring has the password */
  char *kept_user;          /* (owned) (nullable) */
  GStrv roles;              /* (owned) (nullable): without "apoyo_" */
  GListStore *processes;    /* (owned) */
};

enum {
  SIGNAL_READY,
  SIGNAL_FAILED,
  SIGNAL_CHANGED,
  SIGNAL_SETUP_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoLogin, apoyo_login, G_TYPE_OBJECT)

static void
set_state (ApoyoLogin *self, ApoyoLoginState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
fail (ApoyoLogin *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* The session was lost again while it was signing in: reconnection goes on by itself. */
static gboolean
will_retry (ApoyoLogin *self, const GError *error)
{
  return self->was_live && g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
}

/* Somebody who may not watch any process is signed in all the same, and is told so. */
static GListModel *
finish_processes (ApoyoConnection *connection, GAsyncResult *async_result, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ApoyoResult) result = apoyo_connection_call_finish (connection, async_result, &local);
  GListModel *list = result != NULL ? apoyo_process_list_from_result (result, &local) : NULL;

  if (list == NULL && g_error_matches (local, APOYO_STORE_ERROR, APOYO_STORE_ERROR_DENIED))
    return G_LIST_MODEL (g_list_store_new (APOYO_TYPE_PROCESS));
  if (list == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return list;
}

static void
take_processes (ApoyoLogin *self, GListModel *list)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (items, g_list_model_get_item (list, i));
  g_list_store_splice (self->processes, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->processes)), items->pdata,
                       items->len);
}

static void
read_processes (ApoyoLogin *self, GAsyncReadyCallback callback)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_null (params);
  apoyo_connection_call_async (self->connection, "board-process", params, self->cancellable,
                               callback, g_object_ref (self));
}

static void reread_processes (ApoyoLogin *self);

/* A loss is told by the connection; the list stays as it was until it is back. */
static void
processes_again_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoLogin) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = finish_processes (APOYO_CONNECTION (object), async_result, &error);

  self->reads_processes = FALSE;
  if (list != NULL)
    take_processes (self, list);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Processes: %s", error->message);
  if (list != NULL && self->stale_processes)
    reread_processes (self);
}

/* One reading at a time, and one more for all the changes told during it. */
static void
reread_processes (ApoyoLogin *self)
{
  self->stale_processes = self->reads_processes;
  if (self->reads_processes)
    return;
  self->reads_processes = TRUE;
  read_processes (self, processes_again_cb);
}

static void
on_notified_cb (ApoyoConnection *connection,
                const char *channel,
                const char *payload,
                ApoyoLogin *self)
{
  if (!g_str_equal (channel, SETUP_CHANNEL) || self->state != APOYO_LOGIN_LIVE)
    return;
  if (g_str_has_prefix (payload, "process:"))
    reread_processes (self);
  g_signal_emit (self, signals[SIGNAL_SETUP_CHANGED], 0, payload);
}

static void
listen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoLogin) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!apoyo_connection_listen_finish (APOYO_CONNECTION (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    g_warning ("Others' changes will not be seen by themselves: %s", error->message);
}

/* Queued before anything is read: no change falls between the two. After a loss the connection
 * listens again by itself. */
static void
listen_to_setup (ApoyoLogin *self)
{
  if (self->listens)
    return;
  self->listens = TRUE;
  apoyo_connection_listen_async (self->connection, SETUP_CHANNEL, self->cancellable, listen_cb,
                                 g_object_ref (self));
}

static void
processes_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoLogin) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = finish_processes (APOYO_CONNECTION (object), async_result, &error);

  if (list == NULL) {
    if (!will_retry (self, error))
      fail (self, error);
    return;
  }
  take_processes (self, list);
  self->was_live = TRUE;
  apoyo_connection_set_reconnect (self->connection, TRUE);
  set_state (self, APOYO_LOGIN_LIVE);
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static gboolean
read_person (ApoyoLogin *self, ApoyoResult *result, GError **error)
{
  const char *display_name = NULL, *server_version = NULL, *installation = NULL;
  g_auto (GStrv) roles = NULL;

  if (!apoyo_result_get_text (result, 0, "display_name", &display_name, error) ||
      !apoyo_result_get_text (result, 0, "server_version", &server_version, error) ||
      !apoyo_result_get_text (result, 0, "installation", &installation, error) ||
      !apoyo_result_get_text_array (result, 0, "roles", &roles, error))
    return FALSE;
  for (guint i = 0; roles[i] != NULL; i++) {
    if (g_str_has_prefix (roles[i], "apoyo_"))
      memmove (roles[i], roles[i] + strlen ("apoyo_"), strlen (roles[i]) - strlen ("apoyo_") + 1);
  }
  g_free (self->display_name);
  g_free (self->server_version);
  g_free (self->account);
  g_strfreev (self->roles);
  self->display_name = g_strdup (display_name);
  self->server_version = g_strdup (server_version);
  self->account = g_strdup_printf ("%s/%s", installation, self->user);
  self->roles = g_steal_pointer (&roles);
  return TRUE;
}

static void
sign_in_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoLogin) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);

  if (result == NULL || !read_person (self, result, &error)) {
    if (!will_retry (self, error))
      fail (self, error);
    return;
  }
  listen_to_setup (self);
  read_processes (self, processes_cb);
}

static void
on_opened_cb (ApoyoConnection *connection, ApoyoLogin *self)
{
  ApoyoParams *params = apoyo_params_new ();

  g_free (self->user);
  self->user = g_strdup (apoyo_connection_get_user (connection));
  apoyo_params_add_text (params, "apoyo-console " PACKAGE_VERSION);
  apoyo_params_add_text (params, g_get_host_name ());
  apoyo_connection_call_async (connection, "sign-in", params, self->cancellable, sign_in_cb,
                               g_object_ref (self));
}

static void
on_lost_cb (ApoyoConnection *connection, const GError *error, ApoyoLogin *self)
{
  self->next_attempt = 0;
  if (self->was_live)
    set_state (self, APOYO_LOGIN_LOST);
}

/* The password was changed, or the account closed: asking again with the same would go on for ever,
 * and may lock the account. */
static void
on_refused_cb (ApoyoConnection *connection, const GError *error, ApoyoLogin *self)
{
  g_autoptr (ApoyoLogin) keep = g_object_ref (self);

  apoyo_connection_close (connection);
  fail (self, error);
}

static void
on_reconnecting_cb (ApoyoConnection *connection, double seconds, ApoyoLogin *self)
{
  self->next_attempt = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
open_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoLogin) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!apoyo_connection_open_finish (APOYO_CONNECTION (object), result, &error))
    fail (self, error);
}

static void
apoyo_login_dispose (GObject *object)
{
  ApoyoLogin *self = APOYO_LOGIN (object);

  if (self->connection != NULL)
    apoyo_login_end (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->processes);

  G_OBJECT_CLASS (apoyo_login_parent_class)->dispose (object);
}

static void
apoyo_login_finalize (GObject *object)
{
  ApoyoLogin *self = APOYO_LOGIN (object);

  g_free (self->user);
  g_free (self->account);
  g_free (self->display_name);
  g_free (self->server_version);
  g_free (self->kept_server);
  g_free (self->kept_user);
  g_strfreev (self->roles);

  G_OBJECT_CLASS (apoyo_login_parent_class)->finalize (object);
}

static void
apoyo_login_class_init (ApoyoLoginClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_login_dispose;
  object_class->finalize = apoyo_login_finalize;

  signals[SIGNAL_READY] = g_signal_new ("ready", APOYO_TYPE_LOGIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", APOYO_TYPE_LOGIN, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_LOGIN, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SETUP_CHANGED] =
      g_signal_new ("setup-changed", APOYO_TYPE_LOGIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
apoyo_login_init (ApoyoLogin *self)
{
  self->cancellable = g_cancellable_new ();
  self->processes = g_list_store_new (APOYO_TYPE_PROCESS);
}

/* password: (nullable) */
ApoyoLogin *
apoyo_login_new (const char *conninfo, const char *password)
{
  ApoyoLogin *self = g_object_new (APOYO_TYPE_LOGIN, NULL);

  self->connection = apoyo_connection_new (conninfo, "apoyo-console");
  if (password != NULL && *password != '\0')
    apoyo_connection_set_password (self->connection, password);
  apoyo_connection_set_priority (self->connection, APOYO_CONNECTION_PRIORITY_CONSOLE);
  g_signal_connect_object (self->connection, "opened", G_CALLBACK (on_opened_cb), self, 0);
  g_signal_connect_object (self->connection, "lost", G_CALLBACK (on_lost_cb), self, 0);
  g_signal_connect_object (self->connection, "refused", G_CALLBACK (on_refused_cb), self, 0);
  g_signal_connect_object (self->connection, "notified", G_CALLBACK (on_notified_cb), self, 0);
  g_signal_connect_object (self->connection, "reconnecting", G_CALLBACK (on_reconnecting_cb), self,
                           0);
  return self;
}

void
apoyo_login_start (ApoyoLogin *self)
{
  g_return_if_fail (APOYO_IS_LOGIN (self));

  set_state (self, APOYO_LOGIN_OPENING);
  apoyo_connection_open_async (self->connection, self->cancellable, open_cb, g_object_ref (self));
}

void
apoyo_login_end (ApoyoLogin *self)
{
  g_return_if_fail (APOYO_IS_LOGIN (self));

  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->connection, self);
  apoyo_connection_close (self->connection);
}

void
apoyo_login_try_now (ApoyoLogin *self)
{
  g_return_if_fail (APOYO_IS_LOGIN (self));

  if (self->state != APOYO_LOGIN_LOST)
    return;
  self->next_attempt = 0;
  apoyo_connection_reconnect_now (self->connection);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
apoyo_login_set_kept_as (ApoyoLogin *self, const char *server, const char *user)
{
  g_return_if_fail (APOYO_IS_LOGIN (self));

  g_free (self->kept_server);
  self->kept_server = g_strdup (server);
  g_free (self->kept_user);
  self->kept_user = g_strdup (user);
}

void
apoyo_login_set_password (ApoyoLogin *self, const char *password)
{
  g_return_if_fail (APOYO_IS_LOGIN (self));

  apoyo_connection_set_password (self->connection, password);
  if (self->kept_server != NULL)
    apoyo_remembered_keep (self->kept_server, self->kept_user, password);
}

ApoyoLoginState
apoyo_login_get_state (ApoyoLogin *self)
{
  g_return_val_if_fail (APOYO_IS_LOGIN (self), APOYO_LOGIN_OPENING);
  return self->state;
}

int
apoyo_login_get_wait (ApoyoLogin *self)
{
  gint64 left;

  g_return_val_if_fail (APOYO_IS_LOGIN (self), 0);

  left = self->next_attempt - g_get_monotonic_time ();
  return self->next_attempt == 0 || left <= 0
             ? 0
             : (int) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

ApoyoConnection *
apoyo_login_get_connection (ApoyoLogin *self)
{
  g_return_val_if_fail (APOYO_IS_LOGIN (self), NULL);
  return self->connection;
}

const char *
apoyo_login_get_user (ApoyoLogin *self)
{
  g_return_val_if_fail (APOYO_IS_LOGIN (self), NULL);
  return self->user;
}

const char *
apoyo_login_get_account (ApoyoLogin *self)
{
  g_return_val_if_fail (APOYO_IS_LOGIN (self), NULL);
  return self->account;
}

const char *
apoyo_login_get_display_name (ApoyoLogin *self)
{
  g_return_val_if_fail (APOYO_IS_LOGIN (self), NULL);
  return self->display_name != NULL ? self->display_name : self->user;
}

const char *
apoyo_login_get_server_version (ApoyoLogin *self)
{
  g_return_val_if_fail (APOYO_IS_LOGIN (self), NULL);
  return self->server_version;
}

gboolean
apoyo_login_has_role (ApoyoLogin *self, const char *role)
{
  g_return_val_if_fail (APOYO_IS_LOGIN (self), FALSE);
  return self->roles != NULL && g_strv_contains ((const char *const *) self->roles, role);
}

const char *
apoyo_login_get_role_label (ApoyoLogin *self)
{
  const char *nick;

  g_return_val_if_fail (APOYO_IS_LOGIN (self), NULL);

  for (guint i = 0; (nick = apoyo_group_words_get (i)) != NULL; i++) {
    if (apoyo_login_has_role (self, nick))
      return apoyo_group_words_label (nick);
  }
  return _ ("No role");
}

GListModel *
apoyo_login_get_processes (ApoyoLogin *self)
{
  g_return_val_if_fail (APOYO_IS_LOGIN (self), NULL);
  return G_LIST_MODEL (self->processes);
}
