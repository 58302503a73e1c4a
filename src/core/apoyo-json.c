/* apoyo-json.c: JSON from strangers: strict grammar, bounded, no name twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-json-scan.h"
#include "apoyo-json.h"

JsonObject *
apoyo_json_parse_object (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = (gssize) strnlen (text, APOYO_JSON_MAX_LENGTH + 1);
  if (!apoyo_json_scan (text, (gsize) length, error) ||
      !json_parser_load_from_data (parser, text, length, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT,
                         _ ("The JSON is not an object"));
    return NULL;
  }
  return json_node_dup_object (root);
}

/* TRUE with *node NULL: absent, and that is fine. */
static gboolean
find_member (JsonObject *object,
             const char *name,
             ApoyoJsonNeed need,
             JsonNode **node,
             GError **error)
{
  *node = json_object_get_member (object, name);
  if (*node != NULL && JSON_NODE_HOLDS_NULL (*node) && need == APOYO_JSON_OPTIONAL)
    *node = NULL;
  if (*node == NULL && need == APOYO_JSON_REQUIRED) {
    g_set_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE, _ ("“%s” is missing"), name);
    return FALSE;
  }
  return TRUE;
}

static gboolean G_GNUC_PRINTF (2, 3) refuse_type (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE, format, args);
  va_end (args);
  return FALSE;
}

gboolean
apoyo_json_get_text (JsonObject *object,
                     const char *name,
                     ApoyoJsonNeed need,
                     const char **text,
                     GError **error)
{
  JsonNode *node;

  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse_type (error, _ ("“%s” must be a text"), name);
  *text = json_node_get_string (node);
  return TRUE;
}

gboolean
apoyo_json_get_integer (JsonObject *object,
                        const char *name,
                        ApoyoJsonNeed need,
                        gint64 least,
                        gint64 most,
                        gint64 *value,
                        GError **error)
{
  JsonNode *node;
  gint64 read;

  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse_type (error, _ ("“%s” must be an integer"), name);
  read = json_node_get_int (node);
  if (read < least || read > most)
    return refuse_type (error, _ ("“%s” is outside of its range"), name);
  *value = read;
  return TRUE;
}

gboolean
apoyo_json_get_boolean (JsonObject *object,
                        const char *name,
                        ApoyoJsonNeed need,
                        gboolean *value,
                        GError **error)
{
  JsonNode *node;

  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse_type (error, _ ("“%s” must be true or false"), name);
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
apoyo_json_get_object (JsonObject *object,
                       const char *name,
                       ApoyoJsonNeed need,
                       JsonObject **value,
                       GError **error)
{
  JsonNode *node;

  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_type (error, _ ("“%s” must be an object"), name);
  *value = json_node_get_object (node);
  return TRUE;
}

gboolean
apoyo_json_get_texts (JsonObject *object,
                      const char *name,
                      ApoyoJsonNeed need,
                      guint most,
                      char ***texts,
                      GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;
  JsonNode *node;

  if (!find_member (object, name, need, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse_type (error, _ ("“%s” must be a list of texts"), name);
  array = json_node_get_array (node);
  if (json_array_get_length (array) > most)
    return refuse_type (error, _ ("“%s” has too many elements"), name);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
      return refuse_type (error, _ ("“%s” must be a list of texts"), name);
    g_strv_builder_add (builder, json_node_get_string (element));
  }
  *texts = g_strv_builder_end (builder);
  return TRUE;
}

gboolean
apoyo_json_only_has (JsonObject *object, const char *const *names, GError **error)
{
  JsonObjectIter iter;
  const char *name;

  g_return_val_if_fail (object != NULL && names != NULL, FALSE);

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL)) {
    if (!g_strv_contains (names, name)) {
      g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                           _ ("The document has a member that is not known"));
      return FALSE;
    }
  }
  return TRUE;
}

char *
apoyo_json_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  g_return_val_if_fail (object != NULL, NULL);

  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}
