/* apoyo-registration.c: POST /v1/devices: an auxiliary's key becomes a device's token.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <sodium.h>
#include <string.h>

#include "apoyo-folio.h"
#include "apoyo-handlers.h"
#include "apoyo-metadata.h"
#include "apoyo-peer.h"
#include "apoyo-sha256.h"

#define TOKEN_SIZE 32

typedef struct {
  ApoyoExchange *exchange;
  char *peer;  /* (owned) */
  char *token; /* (owned) */
} Registration;

static void
registration_free (Registration *self)
{
  g_free (self->peer);
  if (self->token != NULL)
    sodium_memzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self);
}

static char *
new_token (void)
{
  guint8 bytes[TOKEN_SIZE];
  gsize size = sodium_base64_encoded_len (TOKEN_SIZE, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *token = g_malloc (size);

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (token, size, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (bytes, sizeof bytes);
  return token;
}

static void
count_failure (Registration *self)
{
  apoyo_rate_limit_count_failure (self->exchange->thread->shared->registrations, self->peer);
}

static void
register_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  Registration *self = user_data;
  GError *error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);
  gint process = 0;
  gint promovente = 0;

  if (result == NULL || !apoyo_result_get_int (result, 0, "process", &process, &error) ||
      !apoyo_result_get_int (result, 0, "promovente", &promovente, &error)) {
    if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_REFUSED))
      count_failure (self);
    apoyo_exchange_refuse (self->exchange, error);
  } else {
    apoyo_exchange_answer (self->exchange, 201,
                           g_strdup_printf ("{\"token\":\"%s\",\"process\":%d,\"promovente\":%d}",
                                            self->token, process, promovente));
  }
  registration_free (self);
}

static void
register_device (Registration *self, const char *auxiliary_key, const char *label)
{
  g_autofree char *normal = apoyo_auxiliary_key_normalise (auxiliary_key, NULL);
  guint8 hash[APOYO_HASH_SIZE];
  ApoyoParams *params;

  if (normal == NULL) {
    count_failure (self);
    apoyo_exchange_refuse_with (self->exchange, APOYO_PROBLEM_INVALID_AUXILIARY_KEY, "");
    registration_free (self);
    return;
  }
  params = apoyo_params_new ();
  apoyo_sha256 (normal, strlen (normal), hash);
  apoyo_params_add_data (params, hash, sizeof hash);
  self->token = new_token ();
  apoyo_sha256 (self->token, strlen (self->token), hash);
  apoyo_params_add_data (params, hash, sizeof hash);
  apoyo_params_add_text (params, label);
  apoyo_pool_call_async (self->exchange->thread->pool, "register-device", params,
                         self->exchange->cancellable, register_cb, self);
}

void
apoyo_handle_device (ApoyoIntakeThread *thread, SoupServerMessage *message)
{
  g_autoptr (GBytes) body = apoyo_message_get_body (message);
  g_autofree char *auxiliary_key = NULL;
  g_autofree char *label = NULL;
  GError *error = NULL;
  Registration *self = g_new0 (Registration, 1);

  self->exchange = apoyo_exchange_new (thread, message);
  self->peer = apoyo_peer_make_name (
      self->exchange->peer,
      soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                     "X-Forwarded-For"));
  if (!apoyo_rate_limit_allows (thread->shared->registrations, self->peer)) {
    apoyo_exchange_refuse_with (self->exchange, APOYO_PROBLEM_TOO_MANY_REQUESTS, "");
    registration_free (self);
  } else if (!apoyo_registration_read (body, &auxiliary_key, &label, &error)) {
    apoyo_exchange_refuse (self->exchange, error);
    registration_free (self);
  } else {
    register_device (self, auxiliary_key, label);
  }
}
