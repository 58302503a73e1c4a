/* apoyo-document.c: the members of a JSON object by their dotted paths.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-document.h"

JsonNode *
apoyo_document_find (JsonObject *object, const char *path)
{
  const char *dot = strchr (path, '.');
  g_autofree char *name = dot ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (dot == NULL)
    return node;
  return JSON_NODE_HOLDS_OBJECT (node) ? apoyo_document_find (json_node_get_object (node), dot + 1)
                                       : NULL;
}

JsonObject *
apoyo_document_find_object (JsonObject *object, const char *path)
{
  JsonNode *node = apoyo_document_find (object, path);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

gboolean
apoyo_document_same (JsonNode *a, JsonNode *b)
{
  return a == NULL || b == NULL ? a == b : json_node_equal (a, b);
}

/* json-glib's own copy shares objects, and those of a parsed text may not be changed. */
JsonNode *
apoyo_document_copy (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  return json_from_string (text, NULL);
}

void
apoyo_document_put (JsonObject *object, const char *path, JsonNode *node)
{
  const char *dot = strchr (path, '.');
  g_autofree char *name = dot ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
  JsonObject *inner;

  if (dot == NULL) {
    if (node != NULL)
      json_object_set_member (object, name, node);
    else if (json_object_has_member (object, name))
      json_object_remove_member (object, name);
    return;
  }
  inner = apoyo_document_find_object (object, name);
  if (inner == NULL && node == NULL)
    return;
  if (inner == NULL) {
    inner = json_object_new ();
    json_object_set_object_member (object, name, inner);
  }
  apoyo_document_put (inner, dot + 1, node);
  if (node == NULL && json_object_get_size (inner) == 0)
    json_object_remove_member (object, name);
}
