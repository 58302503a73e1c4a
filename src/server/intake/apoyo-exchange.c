/* apoyo-exchange.c: one request that has arrived whole and waits for its answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <string.h>

#include "apoyo-exchange.h"
#include "apoyo-sha256.h"
#include "apoyo-store-error.h"
#include "apoyo-vault-error.h"

#define TOKEN_LENGTH 43 /* 32 bytes in base64url */

ApoyoExchange *
apoyo_exchange_new (ApoyoIntakeThread *thread, SoupServerMessage *message)
{
  ApoyoExchange *self = g_new0 (ApoyoExchange, 1);

  self->thread = thread;
  self->message = g_object_ref (message);
  self->peer = g_object_ref (soup_server_message_get_remote_address (message));
  self->cancellable = g_cancellable_new ();
  thread->n_exchanges++;
  apoyo_connections_enter (thread->connections, self->peer, APOYO_PHASE_HANDLING);
  apoyo_connections_set_cancellable (thread->connections, self->peer, self->cancellable);
  soup_server_message_pause (message);
  return self;
}

static void
exchange_finish (ApoyoExchange *self)
{
  ApoyoIntakeThread *thread = self->thread;

  apoyo_connections_set_cancellable (thread->connections, self->peer, NULL);
  apoyo_connections_enter (thread->connections, self->peer, APOYO_PHASE_ANSWERING);
  soup_server_message_unpause (self->message);
  thread->n_exchanges--;
  g_object_unref (self->cancellable);
  g_object_unref (self->peer);
  g_object_unref (self->message);
  g_free (self);
}

void
apoyo_message_answer (SoupServerMessage *message, guint status, const char *type, char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, body, strlen (body));
}

void
apoyo_message_refuse (SoupServerMessage *message, const GError *problem)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  guint retry_after = apoyo_problem_get_retry_after (problem->code);

  if (retry_after > 0) {
    char seconds[12];

    g_snprintf (seconds, sizeof seconds, "%u", retry_after);
    soup_message_headers_replace (headers, "Retry-After", seconds);
  }
  if (problem->code == APOYO_PROBLEM_INVALID_TOKEN)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"apoyo\"");
  apoyo_message_answer (message, apoyo_problem_get_status (problem->code),
                        "application/problem+json", apoyo_problem_to_json (problem));
}

void
apoyo_message_refuse_with (SoupServerMessage *message, ApoyoProblemCode code)
{
  g_autoptr (GError) problem = g_error_new_literal (APOYO_PROBLEM, code, "");

  apoyo_message_refuse (message, problem);
}

void
apoyo_exchange_answer (ApoyoExchange *self, guint status, char *json)
{
  apoyo_message_answer (self->message, status, "application/json", json);
  exchange_finish (self);
}

/* The refusals of the commands that the intake calls. */
static ApoyoProblemCode
problem_from_refusal (const char *sqlstate)
{
  static const struct {
    const char *sqlstate;
    ApoyoProblemCode code;
  } refusals[] = {
    { "AP101", APOYO_PROBLEM_PROCESS_NOT_OPEN },
    { "AP102", APOYO_PROBLEM_PROCESS_NOT_OPEN },
    { "AP110", APOYO_PROBLEM_PROMOVENTE_NOT_ACTIVE },
    { "AP172", APOYO_PROBLEM_PROMOVENTE_NOT_ACTIVE }, /* suspended or withdrawn */
    { "AP185", APOYO_PROBLEM_DATABASE_UNAVAILABLE },  /* until the keys are put right */
    { "AP186", APOYO_PROBLEM_PROMOVENTE_NOT_ACTIVE }, /* while it was suspended */
    { "AP301", APOYO_PROBLEM_INVALID_AUXILIARY_KEY },
    { "AP302", APOYO_PROBLEM_DEVICE_REVOKED },
    { "AP303", APOYO_PROBLEM_PROCESS_NOT_OPEN },
    { "AP304", APOYO_PROBLEM_PROCESS_NOT_OPEN },
    { "AP305", APOYO_PROBLEM_MODALITY_NOT_ACCEPTED },
    { "AP309", APOYO_PROBLEM_INVALID_FIELD },
    { "AP310", APOYO_PROBLEM_DATABASE_UNAVAILABLE }, /* until the keys are restored */
    { "AP311", APOYO_PROBLEM_DATABASE_UNAVAILABLE },
    { "AP313", APOYO_PROBLEM_DATABASE_UNAVAILABLE },
    { "AP315", APOYO_PROBLEM_DATABASE_UNAVAILABLE }, /* until the vault is mounted */
    { "AP316", APOYO_PROBLEM_TOO_MANY_DEVICES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (refusals[i].sqlstate, sqlstate) == 0)
      return refusals[i].code;
  return APOYO_PROBLEM_INTERNAL_ERROR;
}

/* Of the key of the process: whatever is wrong with its file, it is so until somebody restores it.
 */
static ApoyoProblemCode
problem_from_key (const GError *error)
{
  ApoyoProblemCode code = apoyo_problem_from_vault (error);

  return code == APOYO_PROBLEM_INTERNAL_ERROR ? APOYO_PROBLEM_DATABASE_UNAVAILABLE : code;
}

static ApoyoProblemCode
problem_from_store (const GError *error)
{
  if (error->domain == APOYO_VAULT_ERROR)
    return problem_from_key (error);
  if (error->domain != APOYO_STORE_ERROR) /* cancelled by the time limit */
    return APOYO_PROBLEM_DATABASE_UNAVAILABLE;
  switch ((ApoyoStoreError) error->code) {
  case APOYO_STORE_ERROR_CONNECTION:
    return APOYO_PROBLEM_DATABASE_UNAVAILABLE;
  case APOYO_STORE_ERROR_BUSY:
  case APOYO_STORE_ERROR_RETRY:
    return APOYO_PROBLEM_BUSY;
  case APOYO_STORE_ERROR_REFUSED:
    return problem_from_refusal (apoyo_store_error_get_sqlstate (error));
  case APOYO_STORE_ERROR_FAILED:
  case APOYO_STORE_ERROR_CONFLICT:
  case APOYO_STORE_ERROR_DENIED:
  case APOYO_STORE_ERROR_BAD_DATA:
  default:
    return APOYO_PROBLEM_INTERNAL_ERROR;
  }
}

void
apoyo_exchange_refuse_with (ApoyoExchange *self, ApoyoProblemCode code, const char *place)
{
  g_autoptr (GError) problem = g_error_new_literal (APOYO_PROBLEM, code, place);

  apoyo_message_refuse (self->message, problem);
  exchange_finish (self);
}

void
apoyo_exchange_refuse (ApoyoExchange *self, GError *error)
{
  g_autoptr (GError) owned = error;
  ApoyoProblemCode code;

  if (owned->domain == APOYO_PROBLEM) {
    apoyo_message_refuse (self->message, owned);
    exchange_finish (self);
    return;
  }
  code = problem_from_store (owned);
  if (code == APOYO_PROBLEM_INTERNAL_ERROR)
    g_warning ("The database answered unexpectedly: %s (%s)", owned->message,
               owned->domain == APOYO_STORE_ERROR ? apoyo_store_error_get_sqlstate (owned) : "");
  /* Somebody has to look at it; the auxiliary is told by its number. Whoever goes on is made to
   * wait for too many failures before the log is full of it. */
  if (code == APOYO_PROBLEM_TOO_MANY_DEVICES)
    g_message ("%s", owned->message);
  apoyo_exchange_refuse_with (self, code, "");
}

gboolean
apoyo_message_get_token (SoupServerMessage *message, guint8 token[APOYO_HASH_SIZE])
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");
  const char *text;

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0)
    return FALSE;
  text = header + 7;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
      return FALSE;
  if (strlen (text) != TOKEN_LENGTH)
    return FALSE;
  apoyo_sha256 (text, TOKEN_LENGTH, token);
  return TRUE;
}

typedef struct {
  ApoyoExchange *exchange;
  guint8 token[APOYO_HASH_SIZE];
  ApoyoDeviceFunc callback;
  gpointer user_data;
} Authentication;

gboolean
apoyo_intake_thread_take_device (ApoyoIntakeThread *self,
                                 const guint8 *token,
                                 const ApoyoResult *result,
                                 ApoyoDevice *device,
                                 GError **error)
{
  device->known = apoyo_result_get_n_rows (result) == 1;
  if (device->known &&
      (!apoyo_result_get_int64 (result, 0, "device", &device->device, error) ||
       !apoyo_result_get_int (result, 0, "process", &device->process, error) ||
       !apoyo_result_get_int (result, 0, "promovente", &device->promovente, error) ||
       !apoyo_result_get_bool (result, 0, "active", &device->active, error)))
    return FALSE;
  memcpy (device->token, token, sizeof device->token);
  apoyo_token_cache_add (self->tokens, device);
  return TRUE;
}

static void
judge_device (Authentication *authentication, const ApoyoDevice *device)
{
  ApoyoExchange *exchange = authentication->exchange;

  if (!device->known || !device->active) {
    apoyo_exchange_refuse_with (
        exchange, device->known ? APOYO_PROBLEM_DEVICE_REVOKED : APOYO_PROBLEM_INVALID_TOKEN, "");
    device = NULL;
  }
  authentication->callback (device, authentication->user_data);
  g_free (authentication);
}

static void
authenticate_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  Authentication *authentication = user_data;
  ApoyoExchange *exchange = authentication->exchange;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);
  ApoyoDevice device = { 0 };

  if (result == NULL || !apoyo_intake_thread_take_device (exchange->thread, authentication->token,
                                                          result, &device, &error)) {
    apoyo_exchange_refuse (exchange, g_steal_pointer (&error));
    authentication->callback (NULL, authentication->user_data);
    g_free (authentication);
    return;
  }
  judge_device (authentication, &device);
}

void
apoyo_exchange_authenticate (ApoyoExchange *self, ApoyoDeviceFunc callback, gpointer user_data)
{
  Authentication *authentication = g_new0 (Authentication, 1);
  ApoyoParams *params;
  ApoyoDevice device = { 0 };

  authentication->exchange = self;
  authentication->callback = callback;
  authentication->user_data = user_data;
  if (!apoyo_message_get_token (self->message, authentication->token) ||
      apoyo_token_cache_find (self->thread->tokens, authentication->token, &device)) {
    judge_device (authentication, &device); /* a bad header is an unknown device */
    return;
  }
  params = apoyo_params_new ();
  apoyo_params_add_data (params, authentication->token, sizeof authentication->token);
  apoyo_pool_call_async (self->thread->pool, "authenticate-device", params, self->cancellable,
                         authenticate_cb, authentication);
}
