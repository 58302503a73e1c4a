/* apoyo-connection.c: one session with PostgreSQL that never blocks its main context.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-connection-private.h"
#include "apoyo-connector.h"

#define OPEN_TIMEOUT_MS 10000
#define FIRST_DELAY_S 0.5
#define LONGEST_DELAY_S 15.0

typedef enum {
  PROP_STATE = 1,
} ApoyoConnectionProperty;

static GParamSpec *props[PROP_STATE + 1];

enum {
  SIGNAL_OPENED,
  SIGNAL_LOST,
  SIGNAL_REFUSED,
  SIGNAL_RECONNECTING,
  SIGNAL_NOTIFIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (ApoyoConnectionState,
                    apoyo_connection_state,
                    G_DEFINE_ENUM_VALUE (APOYO_CONNECTION_STATE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (APOYO_CONNECTION_STATE_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (APOYO_CONNECTION_STATE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (APOYO_CONNECTION_STATE_WAITING, "waiting"))
G_DEFINE_FINAL_TYPE (ApoyoConnection, apoyo_connection, G_TYPE_OBJECT)

static void begin_attempt (ApoyoConnection *self);

static void
set_state (ApoyoConnection *self, ApoyoConnectionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
stop_timer (ApoyoConnection *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
timer_cb (gpointer data)
{
  ApoyoConnection *self = data;

  stop_timer (self);
  begin_attempt (self);
  return G_SOURCE_REMOVE;
}

/* Doubles from attempt to attempt; drawn from a range, so that a thousand consoles do not come back
 * in the same moment. */
static double
choose_delay (guint n_failures)
{
  double delay = FIRST_DELAY_S * (double) (1u << MIN (n_failures, 5u));

  return MIN (delay, LONGEST_DELAY_S) * g_random_double_range (0.75, 1.25);
}

static void
schedule_attempt (ApoyoConnection *self)
{
  double delay = choose_delay (self->n_failures++);

  stop_timer (self);
  self->timer = g_timeout_source_new ((guint) (delay * 1000));
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, self->context);
  set_state (self, APOYO_CONNECTION_STATE_WAITING);
  g_signal_emit (self, signals[SIGNAL_RECONNECTING], 0, delay);
}

static void
session_lost_cb (ApoyoSession *session, const GError *error, gpointer user_data)
{
  g_autoptr (ApoyoConnection) self = g_object_ref (user_data);

  if (self->session != session)
    return;
  g_debug ("lost: %s", error->message);
  g_clear_object (&self->session);
  set_state (self,
             self->reconnect ? APOYO_CONNECTION_STATE_WAITING : APOYO_CONNECTION_STATE_CLOSED);
  g_signal_emit (self, signals[SIGNAL_LOST], 0, error);
  /* A handler may have closed it, or asked for an attempt at once. */
  if (self->state == APOYO_CONNECTION_STATE_WAITING && self->timer == NULL)
    schedule_attempt (self);
}

static void
session_notified_cb (ApoyoSession *session,
                     const char *channel,
                     const char *payload,
                     gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_NOTIFIED], 0, channel, payload);
}

/* The channels come before whatever a handler of "opened" asks, so that nothing is missed between
 * what it reads and what it will be told. */
static void
begin_session (ApoyoConnection *self, PGconn *pg)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->open_task);

  self->session = apoyo_session_new (pg, self->context, self->priority, session_lost_cb,
                                     session_notified_cb, self);
  self->n_failures = 0;
  set_state (self, APOYO_CONNECTION_STATE_OPEN);
  for (guint i = 0; i < self->channels->len && self->session != NULL; i++)
    apoyo_session_push (self->session,
                        apoyo_connection_new_listen_operation (self->channels->pdata[i], NULL));
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
  if (apoyo_connection_is_open (self))
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

/* The caller of an open hears of its failure and decides; an attempt of our own is followed by the
 * next. */
static void
attempt_failed (ApoyoConnection *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->open_task);

  g_debug ("not opened: %s", error->message);
  if (task == NULL && self->reconnect) {
    if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_DENIED))
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error);
    g_error_free (error);
    if (self->state != APOYO_CONNECTION_STATE_CLOSED) /* by the handler */
      schedule_attempt (self);
    return;
  }
  set_state (self, APOYO_CONNECTION_STATE_CLOSED);
  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

typedef struct {
  ApoyoConnection *connection; /* (owned) */
  GCancellable *attempt;       /* (owned) */
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_object_unref (attempt->connection);
  g_object_unref (attempt->attempt);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static void
attempt_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Attempt) attempt = user_data;
  ApoyoConnection *self = attempt->connection;
  GError *error = NULL;
  PGconn *pg = apoyo_connector_open_finish (result, &error);

  /* Given up meanwhile, perhaps for another attempt. */
  if (self->attempt != attempt->attempt) {
    g_clear_pointer (&pg, PQfinish);
    g_clear_error (&error);
    return;
  }
  g_clear_object (&self->attempt);
  if (pg != NULL)
    begin_session (self, pg);
  else
    attempt_failed (self, error);
}

static void
begin_attempt (ApoyoConnection *self)
{
  Attempt *attempt = g_new0 (Attempt, 1);

  self->attempt = g_cancellable_new ();
  attempt->connection = g_object_ref (self);
  attempt->attempt = g_object_ref (self->attempt);
  g_main_context_push_thread_default (self->context);
  apoyo_connector_open_async (self->conninfo, self->application_name, self->password,
                              self->open_timeout_ms, self->attempt, attempt_cb, attempt);
  g_main_context_pop_thread_default (self->context);
  set_state (self, APOYO_CONNECTION_STATE_OPENING);
}

static void
give_up_attempt (ApoyoConnection *self)
{
  g_autoptr (GCancellable) attempt = g_steal_pointer (&self->attempt);

  if (attempt != NULL)
    g_cancellable_cancel (attempt);
}

/* Called in any thread; the attempt's own thread waits for this one. */
static void
open_cancelled_cb (GCancellable *cancellable, gpointer attempt)
{
  g_cancellable_cancel (attempt);
}

void
apoyo_connection_open_async (ApoyoConnection *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (APOYO_IS_CONNECTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, apoyo_connection_open_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->session != NULL || self->open_task != NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                             "The connection is open or being opened");
    return;
  }
  stop_timer (self);
  give_up_attempt (self);
  self->open_task = g_steal_pointer (&task);
  begin_attempt (self);
  if (cancellable != NULL)
    g_cancellable_connect (cancellable, G_CALLBACK (open_cancelled_cb),
                           g_object_ref (self->attempt), g_object_unref);
}

gboolean
apoyo_connection_open_finish (ApoyoConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
apoyo_connection_close (ApoyoConnection *self)
{
  g_autoptr (ApoyoConnection) keep = NULL;
  g_autoptr (ApoyoSession) session = NULL;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (APOYO_IS_CONNECTION (self));

  keep = g_object_ref (self);
  session = g_steal_pointer (&self->session);
  task = g_steal_pointer (&self->open_task);
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The connection was closed");
  stop_timer (self);
  give_up_attempt (self);
  self->n_failures = 0;
  set_state (self, APOYO_CONNECTION_STATE_CLOSED);
  if (session != NULL)
    apoyo_session_close (session, error);
  if (task != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Without waiting for the next attempt's time, as when the network has come back. Also for a
 * connection that was never open: where it shall reconnect, attempts go on until one succeeds. */
void
apoyo_connection_reconnect_now (ApoyoConnection *self)
{
  g_return_if_fail (APOYO_IS_CONNECTION (self));

  if (self->session != NULL || self->attempt != NULL)
    return;
  stop_timer (self);
  begin_attempt (self);
}

/* The same, after the usual delay. */
void
apoyo_connection_reconnect_later (ApoyoConnection *self)
{
  g_return_if_fail (APOYO_IS_CONNECTION (self));

  if (self->session == NULL && self->attempt == NULL && self->timer == NULL)
    schedule_attempt (self);
}

void
apoyo_connection_push (ApoyoConnection *self, ApoyoOperation *operation)
{
  if (self->session != NULL) {
    apoyo_session_push (self->session, operation);
    return;
  }
  apoyo_operation_take_error (operation,
                              g_error_new_literal (APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION,
                                                   "There is no connection to the database"));
  apoyo_operation_return (operation);
}

/* Kept in memory only, and for a session that has to be opened again. */
void
apoyo_connection_set_password (ApoyoConnection *self, const char *password)
{
  g_return_if_fail (APOYO_IS_CONNECTION (self));

  g_free (self->password);
  self->password = g_strdup (password);
}

/* Of the sessions opened from now on. */
void
apoyo_connection_set_priority (ApoyoConnection *self, int priority)
{
  g_return_if_fail (APOYO_IS_CONNECTION (self));

  self->priority = priority;
}

/* For each host of the connection string. */
void
apoyo_connection_set_open_timeout (ApoyoConnection *self, guint milliseconds)
{
  g_return_if_fail (APOYO_IS_CONNECTION (self));

  self->open_timeout_ms = milliseconds;
}

void
apoyo_connection_set_reconnect (ApoyoConnection *self, gboolean reconnect)
{
  g_return_if_fail (APOYO_IS_CONNECTION (self));

  self->reconnect = reconnect;
  if (!reconnect && self->timer != NULL) {
    stop_timer (self);
    set_state (self, APOYO_CONNECTION_STATE_CLOSED);
  }
}

gboolean
apoyo_connection_is_open (ApoyoConnection *self)
{
  g_return_val_if_fail (APOYO_IS_CONNECTION (self), FALSE);

  return self->session != NULL && apoyo_session_get_connection (self->session) != NULL;
}

ApoyoConnectionState
apoyo_connection_get_state (ApoyoConnection *self)
{
  g_return_val_if_fail (APOYO_IS_CONNECTION (self), APOYO_CONNECTION_STATE_CLOSED);

  return self->state;
}

/* Operations that have not been answered. */
guint
apoyo_connection_get_n_pending (ApoyoConnection *self)
{
  g_return_val_if_fail (APOYO_IS_CONNECTION (self), 0);

  return self->session ? apoyo_session_get_n_pending (self->session) : 0;
}

const char *
apoyo_connection_get_user (ApoyoConnection *self)
{
  g_return_val_if_fail (APOYO_IS_CONNECTION (self), NULL);

  return apoyo_connection_is_open (self) ? PQuser (apoyo_session_get_connection (self->session))
                                         : NULL;
}

char *
apoyo_connection_make_verifier (ApoyoConnection *self,
                                const char *role,
                                const char *password,
                                GError **error)
{
  PGconn *connection = NULL;
  char *made = NULL;
  char *verifier = NULL;

  g_return_val_if_fail (APOYO_IS_CONNECTION (self), NULL);

  if (!apoyo_connection_is_open (self)) {
    g_set_error_literal (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION,
                         "There is no connection");
    return NULL;
  }
  connection = apoyo_session_get_connection (self->session);
  made = PQencryptPasswordConn (connection, password, role, "scram-sha-256");
  if (made == NULL) {
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_FAILED, "%s",
                 PQerrorMessage (connection));
    return NULL;
  }
  verifier = g_strdup (made);
  PQfreemem (made);
  return verifier;
}

static void
apoyo_connection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ApoyoConnection *self = APOYO_CONNECTION (object);

  switch ((ApoyoConnectionProperty) prop_id) {
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
apoyo_connection_dispose (GObject *object)
{
  apoyo_connection_close (APOYO_CONNECTION (object));

  G_OBJECT_CLASS (apoyo_connection_parent_class)->dispose (object);
}

static void
apoyo_connection_finalize (GObject *object)
{
  ApoyoConnection *self = APOYO_CONNECTION (object);

  g_free (self->conninfo);
  g_free (self->application_name);
  g_free (self->password);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->channels);

  G_OBJECT_CLASS (apoyo_connection_parent_class)->finalize (object);
}

static void
apoyo_connection_class_init (ApoyoConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = apoyo_connection_get_property;
  object_class->dispose = apoyo_connection_dispose;
  object_class->finalize = apoyo_connection_finalize;

  props[PROP_STATE] = g_param_spec_enum (
      "state", NULL, NULL, APOYO_TYPE_CONNECTION_STATE, APOYO_CONNECTION_STATE_CLOSED,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_OPENED] =
      g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LOST] = g_signal_new ("lost", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_RECONNECTING] = g_signal_new ("reconnecting", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SIGNAL_NOTIFIED] = g_signal_new ("notified", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
apoyo_connection_init (ApoyoConnection *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->priority = G_PRIORITY_DEFAULT;
  self->open_timeout_ms = OPEN_TIMEOUT_MS;
  self->channels = g_ptr_array_new_with_free_func (g_free);
}

ApoyoConnection *
apoyo_connection_new (const char *conninfo, const char *application_name)
{
  ApoyoConnection *self = g_object_new (APOYO_TYPE_CONNECTION, NULL);

  self->conninfo = g_strdup (conninfo);
  self->application_name = g_strdup (application_name);
  return self;
}

ApoyoConnection *
apoyo_connection_new_like (ApoyoConnection *other, const char *application_name)
{
  ApoyoConnection *self;

  g_return_val_if_fail (APOYO_IS_CONNECTION (other), NULL);

  self = apoyo_connection_new (other->conninfo, application_name);
  self->password = g_strdup (other->password);
  self->priority = other->priority;
  self->open_timeout_ms = other->open_timeout_ms;
  return self;
}
