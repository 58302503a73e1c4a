/* apoyo-connector.c: opens a session with PostgreSQL away from the main loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <string.h>

#include "apoyo-connector.h"
#include "apoyo-store-error-private.h"

/* Rows are read as text: in UTC, dates in ISO form, bytes in hexadecimal, whatever the server or
 * the role has set. */
#define SESSION_OPTIONS                                                                            \
  "-c TimeZone=UTC -c DateStyle=ISO -c bytea_output=hex -c client_min_messages=warning"

/* A peer that vanished without a word is noticed within half a minute. */
#define KEEPALIVES_IDLE "15"
#define KEEPALIVES_INTERVAL "5"
#define KEEPALIVES_COUNT "3"
#define TCP_USER_TIMEOUT_MS "15000"

#define MAX_KEYS 16

typedef struct {
  char *conninfo;         /* (owned) */
  char *application_name; /* (owned) (nullable) */
  char *password;         /* (owned) (nullable) */
  char *options;          /* (owned) */
  guint timeout_ms;
} Connector;

typedef struct {
  const char *keys[MAX_KEYS + 1];
  const char *values[MAX_KEYS + 1];
  guint n;
} KeyList;

/* The list of hosts, with the one to begin with in front; libpq tries them in this order. */
typedef struct {
  char *host;     /* (owned) (nullable) */
  char *hostaddr; /* (owned) (nullable) */
  char *port;     /* (owned) (nullable) */
  guint n;
} HostList;

static void
connector_free (gpointer data)
{
  Connector *self = data;

  g_free (self->conninfo);
  g_free (self->application_name);
  g_free (self->password);
  g_free (self->options);
  g_free (self);
}

static void
host_list_clear (HostList *hosts)
{
  g_free (hosts->host);
  g_free (hosts->hostaddr);
  g_free (hosts->port);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HostList, host_list_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PQconninfoOption, PQconninfoFree)

static const char *
find_option (const PQconninfoOption *options, const char *keyword)
{
  for (; options != NULL && options->keyword != NULL; options++) {
    if (strcmp (options->keyword, keyword) == 0)
      return options->val;
  }
  return NULL;
}

/* Ours before theirs, so that a caller can set what he likes but not lose what he did not. */
static char *
compose_options (const char *conninfo)
{
  g_autoptr (PQconninfoOption) parsed = PQconninfoParse (conninfo, NULL);
  const char *theirs = find_option (parsed, "options");

  if (theirs == NULL)
    theirs = g_getenv ("PGOPTIONS");
  return theirs ? g_strconcat (SESSION_OPTIONS " ", theirs, NULL) : g_strdup (SESSION_OPTIONS);
}

static void
add_key (KeyList *list, const char *key, const char *value)
{
  g_assert (list->n < MAX_KEYS);
  if (value == NULL)
    return;
  list->keys[list->n] = key;
  list->values[list->n] = value;
  list->n++;
}

/* Of two values for a key the later one holds. */
static PGconn *
begin (const Connector *self, const HostList *hosts)
{
  KeyList list = { 0 };

  add_key (&list, "keepalives_idle", KEEPALIVES_IDLE);
  add_key (&list, "keepalives_interval", KEEPALIVES_INTERVAL);
  add_key (&list, "keepalives_count", KEEPALIVES_COUNT);
  add_key (&list, "tcp_user_timeout", TCP_USER_TIMEOUT_MS);
  add_key (&list, "fallback_application_name", self->application_name);
  add_key (&list, "dbname", self->conninfo);
  add_key (&list, "client_encoding", "UTF8");
  add_key (&list, "options", self->options);
  add_key (&list, "password", self->password);
  add_key (&list, "host", hosts->host);
  add_key (&list, "hostaddr", hosts->hostaddr);
  add_key (&list, "port", hosts->port);
  return PQconnectStartParams (list.keys, list.values, 1);
}

/* "a,b,c" begun with its k-th element; a list of one value serves every host as it is. */
static char *
rotate_list (const char *text, guint k)
{
  g_auto (GStrv) words = text ? g_strsplit (text, ",", -1) : NULL;
  guint n = words ? g_strv_length (words) : 0;
  g_autoptr (GString) rotated = NULL;

  if (n < 2)
    return g_strdup (text);
  rotated = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (rotated, "%s%s", i ? "," : "", words[(i + k) % n]);
  return g_string_free (g_steal_pointer (&rotated), FALSE);
}

static guint
count_hosts (const char *text)
{
  guint n = 1;

  for (; text != NULL && *text != '\0'; text++)
    n += *text == ',';
  return n;
}

/* From the connection itself, which has read the environment and the service file. */
static void
read_hosts (PGconn *connection, guint k, HostList *hosts)
{
  g_autoptr (PQconninfoOption) options = PQconninfo (connection);
  const char *host = find_option (options, "host");
  const char *hostaddr = find_option (options, "hostaddr");

  host_list_clear (hosts);
  hosts->host = rotate_list (host, k);
  hosts->hostaddr = rotate_list (hostaddr, k);
  hosts->port = rotate_list (find_option (options, "port"), k);
  hosts->n = MAX (count_hosts (host), count_hosts (hostaddr));
}

/* g_poll() that goes on after a signal; FALSE when time is up. */
static gboolean
poll_until (GPollFD *fds, guint n_fds, gint64 deadline)
{
  int ready;

  do {
    gint64 left = (deadline - g_get_monotonic_time ()) / 1000;

    ready = left > 0 ? g_poll (fds, n_fds, (int) left) : 0;
  } while (ready < 0);
  return ready > 0;
}

/* TRUE when the socket is ready, FALSE and an error when time is up or the caller gave up. */
static gboolean
wait_for_socket (PGconn *connection,
                 gushort events,
                 gint64 deadline,
                 GCancellable *cancellable,
                 GError **error)
{
  GPollFD fds[2] = { { .fd = PQsocket (connection), .events = events } };
  gboolean cancel_fd = g_cancellable_make_pollfd (cancellable, &fds[1]);
  gboolean ready = poll_until (fds, cancel_fd ? 2 : 1, deadline);

  if (cancel_fd)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!ready)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The database does not answer");
  return ready;
}

static gboolean
poll_until_open (PGconn *connection, gint64 deadline, GCancellable *cancellable, GError **error)
{
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;

  if (connection == NULL || PQstatus (connection) == CONNECTION_BAD)
    status = PGRES_POLLING_FAILED;
  else
    PQsetErrorVerbosity (connection, PQERRORS_VERBOSE); /* with the SQLSTATE of a refusal */
  while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) {
    gushort events = status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT;

    if (!wait_for_socket (connection, events, deadline, cancellable, error))
      return FALSE;
    status = PQconnectPoll (connection);
  }
  if (status == PGRES_POLLING_OK)
    return TRUE;
  g_propagate_error (error, apoyo_store_error_new_from_connection (connection));
  return FALSE;
}

static void
notice_cb (void *data, const char *message)
{
  g_debug ("%s", message);
}

/* libpq goes on by itself from a host that refuses, but stays with one that is silent: then the
 * attempt begins again with the next one. */
static PGconn *
open_any_host (const Connector *self, GCancellable *cancellable, GError **error)
{
  g_auto (HostList) hosts = { .n = 1 };

  for (guint attempt = 0;; attempt++) {
    gint64 deadline = g_get_monotonic_time () + self->timeout_ms * G_TIME_SPAN_MILLISECOND;
    g_autoptr (PGconn) connection = begin (self, &hosts);
    g_autoptr (GError) local_error = NULL;

    if (poll_until_open (connection, deadline, cancellable, &local_error)) {
      PQsetErrorVerbosity (connection, PQERRORS_DEFAULT);
      PQsetnonblocking (connection, 1);
      PQsetNoticeProcessor (connection, notice_cb, NULL);
      return g_steal_pointer (&connection);
    }
    if (attempt == 0 && connection != NULL)
      read_hosts (connection, 0, &hosts);
    if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
        attempt + 1 >= hosts.n) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
    read_hosts (connection, 1, &hosts);
  }
}

static gpointer
connector_thread (gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  PGconn *connection =
      open_any_host (g_task_get_task_data (task), g_task_get_cancellable (task), &error);

  if (connection != NULL)
    g_task_return_pointer (task, connection, (GDestroyNotify) PQfinish);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_task_return_new_error (task, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION, "%s",
                             error->message);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  return NULL;
}

void
apoyo_connector_open_async (const char *conninfo,
                            const char *application_name,
                            const char *password,
                            guint timeout_ms,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Connector *self = g_new0 (Connector, 1);

  g_task_set_source_tag (task, apoyo_connector_open_async);
  self->conninfo = g_strdup (conninfo ? conninfo : "");
  self->application_name = g_strdup (application_name);
  self->password = g_strdup (password);
  self->options = compose_options (self->conninfo);
  self->timeout_ms = timeout_ms;
  g_task_set_task_data (task, self, connector_free);
  g_thread_unref (g_thread_new ("apoyo-connect", connector_thread, g_steal_pointer (&task)));
}

PGconn *
apoyo_connector_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
