/* apoyo-inspection-explain.c: the tree of an inspection in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-cause.h"
#include "apoyo-core-error.h"
#include "apoyo-inspection.h"
#include "apoyo-situation.h"

static const char *
result_label (const char *result)
{
  if (g_str_equal (result, "passed"))
    return _ ("passes");
  if (g_str_equal (result, "failed"))
    return _ ("stands against it");
  if (g_str_equal (result, "flagged"))
    return _ ("goes to review");
  if (g_str_equal (result, "noted"))
    return _ ("is only noted");
  if (g_str_equal (result, "unknown"))
    return _ ("cannot be told");
  return _ ("does not apply");
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

#define DEEPEST 8 /* a tree that is broken, or hostile, is not followed for ever */

static JsonArray *
get_children (JsonObject *node)
{
  JsonNode *member = json_object_get_member (node, "children");

  return member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
}

static gboolean
has_note (JsonObject *node, guint depth)
{
  JsonArray *children = get_children (node);

  if (json_object_get_boolean_member_with_default (node, "noted", FALSE))
    return TRUE;
  for (guint i = 0; children != NULL && depth < DEEPEST && i < json_array_get_length (children);
       i++) {
    JsonNode *child = json_array_get_element (children, i);

    if (JSON_NODE_HOLDS_OBJECT (child) && has_note (json_node_get_object (child), depth + 1))
      return TRUE;
  }
  return FALSE;
}

const char *
apoyo_inspection_get_result (JsonObject *node)
{
  const char *result = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  result = get_text (node, "result");
  if (json_object_get_boolean_member_with_default (node, "noted", FALSE))
    return "noted";
  if (g_strcmp0 (result, "passed") != 0 && g_strcmp0 (result, "not_applicable") != 0)
    return result;
  return has_note (node, 0) ? "noted" : result;
}

/* "value 0.12, confidence 1" */
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

/* Who was dropped from the roll was so for a cause that has its own number. */
static const char *
number_of_ground (ApoyoSituation situation, JsonObject *node)
{
  JsonNode *inputs = json_object_get_member (node, "inputs");
  const ApoyoCause *cause = NULL;

  if (situation == APOYO_SITUATION_DROPPED && inputs != NULL && JSON_NODE_HOLDS_OBJECT (inputs))
    cause = apoyo_cause_lookup (situation, get_text (json_node_get_object (inputs), "cause"));
  return cause != NULL ? cause->number : apoyo_situation_get_number (situation);
}

const char *
apoyo_inspection_get_cause (JsonObject *node)
{
  const char *id = NULL;
  ApoyoSituation situation;

  g_return_val_if_fail (node != NULL, NULL);

  id = get_text (node, "id");
  if (id == NULL || !g_str_has_prefix (id, "counting."))
    return get_text (node, "cause");
  return g_strcmp0 (get_text (node, "result"), "failed") == 0 &&
                 apoyo_situation_from_nick (id + strlen ("counting."), &situation)
             ? number_of_ground (situation, node)
             : NULL;
}

static void
append_finding (GString *out, JsonObject *node)
{
  const char *cause = apoyo_inspection_get_cause (node);
  ApoyoFindingCode code;

  if (!apoyo_finding_code_from_nick (get_text (node, "code"), &code)) {
    if (cause != NULL)
      g_string_append_printf (out, " — %s", cause);
    return;
  }
  g_string_append_printf (out, " — %s %s (%.0f %%)", cause, apoyo_finding_code_get_message (code),
                          json_object_get_double_member_with_default (node, "confidence", 0) * 100);
}

/* " [value 0.12, confidence 1; at least 0.2]", nothing where there is neither */
static void
append_values (GString *out, JsonObject *node)
{
  g_autoptr (GString) inputs = g_string_new (NULL);
  g_autoptr (GString) limits = g_string_new (NULL);

  append_figures (inputs, node, "inputs");
  append_figures (limits, node, "threshold");
  if (inputs->len + limits->len > 0)
    g_string_append_printf (out, " [%s%s%s]", inputs->str,
                            inputs->len > 0 && limits->len > 0 ? "; " : "", limits->str);
}

static void explain_nodes (GString *out, JsonObject *parent, const char *name, guint depth);

static void
explain_node (GString *out, JsonObject *node, guint depth)
{
  const char *id = get_text (node, "id");
  const char *result = apoyo_inspection_get_result (node);
  const char *article = get_text (node, "article");

  if (id == NULL || result == NULL)
    return;
  g_string_append_printf (out, "%*s%s: %s", (int) depth * 2, "", apoyo_inspection_get_label (id),
                          result_label (result));
  append_finding (out, node);
  append_values (out, node);
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
