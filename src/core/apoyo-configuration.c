/* apoyo-configuration.c: the configuration of a process as it is drafted, exported and imported.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-configuration-shape.h"
#include "apoyo-configuration.h"

struct _ApoyoConfiguration {
  GObject parent_instance;

  JsonObject *document;  /* (owned) */
  JsonObject *reference; /* (owned) (nullable): a rule; NULL: the law's of the kind */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoConfiguration, apoyo_configuration, G_TYPE_OBJECT)

/* In the order in which a process is configured. */
static const char *const rule_members[] = {
  "joint",
  "base",
  "scope",
  "percentage",
  "rounding",
  "dispersion.level",
  "dispersion.needed",
  "dispersion.percentage",
  "duplicates",
  "exclusive",
  "models",
  "modalities",
  "grace_hours",
  "review.model",
  "review.sample",
  "review.trigger",
  "withdrawal",
  "hearing_days",
  "time_zone",
  NULL,
};

/* --- the document by paths -------------------------------------------------------------------- */

static void
tell (ApoyoConfiguration *self, const char *path)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, path);
}

/* NULL for what is absent or null. */
static JsonNode *
find (JsonObject *object, const char *path)
{
  const char *dot = strchr (path, '.');
  g_autofree char *name = dot ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (dot == NULL)
    return node;
  return JSON_NODE_HOLDS_OBJECT (node) ? find (json_node_get_object (node), dot + 1) : NULL;
}

static JsonObject *
find_object (JsonObject *object, const char *path)
{
  JsonNode *node = find (object, path);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
same (JsonNode *a, JsonNode *b)
{
  return a == NULL || b == NULL ? a == b : json_node_equal (a, b);
}

/* json-glib's own copy shares objects, and those of a parsed text may not be changed. */
static JsonNode *
copy_deeply (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  return json_from_string (text, NULL);
}

/* node: (transfer full) (nullable): NULL takes it away, and objects that are empty then. */
static void
put (JsonObject *object, const char *path, JsonNode *node)
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
  inner = find_object (object, name);
  if (inner == NULL && node == NULL)
    return;
  if (inner == NULL) {
    inner = json_object_new ();
    json_object_set_object_member (object, name, inner);
  }
  put (inner, dot + 1, node);
  if (node == NULL && json_object_get_size (inner) == 0)
    json_object_remove_member (object, name);
}

/* node: (transfer full) (nullable) */
static void
set_node (ApoyoConfiguration *self, const char *path, JsonNode *node)
{
  if (same (find (self->document, path), node)) {
    g_clear_pointer (&node, json_node_unref);
    return;
  }
  put (self->document, path, node);
  tell (self, path);
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
  return find (self->document, path) != NULL;
}

const char *
apoyo_configuration_get_text (ApoyoConfiguration *self, const char *path)
{
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);
  g_return_val_if_fail (is_a (path, APOYO_SHAPE_TEXT), NULL);

  node = find (self->document, path);
  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
apoyo_configuration_get_int (ApoyoConfiguration *self, const char *path)
{
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), 0);
  g_return_val_if_fail (is_a (path, APOYO_SHAPE_INTEGER), 0);

  node = find (self->document, path);
  return node != NULL ? json_node_get_int (node) : 0;
}

gboolean
apoyo_configuration_get_bool (ApoyoConfiguration *self, const char *path)
{
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), FALSE);
  g_return_val_if_fail (is_a (path, APOYO_SHAPE_BOOLEAN), FALSE);

  node = find (self->document, path);
  return node != NULL && json_node_get_boolean (node);
}

char **
apoyo_configuration_dup_texts (ApoyoConfiguration *self, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);
  g_return_val_if_fail (is_a (path, APOYO_SHAPE_TEXTS), NULL);

  node = find (self->document, path);
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

/* --- the rule --------------------------------------------------------------------------------- */

gboolean
apoyo_configuration_get_kind (ApoyoConfiguration *self, ApoyoKind *kind)
{
  const char *nick = apoyo_configuration_get_text (self, "kind");

  return nick != NULL && apoyo_kind_from_nick (nick, kind);
}

static JsonObject *
object_of_rule (const ApoyoRule *rule)
{
  g_autofree char *text = apoyo_rule_to_json (rule);

  return apoyo_json_parse_object (text, -1, NULL);
}

static JsonObject *
object_of_kind (ApoyoKind kind)
{
  g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (kind);

  return object_of_rule (rule);
}

static JsonNode *
node_of_kind (ApoyoKind kind)
{
  g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (kind);
  g_autofree char *text = apoyo_rule_to_json (rule);

  return json_from_string (text, NULL);
}

void
apoyo_configuration_set_kind (ApoyoConfiguration *self, ApoyoKind kind)
{
  ApoyoKind before;

  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail ((guint) kind < APOYO_N_KINDS);

  if (apoyo_configuration_get_kind (self, &before) && before == kind &&
      find (self->document, "rule") != NULL)
    return;
  json_object_set_string_member (self->document, "kind", apoyo_kind_to_nick (kind));
  put (self->document, "rule", node_of_kind (kind));
  put (self->document, "changes", NULL);
  tell (self, "");
}

ApoyoRule *
apoyo_configuration_dup_rule (ApoyoConfiguration *self, GError **error)
{
  JsonObject *object;
  g_autofree char *text = NULL;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);

  object = find_object (self->document, "rule");
  text = object != NULL ? apoyo_json_to_text (object) : g_strdup ("{}");
  return apoyo_rule_from_json (text, -1, error);
}

gboolean
apoyo_configuration_set_reference (ApoyoConfiguration *self, const char *rule, GError **error)
{
  g_autoptr (ApoyoRule) read = NULL;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), FALSE);

  if (rule != NULL) {
    read = apoyo_rule_from_json (rule, -1, error);
    if (read == NULL)
      return FALSE;
  }
  g_clear_pointer (&self->reference, json_object_unref);
  self->reference = read != NULL ? object_of_rule (read) : NULL;
  tell (self, "");
  return TRUE;
}

/* (transfer full) (nullable) */
static JsonObject *
get_reference (ApoyoConfiguration *self)
{
  ApoyoKind kind;

  if (self->reference != NULL)
    return json_object_ref (self->reference);
  return apoyo_configuration_get_kind (self, &kind) ? object_of_kind (kind) : NULL;
}

ApoyoConfiguration *
apoyo_configuration_new_reference (ApoyoConfiguration *self)
{
  g_autoptr (ApoyoConfiguration) other = apoyo_configuration_new ();
  g_autoptr (JsonObject) reference = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);

  reference = get_reference (self);
  if (reference != NULL) {
    node = json_node_init_object (json_node_alloc (), reference);
    put (other->document, "rule", copy_deeply (node));
    put (other->document, "kind", copy_deeply (find (reference, "kind")));
  }
  return g_steal_pointer (&other);
}

static gint64
greatest_common (gint64 a, gint64 b)
{
  return b == 0 ? a : greatest_common (b, a % b);
}

char *
apoyo_configuration_share_from_percentage (const char *percentage)
{
  ApoyoFraction share;
  gint64 common;

  g_return_val_if_fail (percentage != NULL, NULL);

  if (!apoyo_percentage_parse (percentage, &share, NULL) || share.numerator == 0)
    return NULL;
  common = greatest_common (share.denominator, share.numerator);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, share.numerator / common,
                          share.denominator / common);
}

/* To four decimals, enough for whatever was given as a percentage with two. */
char *
apoyo_configuration_percentage_from_share (const char *share)
{
  ApoyoFraction read;
  gint64 parts;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (share != NULL, NULL);

  if (!apoyo_fraction_parse (share, &read, NULL))
    return NULL;
  parts = apoyo_fraction_of (&read, 1000000, APOYO_ROUNDING_HALF_UP);
  text = g_string_new (NULL);
  g_string_append_printf (text, "%d.%04d", (int) (parts / 10000), (int) (parts % 10000));
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  if (text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *const *
apoyo_configuration_rule_members (void)
{
  return rule_members;
}

const char *
apoyo_configuration_member_of (const char *path)
{
  const char *name;

  if (path == NULL || !g_str_has_prefix (path, "rule."))
    return NULL;
  name = path + strlen ("rule.");
  if (strcmp (name, "dispersion.at_least") == 0 || strcmp (name, "dispersion.fraction") == 0)
    name = "dispersion.needed";
  /* What is said of the whole group is said of its first member. */
  if (strcmp (name, "dispersion") == 0 || strcmp (name, "review") == 0)
    name = *name == 'd' ? "dispersion.level" : "review.model";
  for (guint i = 0; rule_members[i] != NULL; i++) {
    if (strcmp (rule_members[i], name) == 0)
      return rule_members[i];
  }
  return NULL;
}

/* The members of the document that a member of the form stands for, NULL-terminated. */
static void
get_paths (const char *member, const char *paths[3])
{
  gboolean needed = strcmp (member, "dispersion.needed") == 0;

  paths[0] = needed ? "dispersion.at_least" : member;
  paths[1] = needed ? "dispersion.fraction" : NULL;
  paths[2] = NULL;
}

static gboolean
parse_share (const char *path, JsonNode *node, ApoyoFraction *share)
{
  const char *text;

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  text = json_node_get_string (node);
  return g_str_has_suffix (path, "percentage") ? apoyo_percentage_parse (text, share, NULL)
                                               : apoyo_fraction_parse (text, share, NULL);
}

/* Shares are the same whether written 3 or 3.00, 1/2 or 2/4. */
static gboolean
same_value (const char *path, JsonNode *a, JsonNode *b)
{
  ApoyoFraction x, y;

  if (same (a, b))
    return TRUE;
  return parse_share (path, a, &x) && parse_share (path, b, &y) &&
         (__int128) x.numerator * y.denominator == (__int128) y.numerator * x.denominator;
}

/* Whoever adds a dispersion, or a sample, gives one reason for the whole of it; what has been taken
 * away has no parts to give reasons for. */
static gboolean
is_covered (const char *member, JsonObject *rule, JsonObject *reference)
{
  if (g_str_has_prefix (member, "dispersion.") && strcmp (member, "dispersion.level") != 0)
    return find (rule, "dispersion") == NULL || find (reference, "dispersion") == NULL;
  if (g_str_has_prefix (member, "review.") && strcmp (member, "review.model") != 0)
    return find (rule, member) == NULL || find (reference, member) == NULL;
  return FALSE;
}

gboolean
apoyo_configuration_is_changed (ApoyoConfiguration *self, const char *member)
{
  g_autoptr (JsonObject) reference = NULL;
  JsonObject *rule;
  const char *paths[3];

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), FALSE);
  g_return_val_if_fail (g_strv_contains (rule_members, member), FALSE);

  /* Every process says for itself which clock it goes by. */
  if (strcmp (member, "time_zone") == 0)
    return FALSE;
  rule = find_object (self->document, "rule");
  reference = get_reference (self);
  if (rule == NULL || reference == NULL || is_covered (member, rule, reference))
    return FALSE;
  get_paths (member, paths);
  for (guint i = 0; paths[i] != NULL; i++) {
    if (!same_value (paths[i], find (rule, paths[i]), find (reference, paths[i])))
      return TRUE;
  }
  return FALSE;
}

static void
take_from_reference (JsonObject *rule, JsonObject *reference, const char *path)
{
  JsonNode *node = find (reference, path);

  put (rule, path, node != NULL ? copy_deeply (node) : NULL);
}

void
apoyo_configuration_undo (ApoyoConfiguration *self, const char *member)
{
  g_autoptr (JsonObject) reference = NULL;
  JsonObject *rule, *changes;

  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (g_strv_contains (rule_members, member));

  rule = find_object (self->document, "rule");
  reference = get_reference (self);
  if (rule == NULL || reference == NULL)
    return;
  /* These stand for their whole group. */
  if (strcmp (member, "dispersion.level") == 0 &&
      (find (reference, "dispersion") == NULL || find (rule, "dispersion") == NULL)) {
    take_from_reference (rule, reference, "dispersion");
  } else if (strcmp (member, "review.model") == 0) {
    take_from_reference (rule, reference, "review");
  } else {
    const char *paths[3];

    get_paths (member, paths);
    for (guint i = 0; paths[i] != NULL; i++)
      take_from_reference (rule, reference, paths[i]);
  }
  changes = find_object (self->document, "changes");
  if (changes != NULL && json_object_has_member (changes, member))
    json_object_remove_member (changes, member);
  tell (self, "");
}

static JsonObject *
find_change (ApoyoConfiguration *self, const char *member)
{
  JsonObject *changes = find_object (self->document, "changes");
  JsonNode *node = changes != NULL ? json_object_get_member (changes, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_change_text (ApoyoConfiguration *self, const char *member, const char *name)
{
  JsonObject *change = find_change (self, member);
  JsonNode *node = change != NULL ? find (change, name) : NULL;

  return node != NULL ? json_node_get_string (node) : NULL;
}

const char *
apoyo_configuration_get_reason (ApoyoConfiguration *self, const char *member)
{
  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);
  return get_change_text (self, member, "reason");
}

const char *
apoyo_configuration_get_acuerdo (ApoyoConfiguration *self, const char *member)
{
  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);
  return get_change_text (self, member, "acuerdo");
}

void
apoyo_configuration_set_change (ApoyoConfiguration *self,
                                const char *member,
                                const char *reason,
                                const char *acuerdo)
{
  JsonObject *changes, *change;

  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (g_strv_contains (rule_members, member));

  if (g_strcmp0 (apoyo_configuration_get_reason (self, member), reason) == 0 &&
      g_strcmp0 (apoyo_configuration_get_acuerdo (self, member), acuerdo) == 0)
    return;
  changes = find_object (self->document, "changes");
  if (changes == NULL) {
    changes = json_object_new ();
    json_object_set_object_member (self->document, "changes", changes);
  }
  change = json_object_new ();
  if (reason != NULL && *reason != '\0')
    json_object_set_string_member (change, "reason", reason);
  if (acuerdo != NULL && *acuerdo != '\0')
    json_object_set_string_member (change, "acuerdo", acuerdo);
  json_object_set_object_member (changes, member, change);
  tell (self, "changes");
}

/* --- promoventes ------------------------------------------------------------------------------ */

static JsonArray *
get_promoventes (ApoyoConfiguration *self)
{
  JsonNode *node = find (self->document, "promoventes");

  return node != NULL ? json_node_get_array (node) : NULL;
}

guint
apoyo_configuration_get_n_promoventes (ApoyoConfiguration *self)
{
  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), 0);
  return get_promoventes (self) != NULL ? json_array_get_length (get_promoventes (self)) : 0;
}

static const char *
text_or_null (JsonObject *object, const char *name)
{
  JsonNode *node = find (object, name);

  return node != NULL ? json_node_get_string (node) : NULL;
}

void
apoyo_configuration_get_promovente (ApoyoConfiguration *self,
                                    guint place,
                                    ApoyoDraftPromovente *promovente)
{
  JsonObject *object;
  JsonNode *number;

  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (place < apoyo_configuration_get_n_promoventes (self));

  object = json_array_get_object_element (get_promoventes (self), place);
  number = find (object, "number");
  promovente->number = number != NULL ? (guint) json_node_get_int (number) : 0;
  promovente->folio = text_or_null (object, "folio");
  promovente->name = text_or_null (object, "name");
  promovente->scope = text_or_null (object, "scope");
}

static void
put_text (JsonObject *object, const char *name, const char *text)
{
  gboolean empty = text == NULL || *text == '\0';

  put (object, name, empty ? NULL : json_node_init_string (json_node_alloc (), text));
}

static void
fill_promovente (JsonObject *object, const ApoyoDraftPromovente *promovente)
{
  if (promovente->number > 0)
    json_object_set_int_member (object, "number", promovente->number);
  put_text (object, "folio", promovente->folio);
  put_text (object, "name", promovente->name);
  put_text (object, "scope", promovente->scope);
}

void
apoyo_configuration_set_promovente (ApoyoConfiguration *self,
                                    guint place,
                                    const ApoyoDraftPromovente *promovente)
{
  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (place < apoyo_configuration_get_n_promoventes (self));

  fill_promovente (json_array_get_object_element (get_promoventes (self), place), promovente);
  tell (self, "promoventes");
}

static guint
next_number (ApoyoConfiguration *self)
{
  guint highest = 0;

  for (guint i = 0; i < apoyo_configuration_get_n_promoventes (self); i++) {
    ApoyoDraftPromovente other;

    apoyo_configuration_get_promovente (self, i, &other);
    highest = MAX (highest, other.number);
  }
  return highest + 1;
}

guint
apoyo_configuration_add_promovente (ApoyoConfiguration *self,
                                    const ApoyoDraftPromovente *promovente)
{
  ApoyoDraftPromovente numbered = *promovente;
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), 0);

  if (numbered.number == 0)
    numbered.number = next_number (self);
  if (get_promoventes (self) == NULL)
    json_object_set_array_member (self->document, "promoventes", json_array_new ());
  fill_promovente (object, &numbered);
  json_array_add_object_element (get_promoventes (self), object);
  tell (self, "promoventes");
  return json_array_get_length (get_promoventes (self)) - 1;
}

void
apoyo_configuration_remove_promovente (ApoyoConfiguration *self, guint place)
{
  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (place < apoyo_configuration_get_n_promoventes (self));

  json_array_remove_element (get_promoventes (self), place);
  tell (self, "promoventes");
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
  copy = copy_deeply (node);
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
  tell (self, "");
  return TRUE;
}

/* Reasons of what is as the law says again are kept while a person works, in case they come back,
 * but are no part of the document. */
static void
drop_idle_reasons (ApoyoConfiguration *self, JsonObject *document)
{
  JsonObject *changes = find_object (document, "changes");

  for (guint i = 0; changes != NULL && rule_members[i] != NULL; i++) {
    if (json_object_has_member (changes, rule_members[i]) &&
        !apoyo_configuration_is_changed (self, rule_members[i]))
      json_object_remove_member (changes, rule_members[i]);
  }
  if (changes != NULL && json_object_get_size (changes) == 0)
    json_object_remove_member (document, "changes");
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
  copy = copy_deeply (node);
  document = json_node_get_object (copy);
  json_object_set_string_member (document, "format", APOYO_CONFIGURATION_FORMAT);
  json_object_set_int_member (document, "version", APOYO_CONFIGURATION_VERSION);
  drop_idle_reasons (self, document);
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
    return find (self->document, path);
  member = g_strndup (path + strlen ("changes."), (gsize) (dot - path) - strlen ("changes."));
  change = find_change (self, member);
  return change != NULL ? find (change, dot + 1) : NULL;
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
  node = find (other->document, path);
  set_node (self, path, node != NULL ? copy_deeply (node) : NULL);
}

char *
apoyo_configuration_dup_plain (ApoyoConfiguration *self, const char *path)
{
  JsonNode *node;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);

  node = find_anything (self, path);
  if (node == NULL)
    return g_strdup ("—");
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return json_to_string (node, FALSE);
}
