/* apoyo-sweeper.c: removes captures that no support claims.
 *
 * A sweep first lists what is old enough; then asks the database, a thousand at a time, which of
 * them it knows; and removes the others, unless they were sent again meanwhile. It touches the
 * vault in threads only: with thousands of files in each folder, or a slow disk, the main loop
 * would stand still, and every role with it. Only after a sweep without an error does the next one
 * begin where it ended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include "apoyo-connection.h"
#include "apoyo-sweeper.h"

#define BATCH 1000

typedef struct {
  gint process;
  char *capture; /* (owned) */
} Old;

struct _ApoyoSweeper {
  ApoyoConnection *connection; /* (owned) */
  ApoyoVault *vault;           /* (owned) */
  ApoyoMetrics *metrics;
  gint64 age; /* microseconds */
  guint timer;
  gboolean sweeping;
  GCancellable *cancellable; /* (owned) */
};

/* One sweep; outlives the sweeper when that is freed meanwhile. */
typedef struct {
  ApoyoSweeper *sweeper; /* (unowned): only while the cancellable is not cancelled */
  GCancellable *cancellable;
  ApoyoVault *vault;
  gint64 since;
  gint64 until;
  GPtrArray *old;    /* (element-type Old) */
  GHashTable *known; /* (nullable): of the thousand that are at hand, those with a support */
  guint next;
  guint n_removed;
  guint n_counted; /* of them, in the metrics */
} Sweep;

static void ask_database (Sweep *sweep);
static void end_sweep (Sweep *sweep, const GError *error);

static void
old_free (gpointer data)
{
  Old *old = data;

  g_free (old->capture);
  g_free (old);
}

static void
sweep_free (Sweep *sweep)
{
  if (!g_cancellable_is_cancelled (sweep->cancellable))
    sweep->sweeper->sweeping = FALSE;
  g_object_unref (sweep->cancellable);
  g_object_unref (sweep->vault);
  g_ptr_array_unref (sweep->old);
  g_clear_pointer (&sweep->known, g_hash_table_unref);
  g_free (sweep);
}

/* The name of a capture is its own only within its process. (transfer full) */
static char *
make_key (int process, const char *capture)
{
  return g_strdup_printf ("%d/%s", process, capture);
}

/* One step of the sweep, which has it to itself until it calls back. */
static void
run_step (Sweep *sweep, GTaskThreadFunc step, GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, done, sweep);

  g_task_set_source_tag (task, run_step);
  g_task_set_task_data (task, sweep, NULL);
  g_task_run_in_thread (task, step);
}

static void
return_step (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
collect (gint process, const char *const *captures, gpointer user_data)
{
  Sweep *sweep = user_data;

  for (guint i = 0; captures[i] != NULL; i++) {
    Old *old = g_new (Old, 1);

    old->process = process;
    old->capture = g_ascii_strdown (captures[i], -1);
    g_ptr_array_add (sweep->old, old);
  }
  return !g_cancellable_is_cancelled (sweep->cancellable);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Sweep *sweep = task_data;
  GError *error = NULL;

  sweep->since = apoyo_vault_get_swept (sweep->vault);
  return_step (
      task,
      apoyo_vault_foreach_old (sweep->vault, sweep->since, sweep->until, collect, sweep, &error),
      error);
}

/* The end of the thousand that begin with the next. */
static guint
batch_end (const Sweep *sweep)
{
  return MIN (sweep->next + BATCH, sweep->old->len);
}

static gboolean
remove_unknown (Sweep *sweep, GError **error)
{
  for (guint end = batch_end (sweep); sweep->next < end; sweep->next++) {
    Old *old = g_ptr_array_index (sweep->old, sweep->next);
    g_autofree char *key = make_key (old->process, old->capture);
    gboolean removed = FALSE;

    if (g_hash_table_contains (sweep->known, key))
      continue;
    if (g_cancellable_set_error_if_cancelled (sweep->cancellable, error) ||
        !apoyo_vault_remove_old (sweep->vault, old->process, old->capture, sweep->until, &removed,
                                 error))
      return FALSE;
    sweep->n_removed += removed ? 1 : 0;
  }
  return TRUE;
}

static void
remove_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  return_step (task, remove_unknown (task_data, &error), error);
}

static void
note_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Sweep *sweep = task_data;
  GError *error = NULL;

  return_step (task, apoyo_vault_set_swept (sweep->vault, sweep->until, &error), error);
}

static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sweep *sweep = user_data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (sweep->n_removed > 0)
    g_message ("Removed %u captures that no support claims", sweep->n_removed);
  end_sweep (sweep, error);
}

static GHashTable *
known_from_result (ApoyoResult *result, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    const char *capture = NULL;
    int process = 0;

    if (!apoyo_result_get_int (result, row, "process", &process, error) ||
        !apoyo_result_get_text (result, row, "capture", &capture, error))
      return NULL;
    g_hash_table_add (known, make_key (process, capture));
  }
  return g_steal_pointer (&known);
}

/* What is left stays for the next sweep, which begins where this one did when there is an error. */
static void
end_sweep (Sweep *sweep, const GError *error)
{
  if (error != NULL && !g_cancellable_is_cancelled (sweep->cancellable))
    g_warning ("A sweep of the vault was put off: %s", error->message);
  sweep_free (sweep);
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sweep *sweep = user_data;
  g_autoptr (GError) error = NULL;
  gboolean removed = g_task_propagate_boolean (G_TASK (result), &error);

  if (!g_cancellable_is_cancelled (sweep->cancellable))
    apoyo_metrics_add (sweep->sweeper->metrics, APOYO_COUNTER_SWEPT,
                       sweep->n_removed - sweep->n_counted);
  sweep->n_counted = sweep->n_removed;
  if (!removed || g_cancellable_is_cancelled (sweep->cancellable))
    end_sweep (sweep, error);
  else
    ask_database (sweep);
}

static void
known_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  Sweep *sweep = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);

  g_clear_pointer (&sweep->known, g_hash_table_unref);
  sweep->known = result != NULL ? known_from_result (result, &error) : NULL;
  if (sweep->known == NULL || g_cancellable_is_cancelled (sweep->cancellable))
    end_sweep (sweep, error);
  else
    run_step (sweep, remove_in_thread, removed_cb);
}

static void
ask_database (Sweep *sweep)
{
  guint end = batch_end (sweep);
  g_autoptr (GPtrArray) captures = g_ptr_array_new ();
  g_autoptr (GArray) processes = g_array_new (FALSE, FALSE, sizeof (int));
  ApoyoParams *params;

  if (sweep->next == end) {
    run_step (sweep, note_in_thread, noted_cb);
    return;
  }
  for (guint i = sweep->next; i < end; i++) {
    const Old *old = g_ptr_array_index (sweep->old, i);

    g_array_append_val (processes, old->process);
    g_ptr_array_add (captures, old->capture);
  }
  params = apoyo_params_new ();
  apoyo_params_add_int_array (params, (const int *) processes->data, processes->len);
  apoyo_params_add_text_array (params, (const char *const *) captures->pdata,
                               (gssize) captures->len);
  apoyo_connection_call_async (sweep->sweeper->connection, "known-captures", params,
                               sweep->cancellable, known_cb, sweep);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sweep *sweep = user_data;
  g_autoptr (GError) error = NULL;
  gboolean listed = g_task_propagate_boolean (G_TASK (result), &error);

  if (!listed || g_cancellable_is_cancelled (sweep->cancellable))
    end_sweep (sweep, error);
  else
    ask_database (sweep);
}

static gboolean
begin_sweep (gpointer user_data)
{
  ApoyoSweeper *self = user_data;
  Sweep *sweep;

  if (self->sweeping || !apoyo_connection_is_open (self->connection))
    return G_SOURCE_CONTINUE;
  self->sweeping = TRUE;
  sweep = g_new0 (Sweep, 1);
  sweep->sweeper = self;
  sweep->cancellable = g_object_ref (self->cancellable);
  sweep->vault = g_object_ref (self->vault);
  sweep->old = g_ptr_array_new_with_free_func (old_free);
  sweep->until = g_get_real_time () - self->age;
  run_step (sweep, list_in_thread, listed_cb);
  return G_SOURCE_CONTINUE;
}

ApoyoSweeper *
apoyo_sweeper_new (const char *conninfo,
                   ApoyoVault *vault,
                   ApoyoMetrics *metrics,
                   guint age,
                   guint interval)
{
  ApoyoSweeper *self = g_new0 (ApoyoSweeper, 1);

  self->connection = apoyo_connection_new (conninfo, "apoyod sweeper");
  apoyo_connection_set_reconnect (self->connection, TRUE);
  apoyo_connection_reconnect_now (self->connection); /* and again until there is a database */
  self->vault = g_object_ref (vault);
  self->metrics = metrics;
  self->age = (gint64) age * G_USEC_PER_SEC;
  self->cancellable = g_cancellable_new ();
  self->timer = g_timeout_add_seconds (interval, begin_sweep, self);
  return self;
}

void
apoyo_sweeper_free (ApoyoSweeper *self)
{
  g_source_remove (self->timer);
  g_cancellable_cancel (self->cancellable);
  apoyo_connection_close (self->connection);
  g_object_unref (self->connection);
  g_object_unref (self->cancellable);
  g_object_unref (self->vault);
  g_free (self);
}
