/* apoyo-rule-effect.c: what another rule would make of the standing, as the database calculated it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <json-glib/json-glib.h>

#include "apoyo-rule-effect.h"
#include "apoyo-store-error.h"

static void
line_free (gpointer data)
{
  ApoyoEffectLine *line = data;

  g_free (line->code);
  g_free (line->name);
  g_free (line);
}

static void
cell_free (gpointer data)
{
  ApoyoEffectCell *cell = data;

  g_free (cell->entity);
  g_free (cell->situation);
  g_free (cell);
}

/* What is missing or of another type is 0 and "": the document is the database's own, and a figure
 * that cannot be read must not stand as another one; counts are checked by whoever shows them. */
static gint64
int_at (JsonArray *array, guint place)
{
  JsonNode *node =
      place < json_array_get_length (array) ? json_array_get_element (array, place) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

/* Of a demarcation; null: the rule asks nothing of it, or not the same of all promoventes. */
static gint64
required_at (JsonArray *array, guint place, gboolean may_not)
{
  if (may_not && place < json_array_get_length (array) &&
      json_array_get_null_element (array, place))
    return APOYO_EFFECT_NOT_ASKED;
  return int_at (array, place);
}

static char *
text_at (JsonArray *array, guint place)
{
  JsonNode *node =
      place < json_array_get_length (array) ? json_array_get_element (array, place) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

static JsonArray *
array_of (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Where each part of a line stands in its array; -1: it has none. */
typedef struct {
  int name;
  int was;
  int required;
  gboolean may_not_ask;
} Shape;

static GPtrArray *
read_lines (JsonObject *object, const char *member, const Shape *shape)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  JsonArray *array = array_of (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    ApoyoEffectLine *line;
    JsonArray *parts;

    if (!JSON_NODE_HOLDS_ARRAY (node))
      continue;
    parts = json_node_get_array (node);
    line = g_new0 (ApoyoEffectLine, 1);
    line->code = text_at (parts, 0);
    line->name = shape->name >= 0 ? text_at (parts, (guint) shape->name) : g_strdup ("");
    line->was = int_at (parts, (guint) shape->was);
    line->becomes = int_at (parts, (guint) shape->was + 1);
    if (shape->required >= 0) {
      line->required_was = required_at (parts, (guint) shape->required, shape->may_not_ask);
      line->required_becomes = required_at (parts, (guint) shape->required + 1, shape->may_not_ask);
    }
    g_ptr_array_add (lines, line);
  }
  return lines;
}

static GPtrArray *
read_cells (JsonObject *object)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (cell_free);
  JsonArray *array = array_of (object, "entities");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    ApoyoEffectCell *cell;

    if (!JSON_NODE_HOLDS_ARRAY (node))
      continue;
    cell = g_new0 (ApoyoEffectCell, 1);
    cell->entity = text_at (json_node_get_array (node), 0);
    cell->situation = text_at (json_node_get_array (node), 1);
    cell->was = int_at (json_node_get_array (node), 2);
    cell->becomes = int_at (json_node_get_array (node), 3);
    g_ptr_array_add (cells, cell);
  }
  return cells;
}

static GStrv
read_texts (JsonObject *object, const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = array_of (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    g_autofree char *text = text_at (array, i);

    g_strv_builder_add (builder, text);
  }
  return g_strv_builder_end (builder);
}

static void
read_pair (JsonObject *object, const char *member, gint64 *was, gint64 *becomes)
{
  JsonArray *array = array_of (object, member);

  *was = array != NULL ? int_at (array, 0) : 0;
  *becomes = array != NULL ? int_at (array, 1) : 0;
}

static void
read_promoventes (ApoyoRuleEffect *self, JsonObject *root)
{
  static const Shape shape = { .name = 1, .was = 2, .required = -1 };
  g_autoptr (JsonObject) none = json_object_new ();
  JsonNode *node = json_object_get_member (root, "promoventes");
  JsonObject *object =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : none;

  self->n_gain = json_object_get_int_member_with_default (object, "gain", 0);
  self->n_lose = json_object_get_int_member_with_default (object, "lose", 0);
  self->n_same = json_object_get_int_member_with_default (object, "same", 0);
  self->crossing_up = read_lines (object, "crossing_up", &shape);
  self->crossing_down = read_lines (object, "crossing_down", &shape);
  self->most = read_lines (object, "most", &shape);
}

static void
read_all (ApoyoRuleEffect *self, JsonObject *root)
{
  static const Shape situations = { .name = -1, .was = 1, .required = -1 };
  static const Shape goals = { .name = -1, .was = 1, .required = 3 };
  static const Shape demarcations = { .name = 1, .was = 2, .required = 4, .may_not_ask = TRUE };
  gint64 was, becomes;

  self->size = json_object_get_int_member_with_default (root, "size", 0);
  read_pair (root, "received", &self->received_was, &self->received_becomes);
  read_pair (root, "reached", &was, &becomes);
  self->reached_was = (guint) MAX (was, 0);
  self->reached_becomes = (guint) MAX (becomes, 0);
  self->situations = read_lines (root, "situations", &situations);
  self->goals = read_lines (root, "goals", &goals);
  self->demarcations = read_lines (root, "demarcations", &demarcations);
  self->n_demarcations = json_object_get_int_member_with_default (root, "demarcations_total", 0);
  self->cells = read_cells (root);
  self->changed = read_texts (root, "changed");
  self->future_only = read_texts (root, "future_only");
  self->not_allowed = read_texts (root, "not_allowed");
  read_promoventes (self, root);
  if (self->goals->len > 0) {
    const ApoyoEffectLine *goal = self->goals->pdata[0];

    self->needed_was = goal->required_was;
    self->needed_becomes = goal->required_becomes;
  }
}

ApoyoRuleEffect *
apoyo_rule_effect_new_from_json (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, error);
  ApoyoRuleEffect *self;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
                         "The effect of a rule is no object");
    return NULL;
  }
  self = g_new0 (ApoyoRuleEffect, 1);
  read_all (self, json_node_get_object (node));
  return self;
}

void
apoyo_rule_effect_free (ApoyoRuleEffect *self)
{
  g_clear_pointer (&self->situations, g_ptr_array_unref);
  g_clear_pointer (&self->goals, g_ptr_array_unref);
  g_clear_pointer (&self->demarcations, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->crossing_up, g_ptr_array_unref);
  g_clear_pointer (&self->crossing_down, g_ptr_array_unref);
  g_clear_pointer (&self->most, g_ptr_array_unref);
  g_strfreev (self->changed);
  g_strfreev (self->future_only);
  g_strfreev (self->not_allowed);
  g_free (self);
}

gboolean
apoyo_effect_line_crosses (const ApoyoEffectLine *line)
{
  if (line->required_was < 0 || line->required_becomes < 0)
    return FALSE; /* no threshold that it could be on the other side of */
  return (line->was >= line->required_was) != (line->becomes >= line->required_becomes);
}
