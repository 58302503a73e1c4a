/* apoyo-inspection-explain.c: the tree of an inspection in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-core-error.h"
#include "apoyo-inspection.h"

static const char *
result_label (const char *result)
{
  if (g_str_equal (result, "passed"))
    return _ ("passes");
  if (g_str_equal (result, "failed"))
    return _ ("stands against it");
  if (g_str_equal (result, "flagged"))
    return _ ("goes to review");
  if (g_str_equal (result, "unknown"))
    return _ ("cannot be told");
  return _ ("does not apply");
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

/* "value 0.12, confidence 1 (below 0.2)" */
static void
append_figures (GString *out, JsonObject *node, const char *name)
{
  JsonNode *member = json_object_get_member (node, name);
  JsonObject *object =
      member != NULL && JSON_NODE_HOLDS_OBJECT (member) ? json_node_get_object (member) : NULL;
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = members; l != NULL; l = l->next) {
    g_autofree char *value =
        apoyo_inspection_describe_value (l->data, json_object_get_member (object, l->data));

    g_string_append_printf (out, "%s%s %s", l == members ? "" : ", ",
                            apoyo_inspection_get_figure_label (l->data), value);
  }
}

static void
append_finding (GString *out, JsonObject *node)
{
  ApoyoFindingCode code;

  if (!apoyo_finding_code_from_nick (get_text (node, "code"), &code))
    return;
  g_string_append_printf (out, " — %s %s (%.0f %%)", get_text (node, "cause"),
                          apoyo_finding_code_get_message (code),
                          json_object_get_double_member_with_default (node, "confidence", 0) * 100);
  if (json_object_get_boolean_member_with_default (node, "noted", FALSE))
    g_string_append_printf (out, " %s", _ ("[only noted]"));
}

static void explain_nodes (GString *out, JsonObject *parent, const char *name, guint depth);

static void
explain_node (GString *out, JsonObject *node, guint depth)
{
  const char *id = get_text (node, "id");
  const char *result = get_text (node, "result");
  const char *article = get_text (node, "article");
  gsize before = 0;

  if (id == NULL || result == NULL)
    return;
  g_string_append_printf (out, "%*s%s: %s", (int) depth * 2, "", apoyo_inspection_get_label (id),
                          result_label (result));
  append_finding (out, node);
  g_string_append (out, " [");
  before = out->len;
  append_figures (out, node, "inputs");
  if (json_object_has_member (node, "threshold")) {
    g_string_append (out, out->len > before ? "; " : "");
    append_figures (out, node, "threshold");
  }
  if (out->len > before)
    g_string_append_c (out, ']');
  else
    g_string_truncate (out, out->len - 2);
  if (article != NULL)
    g_string_append_printf (out, " · %s", article);
  g_string_append_c (out, '\n');
  explain_nodes (out, node, "children", depth + 1);
}

static void
explain_nodes (GString *out, JsonObject *parent, const char *name, guint depth)
{
  JsonNode *member = json_object_get_member (parent, name);
  JsonArray *array =
      member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (element))
      explain_node (out, json_node_get_object (element), depth);
  }
}

/* Trees of before have none. sight: (nullable) */
static void
explain_sight (GString *out, const char *sight)
{
  if (sight == NULL)
    return;
  g_string_append_printf (out, _ ("Pictures read by: %s"), sight);
  g_string_append_c (out, '\n');
}

char *
apoyo_inspection_explain (const char *tree, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (tree, error);
  GString *out = NULL;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, "The tree is no object");
    return NULL;
  }
  out = g_string_new (NULL);
  explain_nodes (out, json_node_get_object (root), "nodes", 0);
  explain_sight (out, get_text (json_node_get_object (root), "sight"));
  return g_string_free (out, FALSE);
}
