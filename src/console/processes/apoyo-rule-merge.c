/* apoyo-rule-merge.c: two people's changes of one rule, put together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <json-glib/json-glib.h>

#include "apoyo-rule-merge.h"

static JsonNode *
parse (const char *json)
{
  JsonNode *node = json_from_string (json, NULL);

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    g_clear_pointer (&node, json_node_unref);
  return node;
}

/* A member that is null and one that is missing are the same. */
static JsonNode *
get_value (JsonNode *document, const char *member)
{
  JsonNode *value = json_object_get_member (json_node_get_object (document), member);

  return value != NULL && JSON_NODE_HOLDS_NULL (value) ? NULL : value;
}

static gboolean
same (JsonNode *a, JsonNode *b)
{
  return a == NULL || b == NULL ? a == b : json_node_equal (a, b);
}

static GStrv
list_changes (JsonNode *base, JsonNode *mine)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GList) theirs = json_object_get_members (json_node_get_object (base));
  g_autoptr (GList) ours = json_object_get_members (json_node_get_object (mine));

  for (GList *l = ours; l != NULL; l = l->next) {
    if (!same (get_value (base, l->data), get_value (mine, l->data)))
      g_strv_builder_add (builder, l->data);
  }
  for (GList *l = theirs; l != NULL; l = l->next) {
    if (!json_object_has_member (json_node_get_object (mine), l->data) &&
        get_value (base, l->data) != NULL)
      g_strv_builder_add (builder, l->data);
  }
  return g_strv_builder_end (builder);
}

char **
apoyo_rule_changed_members (const char *base, const char *mine)
{
  g_autoptr (JsonNode) first = parse (base);
  g_autoptr (JsonNode) second = parse (mine);

  if (first == NULL || second == NULL)
    return g_new0 (char *, 1);
  return list_changes (first, second);
}

char *
apoyo_rule_merge (const char *base, const char *theirs, const char *mine)
{
  g_autoptr (JsonNode) was = parse (base);
  g_autoptr (JsonNode) merged = parse (theirs);
  g_autoptr (JsonNode) wanted = parse (mine);
  g_auto (GStrv) changes = NULL;
  JsonObject *object;

  if (was == NULL || merged == NULL || wanted == NULL)
    return NULL;
  changes = list_changes (was, wanted);
  object = json_node_get_object (merged);
  for (guint i = 0; changes[i] != NULL; i++) {
    JsonNode *value = get_value (wanted, changes[i]);

    if (value != NULL)
      json_object_set_member (object, changes[i], json_node_copy (value));
    else
      json_object_remove_member (object, changes[i]);
  }
  return json_to_string (merged, FALSE);
}
