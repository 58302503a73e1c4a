/* apoyo-evidence-search.c: finds the supports of the person with a clave de elector.
 *
 * A citizen has another name in every process, made with that process's key; only here can both be
 * brought together. The clave stands in memory for the length of the request and nowhere else.
 *
 * Where a process's key is lost nobody can be named: the others are searched all the same, and the
 * answer says of that one that it was not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-evidence"

#include "config.h"

#include "apoyo-evidence-request.h"
#include "apoyo-vault-error.h"

static gboolean
add_row (JsonBuilder *builder, const ApoyoResult *rows, guint i, GError **error)
{
  gint64 support = 0;
  int process = 0;
  const char *folio = NULL;
  const char *situation = NULL;
  g_autoptr (GDateTime) received_at = NULL;
  g_autofree char *time = NULL;

  if (!apoyo_result_get_int64 (rows, i, "support", &support, error) ||
      !apoyo_result_get_text (rows, i, "folio", &folio, error) ||
      !apoyo_result_get_int (rows, i, "process", &process, error) ||
      !apoyo_result_get_time (rows, i, "received_at", &received_at, error) ||
      !apoyo_result_get_text (rows, i, "situation", &situation, error))
    return FALSE;
  time = g_date_time_format_iso8601 (received_at);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "support");
  json_builder_add_int_value (builder, support);
  json_builder_set_member_name (builder, "folio");
  json_builder_add_string_value (builder, folio);
  json_builder_set_member_name (builder, "process");
  json_builder_add_int_value (builder, process);
  json_builder_set_member_name (builder, "received_at");
  json_builder_add_string_value (builder, time);
  json_builder_set_member_name (builder, "situation");
  json_builder_add_string_value (builder, situation);
  json_builder_end_object (builder);
  return TRUE;
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ApoyoEvidenceRequest *request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows = apoyo_pool_call_finish (APOYO_POOL (object), result, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean more = FALSE;

  if (rows == NULL || (apoyo_result_get_n_rows (rows) > 0 &&
                       !apoyo_result_get_bool (rows, 0, "more", &more, &error))) {
    apoyo_evidence_request_refuse (request, error);
    return;
  }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "supports");
  json_builder_begin_array (builder);
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++)
    if (!add_row (builder, rows, i, &error)) {
      apoyo_evidence_request_refuse (request, error);
      return;
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "more");
  json_builder_add_boolean_value (builder, more);
  json_builder_set_member_name (builder, "not_searched");
  json_builder_add_value (builder,
                          json_node_init_array (json_node_alloc (), request->not_searched));
  json_builder_end_object (builder);
  apoyo_evidence_request_answer_json (request, 200, builder);
}

/* With the key that the process was begun with, and no other: under another one its citizens have
 * other names, and nobody would be found who is there. */
static GBytes *
name_citizen (ApoyoKeyring *keyring, int process, GBytes *key_id, gint64 roll, GError **error)
{
  g_autoptr (GBytes) id = apoyo_keyring_get_key_id (keyring, process, error);

  if (id == NULL)
    return NULL;
  if (g_bytes_equal (id, key_id))
    return apoyo_keyring_citizen_key (keyring, process, roll, error);
  g_set_error_literal (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_OTHER_KEY,
                       "The key directory has another key than the one it was begun with");
  return NULL;
}

/* What is wrong with a key passes when somebody restores it, and names nobody. Of such a process
 * nobody may say that there is nothing in it. */
static void
pass_over (ApoyoEvidenceRequest *request, int process, const char *code, const GError *error)
{
  JsonObject *passed_over = json_object_new ();

  g_warning ("Process %d cannot be searched: %s", process, error->message);
  json_object_set_int_member (passed_over, "process", process);
  json_object_set_string_member (passed_over, "code", code);
  json_array_add_object_element (request->not_searched, passed_over);
}

/* Nobody of the roll: the search ends like one that finds nothing, and takes as long. */
static gboolean
name_citizens (ApoyoEvidenceRequest *request,
               const ApoyoResult *begun,
               GArray *numbers,
               GPtrArray *keys,
               GError **error)
{
  g_auto (GStrv) processes = NULL;
  g_auto (GStrv) codes = NULL;
  g_autoptr (GPtrArray) key_ids = NULL;
  gint64 roll = 0;

  request->not_searched = json_array_new ();
  if (!apoyo_result_get_text_array (begun, 0, "processes", &processes, error) ||
      !apoyo_result_get_bytes_array (begun, 0, "key_ids", &key_ids, error) ||
      !apoyo_result_get_text_array (begun, 0, "codes", &codes, error) ||
      (!apoyo_result_is_null (begun, 0, "roll") &&
       !apoyo_result_get_int64 (begun, 0, "roll", &roll, error)))
    return FALSE;
  for (guint i = 0; i < key_ids->len; i++) {
    int process = (int) g_ascii_strtoll (processes[i], NULL, 10);
    g_autoptr (GError) lost = NULL;
    GBytes *key = name_citizen (request->shared->keyring, process, key_ids->pdata[i], roll, &lost);

    if (key == NULL) {
      pass_over (request, process, codes[i], lost);
      continue;
    }
    g_array_append_val (numbers, process);
    g_ptr_array_add (keys, key);
  }
  return TRUE;
}

static void
begun_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  ApoyoEvidenceRequest *request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  ApoyoParams *params = NULL;

  if (result == NULL || !name_citizens (request, result, numbers, keys, &error)) {
    apoyo_evidence_request_refuse (request, error);
    return;
  }
  params = apoyo_evidence_request_new_params (request);
  apoyo_params_add_int_array (params, (const int *) (gpointer) numbers->data, numbers->len);
  apoyo_params_add_bytes_array (params, (GBytes *const *) keys->pdata, keys->len);
  apoyo_evidence_request_call (request, "finish-search", params, found_cb);
}

void
apoyo_evidence_handle_search (ApoyoEvidenceRequest *request)
{
  g_autoptr (JsonObject) body = apoyo_evidence_request_dup_body (request);
  g_autoptr (GBytes) clave = apoyo_evidence_request_hash_clave (request, body);
  ApoyoParams *params = NULL;

  if (clave == NULL)
    return;
  params = apoyo_evidence_request_new_params (request);
  apoyo_params_add_bytes (params, clave);
  apoyo_evidence_request_call (request, "begin-search", params, begun_cb);
}
