/* apoyo-evidence-import.c: takes the auxiliaries of a file for whoever imports them.
 *
 * Claves become the keyed hashes that the roll is searched by, and each row gets an access key. The
 * rows go into an import in the database, which checks and adopts them in the person's own session;
 * the keys are told once, in the answer, and are good for nothing until then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-evidence"

#include "config.h"

#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-evidence-request.h"
#include "apoyo-folio.h"
#include "apoyo-import-kind.h"
#include "apoyo-json-scan.h"
#include "apoyo-roll-keys.h"
#include "apoyo-sha256.h"

/* {"rows": [[line, promovente, clave], …]} */
#define MOST_VALUES (4 * APOYO_IMPORT_MOST_AUXILIARIES + 8)

typedef struct {
  GArray *lines;          /* (element-type int) */
  GPtrArray *promoventes; /* (element-type utf8) */
  GPtrArray *claves;      /* (element-type utf8) (nullable elements) */
  GPtrArray *hashes;      /* (element-type utf8): of the keys */
  GPtrArray *keys;        /* (element-type utf8) */
} Rows;

static void
rows_free (gpointer data)
{
  Rows *self = data;

  g_array_unref (self->lines);
  g_ptr_array_unref (self->promoventes);
  g_ptr_array_unref (self->claves);
  g_ptr_array_unref (self->hashes);
  g_ptr_array_unref (self->keys);
  g_free (self);
}

static Rows *
rows_new (void)
{
  Rows *self = g_new0 (Rows, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (int));
  self->promoventes = g_ptr_array_new_with_free_func (g_free);
  self->claves = g_ptr_array_new_with_free_func (g_free);
  self->hashes = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_ptr_array_new_with_free_func (apoyo_evidence_key_free);
  return self;
}

static char *
to_hex (GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return apoyo_hex_encode (data, size);
}

/* NULL: nobody is named; empty: what stands there is no clave, which the database says with the
 * other faults of the row. */
static char *
hash_clave (ApoyoKeyring *keyring, const char *text)
{
  g_autoptr (GBytes) hash = NULL;
  ApoyoClave clave;

  if (*text == '\0')
    return NULL;
  if (!apoyo_clave_parse (text, &clave, NULL))
    return g_strdup ("");
  hash = apoyo_roll_key (keyring, APOYO_ROLL_KEY_CLAVE, clave.text);
  return to_hex (hash);
}

static gboolean
add_key (Rows *rows)
{
  char *key = apoyo_auxiliary_key_new (NULL);
  char *normal = NULL;
  guint8 hash[APOYO_HASH_SIZE];

  if (key == NULL)
    return FALSE;
  g_ptr_array_add (rows->keys, key);
  normal = apoyo_auxiliary_key_normalise (key, NULL);
  apoyo_sha256 (normal, strlen (normal), hash);
  apoyo_evidence_key_free (normal);
  g_ptr_array_add (rows->hashes, apoyo_hex_encode (hash, sizeof hash));
  return TRUE;
}

static const char *
get_text (JsonArray *row, guint place)
{
  JsonNode *node = json_array_get_element (row, place);

  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
add_row (Rows *rows, ApoyoKeyring *keyring, JsonNode *node)
{
  JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  const char *promovente = NULL;
  const char *clave = NULL;
  gint64 line;
  int number;

  if (row == NULL || json_array_get_length (row) != 3 ||
      json_node_get_value_type (json_array_get_element (row, 0)) != G_TYPE_INT64)
    return FALSE;
  line = json_array_get_int_element (row, 0);
  promovente = get_text (row, 1);
  clave = get_text (row, 2);
  if (line < 1 || line > G_MAXINT32 || promovente == NULL || clave == NULL)
    return FALSE;
  number = (int) line;
  g_array_append_val (rows->lines, number);
  g_ptr_array_add (rows->promoventes, g_strdup (promovente));
  g_ptr_array_add (rows->claves, hash_clave (keyring, clave));
  return add_key (rows);
}

/* NULL when the body is no such thing. Its grammar and depth are looked at before anything is made
 * of it: it may be long, as long as what the service takes. */
static Rows *
read_rows (ApoyoKeyring *keyring, GBytes *body)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  const char *text = NULL;
  gsize length = 0;
  JsonNode *root = NULL;
  JsonNode *member = NULL;
  JsonArray *array = NULL;
  Rows *rows = NULL;

  text = g_bytes_get_data (body, &length);
  if (length == 0 || !apoyo_json_scan_within (text, length, length, MOST_VALUES, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  member = json_object_get_member (json_node_get_object (root), "rows");
  if (member == NULL || !JSON_NODE_HOLDS_ARRAY (member))
    return NULL;
  array = json_node_get_array (member);
  rows = rows_new ();
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (!add_row (rows, keyring, json_array_get_element (array, i))) {
      rows_free (rows);
      return NULL;
    }
  }
  return rows;
}

static void
staged_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  ApoyoEvidenceRequest *request = user_data;
  const Rows *rows = g_object_get_data (G_OBJECT (request->message), "rows");
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 import = 0;

  if (result == NULL || !apoyo_result_get_int64 (result, 0, "import", &import, &error)) {
    apoyo_evidence_request_refuse (request, error);
    return;
  }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "import");
  json_builder_add_int_value (builder, import);
  json_builder_set_member_name (builder, "keys");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->keys->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (rows->keys, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  apoyo_evidence_request_answer_json (request, 201, builder);
}

static void
add_texts (ApoyoParams *params, GPtrArray *texts)
{
  apoyo_params_add_text_array (params, (const char *const *) texts->pdata, texts->len);
}

typedef struct {
  ApoyoKeyring *keyring; /* (owned) */
  GBytes *body;          /* (owned) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_object_unref (self->keyring);
  g_bytes_unref (self->body);
  g_free (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Reading *reading = task_data;

  g_task_return_pointer (task, read_rows (reading->keyring, reading->body), rows_free);
}

static void
read_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  ApoyoEvidenceRequest *request = user_data;
  Rows *rows = g_task_propagate_pointer (G_TASK (async_result), NULL);
  ApoyoParams *params = NULL;

  if (rows == NULL) {
    apoyo_evidence_request_say_no (request, APOYO_EVIDENCE_PROBLEM_MALFORMED);
    return;
  }
  g_object_set_data_full (G_OBJECT (request->message), "rows", rows, rows_free);
  params = apoyo_evidence_request_new_params (request);
  apoyo_params_add_int_array (params, (const int *) (gpointer) rows->lines->data, rows->lines->len);
  add_texts (params, rows->promoventes);
  add_texts (params, rows->claves);
  add_texts (params, rows->hashes);
  apoyo_evidence_request_call (request, "stage-auxiliaries", params, staged_cb);
}

/* Thousands of hashes and keys, for whoever asks: other requests do not wait for them. */
void
apoyo_evidence_handle_import (ApoyoEvidenceRequest *request)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, read_cb, request);

  reading->keyring = g_object_ref (request->shared->keyring);
  reading->body =
      soup_message_body_flatten (soup_server_message_get_request_body (request->message));
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}
