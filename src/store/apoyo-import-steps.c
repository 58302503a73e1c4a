/* apoyo-import-steps.c: the way of an import, one step after the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-format.h"
#include "apoyo-import-private.h"
#include "apoyo-store-error.h"

#define BAD_ROWS "AP202" /* of apoyo.refusal */
/* What is checked waits that long to be stored. Others may have to wait for it: whoever adopts
 * another version meanwhile, say. */
#define HOLD_SECONDS 20

typedef struct {
  /* What is called, for each kind; NULL: nothing. */
  const char *statements[APOYO_IMPORT_AUXILIARIES + 1];
  ApoyoParams *(*params) (ApoyoImport *self); /* (nullable) */
  ApoyoImportTake take;                       /* (nullable) */
  gboolean (*applies) (ApoyoImport *self);    /* (nullable) */
  void (*run) (ApoyoImport *self);            /* (nullable): in place of a call */
  ApoyoImportPhase phase;                     /* IDLE: that of the step before */
} StepInfo;

#define EVERY(statement)                                                                           \
  {                                                                                                \
    statement, statement, statement, statement                                                     \
  }

static const StepInfo *get_step (ApoyoImport *self);
static void run_step (ApoyoImport *self);

/* A commit is not stopped half-way, and whoever waits is told what became of it. */
static GCancellable *
get_cancellable (ApoyoImport *self)
{
  return self->step < STEP_COMMIT ? g_task_get_cancellable (self->task) : NULL;
}

static void
go_on (ApoyoImport *self)
{
  self->step++;
  run_step (self);
}

static gboolean
is_about_rows (ApoyoImport *self, const GError *error)
{
  return self->step == STEP_ADOPT &&
         g_strcmp0 (apoyo_store_error_get_sqlstate (error), BAD_ROWS) == 0;
}

/* The answer to a commit was lost, not necessarily the commit. */
static gboolean
may_have_committed (ApoyoImport *self, const GError *error)
{
  return self->step == STEP_COMMIT &&
         g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
}

/* error: (transfer full) */
static void
take_error (ApoyoImport *self, GError *error)
{
  if (is_about_rows (self, error)) {
    g_error_free (error);
    apoyo_import_run_from (self, STEP_TAKE_BACK);
  } else if (may_have_committed (self, error)) {
    g_error_free (error);
    self->unsure = TRUE;
    apoyo_import_drop_connection (self);
    apoyo_import_run_from (self, STEP_REOPEN);
  } else {
    apoyo_import_end (self, error);
  }
}

/* FALSE, with the error dealt with, when nothing follows. */
static gboolean
goes_on (ApoyoImport *self, gboolean done, GError *error)
{
  if (self->task == NULL) { /* abandoned meanwhile */
    g_clear_error (&error);
    return FALSE;
  }
  if (done)
    done = !g_cancellable_set_error_if_cancelled (get_cancellable (self), &error);
  if (!done)
    take_error (self, error);
  return done;
}

static void
call_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoImport) self = user_data;
  const StepInfo *step = get_step (self);
  GError *error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);
  gboolean done = result != NULL &&
                  (self->task == NULL || step->take == NULL || step->take (self, result, &error));

  if (goes_on (self, done, error))
    go_on (self);
}

static void
read_thread (GTask *task, gpointer source, gpointer reading, GCancellable *cancellable)
{
  GError *error = NULL;

  if (apoyo_import_reading_run (reading, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
has_what_it_needs (ApoyoImport *self, GError **error)
{
  if (self->kind != APOYO_IMPORT_NOMINAL_LIST || self->cutoff != NULL ||
      apoyo_import_reading_get_cutoff (self->reading) != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("The table does not tell its cut-off date: say it"));
  return FALSE;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoImport) self = user_data;
  GError *error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (done && !has_what_it_needs (self, &error))
    done = FALSE;
  if (!goes_on (self, done, error))
    return;
  self->is_read = TRUE;
  go_on (self);
}

static void
read_file (ApoyoImport *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_read) { /* what was read stays the same, whatever becomes of the file */
    go_on (self);
    return;
  }
  g_clear_pointer (&self->reading, apoyo_import_reading_unref);
  self->reading =
      apoyo_import_reading_new (self->file, self->kind, (const char *const *) self->mappings);
  task = g_task_new (self, g_task_get_cancellable (self->task), read_cb, g_object_ref (self));
  g_task_set_source_tag (task, read_file);
  g_task_set_task_data (task, apoyo_import_reading_ref (self->reading),
                        (GDestroyNotify) apoyo_import_reading_unref);
  g_task_run_in_thread (task, read_thread);
}

static void
open_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoImport) self = user_data;
  GError *error = NULL;
  gboolean done = apoyo_connection_open_finish (APOYO_CONNECTION (object), result, &error);

  if (goes_on (self, done, error))
    go_on (self);
}

/* While a transaction waits to be committed: it is made again when it is needed. */
static void
on_lost_cb (ApoyoConnection *connection, const GError *error, ApoyoImport *self)
{
  if (self->task == NULL)
    apoyo_import_drop_connection (self);
}

static void
open_connection (ApoyoImport *self)
{
  self->connection = apoyo_connection_new_like (self->like, "apoyo-import");
  g_signal_connect_object (self->connection, "lost", G_CALLBACK (on_lost_cb), self, 0);
  apoyo_connection_open_async (self->connection, get_cancellable (self), open_cb,
                               g_object_ref (self));
}

static void
begin_check (ApoyoImport *self)
{
  apoyo_import_forget_findings (self);
  open_connection (self);
}

static void
copy_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoImport) self = user_data;
  GError *error = NULL;
  gboolean done = apoyo_connection_copy_in_finish (APOYO_CONNECTION (object), result, &error) >= 0;

  g_clear_object (&self->rows);
  if (goes_on (self, done, error))
    go_on (self);
}

static void
copy_rows (ApoyoImport *self)
{
  static const char *const statements[] = { "copy-sections", "copy-nominal-list",
                                            "copy-promoventes" };

  if (self->kind == APOYO_IMPORT_AUXILIARIES) { /* they are there */
    go_on (self);
    return;
  }
  self->rows = g_memory_input_stream_new_from_bytes (apoyo_import_reading_get_rows (self->reading));
  apoyo_connection_copy_in_async (self->connection, statements[self->kind], self->import,
                                  self->rows, g_task_get_cancellable (self->task), copy_cb,
                                  g_object_ref (self));
}

/* What was staged once is there until it is stored, whatever becomes of the connection. */
static void
stage_rows (ApoyoImport *self)
{
  GPtrArray *rows = apoyo_import_reading_get_auxiliaries (self->reading);

  if (self->kind != APOYO_IMPORT_AUXILIARIES || (self->storing && self->import > 0)) {
    go_on (self);
    return;
  }
  self->import = 0;
  apoyo_import_set_phase (self, APOYO_IMPORT_COPYING);
  if (rows->len > APOYO_IMPORT_MOST_AUXILIARIES) {
    g_autofree char *most = apoyo_format_count (APOYO_IMPORT_MOST_AUXILIARIES);

    apoyo_import_staged (
        self, 0,
        g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                     _ ("The file has more than %s auxiliaries: import it in parts"), most));
    return;
  }
  self->stage (self, rows, g_task_get_cancellable (self->task), self->stage_data);
}

void
apoyo_import_staged (ApoyoImport *self, gint64 number, GError *error)
{
  g_return_if_fail (APOYO_IS_IMPORT (self) && (number > 0 || error != NULL));

  if (self->step != STEP_STAGE) { /* given up meanwhile */
    g_clear_error (&error);
    return;
  }
  self->import = number;
  if (goes_on (self, error == NULL, error))
    go_on (self);
}

static gboolean
hold_cb (gpointer user_data)
{
  ApoyoImport *self = user_data;

  self->hold = 0;
  apoyo_import_drop_connection (self);
  return G_SOURCE_REMOVE;
}

static void
end_check (ApoyoImport *self)
{
  self->is_checked = TRUE;
  if (self->storing) {
    apoyo_import_run_from (self, STEP_COMMIT);
    return;
  }
  apoyo_import_set_phase (self, APOYO_IMPORT_CHECKED);
  /* A process is locked by what is registered in it, and people work with it. */
  if (self->kind >= APOYO_IMPORT_PROMOVENTES && !self->unattended)
    apoyo_import_drop_connection (self);
  else
    self->hold = g_timeout_add_seconds (HOLD_SECONDS, hold_cb, self);
  apoyo_import_end (self, NULL);
}

/* Looked at, and nothing to store. What was fine a while ago and is not any more (somebody else
 * adopted the same date meanwhile) is an error of the storing. */
static void
end_refused (ApoyoImport *self)
{
  self->is_checked = FALSE;
  apoyo_import_drop_connection (self);
  apoyo_import_set_phase (self, APOYO_IMPORT_CHECKED);
  apoyo_import_end (self, self->storing
                              ? g_error_new_literal (APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONFLICT,
                                                     "Rows are bad that were not before")
                              : NULL);
}

static void
end_store (ApoyoImport *self)
{
  self->is_checked = FALSE;
  self->unsure = FALSE;
  apoyo_import_drop_connection (self);
  apoyo_import_set_phase (self, APOYO_IMPORT_STORED);
  apoyo_import_end (self, NULL);
}

/* Services have nobody behind them who could sign in. */
static gboolean
is_person (ApoyoImport *self)
{
  const char *user = apoyo_connection_get_user (self->connection);

  return user != NULL && !g_str_has_prefix (user, "apoyo_");
}

static gboolean
has_uncoded (ApoyoImport *self)
{
  return g_hash_table_size (apoyo_import_reading_get_uncoded (self->reading)) > 0;
}

static gboolean
has_total (ApoyoImport *self)
{
  return self->total > 0;
}

static ApoyoParams *
sign_in_params (ApoyoImport *self)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, "apoyo-import " PACKAGE_VERSION);
  apoyo_params_add_text (params, g_get_host_name ());
  return params;
}

static ApoyoParams *
begin_params (ApoyoImport *self)
{
  ApoyoParams *params = apoyo_params_new ();

  switch (self->kind) {
  case APOYO_IMPORT_NOMINAL_LIST:
    if (self->subject > 0)
      apoyo_params_add_int (params, self->subject);
    else
      apoyo_params_add_null (params);
    apoyo_params_add_text (params, apoyo_import_get_cutoff (self));
    break;
  case APOYO_IMPORT_PROMOVENTES:
    apoyo_params_add_text (params, "promoventes");
    apoyo_params_add_int (params, self->subject);
    break;
  case APOYO_IMPORT_GEOGRAPHY:
  case APOYO_IMPORT_AUXILIARIES:
  default:
    apoyo_params_add_text (params, "sections");
  }
  return params;
}

static ApoyoParams *
import_params (ApoyoImport *self)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, self->import);
  return params;
}

static ApoyoParams *
adopt_params (ApoyoImport *self)
{
  g_autofree char *base = g_file_get_basename (self->file);
  ApoyoParams *params = apoyo_params_new ();

  if (self->kind >= APOYO_IMPORT_PROMOVENTES)
    apoyo_params_add_int (params, self->subject);
  apoyo_params_add_int64 (params, self->import);
  if (self->kind == APOYO_IMPORT_GEOGRAPHY)
    apoyo_params_add_text (params, self->name != NULL ? self->name : base);
  return params;
}

static ApoyoParams *
total_params (ApoyoImport *self)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, self->outcome.version);
  apoyo_params_add_text (params, "MX");
  apoyo_params_add_int64 (params, -1); /* of a version just made nothing was stated */
  apoyo_params_add_int64 (params, self->total);
  return params;
}

static ApoyoParams *
difference_params (ApoyoImport *self)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, self->outcome.version);
  apoyo_params_add_null (params);
  return params;
}

static ApoyoParams *
quality_params (ApoyoImport *self)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, self->outcome.version);
  return params;
}

static const StepInfo steps[] = {
  [STEP_READ] = { .run = read_file, .phase = APOYO_IMPORT_READING },
  [STEP_STAGE] = { .run = stage_rows },
  [STEP_OPEN] = { .run = begin_check, .phase = APOYO_IMPORT_OPENING },
  [STEP_SIGN_IN] = { EVERY ("sign-in"), .params = sign_in_params, .applies = is_person },
  [STEP_BEGIN] = { EVERY ("begin") },
  [STEP_BEGIN_IMPORT] = { { "begin-import", "begin-nominal-list", "begin-people-import" },
                          .params = begin_params,
                          .take = apoyo_import_take_import },
  [STEP_COPY] = { .run = copy_rows, .phase = APOYO_IMPORT_COPYING },
  [STEP_KNOWN_CODES] = { { "known-inegi-codes" },
                         .take = apoyo_import_take_known_codes,
                         .applies = has_uncoded,
                         .phase = APOYO_IMPORT_CHECKING },
  [STEP_COUNT_CHANGES] = { { "import-changes" },
                           .params = import_params,
                           .take = apoyo_import_take_changes,
                           .phase = APOYO_IMPORT_CHECKING },
  [STEP_SAVEPOINT] = { EVERY ("savepoint"), .phase = APOYO_IMPORT_CHECKING },
  [STEP_ADOPT] = { { "draft-geography", "adopt-nominal-list", "adopt-promoventes",
                     "adopt-auxiliaries" },
                   .params = adopt_params,
                   .take = apoyo_import_take_adopted },
  [STEP_STATE_TOTAL] = { { "state-published-total" },
                         .params = total_params,
                         .applies = has_total },
  [STEP_COMPARE] = { { "geography-difference" },
                     .params = difference_params,
                     .take = apoyo_import_take_difference },
  [STEP_QUALITY] = { { "geography-quality" },
                     .params = quality_params,
                     .take = apoyo_import_take_quality },
  [STEP_CHECKED] = { .run = end_check },
  [STEP_TAKE_BACK] = { EVERY ("rollback-to-savepoint") },
  [STEP_PROBLEMS] = { EVERY ("import-problems"), .params = import_params,
                      .take = apoyo_import_take_problems },
  [STEP_REFUSED] = { .run = end_refused },
  [STEP_COMMIT] = { EVERY ("commit"), .phase = APOYO_IMPORT_STORING },
  [STEP_STORED] = { .run = end_store },
  [STEP_REOPEN] = { .run = open_connection, .phase = APOYO_IMPORT_STORING },
  [STEP_SIGN_IN_AGAIN] = { EVERY ("sign-in"), .params = sign_in_params, .applies = is_person },
  [STEP_ASK] = { EVERY ("import-adopted"), .params = import_params,
                 .take = apoyo_import_take_was_adopted },
  [STEP_FOUND_STORED] = { .run = end_store },
};

static const StepInfo *
get_step (ApoyoImport *self)
{
  return &steps[self->step];
}

static gboolean
is_passed_over (ApoyoImport *self)
{
  const StepInfo *step = get_step (self);

  return step->run == NULL &&
         (step->statements[self->kind] == NULL || (step->applies != NULL && !step->applies (self)));
}

static void
run_step (ApoyoImport *self)
{
  const StepInfo *step;

  while (is_passed_over (self))
    self->step++;
  /* Rows that cannot even be read need no attempt to adopt the rest. */
  if (self->step == STEP_ADOPT && apoyo_import_reading_has_errors (self->reading))
    self->step = STEP_PROBLEMS;
  step = get_step (self);
  if (step->phase != APOYO_IMPORT_IDLE)
    apoyo_import_set_phase (self, step->phase);
  if (step->run != NULL)
    step->run (self);
  else
    apoyo_connection_call_async (self->connection, step->statements[self->kind],
                                 step->params != NULL ? step->params (self) : NULL,
                                 get_cancellable (self), call_cb, g_object_ref (self));
}

void
apoyo_import_run_from (ApoyoImport *self, ApoyoImportStep step)
{
  self->step = step;
  run_step (self);
}
