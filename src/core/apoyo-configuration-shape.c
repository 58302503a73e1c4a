/* apoyo-configuration-shape.c: which members a configuration may have, and of which type.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-configuration-shape.h"
#include "apoyo-core-error.h"

/* Longer than any name of a process or reason of a council. */
#define MAX_TEXT 2000
#define MAX_TEXTS 64

static const struct {
  const char *path;
  ApoyoShapeType type;
} shapes[] = {
  { "format", APOYO_SHAPE_TEXT },
  { "version", APOYO_SHAPE_INTEGER },
  { "code", APOYO_SHAPE_TEXT },
  { "name", APOYO_SHAPE_TEXT },
  { "kind", APOYO_SHAPE_TEXT },
  { "simulacro", APOYO_SHAPE_BOOLEAN },
  { "geography", APOYO_SHAPE_OBJECT },
  { "geography.version", APOYO_SHAPE_INTEGER },
  { "geography.cutoff", APOYO_SHAPE_TEXT },
  { "scope", APOYO_SHAPE_TEXT },
  { "opens_at", APOYO_SHAPE_TEXT },
  { "closes_at", APOYO_SHAPE_TEXT },
  { "acuerdo", APOYO_SHAPE_TEXT },
  { "rule", APOYO_SHAPE_OBJECT },
  { "rule.kind", APOYO_SHAPE_TEXT },
  { "rule.joint", APOYO_SHAPE_BOOLEAN },
  { "rule.base", APOYO_SHAPE_TEXT },
  { "rule.cutoff", APOYO_SHAPE_TEXT },
  { "rule.scope", APOYO_SHAPE_TEXT },
  { "rule.percentage", APOYO_SHAPE_TEXT },
  { "rule.rounding", APOYO_SHAPE_TEXT },
  { "rule.dispersion", APOYO_SHAPE_OBJECT },
  { "rule.dispersion.level", APOYO_SHAPE_TEXT },
  { "rule.dispersion.at_least", APOYO_SHAPE_INTEGER },
  { "rule.dispersion.fraction", APOYO_SHAPE_TEXT },
  { "rule.dispersion.percentage", APOYO_SHAPE_TEXT },
  { "rule.duplicates", APOYO_SHAPE_TEXT },
  { "rule.exclusive", APOYO_SHAPE_BOOLEAN },
  { "rule.models", APOYO_SHAPE_TEXTS },
  { "rule.modalities", APOYO_SHAPE_TEXTS },
  { "rule.exception_list", APOYO_SHAPE_TEXT },
  { "rule.grace_hours", APOYO_SHAPE_INTEGER },
  { "rule.review", APOYO_SHAPE_OBJECT },
  { "rule.review.model", APOYO_SHAPE_TEXT },
  { "rule.review.sample", APOYO_SHAPE_TEXT },
  { "rule.review.trigger", APOYO_SHAPE_TEXT },
  { "rule.withdrawal", APOYO_SHAPE_BOOLEAN },
  { "rule.hearing_days", APOYO_SHAPE_INTEGER },
  { "rule.time_zone", APOYO_SHAPE_TEXT },
  { "rule.cell_level", APOYO_SHAPE_TEXT },
  { "changes", APOYO_SHAPE_CHANGES },
  { "promoventes", APOYO_SHAPE_PROMOVENTES },
};

gboolean
apoyo_configuration_shape_find (const char *path, ApoyoShapeType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
    if (strcmp (shapes[i].path, path) == 0) {
      *type = shapes[i].type;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE, format, args);
  va_end (args);
  return FALSE;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         strlen (json_node_get_string (node)) <= MAX_TEXT;
}

static gboolean
is_integer (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

static gboolean
is_texts (JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (!is_text (json_array_get_element (array, i)))
      return FALSE;
  }
  return json_array_get_length (array) <= MAX_TEXTS;
}

static gboolean
check_change (const char *member, JsonNode *node, GError **error)
{
  static const char *const names[] = { "reason", "acuerdo", NULL };
  g_autofree char *path = g_strconcat ("changes.", member, NULL);
  const char *text = NULL;
  JsonObject *change;

  if (!g_strv_contains (apoyo_configuration_rule_members (), member))
    return refuse (error, _ ("A configuration has no member “%s”"), path);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, _ ("“%s” is of another type in a configuration"), path);
  change = json_node_get_object (node);
  return apoyo_json_only_has (change, names, error) &&
         apoyo_json_get_text (change, "reason", APOYO_JSON_OPTIONAL, &text, error) &&
         apoyo_json_get_text (change, "acuerdo", APOYO_JSON_OPTIONAL, &text, error);
}

static gboolean
check_changes (JsonNode *node, GError **error)
{
  g_autoptr (GList) names = NULL;
  JsonObject *changes;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, _ ("“%s” is of another type in a configuration"), "changes");
  changes = json_node_get_object (node);
  names = json_object_get_members (changes);
  for (GList *l = names; l != NULL; l = l->next) {
    if (!check_change (l->data, json_object_get_member (changes, l->data), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_promovente (JsonNode *node, GError **error)
{
  static const char *const names[] = { "number",   "folio",     "name", "scope",
                                       "opens_at", "closes_at", NULL };
  const char *text = NULL;
  gint64 number = 0;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, _ ("“%s” is of another type in a configuration"), "promoventes");
  object = json_node_get_object (node);
  if (!apoyo_json_only_has (object, names, error) ||
      !apoyo_json_get_integer (object, "number", APOYO_JSON_OPTIONAL, 1, G_MAXINT32, &number,
                               error))
    return FALSE;
  for (guint i = 1; names[i] != NULL; i++) {
    if (!apoyo_json_get_text (object, names[i], APOYO_JSON_OPTIONAL, &text, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_promoventes (JsonNode *node, GError **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, _ ("“%s” is of another type in a configuration"), "promoventes");
  array = json_node_get_array (node);
  if (json_array_get_length (array) > APOYO_CONFIGURATION_MAX_PROMOVENTES) {
    g_set_error_literal (
        error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
        _ ("The configuration carries too many promoventes: import them into the process"));
    return FALSE;
  }
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (!check_promovente (json_array_get_element (array, i), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean check_members (JsonObject *object, const char *prefix, GError **error);

static gboolean
check_member (const char *path, JsonNode *node, GError **error)
{
  ApoyoShapeType type;
  gboolean good = FALSE;

  if (!apoyo_configuration_shape_find (path, &type))
    return refuse (error, _ ("A configuration has no member “%s”"), path);
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  switch (type) {
  case APOYO_SHAPE_TEXT:
    good = is_text (node);
    break;
  case APOYO_SHAPE_INTEGER:
    good = is_integer (node);
    break;
  case APOYO_SHAPE_BOOLEAN:
    good = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
    break;
  case APOYO_SHAPE_TEXTS:
    good = is_texts (node);
    break;
  case APOYO_SHAPE_OBJECT:
    if (JSON_NODE_HOLDS_OBJECT (node))
      return check_members (json_node_get_object (node), path, error);
    break;
  case APOYO_SHAPE_CHANGES:
    return check_changes (node, error);
  case APOYO_SHAPE_PROMOVENTES:
    return check_promoventes (node, error);
  default:
    g_assert_not_reached ();
  }
  return good || refuse (error, _ ("“%s” is of another type in a configuration"), path);
}

static gboolean
check_members (JsonObject *object, const char *prefix, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next) {
    const char *name = l->data;
    g_autofree char *path = prefix ? g_strconcat (prefix, ".", name, NULL) : g_strdup (name);

    /* A dot in a name would read as a member further down. */
    if (strchr (name, '.') != NULL)
      return refuse (error, _ ("A configuration has no member “%s”"), path);
    if (!check_member (path, json_object_get_member (object, name), error))
      return FALSE;
  }
  return TRUE;
}

gboolean
apoyo_configuration_shape_check (JsonObject *object, GError **error)
{
  const char *format = APOYO_CONFIGURATION_FORMAT;
  gint64 version = APOYO_CONFIGURATION_VERSION;

  g_return_val_if_fail (object != NULL, FALSE);

  if (!check_members (object, NULL, error))
    return FALSE;
  if (!apoyo_json_get_text (object, "format", APOYO_JSON_OPTIONAL, &format, error) ||
      !apoyo_json_get_integer (object, "version", APOYO_JSON_OPTIONAL, 0, G_MAXINT32, &version,
                               error))
    return FALSE;
  if (strcmp (format, APOYO_CONFIGURATION_FORMAT) != 0 || version != APOYO_CONFIGURATION_VERSION) {
    g_set_error_literal (
        error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT,
        _ ("This is not a configuration of a process, or one of another version of this program"));
    return FALSE;
  }
  return TRUE;
}

/* prefix: (nullable) */
static JsonObject *
order_members (JsonObject *object, const char *prefix)
{
  JsonObject *ordered = json_object_new ();
  gsize skip = prefix != NULL ? strlen (prefix) + 1 : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
    const char *path = shapes[i].path;
    JsonNode *node;

    if (skip > 0 && (!g_str_has_prefix (path, prefix) || path[skip - 1] != '.'))
      continue;
    if (strchr (path + skip, '.') != NULL || !json_object_has_member (object, path + skip))
      continue;
    node = json_object_get_member (object, path + skip);
    if (shapes[i].type == APOYO_SHAPE_OBJECT && JSON_NODE_HOLDS_OBJECT (node))
      json_object_set_object_member (ordered, path + skip,
                                     order_members (json_node_get_object (node), path));
    else
      json_object_set_member (ordered, path + skip, json_node_copy (node));
  }
  return ordered;
}

JsonObject *
apoyo_configuration_shape_order (JsonObject *object)
{
  g_return_val_if_fail (object != NULL, NULL);
  return order_members (object, NULL);
}
