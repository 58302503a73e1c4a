/* apoyo-intake.c: the role that receives supports over HTTP.
 *
 * The main thread accepts connections and deals them out; the rest happens in the threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "apoyo-farewells.h"
#include "apoyo-intake-thread.h"
#include "apoyo-intake.h"
#include "apoyo-listener.h"
#include "apoyo-sweeper.h"

#define BACKLOG 1024
/* Refused connections that are kept for a moment. */
#define MOST_FAREWELLS 256

const ApoyoIntakeOptions apoyo_intake_default_options = {
  .threads = 0, /* as many as processors, up to four */
  .workers = 6,
  .sessions = 6,
  .max_connections = 512,
  .max_bodies = 32,
  .header_timeout = 15,
  .body_timeout = 30,
  .handling_timeout = 25,
  .token_life = 20,
  .sweep_age = 3600,
  .sweep_interval = 600,
  .failed_registrations = 20,
};

struct _ApoyoIntake {
  GObject parent_instance;

  ApoyoIntakeShared shared;
  char *conninfo;            /* (owned) */
  GPtrArray *threads;        /* (element-type ApoyoIntakeThread) */
  ApoyoSweeper *sweeper;     /* (owned) (nullable) */
  ApoyoListener *listener;   /* (owned) (nullable) */
  ApoyoFarewells *farewells; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ApoyoIntake, apoyo_intake, G_TYPE_OBJECT)

static ApoyoIntakeThread *
least_busy_thread (ApoyoIntake *self)
{
  ApoyoIntakeThread *best = g_ptr_array_index (self->threads, 0);

  for (guint i = 1; i < self->threads->len; i++) {
    ApoyoIntakeThread *thread = g_ptr_array_index (self->threads, i);

    if (g_atomic_int_get (&thread->n_connections) < g_atomic_int_get (&best->n_connections))
      best = thread;
  }
  return best;
}

static void
deal_out (GSocket *socket, gpointer user_data)
{
  ApoyoIntake *self = user_data;
  ApoyoMetrics *metrics = self->shared.metrics;

  if (apoyo_metrics_add (metrics, APOYO_GAUGE_CONNECTIONS, 1) >
      self->shared.options.max_connections) {
    apoyo_metrics_add (metrics, APOYO_GAUGE_CONNECTIONS, -1);
    apoyo_connections_refuse (socket, APOYO_PROBLEM_BUSY);
    apoyo_farewells_add (self->farewells, socket);
    return;
  }
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  apoyo_intake_thread_accept (least_busy_thread (self),
                              g_socket_connection_factory_create_connection (socket));
}

static void
start_threads (ApoyoIntake *self)
{
  const ApoyoIntakeOptions *options = &self->shared.options;

  for (guint i = 0; i < options->threads; i++)
    g_ptr_array_add (self->threads, apoyo_intake_thread_new (&self->shared));
  self->sweeper = apoyo_sweeper_new (self->conninfo, self->shared.vault, self->shared.metrics,
                                     options->sweep_age, options->sweep_interval);
}

gboolean
apoyo_intake_start (ApoyoIntake *self, const char *address, GError **error)
{
  g_return_val_if_fail (APOYO_IS_INTAKE (self), FALSE);
  g_return_val_if_fail (self->listener == NULL, FALSE);

  self->listener = apoyo_listener_open (address, BACKLOG, deal_out, self, error);
  if (self->listener == NULL)
    return FALSE;
  start_threads (self);
  return TRUE;
}

guint16
apoyo_intake_get_port (ApoyoIntake *self)
{
  g_return_val_if_fail (APOYO_IS_INTAKE (self), 0);

  return self->listener != NULL ? apoyo_listener_get_port (self->listener) : 0;
}

static void
join_threads (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ApoyoIntake *self = source;

  /* Each ends when it has answered what it holds. */
  g_ptr_array_set_size (self->threads, 0);
  g_task_return_boolean (task, TRUE);
}

void
apoyo_intake_stop_async (ApoyoIntake *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (APOYO_IS_INTAKE (self));

  g_clear_pointer (&self->listener, apoyo_listener_free);
  g_clear_pointer (&self->sweeper, apoyo_sweeper_free);
  for (guint i = 0; i < self->threads->len; i++)
    apoyo_intake_thread_stop (g_ptr_array_index (self->threads, i));
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, apoyo_intake_stop_async);
  g_task_run_in_thread (task, join_threads);
}

gboolean
apoyo_intake_stop_finish (ApoyoIntake *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
apoyo_intake_finalize (GObject *object)
{
  ApoyoIntake *self = APOYO_INTAKE (object);

  g_assert (self->threads->len == 0); /* stopped, or never started */
  g_clear_pointer (&self->listener, apoyo_listener_free);
  apoyo_farewells_free (self->farewells);
  g_ptr_array_unref (self->threads);
  apoyo_workers_free (self->shared.workers);
  apoyo_rate_limit_free (self->shared.registrations);
  apoyo_metrics_free (self->shared.metrics);
  g_object_unref (self->shared.vault);
  g_object_unref (self->shared.keyring);
  g_free (self->conninfo);

  G_OBJECT_CLASS (apoyo_intake_parent_class)->finalize (object);
}

static void
apoyo_intake_class_init (ApoyoIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_intake_finalize;
}

static void
apoyo_intake_init (ApoyoIntake *self)
{
  self->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_intake_thread_free);
  self->farewells = apoyo_farewells_new (MOST_FAREWELLS);
}

ApoyoIntake *
apoyo_intake_new (const char *conninfo,
                  ApoyoVault *vault,
                  ApoyoKeyring *keyring,
                  const ApoyoIntakeOptions *options)
{
  ApoyoIntake *self = g_object_new (APOYO_TYPE_INTAKE, NULL);

  self->conninfo = g_strdup (conninfo);
  self->shared.options = *options;
  if (options->threads == 0)
    self->shared.options.threads = CLAMP (g_get_num_processors (), 1, 4);
  self->shared.conninfo = self->conninfo;
  self->shared.vault = g_object_ref (vault);
  self->shared.keyring = g_object_ref (keyring);
  self->shared.metrics = apoyo_metrics_new ();
  self->shared.workers = apoyo_workers_new (options->workers);
  self->shared.registrations = apoyo_rate_limit_new (options->failed_registrations);
  return self;
}
