/* apoyo-import.c: a file of an institution on its way into the database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-import-private.h"

#define TICK_MS 100
/* Where the parts of a check end, as they take their time of the whole. */
#define READ_END 0.15
#define COPY_END 0.30
/* What the database takes for a row, until a check has told. */
#define CHECK_US_PER_ROW 35.0

enum { SIGNAL_PROGRESS, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoImport, apoyo_import, G_TYPE_OBJECT)

static void
tell (ApoyoImport *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  tell (user_data);
  return G_SOURCE_CONTINUE;
}

void
apoyo_import_set_phase (ApoyoImport *self, ApoyoImportPhase phase)
{
  gint64 now = g_get_monotonic_time ();

  if (self->phase == phase)
    return;
  if (self->phase == APOYO_IMPORT_CHECKING && self->outcome.rows > 1000)
    self->us_per_row = (double) (now - self->phase_start) / (double) self->outcome.rows;
  self->phase = phase;
  self->phase_start = now;
  tell (self);
}

void
apoyo_import_drop_connection (ApoyoImport *self)
{
  g_autoptr (ApoyoConnection) connection = g_steal_pointer (&self->connection);

  g_clear_handle_id (&self->hold, g_source_remove);
  g_clear_object (&self->rows);
  if (connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (connection, self);
  apoyo_connection_close (connection);
}

void
apoyo_import_end (ApoyoImport *self, GError *error)
{
  g_autoptr (ApoyoImport) keep = g_object_ref (self);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_clear_handle_id (&self->tick, g_source_remove);
  self->ended = g_get_monotonic_time ();
  if (error == NULL) {
    tell (self);
    g_task_return_boolean (task, TRUE);
    return;
  }
  apoyo_import_drop_connection (self);
  apoyo_import_set_phase (self, self->is_checked ? APOYO_IMPORT_CHECKED : APOYO_IMPORT_IDLE);
  g_task_return_error (task, error);
}

static gboolean
begin_task (ApoyoImport *self,
            gboolean storing,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, begin_task);
  if (g_task_return_error_if_cancelled (task))
    return FALSE;
  if (self->task != NULL || (storing && !self->is_checked)) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                             "The import is being checked, or has not been");
    return FALSE;
  }
  /* What is stored is said, even when the caller gave up in the same moment. */
  g_task_set_check_cancellable (task, !storing);
  self->task = g_steal_pointer (&task);
  self->storing = storing;
  self->started = g_get_monotonic_time ();
  self->ended = 0;
  self->tick = g_timeout_add (TICK_MS, tick_cb, self);
  return TRUE;
}

void
apoyo_import_check_async (ApoyoImport *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (APOYO_IS_IMPORT (self));

  if (!begin_task (self, FALSE, cancellable, callback, user_data))
    return;
  apoyo_import_drop_connection (self);
  self->is_checked = FALSE;
  self->unsure = FALSE;
  apoyo_import_run_from (self, STEP_READ);
}

gboolean
apoyo_import_check_finish (ApoyoImport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static ApoyoImportStep
find_first_step_of_storing (ApoyoImport *self)
{
  if (self->unsure)
    return STEP_REOPEN;
  return self->connection != NULL ? STEP_COMMIT : STEP_READ;
}

void
apoyo_import_store_async (ApoyoImport *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (APOYO_IS_IMPORT (self));

  if (!begin_task (self, TRUE, cancellable, callback, user_data))
    return;
  g_clear_handle_id (&self->hold, g_source_remove);
  apoyo_import_run_from (self, find_first_step_of_storing (self));
}

gboolean
apoyo_import_store_finish (ApoyoImport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
apoyo_import_is_unsure (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), FALSE);
  return self->unsure;
}

/* What is under way ends as cancelled. */
void
apoyo_import_abandon (ApoyoImport *self)
{
  g_return_if_fail (APOYO_IS_IMPORT (self));

  self->is_checked = FALSE;
  if (self->task != NULL)
    apoyo_import_end (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Abandoned"));
  apoyo_import_drop_connection (self);
  apoyo_import_set_phase (self, APOYO_IMPORT_IDLE);
}

static void
apoyo_import_dispose (GObject *object)
{
  ApoyoImport *self = APOYO_IMPORT (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  apoyo_import_drop_connection (self);

  G_OBJECT_CLASS (apoyo_import_parent_class)->dispose (object);
}

static void
apoyo_import_finalize (GObject *object)
{
  ApoyoImport *self = APOYO_IMPORT (object);

  g_object_unref (self->like);
  g_object_unref (self->file);
  g_strfreev (self->mappings);
  g_free (self->cutoff);
  g_free (self->name);
  g_clear_pointer (&self->reading, apoyo_import_reading_unref);
  g_object_unref (self->problems);
  g_clear_pointer (&self->difference, apoyo_result_unref);
  g_clear_pointer (&self->quality, apoyo_result_unref);
  g_clear_pointer (&self->adopted, apoyo_result_unref);
  if (self->stage_destroy != NULL)
    self->stage_destroy (self->stage_data);

  G_OBJECT_CLASS (apoyo_import_parent_class)->finalize (object);
}

static void
apoyo_import_class_init (ApoyoImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_import_dispose;
  object_class->finalize = apoyo_import_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", APOYO_TYPE_IMPORT, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_import_init (ApoyoImport *self)
{
  self->us_per_row = CHECK_US_PER_ROW;
  self->problems = g_list_store_new (APOYO_TYPE_IMPORT_PROBLEM);
}

ApoyoImport *
apoyo_import_new (ApoyoConnection *like, ApoyoImportKind kind, GFile *file)
{
  ApoyoImport *self;

  g_return_val_if_fail (APOYO_IS_CONNECTION (like) && G_IS_FILE (file), NULL);

  self = g_object_new (APOYO_TYPE_IMPORT, NULL);
  self->like = g_object_ref (like);
  self->kind = kind;
  self->file = g_object_ref (file);
  return self;
}

void
apoyo_import_set_mappings (ApoyoImport *self, const char *const *mappings)
{
  g_return_if_fail (APOYO_IS_IMPORT (self) && self->task == NULL);

  g_strfreev (self->mappings);
  self->mappings = g_strdupv ((char **) mappings);
  self->is_read = FALSE;
}

void
apoyo_import_set_subject (ApoyoImport *self, int subject)
{
  g_return_if_fail (APOYO_IS_IMPORT (self) && self->task == NULL);
  self->subject = subject;
}

void
apoyo_import_set_cutoff (ApoyoImport *self, const char *cutoff)
{
  g_return_if_fail (APOYO_IS_IMPORT (self) && self->task == NULL);

  g_free (self->cutoff);
  self->cutoff = g_strdup (cutoff);
}

void
apoyo_import_set_name (ApoyoImport *self, const char *name)
{
  g_return_if_fail (APOYO_IS_IMPORT (self) && self->task == NULL);

  g_free (self->name);
  self->name = g_strdup (name);
}

void
apoyo_import_set_total (ApoyoImport *self, gint64 total)
{
  g_return_if_fail (APOYO_IS_IMPORT (self) && self->task == NULL);
  self->total = total;
}

void
apoyo_import_set_unattended (ApoyoImport *self, gboolean unattended)
{
  g_return_if_fail (APOYO_IS_IMPORT (self));
  self->unattended = unattended;
}

void
apoyo_import_set_stage (ApoyoImport *self,
                        ApoyoImportStageFunc func,
                        gpointer user_data,
                        GDestroyNotify destroy)
{
  g_return_if_fail (APOYO_IS_IMPORT (self) && self->stage == NULL);

  self->stage = func;
  self->stage_data = user_data;
  self->stage_destroy = destroy;
}

ApoyoImportKind
apoyo_import_get_kind (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), APOYO_IMPORT_GEOGRAPHY);
  return self->kind;
}

GFile *
apoyo_import_get_file (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), NULL);
  return self->file;
}

ApoyoImportPhase
apoyo_import_get_phase (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), APOYO_IMPORT_IDLE);
  return self->phase;
}

static double
get_sent (ApoyoImport *self)
{
  gsize size = g_bytes_get_size (apoyo_import_reading_get_rows (self->reading));

  if (self->rows == NULL || size == 0)
    return 0;
  return (double) g_seekable_tell (G_SEEKABLE (self->rows)) / (double) size;
}

/* Never quite there before it is: the database does not tell how far it has come. */
static double
get_checked (ApoyoImport *self)
{
  double whole = self->us_per_row * (double) MAX (self->outcome.rows, 1000);
  double part = (double) (g_get_monotonic_time () - self->phase_start) / whole;

  return part < 0.8 ? part : 1 - 0.04 / (part - 0.6);
}

double
apoyo_import_get_fraction (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), 0);

  switch (self->phase) {
  case APOYO_IMPORT_READING:
    return READ_END *
           (self->reading != NULL ? apoyo_import_reading_get_fraction (self->reading) : 0);
  case APOYO_IMPORT_OPENING:
    return READ_END;
  case APOYO_IMPORT_COPYING:
    return READ_END + (COPY_END - READ_END) * get_sent (self);
  case APOYO_IMPORT_CHECKING:
    return COPY_END + (1 - COPY_END) * get_checked (self);
  case APOYO_IMPORT_CHECKED:
  case APOYO_IMPORT_STORING:
  case APOYO_IMPORT_STORED:
    return 1;
  case APOYO_IMPORT_IDLE:
  default:
    return 0;
  }
}

guint64
apoyo_import_get_n_rows (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), 0);
  return self->is_read ? apoyo_import_reading_get_n_rows (self->reading) : 0;
}

guint64
apoyo_import_get_n_done (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), 0);

  if (self->phase == APOYO_IMPORT_READING && self->reading != NULL)
    return apoyo_import_reading_get_n_rows (self->reading);
  if (self->phase == APOYO_IMPORT_COPYING)
    return (guint64) (get_sent (self) * (double) apoyo_import_get_n_rows (self));
  return self->phase >= APOYO_IMPORT_CHECKING ? apoyo_import_get_n_rows (self) : 0;
}

double
apoyo_import_get_elapsed (ApoyoImport *self)
{
  gint64 end;

  g_return_val_if_fail (APOYO_IS_IMPORT (self), 0);

  end = self->ended > 0 ? self->ended : g_get_monotonic_time ();
  return self->started > 0 ? (double) (end - self->started) / G_USEC_PER_SEC : 0;
}

double
apoyo_import_get_remaining (ApoyoImport *self)
{
  double elapsed;
  double fraction;

  g_return_val_if_fail (APOYO_IS_IMPORT (self), -1);

  elapsed = apoyo_import_get_elapsed (self);
  fraction = apoyo_import_get_fraction (self);
  if (self->task == NULL || elapsed < 0.3 || fraction < 0.05)
    return -1;
  return elapsed * (1 - fraction) / fraction;
}

GListModel *
apoyo_import_get_problems (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), NULL);
  return G_LIST_MODEL (self->problems);
}

guint
apoyo_import_get_n_errors (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), 0);
  return self->n_errors;
}

guint
apoyo_import_get_n_warnings (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), 0);
  return self->n_warnings;
}

const ApoyoImportOutcome *
apoyo_import_get_outcome (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), NULL);
  return &self->outcome;
}

const char *
apoyo_import_get_cutoff (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), NULL);

  if (self->cutoff != NULL)
    return self->cutoff;
  return self->is_read ? apoyo_import_reading_get_cutoff (self->reading) : NULL;
}

ApoyoResult *
apoyo_import_get_difference (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), NULL);
  return self->difference;
}

ApoyoResult *
apoyo_import_get_quality (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), NULL);
  return self->quality;
}

ApoyoResult *
apoyo_import_get_adopted (ApoyoImport *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT (self), NULL);
  return self->adopted;
}
