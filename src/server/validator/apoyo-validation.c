/* apoyo-validation.c: the validation of one support, from its claim to its findings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include <string.h>

#include "apoyo-evidence.h"
#include "apoyo-examination.h"
#include "apoyo-key-pin.h"
#include "apoyo-picture-hashes.h"
#include "apoyo-roll-rows.h"
#include "apoyo-sealed-inputs.h"
#include "apoyo-validation-private.h"
#include "apoyo-vault-error.h"
#include "apoyo-vault-previews.h"
#include "apoyo-verdict.h"

/* Without readers no picture can be read, whichever it is. */
#define READER_ERROR (apoyo_validation_reader_error_quark ())
static G_DEFINE_QUARK (apoyo - validation - reader - error, apoyo_validation_reader_error);

static void
validation_free (ApoyoValidation *self)
{
  apoyo_claim_free (self->claim);
  g_object_unref (self->pool);
  g_object_unref (self->vault);
  g_object_unref (self->keyring);
  g_clear_object (&self->reader);
  apoyo_evidence_free (self->evidence);
  apoyo_inspection_input_free (self->input);
  apoyo_examination_free (self->examination);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->sealed, g_bytes_unref);
  if (self->renewal != NULL)
    g_source_destroy (self->renewal);
  g_clear_pointer (&self->renewal, g_source_unref);
  apoyo_verdict_clear (&self->verdict);
  g_clear_error (&self->error);
  g_free (self);
}

void
apoyo_validation_call (GTask *task,
                       const char *statement,
                       ApoyoParams *params,
                       GAsyncReadyCallback callback)
{
  ApoyoValidation *self = g_task_get_task_data (task);

  apoyo_pool_call_async (self->pool, statement, params, g_task_get_cancellable (task), callback,
                         task);
}

static void
give_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);
  ApoyoValidation *self = g_task_get_task_data (task);

  if (rows == NULL)
    g_debug ("Giving up: %s", error->message); /* the end of the lease does the same, later */
  g_task_return_error (task, g_steal_pointer (&self->error));
}

gboolean
apoyo_validation_is_trouble (const GError *error)
{
  return error->domain == READER_ERROR || apoyo_key_pin_is_refusal (error) ||
         g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_FAILED) ||
         g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_SPACE) ||
         g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_VAULT) ||
         g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_KEY) ||
         g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_OTHER_KEY) ||
         g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_INSECURE) ||
         g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION) ||
         g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BUSY) ||
         g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_RETRY) ||
         g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_DENIED);
}

/* Takes the error. */
void
apoyo_validation_fail (GTask *task, GError *error)
{
  ApoyoValidation *self = g_task_get_task_data (task);
  ApoyoParams *params = NULL;

  if (apoyo_validation_is_trouble (error)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  self->error = error;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, self->claim->support);
  apoyo_params_add_int (params, self->claim->attempt);
  apoyo_params_add_text (params, "failed");
  apoyo_validation_call (task, "give-up-validation", params, give_up_cb);
}

static GPtrArray *
list_previews (const ApoyoExamination *examination)
{
  GPtrArray *previews = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < examination->previews->len; i++) {
    const ApoyoReading *reading = g_ptr_array_index (examination->previews, i);

    for (guint j = 0; j < reading->previews->len; j++) {
      const ApoyoReadingPreview *made = g_ptr_array_index (reading->previews, j);
      ApoyoVaultPreview *preview = g_new (ApoyoVaultPreview, 1);

      *preview = (ApoyoVaultPreview){ reading->picture, made->size, made->jpeg };
      g_ptr_array_add (previews, preview);
    }
  }
  return previews;
}

/* Before anything else that can fail: who is sent to look, also because no attempt came to its end,
 * finds something to look at. By claim: until its findings are taken, or every attempt was spent,
 * nobody is shown them. */
static void
preview_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ApoyoValidation *self = task_data;
  g_autoptr (GPtrArray) previews = list_previews (self->examination);
  GError *error = NULL;

  self->has_previews = previews->len > 0;
  if (self->has_previews &&
      !apoyo_vault_store_previews (self->vault, self->claim->process, self->claim->capture,
                                   self->claim->attempt, previews, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
keep_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ApoyoValidation *self = task_data;
  GError *error = NULL;

  self->sealed =
      apoyo_sealed_inputs_seal (self->keyring, self->claim->process, self->input, &error);
  if (self->sealed == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ApoyoValidation *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    apoyo_validation_fail (task, error);
    return;
  }
  self->findings = g_ptr_array_ref (self->examination->inspection->findings);
  apoyo_validation_record (task, self->input->has_roll ? &self->input->roll : NULL);
}

static void
keep (GTask *task)
{
  ApoyoValidation *self = g_task_get_task_data (task);
  g_autoptr (GTask) keeping = g_task_new (NULL, g_task_get_cancellable (task), kept_cb, task);

  /* The validation is the outer task's, which lives until kept_cb. */
  g_task_set_task_data (keeping, self, NULL);
  g_task_run_in_thread (keeping, keep_thread);
}

/* The last word on it: with what the captures before it say. */
static gboolean
inspect_with_habits (ApoyoValidation *self, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, error);

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
                         "The habits are no object");
    return FALSE;
  }
  self->input->habits = json_object_ref (json_node_get_object (node));
  apoyo_inspection_free (self->examination->inspection);
  self->examination->inspection = apoyo_inspect (self->input);
  return TRUE;
}

static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ApoyoValidation *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);
  const char *habits = NULL;

  if (apoyo_validation_is_stale (error)) {
    g_error_free (error);
    apoyo_validation_end_stale (task);
  } else if (rows == NULL || !apoyo_result_get_text (rows, 0, "habits", &habits, &error) ||
             !inspect_with_habits (self, habits, &error)) {
    apoyo_validation_fail (task, error);
  } else {
    keep (task);
  }
}

static void
add_place (ApoyoParams *params, gboolean has_place, int hundredths)
{
  if (has_place)
    apoyo_params_add_int (params, hundredths);
  else
    apoyo_params_add_null (params);
}

static void
note (GTask *task)
{
  ApoyoValidation *self = g_task_get_task_data (task);
  g_autofree char *hashes = apoyo_picture_hashes_list (self->input->readings);
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, self->claim->support);
  apoyo_params_add_int (params, self->claim->attempt);
  add_place (params, self->evidence->has_place, self->evidence->latitude);
  add_place (params, self->evidence->has_place, self->evidence->longitude);
  apoyo_params_add_text (params, hashes);
  apoyo_params_add_bytes (params, self->evidence->clave_key);
  apoyo_validation_call (task, "note-habits", params, noted_cb);
}

static void
previews_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    note (task);
  else
    apoyo_validation_fail (task, error);
}

static void
examined_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ApoyoValidation *self = g_task_get_task_data (task);
  g_autoptr (GTask) making = NULL;
  GError *error = NULL;

  self->examination = apoyo_examination_run_finish (result, &error);
  if (self->examination == NULL) {
    apoyo_validation_fail (task, g_error_new_literal (READER_ERROR, 0, error->message));
    g_error_free (error);
    return;
  }
  making = g_task_new (NULL, g_task_get_cancellable (task), previews_cb, task);
  /* The validation is the outer task's, which lives until previews_cb. */
  g_task_set_task_data (making, self, NULL);
  g_task_run_in_thread (making, preview_thread);
}

static gboolean
wants_pictures (const ApoyoValidation *self)
{
  return self->claim->settings->reading != APOYO_PICTURES_NOT_READ;
}

static void
examine (GTask *task)
{
  ApoyoValidation *self = g_task_get_task_data (task);

  apoyo_examination_run_async (self->input, self->evidence,
                               wants_pictures (self) ? self->reader : NULL,
                               g_task_get_cancellable (task), examined_cb, task);
}

static void
match_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ApoyoValidation *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);

  if (rows == NULL ||
      !apoyo_roll_rows_read (&self->input->roll, rows, self->input->typed->section, &error)) {
    apoyo_validation_fail (task, error);
    return;
  }
  self->input->has_roll = TRUE;
  examine (task);
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ApoyoValidation *self = task_data;
  GError *error = NULL;
  ApoyoEvidence *evidence =
      apoyo_evidence_read (self->vault, self->keyring, self->claim->process, self->claim->capture,
                           wants_pictures (self), &error);

  if (evidence == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, evidence, (GDestroyNotify) apoyo_evidence_free);
}

static void
match (GTask *task)
{
  ApoyoValidation *self = g_task_get_task_data (task);
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_bytes (params, self->evidence->clave_key);
  apoyo_params_add_bytes (params, self->evidence->curp_key);
  apoyo_params_add_bytes (params, self->evidence->cic_key);
  apoyo_params_add_bytes (params, self->evidence->ocr_key);
  apoyo_validation_call (task, "match-roll", params, match_cb);
}

/* For the share that is read in full: with a secret, or whoever forges captures would choose
 * numbers outside of it. */
static void
draw (ApoyoValidation *self)
{
  g_autoptr (GBytes) digest =
      apoyo_keyring_roll_hash (self->keyring, "sample", self->claim->capture);

  self->input->has_draw = TRUE;
  self->input->draw = apoyo_inspection_draw (g_bytes_get_data (digest, NULL));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ApoyoValidation *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->evidence = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->evidence == NULL) {
    apoyo_validation_fail (task, error);
    return;
  }
  if (!self->evidence->readable) {
    apoyo_validation_record_lost (task);
    return;
  }
  self->input = apoyo_claim_make_input (self->claim);
  draw (self);
  self->input->typed = g_steal_pointer (&self->evidence->typed);
  if (self->input->typed != NULL)
    match (task);
  else
    examine (task);
}

static void
read_evidence (GTask *task)
{
  g_autoptr (GTask) reading = g_task_new (NULL, g_task_get_cancellable (task), read_cb, task);

  /* The validation is the outer task's, which lives until read_cb. */
  g_task_set_task_data (reading, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (reading, read_thread);
}

static void
key_pinned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (apoyo_key_pin_finish (result, &error))
    read_evidence (task);
  else
    apoyo_validation_fail (task, error);
}

static void
renewed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);

  if (rows == NULL)
    g_debug ("A lease is not renewed: %s", error->message);
}

static gboolean
on_renewal (gpointer user_data)
{
  ApoyoValidation *self = user_data;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, self->claim->support);
  apoyo_params_add_int (params, self->claim->attempt);
  apoyo_params_add_int (params, (int) self->claim->lease);
  apoyo_pool_call_async (self->pool, "renew-validation", params, NULL, renewed_cb, NULL);
  return G_SOURCE_CONTINUE;
}

/* Pictures that take their time, or a queue before the readers, must not let the lease run out:
 * another would begin the same work, and after some attempts people would get it unread. */
static void
renew_in_time (ApoyoValidation *self, GTask *task)
{
  self->renewal = g_timeout_source_new (MAX (self->claim->lease / 2, 1));
  g_source_set_callback (self->renewal, on_renewal, self, NULL);
  g_source_attach (self->renewal, g_task_get_context (task));
}

void
apoyo_validation_run_async (ApoyoClaim *claim,
                            ApoyoPool *pool,
                            ApoyoVault *vault,
                            ApoyoKeyring *keyring,
                            ApoyoReader *reader,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (pool, cancellable, callback, user_data);
  ApoyoValidation *self = g_new0 (ApoyoValidation, 1);

  g_task_set_source_tag (task, apoyo_validation_run_async);
  self->claim = claim;
  self->pool = g_object_ref (pool);
  self->vault = g_object_ref (vault);
  self->keyring = g_object_ref (keyring);
  self->reader = reader != NULL ? g_object_ref (reader) : NULL;
  g_task_set_task_data (task, self, (GDestroyNotify) validation_free);
  if (wants_pictures (self) && reader == NULL) {
    apoyo_validation_fail (
        task, g_error_new_literal (READER_ERROR, 0,
                                   "The pictures are to be read, and there is no reader"));
    return;
  }
  renew_in_time (self, task);
  if (apoyo_keyring_is_pinned (keyring, claim->process))
    read_evidence (task);
  else
    apoyo_key_pin_async (pool, keyring, vault, claim->process, FALSE, cancellable, key_pinned_cb,
                         task);
}

gboolean
apoyo_validation_run_finish (GAsyncResult *result, ApoyoValidationOutcome *outcome, GError **error)
{
  GTask *task = G_TASK (result);

  g_return_val_if_fail (g_task_get_source_tag (task) == apoyo_validation_run_async, FALSE);

  if (!g_task_propagate_boolean (task, error))
    return FALSE;
  *outcome = ((ApoyoValidation *) g_task_get_task_data (task))->outcome;
  return TRUE;
}
