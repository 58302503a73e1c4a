/* apoyo-reception.c: POST /v1/supports: who sends, what, to the vault, to the database, the
 * receipt.
 *
 * In that order: the capture is on disk before its row exists, and the row before the answer, so
 * that what was acknowledged is there after any crash, and what was not can be sent again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

#include "apoyo-folio.h"
#include "apoyo-handlers.h"
#include "apoyo-key-pin.h"
#include "apoyo-multipart.h"
#include "apoyo-store-error.h"
#include "apoyo-submission.h"

#define MOST_TRIES 4
#define SALT_SIZE 32

typedef struct {
  ApoyoExchange *exchange; /* (nullable): NULL when it is answered */
  ApoyoDevice device;
  char *boundary;              /* (owned) */
  char *capture;               /* (owned) */
  GBytes *body;                /* (owned) (nullable): until it is stored */
  ApoyoSubmission *submission; /* (owned) (nullable) */
  GError *problem;             /* (owned) (nullable): of the worker */
  GBytes *image_keys[APOYO_N_IMAGES];
  guint n_tries;
} Reception;

static void insert_row (Reception *self);

static void
reception_free (Reception *self)
{
  g_free (self->boundary);
  g_free (self->capture);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->submission, apoyo_submission_free);
  g_clear_error (&self->problem);
  for (guint i = 0; i < APOYO_N_IMAGES; i++)
    g_clear_pointer (&self->image_keys[i], g_bytes_unref);
  g_free (self);
}

static void
refuse (Reception *self, GError *error)
{
  apoyo_exchange_refuse (self->exchange, error);
  reception_free (self);
}

static void
refuse_with (Reception *self, ApoyoProblemCode code, const char *place)
{
  apoyo_exchange_refuse_with (self->exchange, code, place);
  reception_free (self);
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static char *
receipt_to_json (Reception *self, const char *folio, GDateTime *received_at, const char *situation)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *time = g_date_time_format_iso8601 (received_at);

  json_builder_begin_object (builder);
  add_member (builder, "folio", folio);
  add_member (builder, "capture", self->capture);
  add_member (builder, "received_at", time);
  add_member (builder, "situation", situation);
  add_member (builder, "digest", self->submission->digest_hex);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
answer_receipt (Reception *self, ApoyoResult *result, gboolean repeated, GError **error)
{
  ApoyoMetrics *metrics = self->exchange->thread->shared->metrics;
  g_autoptr (GDateTime) received_at = NULL;
  const char *folio = NULL;
  const char *situation = NULL;

  if (!apoyo_result_get_text (result, 0, "folio", &folio, error) ||
      !apoyo_result_get_text (result, 0, "situation", &situation, error) ||
      !apoyo_result_get_time (result, 0, "received_at", &received_at, error))
    return FALSE;
  apoyo_metrics_add (metrics, repeated ? APOYO_COUNTER_REPEATED : APOYO_COUNTER_STORED, 1);
  apoyo_exchange_answer (self->exchange, repeated ? 200 : 201,
                         receipt_to_json (self, folio, received_at, situation));
  reception_free (self);
  return TRUE;
}

static void
answer_outcome (Reception *self, ApoyoResult *result)
{
  const char *outcome = NULL;
  GError *error = NULL;

  if (!apoyo_result_get_text (result, 0, "outcome", &outcome, &error))
    refuse (self, error);
  else if (g_str_equal (outcome, "conflict"))
    refuse_with (self, APOYO_PROBLEM_IDEMPOTENCY_CONFLICT, "");
  else if (!answer_receipt (self, result, g_str_equal (outcome, "repeated"), &error))
    refuse (self, error);
}

/* A serialisation failure or deadlock, or a folio that exists: another try may well succeed. */
static gboolean
is_worth_another_try (Reception *self, const GError *error)
{
  gboolean folio_taken = g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_REFUSED) &&
                         g_strcmp0 (apoyo_store_error_get_sqlstate (error), "AP306") == 0;

  return self->n_tries < MOST_TRIES &&
         (folio_taken || g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_RETRY));
}

static void
insert_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  Reception *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);

  if (result != NULL)
    answer_outcome (self, result);
  else if (is_worth_another_try (self, error))
    insert_row (self);
  else
    refuse (self, g_steal_pointer (&error));
}

/* The event's private body: what opens its commitment, without a person's data. */
static GBytes *
private_body (Reception *self, const char *folio)
{
  char *text = g_strdup_printf ("{\"capture\":\"%s\",\"digest\":\"%s\",\"folio\":\"%s\"}",
                                self->capture, self->submission->digest_hex, folio);

  return g_bytes_new_take (text, strlen (text));
}

static ApoyoParams *
row_params (Reception *self, const char *folio)
{
  const ApoyoSubmission *submission = self->submission;
  const ApoyoMetadata *metadata = submission->metadata;
  g_autoptr (GBytes) body = private_body (self, folio);
  ApoyoParams *params = apoyo_params_new ();
  guint8 salt[SALT_SIZE];

  randombytes_buf (salt, sizeof salt);
  apoyo_params_add_text (params, self->capture);
  apoyo_params_add_int (params, metadata->process);
  apoyo_params_add_int (params, metadata->promovente);
  apoyo_params_add_int64 (params, self->device.device);
  apoyo_params_add_data (params, submission->digest, sizeof submission->digest);
  apoyo_params_add_text (params, folio);
  apoyo_params_add_text (params, metadata->modality);
  apoyo_params_add_time (params, metadata->captured_at);
  apoyo_params_add_time (params, metadata->sent_at);
  apoyo_params_add_bytes_array (params, self->image_keys, APOYO_N_IMAGES);
  apoyo_params_add_data (params, salt, sizeof salt);
  apoyo_params_add_bytes (params, body);
  return params;
}

static void
insert_row (Reception *self)
{
  ApoyoIntakeThread *thread = self->exchange->thread;
  const char *code = g_hash_table_lookup (thread->process_codes,
                                          GINT_TO_POINTER (self->submission->metadata->process));
  g_autoptr (GError) error = NULL;
  g_autofree char *folio = apoyo_folio_new (code, &error);

  if (folio == NULL) {
    g_warning ("No folio could be made: %s", error->message);
    refuse_with (self, APOYO_PROBLEM_INTERNAL_ERROR, "");
    return;
  }
  self->n_tries++;
  apoyo_pool_call_async (thread->pool, "receive-support", row_params (self, folio),
                         self->exchange->cancellable, insert_cb, self);
}

static gboolean
make_image_keys (Reception *self, ApoyoKeyring *keyring, GError **error)
{
  for (guint i = 0; i < APOYO_N_IMAGES; i++) {
    self->image_keys[i] = apoyo_keyring_image_key (keyring, self->submission->metadata->process,
                                                   self->submission->images[i].sha256, error);
    if (self->image_keys[i] == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_sender (Reception *self, GError **error)
{
  const ApoyoMetadata *metadata = self->submission->metadata;

  if (metadata->process != self->device.process)
    apoyo_problem_set (error, APOYO_PROBLEM_OTHER_PROCESS, "metadata.process");
  else if (metadata->promovente != self->device.promovente)
    apoyo_problem_set (error, APOYO_PROBLEM_OTHER_PROCESS, "metadata.promovente");
  else
    return TRUE;
  return FALSE;
}

/* In a worker. */
static void
store_capture (gpointer data, gpointer user_data)
{
  Reception *self = data;
  const ApoyoIntakeShared *shared = self->exchange->thread->shared;
  g_autoptr (GError) error = NULL;
  gboolean failed = FALSE;

  self->submission =
      apoyo_submission_read (self->body, self->boundary, self->capture, &self->problem);
  if (self->submission == NULL || !check_sender (self, &self->problem))
    return;
  apoyo_metrics_add (shared->metrics, APOYO_COUNTER_VAULT_WRITES, 1);
  if (!apoyo_submission_store (self->submission, shared->vault, &failed, &self->problem)) {
    if (failed)
      apoyo_metrics_add (shared->metrics, APOYO_COUNTER_VAULT_FAILURES, 1);
    return;
  }
  if (!make_image_keys (self, shared->keyring, &error)) {
    g_warning ("No keys for the images: %s", error->message);
    apoyo_problem_set (&self->problem, APOYO_PROBLEM_INTERNAL_ERROR, "%s", "");
  }
}

static void
on_capture_stored (gpointer user_data)
{
  Reception *self = user_data;

  g_clear_pointer (&self->body, g_bytes_unref);
  if (self->problem != NULL)
    refuse (self, g_steal_pointer (&self->problem));
  else
    insert_row (self);
}

static void
begin_storing (Reception *self)
{
  apoyo_workers_run (self->exchange->thread->shared->workers, store_capture, on_capture_stored,
                     self);
}

static void
key_pinned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reception *self = user_data;
  GError *error = NULL;

  if (apoyo_key_pin_finish (result, &error))
    begin_storing (self);
  else
    refuse (self, error);
}

/* Nothing is sealed or hashed with a key that may not be the process's. */
static void
secure_key (Reception *self)
{
  ApoyoIntakeThread *thread = self->exchange->thread;
  ApoyoKeyring *keyring = thread->shared->keyring;

  if (apoyo_keyring_is_pinned (keyring, self->device.process))
    begin_storing (self);
  else
    apoyo_key_pin_async (thread->pool, keyring, thread->shared->vault, self->device.process, TRUE,
                         self->exchange->cancellable, key_pinned_cb, self);
}

static gboolean
learn_codes (GHashTable *codes, ApoyoResult *result, GError **error)
{
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    const char *code = NULL;
    gint process = 0;

    if (!apoyo_result_get_int (result, row, "process", &process, error) ||
        !apoyo_result_get_text (result, row, "code", &code, error))
      return FALSE;
    g_hash_table_replace (codes, GINT_TO_POINTER (process), g_strdup (code));
  }
  return TRUE;
}

static gboolean
knows_code (Reception *self)
{
  return g_hash_table_contains (self->exchange->thread->process_codes,
                                GINT_TO_POINTER (self->device.process));
}

static void
processes_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  Reception *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);

  if (result == NULL || !learn_codes (self->exchange->thread->process_codes, result, &error))
    refuse (self, g_steal_pointer (&error));
  else if (!knows_code (self)) /* still being prepared: nobody outside knows of it */
    refuse_with (self, APOYO_PROBLEM_PROCESS_NOT_OPEN, "");
  else
    secure_key (self);
}

static void
on_device_known (const ApoyoDevice *device, gpointer user_data)
{
  Reception *self = user_data;

  if (device == NULL) {
    reception_free (self);
    return;
  }
  self->device = *device;
  if (knows_code (self))
    secure_key (self);
  else
    apoyo_pool_call_async (self->exchange->thread->pool, "public-processes", NULL,
                           self->exchange->cancellable, processes_cb, self);
}

char *
apoyo_message_get_capture (SoupServerMessage *message)
{
  const char *key = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                  "Idempotency-Key");

  return key != NULL && g_uuid_string_is_valid (key) ? g_ascii_strdown (key, -1) : NULL;
}

void
apoyo_handle_support (ApoyoIntakeThread *thread, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Reception *self = g_new0 (Reception, 1);

  self->exchange = apoyo_exchange_new (thread, message);
  /* The early handler has seen to it that both are there. */
  self->boundary =
      apoyo_multipart_get_boundary (soup_message_headers_get_one (headers, "Content-Type"));
  self->capture = apoyo_message_get_capture (message);
  self->body = apoyo_message_get_body (message);
  apoyo_exchange_authenticate (self->exchange, on_device_known, self);
}
