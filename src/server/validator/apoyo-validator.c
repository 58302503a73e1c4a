/* apoyo-validator.c: claims supports by lease, checks them, and moves them to their situation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include <unistd.h>

#include "apoyo-validation.h"
#include "apoyo-validator.h"

#define CONNECTIONS 4
#define IN_FLIGHT 16 /* each holds its pictures in memory */
#define LEASE 60000
#define POLL_FIRST 20 /* ms; doubles while there is nothing to do */
#define POLL_LAST 500
/* µs without claims after a trouble that the next support would meet too: each claim uses up one of
 * its attempts. Then a single one tells whether it is over. */
#define PAUSE_FIRST (2 * G_TIME_SPAN_SECOND)
#define PAUSE_LAST (10 * G_TIME_SPAN_MINUTE)

struct _ApoyoValidator {
  GObject parent_instance;

  ApoyoPool *pool;       /* (owned) */
  ApoyoVault *vault;     /* (owned) */
  ApoyoKeyring *keyring; /* (owned) */
  ApoyoReader *reader;   /* (owned) (nullable) */
  char *worker;          /* (owned): who holds the lease, for people who look */
  GHashTable *rules;     /* (element-type utf8 ApoyoRule): by "process.version" */
  GHashTable *settings;  /* (element-type utf8 ApoyoCheckSettings): likewise */
  GMainContext *context; /* (owned) (nullable) */
  GSource *timer;        /* (owned) (nullable) */
  GTask *stop_task;      /* (owned) (nullable) */
  guint limit;
  guint lease;
  guint poll;
  gint64 pause;
  gint64 paused_until;
  gboolean troubled; /* since the last that was finished */
  gboolean claiming;
  guint asked;   /* of the last claim */
  gboolean more; /* the last claim got all that it asked for: there is probably more */
  gboolean started;
  ApoyoValidatorCounters counters;
};

G_DEFINE_FINAL_TYPE (ApoyoValidator, apoyo_validator, G_TYPE_OBJECT)

static void claim (ApoyoValidator *self);

static void
clear_timer (ApoyoValidator *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  ApoyoValidator *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  claim (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (ApoyoValidator *self, guint milliseconds)
{
  clear_timer (self);
  self->timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->timer, on_timer_cb, self, NULL);
  g_source_attach (self->timer, self->context);
}

/* Ends a stop when nothing is under way any more. */
static gboolean
stop_if_idle (ApoyoValidator *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->stop_task == NULL)
    return FALSE;
  if (self->claiming || self->counters.in_flight > 0)
    return TRUE;
  task = g_steal_pointer (&self->stop_task);
  clear_timer (self);
  apoyo_pool_close (self->pool);
  self->started = FALSE;
  g_task_return_boolean (task, TRUE);
  return TRUE;
}

static void
pause_claims (ApoyoValidator *self)
{
  gint64 now = g_get_monotonic_time ();

  self->troubled = TRUE;
  if (now < self->paused_until)
    return; /* many in flight meet the same trouble; it counts once */
  self->paused_until = now + self->pause;
  self->pause = MIN (self->pause * 2, PAUSE_LAST);
}

static void
note_failure (ApoyoValidator *self, const GError *error)
{
  self->counters.failed++;
  g_warning ("A validation is left to a later attempt: %s", error->message);
  if (apoyo_validation_is_trouble (error))
    pause_claims (self);
}

static void
note_outcome (ApoyoValidator *self, ApoyoValidationOutcome outcome)
{
  self->pause = PAUSE_FIRST;
  self->troubled = FALSE;
  switch (outcome) {
  case APOYO_VALIDATION_STALE:
    self->counters.stale++;
    break;
  case APOYO_VALIDATION_RETURNED:
    self->counters.returned++;
    break;
  case APOYO_VALIDATION_RECORDED:
  default:
    self->counters.finished++;
    break;
  }
}

static void
validated_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoValidator) self = user_data;
  g_autoptr (GError) error = NULL;
  ApoyoValidationOutcome outcome = APOYO_VALIDATION_STALE;

  self->counters.in_flight--;
  if (apoyo_validation_run_finish (result, &outcome, &error))
    note_outcome (self, outcome);
  else
    note_failure (self, error);
  if (!stop_if_idle (self) && self->more && self->counters.in_flight <= self->limit / 2)
    claim (self);
}

/* Parsed once; a rule's version never changes. */
static ApoyoRule *
get_rule (ApoyoValidator *self, int process, int version, const char *json, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%d.%d", process, version);
  ApoyoRule *rule = g_hash_table_lookup (self->rules, name);

  if (rule != NULL)
    return apoyo_rule_ref (rule);
  rule = apoyo_rule_from_json (json, -1, error);
  if (rule != NULL)
    g_hash_table_insert (self->rules, g_steal_pointer (&name), apoyo_rule_ref (rule));
  return rule;
}

static gboolean
take_settings (ApoyoValidator *self, const ApoyoResult *rows, guint row, GError **error)
{
  g_autofree char *name = NULL;
  ApoyoCheckSettings *settings = NULL;
  const char *json = NULL;
  int process = 0;
  int version = 0;

  if (!apoyo_result_get_int (rows, row, "process", &process, error) ||
      !apoyo_result_get_int (rows, row, "settings", &version, error) ||
      !apoyo_result_get_text (rows, row, "checks", &json, error))
    return FALSE;
  name = g_strdup_printf ("%d.%d", process, version);
  if (g_hash_table_contains (self->settings, name))
    return TRUE;
  settings = apoyo_check_settings_from_json (json, -1, error);
  if (settings == NULL)
    return FALSE;
  g_hash_table_insert (self->settings, g_steal_pointer (&name), settings);
  return TRUE;
}

/* The document comes with one row of a process only: all are read before any row is judged, so that
 * what is wrong with that row takes no other along. */
static void
take_all_settings (ApoyoValidator *self, const ApoyoResult *rows)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    g_autoptr (GError) error = NULL;

    if (!apoyo_result_is_null (rows, i, "checks") && !take_settings (self, rows, i, &error))
      g_warning ("The settings of the checks cannot be read: %s", error->message);
  }
}

/* (transfer full) (nullable): NULL with error set when they could not be read */
static ApoyoCheckSettings *
get_settings (ApoyoValidator *self, int process, int version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%d.%d", process, version);
  ApoyoCheckSettings *settings = g_hash_table_lookup (self->settings, name);

  if (settings != NULL)
    return apoyo_check_settings_ref (settings);
  g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
               "There are no settings %d of process %d to check by", version, process);
  return NULL;
}

static ApoyoClaim *
claim_from_row (ApoyoValidator *self, const ApoyoResult *rows, guint row, GError **error)
{
  g_autoptr (ApoyoClaim) claimed = g_new0 (ApoyoClaim, 1);
  const char *modality = NULL;
  const char *capture = NULL;
  const char *rule = NULL;

  if (!apoyo_result_get_int64 (rows, row, "support", &claimed->support, error) ||
      !apoyo_result_get_int (rows, row, "process", &claimed->process, error) ||
      !apoyo_result_get_int (rows, row, "attempt", &claimed->attempt, error) ||
      !apoyo_result_get_text (rows, row, "capture", &capture, error) ||
      !apoyo_result_get_time (rows, row, "captured_at", &claimed->captured_at, error) ||
      !apoyo_result_get_time (rows, row, "shown_at", &claimed->shown_at, error) ||
      !apoyo_result_get_time (rows, row, "received_at", &claimed->received_at, error) ||
      !apoyo_result_get_int (rows, row, "rule_version", &claimed->rule_version, error) ||
      !apoyo_result_get_text (rows, row, "rule", &rule, error) ||
      !apoyo_result_get_int (rows, row, "settings", &claimed->settings_version, error) ||
      !apoyo_result_get_text (rows, row, "modality", &modality, error) ||
      !apoyo_result_get_text_array (rows, row, "repeated", &claimed->repeated, error))
    return NULL;
  if (!apoyo_modality_from_nick (modality, &claimed->modality)) {
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA, "No such modality: %s",
                 modality);
    return NULL;
  }
  claimed->capture = g_strdup (capture);
  claimed->lease = self->lease;
  claimed->rule = get_rule (self, claimed->process, claimed->rule_version, rule, error);
  if (claimed->rule == NULL)
    return NULL;
  claimed->settings = get_settings (self, claimed->process, claimed->settings_version, error);
  return claimed->settings != NULL ? g_steal_pointer (&claimed) : NULL;
}

static void
validate_rows (ApoyoValidator *self, const ApoyoResult *rows)
{
  guint n_rows = apoyo_result_get_n_rows (rows);

  take_all_settings (self, rows);
  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (GError) error = NULL;
    ApoyoClaim *claimed = claim_from_row (self, rows, i, &error);

    self->counters.claimed++;
    if (claimed == NULL) {
      self->counters.failed++;
      g_warning ("A claimed support is not as expected: %s", error->message);
      /* A rule or settings newer than this program: the next of that process has them too, and
       * another program may know them. */
      pause_claims (self);
      continue;
    }
    self->counters.in_flight++;
    apoyo_validation_run_async (claimed, self->pool, self->vault, self->keyring, self->reader, NULL,
                                validated_cb, g_object_ref (self));
  }
}

static void
claim_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoValidator) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);

  self->claiming = FALSE;
  if (rows == NULL) {
    if (!stop_if_idle (self)) {
      g_debug ("Nothing could be claimed: %s", error->message);
      schedule (self, POLL_LAST);
    }
    return;
  }
  self->poll = apoyo_result_get_n_rows (rows) > 0 ? POLL_FIRST : MIN (self->poll * 2, POLL_LAST);
  self->more = apoyo_result_get_n_rows (rows) >= self->asked;
  validate_rows (self, rows);
  if (!stop_if_idle (self))
    schedule (self, self->poll);
}

static void
claim (ApoyoValidator *self)
{
  ApoyoParams *params = NULL;

  gint64 pause = self->paused_until - g_get_monotonic_time ();

  if (self->claiming || self->stop_task != NULL)
    return;
  if (pause > 0) {
    schedule (self, (guint) (pause / G_TIME_SPAN_MILLISECOND) + 1);
    return;
  }
  /* In trouble a single one tells whether it is over, and each costs its support an attempt. */
  if (self->counters.in_flight > (self->troubled ? 0 : self->limit / 2)) {
    schedule (self, POLL_FIRST);
    return;
  }
  clear_timer (self);
  self->claiming = TRUE;
  params = apoyo_params_new ();
  apoyo_params_add_text (params, self->worker);
  self->asked = self->troubled ? 1 : self->limit - self->counters.in_flight;
  apoyo_params_add_int (params, (int) self->asked);
  apoyo_params_add_int (params, (int) self->lease);
  apoyo_pool_call_async (self->pool, "claim-validation", params, NULL, claim_cb,
                         g_object_ref (self));
}

static void
open_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoValidator) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The pool goes on trying, and so do the claims. */
  if (!apoyo_pool_open_finish (APOYO_POOL (object), result, &error) && self->started &&
      self->stop_task == NULL)
    g_warning ("The validator waits for the database: %s", error->message);
  if (self->started && self->stop_task == NULL)
    claim (self);
}

static void
apoyo_validator_dispose (GObject *object)
{
  ApoyoValidator *self = APOYO_VALIDATOR (object);

  clear_timer (self);
  if (self->pool != NULL)
    apoyo_pool_close (self->pool);
  g_clear_object (&self->pool);
  g_clear_object (&self->vault);
  g_clear_object (&self->keyring);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (apoyo_validator_parent_class)->dispose (object);
}

static void
apoyo_validator_finalize (GObject *object)
{
  ApoyoValidator *self = APOYO_VALIDATOR (object);

  g_free (self->worker);
  g_hash_table_unref (self->rules);
  g_hash_table_unref (self->settings);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (apoyo_validator_parent_class)->finalize (object);
}

static void
apoyo_validator_class_init (ApoyoValidatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_validator_dispose;
  object_class->finalize = apoyo_validator_finalize;
}

static void
apoyo_validator_init (ApoyoValidator *self)
{
  self->worker = g_strdup_printf ("%s:%d", g_get_host_name (), (int) getpid ());
  self->rules =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) apoyo_rule_unref);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) apoyo_check_settings_unref);
  self->limit = IN_FLIGHT;
  self->lease = LEASE;
  self->poll = POLL_FIRST;
  self->pause = PAUSE_FIRST;
}

ApoyoValidator *
apoyo_validator_new (const char *conninfo,
                     ApoyoVault *vault,
                     ApoyoKeyring *keyring,
                     ApoyoReader *reader)
{
  ApoyoValidator *self = g_object_new (APOYO_TYPE_VALIDATOR, NULL);

  self->pool = apoyo_pool_new (conninfo, "apoyod validator", CONNECTIONS);
  self->vault = g_object_ref (vault);
  self->keyring = g_object_ref (keyring);
  self->reader = reader != NULL ? g_object_ref (reader) : NULL;
  return self;
}

void
apoyo_validator_set_in_flight (ApoyoValidator *self, guint limit)
{
  g_return_if_fail (limit > 0);

  self->limit = limit;
}

void
apoyo_validator_set_lease (ApoyoValidator *self, guint milliseconds)
{
  self->lease = milliseconds;
}

void
apoyo_validator_start (ApoyoValidator *self)
{
  g_return_if_fail (APOYO_IS_VALIDATOR (self));
  g_return_if_fail (!self->started);

  self->started = TRUE;
  self->context = g_main_context_ref_thread_default ();
  apoyo_pool_open_async (self->pool, NULL, open_cb, g_object_ref (self));
}

void
apoyo_validator_stop_async (ApoyoValidator *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self->stop_task == NULL);

  self->stop_task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->stop_task, apoyo_validator_stop_async);
  stop_if_idle (self);
}

gboolean
apoyo_validator_stop_finish (ApoyoValidator *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
apoyo_validator_get_counters (ApoyoValidator *self, ApoyoValidatorCounters *counters)
{
  *counters = self->counters;
}
