/* apoyo-configuration-rule.c: the rule of a configuration, and how it differs from the law's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-configuration-private.h"
#include "apoyo-document.h"

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
      apoyo_document_find (self->document, "rule") != NULL)
    return;
  json_object_set_string_member (self->document, "kind", apoyo_kind_to_nick (kind));
  apoyo_document_put (self->document, "rule", node_of_kind (kind));
  apoyo_document_put (self->document, "changes", NULL);
  apoyo_configuration_tell (self, "");
}

ApoyoRule *
apoyo_configuration_dup_rule (ApoyoConfiguration *self, GError **error)
{
  JsonObject *object;
  g_autofree char *text = NULL;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);

  object = apoyo_document_find_object (self->document, "rule");
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
  apoyo_configuration_tell (self, "");
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
    apoyo_document_put (other->document, "rule", apoyo_document_copy (node));
    apoyo_document_put (other->document, "kind",
                        apoyo_document_copy (apoyo_document_find (reference, "kind")));
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

  if (apoyo_document_same (a, b))
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
    return apoyo_document_find (rule, "dispersion") == NULL ||
           apoyo_document_find (reference, "dispersion") == NULL;
  if (g_str_has_prefix (member, "review.") && strcmp (member, "review.model") != 0)
    return apoyo_document_find (rule, member) == NULL ||
           apoyo_document_find (reference, member) == NULL;
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
  rule = apoyo_document_find_object (self->document, "rule");
  reference = get_reference (self);
  if (rule == NULL || reference == NULL || is_covered (member, rule, reference))
    return FALSE;
  get_paths (member, paths);
  for (guint i = 0; paths[i] != NULL; i++) {
    if (!same_value (paths[i], apoyo_document_find (rule, paths[i]),
                     apoyo_document_find (reference, paths[i])))
      return TRUE;
  }
  return FALSE;
}

static void
take_from_reference (JsonObject *rule, JsonObject *reference, const char *path)
{
  JsonNode *node = apoyo_document_find (reference, path);

  apoyo_document_put (rule, path, node != NULL ? apoyo_document_copy (node) : NULL);
}

void
apoyo_configuration_undo (ApoyoConfiguration *self, const char *member)
{
  g_autoptr (JsonObject) reference = NULL;
  JsonObject *rule, *changes;

  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (g_strv_contains (rule_members, member));

  rule = apoyo_document_find_object (self->document, "rule");
  reference = get_reference (self);
  if (rule == NULL || reference == NULL)
    return;
  /* These stand for their whole group. */
  if (strcmp (member, "dispersion.level") == 0 &&
      (apoyo_document_find (reference, "dispersion") == NULL ||
       apoyo_document_find (rule, "dispersion") == NULL)) {
    take_from_reference (rule, reference, "dispersion");
  } else if (strcmp (member, "review.model") == 0) {
    take_from_reference (rule, reference, "review");
  } else {
    const char *paths[3];

    get_paths (member, paths);
    for (guint i = 0; paths[i] != NULL; i++)
      take_from_reference (rule, reference, paths[i]);
  }
  changes = apoyo_document_find_object (self->document, "changes");
  if (changes != NULL && json_object_has_member (changes, member))
    json_object_remove_member (changes, member);
  apoyo_configuration_tell (self, "");
}

JsonObject *
apoyo_configuration_find_change (ApoyoConfiguration *self, const char *member)
{
  JsonObject *changes = apoyo_document_find_object (self->document, "changes");
  JsonNode *node = changes != NULL ? json_object_get_member (changes, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_change_text (ApoyoConfiguration *self, const char *member, const char *name)
{
  JsonObject *change = apoyo_configuration_find_change (self, member);
  JsonNode *node = change != NULL ? apoyo_document_find (change, name) : NULL;

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
  changes = apoyo_document_find_object (self->document, "changes");
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
  apoyo_configuration_tell (self, "changes");
}
