/* apoyo-evidence-registration.c: registers an auxiliary who is a person of the nominal roll.
 *
 * The access key is made here and told once, in the answer; the database holds its hash.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-evidence"

#include "config.h"

#include <string.h>

#include "apoyo-evidence-request.h"
#include "apoyo-folio.h"
#include "apoyo-sha256.h"

/* A refusal is an answer, not an error: it has used up the ticket and is written down. */
static void
pass_refusal_on (ApoyoEvidenceRequest *request, const ApoyoResult *result)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  const char *code = NULL;

  if (apoyo_result_get_text (result, 0, "refusal", &code, &error) &&
      apoyo_result_get_text_array (result, 0, "names", &names, &error))
    apoyo_evidence_request_say_refusal (request, code, (const char *const *) names);
  else
    apoyo_evidence_request_refuse (request, error);
}

static void
registered_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  ApoyoEvidenceRequest *request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *label = NULL;
  gint64 auxiliary = 0;

  if (result != NULL && apoyo_result_get_n_rows (result) > 0 &&
      !apoyo_result_is_null (result, 0, "refusal")) {
    pass_refusal_on (request, result);
    return;
  }
  if (result == NULL || !apoyo_result_get_int64 (result, 0, "auxiliary", &auxiliary, &error) ||
      !apoyo_result_get_text (result, 0, "label", &label, &error)) {
    apoyo_evidence_request_refuse (request, error);
    return;
  }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "auxiliary");
  json_builder_add_int_value (builder, auxiliary);
  json_builder_set_member_name (builder, "label");
  json_builder_add_string_value (builder, label);
  json_builder_set_member_name (builder, "key");
  json_builder_add_string_value (builder, g_object_get_data (G_OBJECT (request->message), "key"));
  json_builder_end_object (builder);
  apoyo_evidence_request_answer_json (request, 201, builder);
}

/* Makes the key; the message keeps it until it is answered. */
static gboolean
make_key (ApoyoEvidenceRequest *request, guint8 hash[APOYO_HASH_SIZE])
{
  char *key = apoyo_auxiliary_key_new (NULL);
  char *normal = NULL;

  if (key == NULL)
    return FALSE;
  g_object_set_data_full (G_OBJECT (request->message), "key", key, apoyo_evidence_key_free);
  normal = apoyo_auxiliary_key_normalise (key, NULL);
  apoyo_sha256 (normal, strlen (normal), hash);
  apoyo_evidence_key_free (normal);
  return TRUE;
}

void
apoyo_evidence_handle_registration (ApoyoEvidenceRequest *request)
{
  g_autoptr (JsonObject) body = apoyo_evidence_request_dup_body (request);
  g_autoptr (GBytes) clave = NULL;
  ApoyoParams *params = NULL;
  JsonNode *promovente = body != NULL ? json_object_get_member (body, "promovente") : NULL;
  guint8 hash[APOYO_HASH_SIZE];

  if (promovente == NULL || json_node_get_value_type (promovente) != G_TYPE_INT64 ||
      json_node_get_int (promovente) < 1 || json_node_get_int (promovente) > G_MAXINT32) {
    apoyo_evidence_request_say_no (request, APOYO_EVIDENCE_PROBLEM_MALFORMED);
    return;
  }
  clave = apoyo_evidence_request_hash_clave (request, body);
  if (clave == NULL)
    return;
  if (!make_key (request, hash)) {
    apoyo_evidence_request_say_no (request, APOYO_EVIDENCE_PROBLEM_INTERNAL);
    return;
  }
  params = apoyo_evidence_request_new_params (request);
  apoyo_params_add_int (params, (int) json_node_get_int (promovente));
  apoyo_params_add_data (params, hash, sizeof hash);
  apoyo_params_add_bytes (params, clave);
  apoyo_evidence_request_call (request, "register-auxiliary-by-ticket", params, registered_cb);
}
