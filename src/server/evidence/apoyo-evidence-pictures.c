/* apoyo-evidence-pictures.c: shows pictures and typed data of one support.
 *
 * The database first: only after the look is written down does anything leave the vault. Pictures
 * are the previews made of pixels in the confined reader, never the bytes that a phone sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-evidence"

#include "config.h"

#include "apoyo-evidence-readings.h"
#include "apoyo-evidence-request.h"
#include "apoyo-vault-error.h"
#include "apoyo-vault-previews.h"

typedef struct {
  ApoyoVault *vault; /* (owned) */
  int process;
  char *capture; /* (owned) */
  char **claims; /* (owned): whose examinations were kept, the last one first */
  char *picture; /* (owned) (nullable): the data */
  char *size;    /* (owned) (nullable) */

  /* Of the data: what the last examination was made from, and what it compared. */
  ApoyoKeyring *keyring; /* (owned) */
  char *rule;            /* (owned) (nullable): there was none, like the next two */
  char *checks;          /* (owned) (nullable) */
  GBytes *sealed;        /* (owned) (nullable) */
  JsonArray *readings;   /* (owned) (nullable): it cannot be opened */
} Look;

static void
look_free (Look *look)
{
  g_clear_object (&look->vault);
  g_free (look->capture);
  g_strfreev (look->claims);
  g_free (look->picture);
  g_free (look->size);
  g_clear_object (&look->keyring);
  g_free (look->rule);
  g_free (look->checks);
  g_clear_pointer (&look->sealed, g_bytes_unref);
  g_clear_pointer (&look->readings, json_array_unref);
  g_free (look);
}

/* Of the last claim that was taken and made any; 0: before they lay by claim. */
static GBytes *
read_preview (const Look *look, GError **error)
{
  for (guint i = 0;; i++) {
    const char *number = look->claims[i];
    gint claim = number != NULL ? (gint) g_ascii_strtoll (number, NULL, 10) : 0;
    g_autoptr (GError) local = NULL;
    GBytes *bytes = apoyo_vault_read_preview (look->vault, look->process, look->capture, claim,
                                              look->picture, look->size, &local);

    if (bytes != NULL)
      return bytes;
    if (number == NULL ||
        !g_error_matches (local, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NOT_FOUND)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  }
}

static GBytes *
read_data (Look *look, GError **error)
{
  look->readings = look->sealed != NULL
                       ? apoyo_evidence_readings_open (look->keyring, look->process, look->sealed,
                                                       look->rule, look->checks)
                       : json_array_new ();
  return apoyo_vault_read_index (look->vault, look->process, look->capture, error);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Look *look = task_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = look->picture != NULL ? read_preview (look, &error) : read_data (look, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
say_why_not (ApoyoEvidenceRequest *request, const GError *error)
{
  if (g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NOT_FOUND) ||
      g_error_matches (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED)) {
    apoyo_evidence_request_say_no (request, APOYO_EVIDENCE_PROBLEM_NO_PICTURE);
    return;
  }
  g_warning ("Evidence cannot be read: %s", error->message);
  apoyo_evidence_request_say_no (request, APOYO_EVIDENCE_PROBLEM_INTERNAL);
}

/* Names and credential; nothing else of what the phone sent is anybody's to see here. And what the
 * examination read in their place. */
static void
answer_data (ApoyoEvidenceRequest *request, GBytes *index, JsonArray *readings)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  JsonNode *root = NULL;
  JsonNode *metadata = NULL;

  if (json_parser_load_from_data (parser, g_bytes_get_data (index, NULL),
                                  (gssize) g_bytes_get_size (index), NULL))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    metadata = json_object_get_member (json_node_get_object (root), "metadata");
  if (metadata == NULL || !JSON_NODE_HOLDS_OBJECT (metadata)) {
    apoyo_evidence_request_say_no (request, APOYO_EVIDENCE_PROBLEM_INTERNAL);
    return;
  }
  json_builder_begin_object (builder);
  for (const char *const *name = (const char *const[]){ "names", "credential", NULL };
       *name != NULL; name++) {
    JsonNode *member = json_object_get_member (json_node_get_object (metadata), *name);

    if (member == NULL)
      continue;
    json_builder_set_member_name (builder, *name);
    json_builder_add_value (builder, json_node_copy (member));
  }
  json_builder_set_member_name (builder, "readings");
  if (readings != NULL)
    json_builder_add_value (builder, json_node_init_array (json_node_alloc (), readings));
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  apoyo_evidence_request_answer_json (request, 200, builder);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ApoyoEvidenceRequest *request = user_data;
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes == NULL)
    say_why_not (request, error);
  else if (look->picture != NULL)
    apoyo_evidence_request_answer (request, 200, "image/jpeg", bytes);
  else
    answer_data (request, bytes, look->readings);
}

/* NULL what is null. */
static gboolean
dup_text (const ApoyoResult *result, const char *column, char **text, GError **error)
{
  const char *value = NULL;

  if (apoyo_result_is_null (result, 0, column))
    return TRUE;
  if (!apoyo_result_get_text (result, 0, column, &value, error))
    return FALSE;
  *text = g_strdup (value);
  return TRUE;
}

/* Where it lies, and of the data the last examination. */
static gboolean
read_place (Look *look, const ApoyoResult *result, GError **error)
{
  return apoyo_result_get_int (result, 0, "process", &look->process, error) &&
         dup_text (result, "capture", &look->capture, error) &&
         apoyo_result_get_text_array (result, 0, "claims", &look->claims, error) &&
         dup_text (result, "rule", &look->rule, error) &&
         dup_text (result, "checks", &look->checks, error) &&
         (apoyo_result_is_null (result, 0, "sealed") ||
          apoyo_result_get_bytes (result, 0, "sealed", &look->sealed, error));
}

static void
used_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ApoyoEvidenceRequest *request = g_object_get_data (G_OBJECT (task), "request");
  Look *look = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);

  if (result == NULL || !read_place (look, result, &error)) {
    apoyo_evidence_request_refuse (request, error);
    return;
  }
  g_task_run_in_thread (task, read_in_thread);
}

static void
look_at (ApoyoEvidenceRequest *request, const char *picture, const char *size)
{
  Look *look = g_new0 (Look, 1);
  GTask *task = g_task_new (NULL, NULL, read_cb, request);
  ApoyoParams *params = apoyo_evidence_request_new_params (request);

  look->vault = g_object_ref (request->shared->vault);
  look->keyring = g_object_ref (request->shared->keyring);
  look->picture = g_strdup (picture);
  look->size = g_strdup (size);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_object_set_data (G_OBJECT (task), "request", request);
  apoyo_params_add_text (params, picture != NULL ? picture : "data");
  apoyo_params_add_text (params, size);
  apoyo_pool_call_async (request->shared->pool, "use-evidence-ticket", params, request->cancellable,
                         used_cb, task);
}

void
apoyo_evidence_handle_picture (ApoyoEvidenceRequest *request, const char *picture, const char *size)
{
  if (g_strcmp0 (size, "small") != 0 && g_strcmp0 (size, "large") != 0)
    apoyo_evidence_request_say_no (request, APOYO_EVIDENCE_PROBLEM_MALFORMED);
  else
    look_at (request, picture, size);
}

void
apoyo_evidence_handle_data (ApoyoEvidenceRequest *request)
{
  look_at (request, NULL, NULL);
}
