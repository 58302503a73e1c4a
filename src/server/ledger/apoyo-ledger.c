/* apoyo-ledger.c: gives every event its position, keeps tallies and trees, signs, and notifies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-ledger"

#include "config.h"

#include "apoyo-ledger.h"

#define POLL_INTERVAL 50       /* ms between looks at an empty queue */
#define PASS_INTERVAL 250      /* ms between passes while there is work: what a board is told */
#define NOTIFY_INTERVAL 245000 /* µs: a timer may fire a little early */
#define CHECKPOINT_INTERVAL 10000
#define LEAD_INTERVAL 1000 /* ms between attempts to take the lead */
#define RETRY_FIRST 500
#define RETRY_LAST 15000
#define LIMIT 5000
#define LEAVES 20000 /* read at once to catch up */
#define FIRST_WATERMARK "0"

typedef void (*AnswerFunc) (ApoyoLedger *self, const ApoyoResult *rows);

struct _ApoyoLedger {
  GObject parent_instance;

  ApoyoConnection *connection; /* (owned) */
  ApoyoLedgerWork work;        /* what it points to is owned here */
  GMainContext *context;       /* (owned) (nullable): where it was started */
  GSource *timer;              /* (owned) (nullable) */
  GQueue to_load;              /* (element-type int): processes whose tree is not loaded yet */
  GTask *stop_task;            /* (owned) (nullable) */
  guint retry;
  gint64 pass_begun;
  gint64 notified_at;
  gboolean in_flight; /* a call or a pass is under way */
  AnswerFunc answer;  /* what is done with the rows of a call */
  gboolean started;
  gboolean pinned; /* the key is the one that the database knows */
  gboolean closes; /* the flags of closed processes are to be read again */
  ApoyoLedgerCounters counters;
};

enum {
  SIGNAL_PASSED,
  SIGNAL_LEADING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoLedger, apoyo_ledger, G_TYPE_OBJECT)

typedef void (*LedgerFunc) (ApoyoLedger *self);

static void try_to_lead (ApoyoLedger *self);
static void start_pass (ApoyoLedger *self);
static void load_next_tree (ApoyoLedger *self);

static void
clear_timer (ApoyoLedger *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

typedef struct {
  ApoyoLedger *self;
  LedgerFunc func;
} Due;

static gboolean
on_timer_cb (gpointer user_data)
{
  Due due = *(Due *) user_data;

  g_clear_pointer (&due.self->timer, g_source_unref);
  due.func (due.self);
  return G_SOURCE_REMOVE;
}

static void
schedule (ApoyoLedger *self, guint milliseconds, LedgerFunc func)
{
  Due *due = g_new (Due, 1);

  clear_timer (self);
  due->self = self;
  due->func = func;
  self->timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->timer, on_timer_cb, due, g_free);
  g_source_attach (self->timer, self->context);
}

static void
set_leading (ApoyoLedger *self, gboolean leading)
{
  if (self->counters.leading == leading)
    return;
  self->counters.leading = leading;
  g_message (leading ? "This ledger leads" : "This ledger no longer leads");
  g_signal_emit (self, signals[SIGNAL_LEADING], 0, leading);
}

static void
finish_stop (ApoyoLedger *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->stop_task);

  clear_timer (self);
  apoyo_connection_close (self->connection); /* the lock goes with the session */
  set_leading (self, FALSE);
  self->started = FALSE;
  g_task_return_boolean (task, TRUE);
}

/* Every answer comes through here first. TRUE: go on; the caller holds a reference until then. */
static gboolean
end_flight (ApoyoLedger *self)
{
  self->in_flight = FALSE;
  if (self->stop_task == NULL)
    return TRUE;
  finish_stop (self);
  return FALSE;
}

/* A lost session is taken up again by "opened". Anything else is tried again, with everything read
 * anew: what this ledger believed may be what was wrong. */
static void
recover (ApoyoLedger *self, GError *error)
{
  self->counters.failures++;
  g_warning ("The ledger could not go on: %s", error->message);
  if (!apoyo_connection_is_open (self->connection))
    return;
  schedule (self, self->retry, try_to_lead);
  self->retry = MIN (self->retry * 2, RETRY_LAST);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoLedger) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);

  if (!end_flight (self))
    return;
  if (rows == NULL)
    recover (self, error);
  else
    self->answer (self, rows);
}

/* There is never more than one under way. */
static void
call (ApoyoLedger *self, const char *statement, ApoyoParams *params, AnswerFunc answer)
{
  self->in_flight = TRUE;
  self->answer = answer;
  apoyo_connection_call_async (self->connection, statement, params, NULL, answered_cb,
                               g_object_ref (self));
}

static void
passed (ApoyoLedger *self, const ApoyoLedgerPassResult *pass)
{
  gint64 since = (g_get_monotonic_time () - self->pass_begun) / 1000;

  self->retry = RETRY_FIRST;
  self->counters.looks++;
  if (pass->notified) {
    self->notified_at = self->pass_begun;
    self->counters.notifications++;
  }
  self->counters.checkpoints += pass->checkpoints;
  if (pass->entries > 0) {
    self->counters.passes++;
    self->counters.entries += pass->entries;
    self->counters.last_pass_ms = (double) pass->duration / 1000;
    self->closes = TRUE;
  }
  if (pass->entries > 0 || pass->notified || pass->checkpoints > 0)
    g_signal_emit (self, signals[SIGNAL_PASSED], 0, pass);
  if (pass->more)
    schedule (self, 0, start_pass);
  else if (pass->entries > 0)
    schedule (self, (guint) CLAMP (PASS_INTERVAL - since, 0, PASS_INTERVAL), start_pass);
  else
    schedule (self, POLL_INTERVAL, start_pass);
}

static void
pass_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoLedger) self = user_data;
  g_autoptr (GError) error = NULL;
  ApoyoLedgerPassResult pass = { 0 };
  gboolean ok = apoyo_ledger_pass_finish (result, &pass, &error);

  if (!end_flight (self))
    return;
  if (ok)
    passed (self, &pass);
  else
    recover (self, error);
}

static gboolean
read_log_row (ApoyoLedger *self, const ApoyoResult *rows, guint row, int *process, GError **error)
{
  ApoyoLedgerLog *log = NULL;
  gint64 size = 0;
  gint64 checkpoint_size = 0;
  gboolean closed = FALSE;

  if (!apoyo_result_get_int (rows, row, "process", process, error) ||
      !apoyo_result_get_int64 (rows, row, "size", &size, error) ||
      !apoyo_result_get_int64 (rows, row, "checkpoint_size", &checkpoint_size, error) ||
      !apoyo_result_get_bool (rows, row, "closed", &closed, error))
    return FALSE;
  if (g_hash_table_contains (self->work.aside, GINT_TO_POINTER (*process)))
    return TRUE;
  log = g_hash_table_lookup (self->work.logs, GINT_TO_POINTER (*process));
  if (log == NULL) {
    log = apoyo_ledger_log_new (*process);
    g_hash_table_insert (self->work.logs, GINT_TO_POINTER (*process), log);
  }
  apoyo_ledger_log_set_n_entries (log, (guint64) size);
  apoyo_ledger_log_set_checkpoint (log, (guint64) checkpoint_size);
  apoyo_ledger_log_set_closed (log, closed);
  return TRUE;
}

static gboolean
read_logs (ApoyoLedger *self, const ApoyoResult *rows, gboolean load, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    int process = 0;

    if (!read_log_row (self, rows, i, &process, error))
      return FALSE;
    if (load)
      g_queue_push_tail (&self->to_load, GINT_TO_POINTER (process));
  }
  return TRUE;
}

static void
take_refresh (ApoyoLedger *self, const ApoyoResult *rows)
{
  g_autoptr (GError) error = NULL;

  if (!read_logs (self, rows, FALSE, &error)) {
    recover (self, error);
    return;
  }
  self->closes = FALSE;
  start_pass (self);
}

static void
start_pass (ApoyoLedger *self)
{
  /* A closed process gets its checkpoint at once, so look who closed after anything happened. */
  if (self->closes) {
    call (self, "ledger-logs", NULL, take_refresh);
    return;
  }
  self->pass_begun = g_get_monotonic_time ();
  self->work.may_notify = self->pass_begun - self->notified_at >= NOTIFY_INTERVAL;
  self->in_flight = TRUE;
  apoyo_ledger_pass_async (&self->work, pass_cb, g_object_ref (self));
}

static ApoyoLedgerLog *
log_to_load (ApoyoLedger *self)
{
  return g_hash_table_lookup (self->work.logs, g_queue_peek_head (&self->to_load));
}

static void load_leaves (ApoyoLedger *self);

/* The tree of a process that cannot be gone on with: the others are served all the same, and this
 * one, from the beginning, when a ledger takes the lead anew. */
static void
set_aside (ApoyoLedger *self, const GError *error)
{
  gpointer process = g_queue_pop_head (&self->to_load);

  self->counters.failures++;
  g_warning ("Process %d gets no positions and no checkpoints: %s. Once it is mended, start the "
             "ledger again",
             GPOINTER_TO_INT (process), error->message);
  g_hash_table_add (self->work.aside, process);
  g_hash_table_remove (self->work.logs, process);
  load_next_tree (self);
}

static void
take_caught_up (ApoyoLedger *self, const ApoyoResult *rows)
{
  apoyo_ledger_log_commit (log_to_load (self));
  load_leaves (self);
}

/* Positions that were given and are not there would be waited for without end. */
static gboolean
check_leaves (ApoyoLedgerLog *log, GPtrArray *leaves, GError **error)
{
  if (leaves->len > 0)
    return TRUE;
  g_set_error (error, APOYO_LEDGER_LOG_ERROR, APOYO_LEDGER_LOG_ERROR_DAMAGED,
               "Entries of process %d are missing from position %" G_GUINT64_FORMAT " on",
               apoyo_ledger_log_get_process (log), apoyo_ledger_log_get_size (log));
  return FALSE;
}

static void
take_leaves (ApoyoLedger *self, const ApoyoResult *rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leaves = NULL;
  ApoyoLedgerLog *log = log_to_load (self);

  if (!apoyo_result_get_bytes_array (rows, 0, "leaves", &leaves, &error) ||
      !check_leaves (log, leaves, &error) ||
      !apoyo_ledger_log_stage (log, apoyo_ledger_log_get_size (log), leaves, &error))
    set_aside (self, error);
  else
    call (self, "ledger-store-tree", apoyo_ledger_log_store_params (log), take_caught_up);
}

/* Entries that got their position without a tree (tallies rebuilt, rows brought in by hand) are
 * added to it before anything new is. */
static void
load_leaves (ApoyoLedger *self)
{
  ApoyoLedgerLog *log = log_to_load (self);
  ApoyoParams *params = NULL;

  if (apoyo_ledger_log_get_size (log) >= apoyo_ledger_log_get_n_entries (log)) {
    g_queue_pop_head (&self->to_load);
    load_next_tree (self);
    return;
  }
  params = apoyo_params_new ();
  apoyo_params_add_int (params, apoyo_ledger_log_get_process (log));
  apoyo_params_add_int64 (params, (gint64) apoyo_ledger_log_get_size (log));
  apoyo_params_add_int (params, LEAVES);
  call (self, "ledger-leaves", params, take_leaves);
}

static void
take_tree (ApoyoLedger *self, const ApoyoResult *rows)
{
  g_autoptr (GError) error = NULL;

  if (!apoyo_ledger_log_load (log_to_load (self), rows, &error))
    set_aside (self, error);
  else
    load_leaves (self);
}

static void
load_next_tree (ApoyoLedger *self)
{
  ApoyoParams *params = NULL;

  if (g_queue_is_empty (&self->to_load)) {
    set_leading (self, TRUE);
    start_pass (self);
    return;
  }
  params = apoyo_params_new ();
  apoyo_params_add_int (params, GPOINTER_TO_INT (g_queue_peek_head (&self->to_load)));
  call (self, "ledger-tree", params, take_tree);
}

static void
take_logs (ApoyoLedger *self, const ApoyoResult *rows)
{
  g_autoptr (GError) error = NULL;

  if (!read_logs (self, rows, TRUE, &error))
    recover (self, error);
  else
    load_next_tree (self);
}

static void
take_lead (ApoyoLedger *self, const ApoyoResult *rows)
{
  g_autoptr (GError) error = NULL;
  gboolean leads = FALSE;

  if (!apoyo_result_get_bool (rows, 0, "leads", &leads, &error)) {
    recover (self, error);
    return;
  }
  if (!leads) {
    schedule (self, LEAD_INTERVAL, try_to_lead);
    return;
  }
  g_hash_table_remove_all (self->work.logs);
  g_hash_table_remove_all (self->work.aside);
  g_queue_clear (&self->to_load);
  g_free (self->work.watermark);
  self->work.watermark = g_strdup (FIRST_WATERMARK);
  call (self, "ledger-logs", NULL, take_logs);
}

/* What another key signs, nobody verifies: a directory that has lost its key signs nothing, and
 * leaves the lead to whoever has it. */
static void
take_pin (ApoyoLedger *self, const ApoyoResult *rows)
{
  self->pinned = TRUE;
  try_to_lead (self);
}

static void
pin_key (ApoyoLedger *self)
{
  g_autoptr (GBytes) public_key = apoyo_keyring_get_public_key (self->work.keyring);
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, "ledger");
  apoyo_params_add_bytes (params, public_key);
  call (self, "pin-shared-key", params, take_pin);
}

static void
try_to_lead (ApoyoLedger *self)
{
  if (self->pinned)
    call (self, "ledger-lead", NULL, take_lead);
  else
    pin_key (self);
}

static void
on_connection_opened_cb (ApoyoConnection *connection, gpointer user_data)
{
  ApoyoLedger *self = user_data;

  self->retry = RETRY_FIRST;
  /* From here, so that an answer of the lost session still on its way is heard first. */
  schedule (self, 0, try_to_lead);
}

static void
on_connection_lost_cb (ApoyoConnection *connection, const GError *error, gpointer user_data)
{
  ApoyoLedger *self = user_data;

  clear_timer (self);
  set_leading (self, FALSE);
}

/* Of the first attempt only. A session that did not open goes on trying, as one that is lost does.
 */
static void
open_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoLedger) self = user_data;
  g_autoptr (GError) error = NULL;

  if (apoyo_connection_open_finish (APOYO_CONNECTION (object), result, &error) || !self->started ||
      self->stop_task != NULL)
    return;
  g_warning ("The ledger waits for the database: %s", error->message);
  apoyo_connection_reconnect_later (self->connection);
}

static void
apoyo_ledger_dispose (GObject *object)
{
  ApoyoLedger *self = APOYO_LEDGER (object);

  clear_timer (self);
  if (self->connection != NULL)
    apoyo_connection_close (self->connection);
  g_clear_object (&self->connection);
  g_clear_object (&self->work.keyring);
  G_OBJECT_CLASS (apoyo_ledger_parent_class)->dispose (object);
}

static void
apoyo_ledger_finalize (GObject *object)
{
  ApoyoLedger *self = APOYO_LEDGER (object);

  g_hash_table_unref (self->work.logs);
  g_hash_table_unref (self->work.aside);
  g_hash_table_unref (self->work.unheard);
  g_free (self->work.watermark);
  g_queue_clear (&self->to_load);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (apoyo_ledger_parent_class)->finalize (object);
}

static void
apoyo_ledger_class_init (ApoyoLedgerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_ledger_dispose;
  object_class->finalize = apoyo_ledger_finalize;
  signals[SIGNAL_PASSED] = g_signal_new ("passed", APOYO_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_LEADING] = g_signal_new ("leading", APOYO_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
apoyo_ledger_init (ApoyoLedger *self)
{
  self->work.logs =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) apoyo_ledger_log_free);
  self->work.aside = g_hash_table_new (NULL, NULL);
  self->work.unheard = g_hash_table_new (NULL, NULL);
  self->work.limit = LIMIT;
  self->work.checkpoint_interval = CHECKPOINT_INTERVAL * G_TIME_SPAN_MILLISECOND;
  self->retry = RETRY_FIRST;
  g_queue_init (&self->to_load);
}

ApoyoLedger *
apoyo_ledger_new (const char *conninfo, ApoyoKeyring *keyring)
{
  ApoyoLedger *self = g_object_new (APOYO_TYPE_LEDGER, NULL);

  self->connection = apoyo_connection_new (conninfo, "apoyod ledger");
  apoyo_connection_set_reconnect (self->connection, TRUE);
  g_signal_connect_object (self->connection, "opened", G_CALLBACK (on_connection_opened_cb), self,
                           0);
  g_signal_connect_object (self->connection, "lost", G_CALLBACK (on_connection_lost_cb), self, 0);
  self->work.connection = self->connection;
  self->work.keyring = g_object_ref (keyring);
  return self;
}

void
apoyo_ledger_set_checkpoint_interval (ApoyoLedger *self, guint milliseconds)
{
  self->work.checkpoint_interval = milliseconds * G_TIME_SPAN_MILLISECOND;
}

void
apoyo_ledger_set_limit (ApoyoLedger *self, int events)
{
  self->work.limit = events;
}

void
apoyo_ledger_start (ApoyoLedger *self)
{
  g_return_if_fail (APOYO_IS_LEDGER (self));
  g_return_if_fail (!self->started);

  self->started = TRUE;
  self->context = g_main_context_ref_thread_default ();
  apoyo_connection_open_async (self->connection, NULL, open_cb, g_object_ref (self));
}

void
apoyo_ledger_stop_async (ApoyoLedger *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, apoyo_ledger_stop_async);
  g_return_if_fail (self->stop_task == NULL);
  self->stop_task = task;
  if (!self->in_flight)
    finish_stop (self);
}

gboolean
apoyo_ledger_stop_finish (ApoyoLedger *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
apoyo_ledger_get_counters (ApoyoLedger *self, ApoyoLedgerCounters *counters)
{
  *counters = self->counters;
}
