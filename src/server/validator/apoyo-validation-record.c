/* apoyo-validation-record.c: how the validation of one support ends: its findings are recorded, and
 * of its pictures those stay that people are shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include <sodium.h>
#include <string.h>

#include "apoyo-validation-private.h"
#include "apoyo-vault-previews.h"

#define SALT_SIZE 32
#define LOCK_NOT_AVAILABLE "55P03"
/* Of recording findings that collide with another transaction's. */
#define MOST_TRIES 5
#define FIRST_WAIT 20 /* ms, doubled each time, and up to as much again by chance */

/* Every other refusal is a defect of ours. */
gboolean
apoyo_validation_is_stale (const GError *error)
{
  return g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_REFUSED) &&
         g_strcmp0 (apoyo_store_error_get_sqlstate (error), "AP401") == 0;
}

static void record_verdict (GTask *task);

static gboolean
on_wait_over (gpointer user_data)
{
  record_verdict (user_data);
  return G_SOURCE_REMOVE;
}

/* Whom the other transaction chose as the victim of a deadlock simply comes second. */
static void
record_later (GTask *task)
{
  ApoyoValidation *self = g_task_get_task_data (task);
  guint wait = FIRST_WAIT << (self->n_tries - 1);
  g_autoptr (GSource) timer =
      g_timeout_source_new (wait + (guint) g_random_int_range (0, (gint32) wait));

  g_source_set_callback (timer, on_wait_over, task, NULL);
  g_source_attach (timer, g_task_get_context (task));
}

static void
finish (GTask *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
tidy_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const ApoyoValidation *self = task_data;
  g_autoptr (GError) error = NULL;
  gboolean tidied =
      self->outcome != APOYO_VALIDATION_RECORDED
          ? apoyo_vault_remove_previews (self->vault, self->claim->process, self->claim->capture,
                                         self->claim->attempt, &error)
          : apoyo_vault_remove_previews_before (self->vault, self->claim->process,
                                                self->claim->capture, self->claim->attempt, &error);

  if (!tidied)
    g_debug ("Previews are left over: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
tidied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  finish (user_data);
}

/* Of several claims only the previews of the last one that was taken stay. */
static void
tidy (GTask *task)
{
  g_autoptr (GTask) tidying = g_task_new (NULL, NULL, tidied_cb, task);

  /* The validation is the outer task's, which lives until tidied_cb. */
  g_task_set_task_data (tidying, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (tidying, tidy_thread);
}

/* Where every attempt was spent people are shown what the last ones have left, whenever it came. */
static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);
  gboolean shown = TRUE;

  if (rows == NULL || !apoyo_result_get_bool (rows, 0, "shown", &shown, &error))
    g_debug ("Previews are left, for nobody knows who is shown them: %s", error->message);
  if (shown)
    finish (task);
  else
    tidy (task);
}

void
apoyo_validation_end_stale (GTask *task)
{
  ApoyoValidation *self = g_task_get_task_data (task);
  ApoyoParams *params = NULL;

  self->outcome = APOYO_VALIDATION_STALE;
  if (!self->has_previews) {
    finish (task);
    return;
  }
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, self->claim->support);
  apoyo_params_add_int (params, self->claim->attempt);
  apoyo_validation_call (task, "may-show-claim", params, shown_cb);
}

static void
returned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);
  ApoyoValidation *self = g_task_get_task_data (task);

  if (rows == NULL)
    g_debug ("It cannot be given back: %s", error->message); /* its lease ends */
  if (self->has_previews)
    tidy (task);
  else
    finish (task);
}

/* For as long as an act moves a million supports nobody records anything in its process, and none
 * of the others is to wait for that: what was read is read again later, by whoever claims it then.
 */
static void
give_back (GTask *task)
{
  ApoyoValidation *self = g_task_get_task_data (task);
  ApoyoParams *params = apoyo_params_new ();

  self->outcome = APOYO_VALIDATION_RETURNED;
  apoyo_params_add_int64 (params, self->claim->support);
  apoyo_params_add_int (params, self->claim->attempt);
  apoyo_validation_call (task, "return-validation", params, returned_cb);
}

static gboolean
is_held (const GError *error)
{
  return g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_RETRY) &&
         g_strcmp0 (apoyo_store_error_get_sqlstate (error), LOCK_NOT_AVAILABLE) == 0;
}

static void
record_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);
  ApoyoValidation *self = g_task_get_task_data (task);

  if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_RETRY) &&
      self->n_tries < MOST_TRIES) {
    g_debug ("Findings are recorded again: %s", error->message);
    g_error_free (error);
    record_later (task);
    return;
  }
  if (is_held (error)) {
    g_debug ("Findings wait for the end of an act: %s", error->message);
    g_error_free (error);
    give_back (task);
    return;
  }
  if (rows == NULL && !apoyo_validation_is_stale (error)) {
    apoyo_validation_fail (task, error);
    return;
  }
  if (rows == NULL) {
    g_debug ("Findings refused: %s", error->message);
    g_error_free (error);
    apoyo_validation_end_stale (task);
    return;
  }
  self->outcome = APOYO_VALIDATION_RECORDED;
  if (self->has_previews && self->claim->attempt > 1)
    tidy (task);
  else
    finish (task);
}

static const char *
get_tree (const ApoyoValidation *self)
{
  return self->examination != NULL ? self->examination->inspection->tree : NULL;
}

/* What only the process's key opens, committed to by the public event: the tree too, by its digest.
 * (transfer full) */
static GBytes *
make_private (ApoyoValidation *self,
              const ApoyoVerdict *verdict,
              const char *findings,
              GError **error)
{
  const char *tree = get_tree (self);
  g_autofree char *digest =
      tree != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, tree, -1) : NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"v\":1,\"support\":%" G_GINT64_FORMAT ",\"attempt\":%d,\"verdict\":\"%s\","
      "\"roll\":%" G_GINT64_FORMAT ",\"tree\":\"%s\",\"findings\":%s}",
      self->claim->support, self->claim->attempt, apoyo_verdict_kind_to_nick (verdict->kind),
      verdict->roll, digest != NULL ? digest : "", findings);
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));

  return apoyo_keyring_seal_process (self->keyring, self->claim->process, plain, error);
}

/* (transfer full), NULL with error set. */
static ApoyoParams *
make_record_params (ApoyoValidation *self, const ApoyoVerdict *verdict, GError **error)
{
  g_autoptr (ApoyoParams) params = apoyo_params_new ();
  g_autofree char *findings = apoyo_findings_to_json (self->findings);
  g_autoptr (GBytes) private = make_private (self, verdict, findings, error);
  g_autoptr (GBytes) citizen_key = NULL;
  guint8 salt[SALT_SIZE];

  if (private == NULL)
    return NULL;
  if (verdict->roll != 0) {
    citizen_key =
        apoyo_keyring_citizen_key (self->keyring, self->claim->process, verdict->roll, error);
    if (citizen_key == NULL)
      return NULL;
  }
  randombytes_buf (salt, sizeof salt);
  apoyo_params_add_int64 (params, self->claim->support);
  apoyo_params_add_int (params, self->claim->attempt);
  apoyo_params_add_text (params, apoyo_verdict_kind_to_nick (verdict->kind));
  apoyo_params_add_text (params, verdict->kind == APOYO_VERDICT_REJECTED
                                     ? apoyo_situation_to_nick (verdict->situation)
                                     : NULL);
  apoyo_params_add_text (params, verdict->detail);
  if (verdict->roll != 0)
    apoyo_params_add_int64 (params, verdict->roll);
  else
    apoyo_params_add_null (params);
  apoyo_params_add_bytes (params, citizen_key);
  apoyo_params_add_text (params, findings);
  apoyo_params_add_data (params, salt, sizeof salt);
  apoyo_params_add_bytes (params, private);
  apoyo_params_add_text (params, get_tree (self));
  apoyo_params_add_bytes (params, self->sealed);
  return g_steal_pointer (&params);
}

static void
record_verdict (GTask *task)
{
  ApoyoValidation *self = g_task_get_task_data (task);
  GError *error = NULL;
  ApoyoParams *params = make_record_params (self, &self->verdict, &error);

  self->n_tries++;
  if (params == NULL)
    apoyo_validation_fail (task, error);
  else
    apoyo_validation_call (task, "record-findings", params, record_cb);
}

/* match: (nullable) */
void
apoyo_validation_record (GTask *task, const ApoyoRollMatch *match)
{
  ApoyoValidation *self = g_task_get_task_data (task);
  gboolean confirmed = self->examination != NULL && self->examination->inspection->confirmed;

  apoyo_verdict_decide (&self->verdict, self->claim->rule, self->findings, match, confirmed);
  record_verdict (task);
}

/* Nothing to examine: the object is lost, and people have to know. */
void
apoyo_validation_record_lost (GTask *task)
{
  ApoyoValidation *self = g_task_get_task_data (task);

  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_finding_free);
  g_ptr_array_add (self->findings, apoyo_finding_new (APOYO_FINDING_UNREADABLE, "capture"));
  apoyo_validation_record (task, NULL);
}
