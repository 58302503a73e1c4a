/* apoyo-ledger-pass.c: one pass of the ledger: everything pending gets its place, in one
 * transaction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-ledger"

#include "config.h"

#include "apoyo-ledger-pass.h"

/* What is still to be sent before COMMIT, in order. */
typedef struct {
  const char *statement;
  ApoyoParams *params; /* (owned) (nullable) */
} Step;

typedef struct {
  ApoyoLedgerWork *work; /* (unowned) */
  GQueue steps;          /* (element-type Step) */
  char *watermark;       /* (owned): becomes the work's when the pass commits */
  gint64 begun;
  GError *error; /* (owned) (nullable): told after the rollback */
  ApoyoLedgerPassResult result;
} Pass;

static void
step_free (Step *step)
{
  g_clear_pointer (&step->params, apoyo_params_free);
  g_free (step);
}

static void
pass_free (Pass *pass)
{
  g_queue_clear_full (&pass->steps, (GDestroyNotify) step_free);
  g_clear_error (&pass->error);
  g_free (pass->watermark);
  g_free (pass);
}

static void
add_step (Pass *pass, const char *statement, ApoyoParams *params)
{
  Step *step = g_new0 (Step, 1);

  step->statement = statement;
  step->params = params;
  g_queue_push_tail (&pass->steps, step);
}

static void
discard_logs (ApoyoLedgerWork *work)
{
  GHashTableIter iter;
  gpointer log;

  g_hash_table_iter_init (&iter, work->logs);
  while (g_hash_table_iter_next (&iter, NULL, &log))
    apoyo_ledger_log_discard (log);
}

static void
rollback_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  Pass *pass = g_task_get_task_data (task);

  if (rows == NULL)
    g_debug ("Rollback: %s", error->message); /* then the session is gone, and with it the pass */
  g_task_return_error (task, g_steal_pointer (&pass->error));
}

static void
fail (GTask *task, GError *error)
{
  Pass *pass = g_task_get_task_data (task);

  discard_logs (pass->work);
  pass->error = error;
  apoyo_connection_call_async (pass->work->connection, "rollback", NULL, NULL, rollback_cb, task);
}

static void
commit_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  Pass *pass = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer log;

  if (rows == NULL) {
    fail (g_steal_pointer (&task), g_steal_pointer (&error));
    return;
  }
  g_hash_table_iter_init (&iter, pass->work->logs);
  while (g_hash_table_iter_next (&iter, NULL, &log))
    apoyo_ledger_log_commit (log);
  g_free (pass->work->watermark);
  pass->work->watermark = g_steal_pointer (&pass->watermark);
  if (pass->result.notified)
    g_hash_table_remove_all (pass->work->unheard);
  pass->result.duration = g_get_monotonic_time () - pass->begun;
  g_task_return_boolean (task, TRUE);
}

static void run_next_step (GTask *task);

static void
step_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);

  if (rows == NULL)
    fail (task, error);
  else
    run_next_step (task);
}

static void
run_next_step (GTask *task)
{
  Pass *pass = g_task_get_task_data (task);
  Step *step = g_queue_pop_head (&pass->steps);

  if (step == NULL) {
    apoyo_connection_call_async (pass->work->connection, "commit", NULL, NULL, commit_cb, task);
    return;
  }
  apoyo_connection_call_async (pass->work->connection, step->statement,
                               g_steal_pointer (&step->params), NULL, step_cb, task);
  step_free (step);
}

static ApoyoLedgerLog *
get_log (ApoyoLedgerWork *work, int process)
{
  ApoyoLedgerLog *log = g_hash_table_lookup (work->logs, GINT_TO_POINTER (process));

  if (log == NULL) {
    log = apoyo_ledger_log_new (process);
    g_hash_table_insert (work->logs, GINT_TO_POINTER (process), log);
  }
  return log;
}

/* One process's share of the pass. */
static gboolean
stage_row (Pass *pass, const ApoyoResult *rows, guint row, GError **error)
{
  g_autoptr (GPtrArray) leaves = NULL;
  ApoyoLedgerLog *log = NULL;
  int process = 0;
  gint64 first = 0;

  if (!apoyo_result_get_int (rows, row, "process", &process, error) ||
      !apoyo_result_get_int64 (rows, row, "first_position", &first, error) ||
      !apoyo_result_get_bytes_array (rows, row, "leaves", &leaves, error))
    return FALSE;
  log = get_log (pass->work, process);
  if (!apoyo_ledger_log_stage (log, (guint64) first, leaves, error))
    return FALSE;
  add_step (pass, "ledger-store-tree", apoyo_ledger_log_store_params (log));
  g_hash_table_add (pass->work->unheard, GINT_TO_POINTER (process));
  pass->result.entries += leaves->len;
  return TRUE;
}

static gboolean
stage_rows (Pass *pass, const ApoyoResult *rows, GError **error)
{
  guint n_rows = apoyo_result_get_n_rows (rows);

  for (guint i = 0; i < n_rows; i++) {
    const char *watermark = NULL;

    if (!apoyo_result_get_text (rows, i, "watermark", &watermark, error))
      return FALSE;
    g_free (pass->watermark);
    pass->watermark = g_strdup (watermark);
    /* A row without a process only says how far was read. */
    if (!apoyo_result_is_null (rows, i, "process") && !stage_row (pass, rows, i, error))
      return FALSE;
  }
  pass->result.more = pass->result.entries >= (guint64) pass->work->limit;
  return TRUE;
}

static gboolean
add_checkpoints (Pass *pass, GError **error)
{
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer log;

  g_hash_table_iter_init (&iter, pass->work->logs);
  while (g_hash_table_iter_next (&iter, NULL, &log)) {
    ApoyoParams *params = NULL;

    if (!apoyo_ledger_log_is_checkpoint_due (log, now, pass->work->checkpoint_interval))
      continue;
    params = apoyo_ledger_log_sign (log, pass->work->keyring, now, error);
    if (params == NULL)
      return FALSE;
    add_step (pass, "ledger-store-checkpoint", params);
    g_hash_table_add (pass->work->unheard, GINT_TO_POINTER (apoyo_ledger_log_get_process (log)));
    pass->result.checkpoints++;
  }
  return TRUE;
}

/* set: (element-type int) */
static void
add_processes (ApoyoParams *params, GHashTable *set)
{
  g_autofree int *processes = g_new (int, g_hash_table_size (set) + 1);
  guint n = 0;
  GHashTableIter iter;
  gpointer process;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &process, NULL))
    processes[n++] = GPOINTER_TO_INT (process);
  apoyo_params_add_int_array (params, processes, n);
}

/* Listeners hear once of everything that changed since they heard last. */
static void
add_notification (Pass *pass)
{
  ApoyoParams *params = NULL;

  if (g_hash_table_size (pass->work->unheard) == 0 || !pass->work->may_notify)
    return;
  params = apoyo_params_new ();
  add_processes (params, pass->work->unheard);
  add_step (pass, "ledger-notify", params);
  pass->result.notified = TRUE;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  Pass *pass = g_task_get_task_data (task);

  if (rows == NULL || !stage_rows (pass, rows, &error) || !add_checkpoints (pass, &error)) {
    fail (task, error);
    return;
  }
  add_notification (pass);
  run_next_step (task);
}

static void
begin_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  Pass *pass = g_task_get_task_data (task);
  ApoyoParams *params = NULL;

  if (rows == NULL) {
    fail (task, error);
    return;
  }
  params = apoyo_params_new ();
  apoyo_params_add_text (params, pass->work->watermark);
  apoyo_params_add_int (params, pass->work->limit);
  add_processes (params, pass->work->aside);
  apoyo_connection_call_async (pass->work->connection, "ledger-pass", params, NULL, read_cb, task);
}

void
apoyo_ledger_pass_async (ApoyoLedgerWork *work, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (work->connection, NULL, callback, user_data);
  Pass *pass = g_new0 (Pass, 1);

  g_task_set_source_tag (task, apoyo_ledger_pass_async);
  g_task_set_task_data (task, pass, (GDestroyNotify) pass_free);
  pass->work = work;
  pass->watermark = g_strdup (work->watermark);
  pass->begun = g_get_monotonic_time ();
  g_queue_init (&pass->steps);
  apoyo_connection_call_async (work->connection, "begin", NULL, NULL, begin_cb, task);
}

gboolean
apoyo_ledger_pass_finish (GAsyncResult *result, ApoyoLedgerPassResult *pass, GError **error)
{
  GTask *task = G_TASK (result);

  g_return_val_if_fail (g_task_get_source_tag (task) == apoyo_ledger_pass_async, FALSE);

  if (!g_task_propagate_boolean (task, error))
    return FALSE;
  *pass = ((Pass *) g_task_get_task_data (task))->result;
  return TRUE;
}
