/* apoyo-queries.c: the addresses that only read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <json-glib/json-glib.h>

#include "apoyo-folio.h"
#include "apoyo-handlers.h"
#include "apoyo-sha256.h"

/* Turns rows into the answer's JSON, NULL with an error. */
typedef JsonNode *(*AnswerFunc) (ApoyoResult *result, GError **error);

typedef struct {
  ApoyoExchange *exchange;
  const char *statement;
  ApoyoParams *params; /* (owned) (nullable) */
  char *folio;         /* (owned) (nullable) */
  AnswerFunc answer;
} Query;

static void
query_free (Query *query)
{
  g_clear_pointer (&query->params, apoyo_params_free);
  g_free (query->folio);
  g_free (query);
}

static void
query_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  Query *query = user_data;
  GError *error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);
  g_autoptr (JsonNode) root = result ? query->answer (result, &error) : NULL;

  if (root == NULL)
    apoyo_exchange_refuse (query->exchange, error);
  else
    apoyo_exchange_answer (query->exchange, 200, json_to_string (root, FALSE));
  query_free (query);
}

static void
run_query (Query *query)
{
  apoyo_pool_call_async (query->exchange->thread->pool, query->statement,
                         g_steal_pointer (&query->params), query->exchange->cancellable, query_cb,
                         query);
}

static Query *
query_new (ApoyoIntakeThread *thread,
           SoupServerMessage *message,
           const char *statement,
           AnswerFunc answer)
{
  Query *query = g_new0 (Query, 1);

  query->exchange = apoyo_exchange_new (thread, message);
  query->statement = statement;
  query->answer = answer;
  return query;
}

static gboolean
add_text (JsonBuilder *builder, ApoyoResult *result, guint row, const char *column, GError **error)
{
  const char *text = NULL;

  json_builder_set_member_name (builder, column);
  if (apoyo_result_is_null (result, row, column)) {
    json_builder_add_null_value (builder);
    return TRUE;
  }
  if (!apoyo_result_get_text (result, row, column, &text, error))
    return FALSE;
  json_builder_add_string_value (builder, text);
  return TRUE;
}

static gboolean
add_time (JsonBuilder *builder, ApoyoResult *result, guint row, const char *column, GError **error)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  json_builder_set_member_name (builder, column);
  if (apoyo_result_is_null (result, row, column)) {
    json_builder_add_null_value (builder);
    return TRUE;
  }
  if (!apoyo_result_get_time (result, row, column, &time, error))
    return FALSE;
  text = g_date_time_format_iso8601 (time);
  json_builder_add_string_value (builder, text);
  return TRUE;
}

static gboolean
add_integer (JsonBuilder *builder,
             ApoyoResult *result,
             guint row,
             const char *column,
             GError **error)
{
  gint64 value = 0;

  if (!apoyo_result_get_int64 (result, row, column, &value, error))
    return FALSE;
  json_builder_set_member_name (builder, column);
  json_builder_add_int_value (builder, value);
  return TRUE;
}

static gboolean
require_row (ApoyoResult *result, GError **error)
{
  if (apoyo_result_get_n_rows (result) > 0)
    return TRUE;
  apoyo_problem_set (error, APOYO_PROBLEM_NOT_FOUND, "%s", "");
  return FALSE;
}

static JsonNode *
answer_status (ApoyoResult *result, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!require_row (result, error))
    return NULL;
  json_builder_begin_object (builder);
  if (!add_text (builder, result, 0, "folio", error) ||
      !add_text (builder, result, 0, "situation", error) ||
      !add_time (builder, result, 0, "received_at", error) ||
      !add_time (builder, result, 0, "captured_at", error) ||
      !add_integer (builder, result, 0, "process", error) ||
      !add_integer (builder, result, 0, "promovente", error))
    return NULL;
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
on_device_known (const ApoyoDevice *device, gpointer user_data)
{
  Query *query = user_data;

  if (device == NULL) {
    query_free (query);
    return;
  }
  query->params = apoyo_params_new ();
  apoyo_params_add_text (query->params, query->folio);
  apoyo_params_add_int64 (query->params, device->device);
  run_query (query);
}

void
apoyo_handle_status (ApoyoIntakeThread *thread, SoupServerMessage *message, const char *folio)
{
  g_autofree char *written = apoyo_folio_parse (folio, NULL, NULL);
  Query *query;

  /* One with a slip in it is nobody's: no need to ask. */
  if (written == NULL) {
    apoyo_message_refuse_with (message, APOYO_PROBLEM_NOT_FOUND);
    return;
  }
  query = query_new (thread, message, "support-status", answer_status);
  query->folio = g_steal_pointer (&written);
  apoyo_exchange_authenticate (query->exchange, on_device_known, query);
}

static gboolean
add_process (JsonBuilder *builder, ApoyoResult *result, guint row, GError **error)
{
  gboolean simulacro = FALSE;

  json_builder_begin_object (builder);
  if (!add_integer (builder, result, row, "process", error) ||
      !add_text (builder, result, row, "code", error) ||
      !add_text (builder, result, row, "name", error) ||
      !add_text (builder, result, row, "kind", error) ||
      !add_text (builder, result, row, "state", error) ||
      !add_time (builder, result, row, "opens_at", error) ||
      !add_time (builder, result, row, "closes_at", error) ||
      !apoyo_result_get_bool (result, row, "simulacro", &simulacro, error))
    return FALSE;
  json_builder_set_member_name (builder, "simulacro");
  json_builder_add_boolean_value (builder, simulacro);
  json_builder_end_object (builder);
  return TRUE;
}

static JsonNode *
answer_processes (ApoyoResult *result, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "processes");
  json_builder_begin_array (builder);
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++)
    if (!add_process (builder, result, row, error))
      return NULL;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

void
apoyo_handle_processes (ApoyoIntakeThread *thread, SoupServerMessage *message)
{
  run_query (query_new (thread, message, "public-processes", answer_processes));
}

static JsonNode *
answer_checkpoint (ApoyoResult *result, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GBytes) root = NULL;
  g_autofree char *hex = NULL;

  if (!require_row (result, error))
    return NULL;
  json_builder_begin_object (builder);
  if (!add_integer (builder, result, 0, "size", error) ||
      !apoyo_result_get_bytes (result, 0, "root", &root, error) ||
      !add_text (builder, result, 0, "note", error) ||
      !add_time (builder, result, 0, "signed_at", error))
    return NULL;
  hex = apoyo_hex_encode (g_bytes_get_data (root, NULL), g_bytes_get_size (root));
  json_builder_set_member_name (builder, "root");
  json_builder_add_string_value (builder, hex);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

void
apoyo_handle_checkpoint (ApoyoIntakeThread *thread, SoupServerMessage *message, gint process)
{
  Query *query = query_new (thread, message, "public-checkpoint", answer_checkpoint);

  query->params = apoyo_params_new ();
  apoyo_params_add_int (query->params, process);
  run_query (query);
}

void
apoyo_handle_health (ApoyoIntakeThread *thread, SoupServerMessage *message)
{
  if (apoyo_pool_get_n_open (thread->pool) > 0)
    apoyo_message_answer (message, 200, "application/json", g_strdup ("{\"status\":\"ok\"}"));
  else
    apoyo_message_refuse_with (message, APOYO_PROBLEM_DATABASE_UNAVAILABLE);
}

void
apoyo_handle_metrics (ApoyoIntakeThread *thread, SoupServerMessage *message)
{
  apoyo_message_answer (message, 200, "text/plain; version=0.0.4",
                        apoyo_metrics_to_text (thread->shared->metrics));
}
