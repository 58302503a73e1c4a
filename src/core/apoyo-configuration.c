/* apoyo-configuration.c: the configuration of a process as it is drafted, exported and imported.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-configuration-private.h"
#include "apoyo-configuration-shape.h"
#include "apoyo-document.h"

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoConfiguration, apoyo_configuration, G_TYPE_OBJECT)

/* --- the document by paths -------------------------------------------------------------------- */

void
apoyo_configuration_tell (ApoyoConfiguration *self, const char *path)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, path);
}

/* node: (transfer full) (nullable) */
static void
set_node (ApoyoConfiguration *self, const char *path, JsonNode *node)
{
  if (apoyo_document_same (apoyo_document_find (self->document, path), node)) {
    g_clear_pointer (&node, json_node_unref);
    return;
  }
  apoyo_document_put (self->document, path, node);
  apoyo_configuration_tell (self, path);
}

static gboolean
is_a (const char *path, ApoyoShapeType wanted)
{
  ApoyoShapeType type;

  return apoyo_configuration_shape_find (path, &type) && type == wanted;
}

gboolean
apoyo_configuration_has (ApoyoConfiguration *self, const char *path)
{
  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), FALSE);
  return apoyo_document_find (self->document, path) != NULL;
}

const char *
apoyo_configuration_get_text (ApoyoConfiguration *self, const char *path)
{
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);
  g_return_val_if_fail (is_a (path, APOYO_SHAPE_TEXT), NULL);

  node = apoyo_document_find (self->document, path);
  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
apoyo_configuration_get_int (ApoyoConfiguration *self, const char *path)
{
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), 0);
  g_return_val_if_fail (is_a (path, APOYO_SHAPE_INTEGER), 0);

  node = apoyo_document_find (self->document, path);
  return node != NULL ? json_node_get_int (node) : 0;
}

gboolean
apoyo_configuration_get_bool (ApoyoConfiguration *self, const char *path)
{
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), FALSE);
  g_return_val_if_fail (is_a (path, APOYO_SHAPE_BOOLEAN), FALSE);

  node = apoyo_document_find (self->document, path);
  return node != NULL && json_node_get_boolean (node);
}

char **
apoyo_configuration_dup_texts (ApoyoConfiguration *self, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);
  g_return_val_if_fail (is_a (path, APOYO_SHAPE_TEXTS), NULL);

  node = apoyo_document_find (self->document, path);
  for (guint i = 0; node != NULL && i < json_array_get_length (json_node_get_array (node)); i++)
    g_strv_builder_add (builder, json_array_get_string_element (json_node_get_array (node), i));
  return g_strv_builder_end (builder);
}

GDateTime *
apoyo_configuration_dup_time (ApoyoConfiguration *self, const char *path)
{
  const char *text = apoyo_configuration_get_text (self, path);
  g_autoptr (GDateTime) time = NULL;

  /* Without an offset the time would be of no zone at all, and is not taken for one of UTC. */
  time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  return time != NULL ? g_date_time_to_utc (time) : NULL;
}

void
apoyo_configuration_set_text (ApoyoConfiguration *self, const char *path, const char *text)
{
  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (is_a (path, APOYO_SHAPE_TEXT));

  if (text == NULL || *text == '\0')
    set_node (self, path, NULL);
  else
    set_node (self, path, json_node_init_string (json_node_alloc (), text));
}

void
apoyo_configuration_set_int (ApoyoConfiguration *self, const char *path, gint64 value)
{
  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (is_a (path, APOYO_SHAPE_INTEGER));
  set_node (self, path, json_node_init_int (json_node_alloc (), value));
}

void
apoyo_configuration_set_bool (ApoyoConfiguration *self, const char *path, gboolean value)
{
  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (is_a (path, APOYO_SHAPE_BOOLEAN));
  set_node (self, path, json_node_init_boolean (json_node_alloc (), value));
}

void
apoyo_configuration_set_texts (ApoyoConfiguration *self, const char *path, const char *const *texts)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_alloc ();

  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (is_a (path, APOYO_SHAPE_TEXTS));

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  set_node (self, path, node);
}

void
apoyo_configuration_set_time (ApoyoConfiguration *self, const char *path, GDateTime *time)
{
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  apoyo_configuration_set_text (self, path, text);
}

void
apoyo_configuration_unset (ApoyoConfiguration *self, const char *path)
{
  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  set_node (self, path, NULL);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_configuration_finalize (GObject *object)
{
  ApoyoConfiguration *self = APOYO_CONFIGURATION (object);

  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->reference, json_object_unref);

  G_OBJECT_CLASS (apoyo_configuration_parent_class)->finalize (object);
}

static void
apoyo_configuration_class_init (ApoyoConfigurationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_configuration_finalize;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", APOYO_TYPE_CONFIGURATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
apoyo_configuration_init (ApoyoConfiguration *self)
{
  self->document = json_object_new ();
}

ApoyoConfiguration *
apoyo_configuration_new (void)
{
  return g_object_new (APOYO_TYPE_CONFIGURATION, NULL);
}

ApoyoConfiguration *
apoyo_configuration_new_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (ApoyoConfiguration) self = apoyo_configuration_new ();
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) copy = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  object = apoyo_json_parse_object (json, length, error);
  if (object == NULL || !apoyo_configuration_shape_check (object, error))
    return NULL;
  node = json_node_init_object (json_node_alloc (), object);
  copy = apoyo_document_copy (node);
  g_clear_pointer (&self->document, json_object_unref);
  self->document = json_node_dup_object (copy);
  return g_steal_pointer (&self);
}

gboolean
apoyo_configuration_load (ApoyoConfiguration *self, const char *json, GError **error)
{
  g_autoptr (ApoyoConfiguration) other = NULL;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), FALSE);

  other = apoyo_configuration_new_from_json (json, -1, error);
  if (other == NULL)
    return FALSE;
  json_object_unref (self->document);
  self->document = g_steal_pointer (&other->document);
  apoyo_configuration_tell (self, "");
  return TRUE;
}

/* Reasons of what is as the law says again are kept while a person works, in case they come back,
 * but are no part of the document. */
static void
drop_idle_reasons (ApoyoConfiguration *self, JsonObject *document)
{
  const char *const *members = apoyo_configuration_rule_members ();
  JsonObject *changes = apoyo_document_find_object (document, "changes");

  for (guint i = 0; changes != NULL && members[i] != NULL; i++) {
    if (json_object_has_member (changes, members[i]) &&
        !apoyo_configuration_is_changed (self, members[i]))
      json_object_remove_member (changes, members[i]);
  }
  if (changes != NULL && json_object_get_size (changes) == 0)
    json_object_remove_member (document, "changes");
}

static void drop_absent (JsonObject *object);

static void
drop_absent_of_each (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (node))
      drop_absent (json_node_get_object (node));
  }
}

/* Null is as good as absent, and a group of nothing too: the same document is one text. */
static void
drop_absent (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next) {
    JsonNode *node = json_object_get_member (object, l->data);

    if (JSON_NODE_HOLDS_OBJECT (node))
      drop_absent (json_node_get_object (node));
    else if (JSON_NODE_HOLDS_ARRAY (node))
      drop_absent_of_each (json_node_get_array (node));
    if (JSON_NODE_HOLDS_NULL (node) ||
        (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) == 0))
      json_object_remove_member (object, l->data);
  }
}

char *
apoyo_configuration_to_json (ApoyoConfiguration *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) copy = NULL;
  g_autoptr (JsonObject) ordered = NULL;
  JsonObject *document;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);

  json_node_set_object (node, self->document);
  copy = apoyo_document_copy (node);
  document = json_node_get_object (copy);
  json_object_set_string_member (document, "format", APOYO_CONFIGURATION_FORMAT);
  json_object_set_int_member (document, "version", APOYO_CONFIGURATION_VERSION);
  drop_idle_reasons (self, document);
  drop_absent (document);
  ordered = apoyo_configuration_shape_order (document);
  return apoyo_json_to_text (ordered);
}

/* "changes.dispersion.percentage.reason": the names of members have dots of their own. */
static JsonNode *
find_anything (ApoyoConfiguration *self, const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *member = NULL;
  JsonObject *change;

  if (!g_str_has_prefix (path, "changes.") || dot == path + strlen ("changes"))
    return apoyo_document_find (self->document, path);
  member = g_strndup (path + strlen ("changes."), (gsize) (dot - path) - strlen ("changes."));
  change = apoyo_configuration_find_change (self, member);
  return change != NULL ? apoyo_document_find (change, dot + 1) : NULL;
}

static void
take_ground (ApoyoConfiguration *self, ApoyoConfiguration *other, const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *member =
      g_strndup (path + strlen ("changes."), (gsize) (dot - path) - strlen ("changes."));
  gboolean reason = strcmp (dot, ".reason") == 0;
  g_autofree char *why = g_strdup (apoyo_configuration_get_reason (reason ? other : self, member));
  g_autofree char *acuerdo =
      g_strdup (apoyo_configuration_get_acuerdo (reason ? self : other, member));

  apoyo_configuration_set_change (self, member, why, acuerdo);
}

void
apoyo_configuration_take (ApoyoConfiguration *self, ApoyoConfiguration *other, const char *path)
{
  JsonNode *node;

  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (APOYO_IS_CONFIGURATION (other));

  if (g_str_has_prefix (path, "changes.")) {
    take_ground (self, other, path);
    return;
  }
  node = apoyo_document_find (other->document, path);
  set_node (self, path, node != NULL ? apoyo_document_copy (node) : NULL);
}

char *
apoyo_configuration_dup_json (ApoyoConfiguration *self, const char *path)
{
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);

  node = find_anything (self, path);
  return node != NULL ? json_to_string (node, FALSE) : NULL;
}
