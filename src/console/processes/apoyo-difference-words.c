/* apoyo-difference-words.c: members of a configuration and their values, for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-difference-words.h"
#include "apoyo-format.h"
#include "apoyo-kind.h"
#include "apoyo-level-words.h"
#include "apoyo-life-words.h"
#include "apoyo-people-acts.h"
#include "apoyo-rule-choices.h"
#include "apoyo-rule-words.h"

/* --- members ---------------------------------------------------------------------------------- */

static const struct {
  const char *path;
  const char *title;
} titles[] = {
  { "code", N_ ("Key") },
  { "name", N_ ("Name") },
  { "kind", N_ ("Kind of process") },
  { "simulacro", N_ ("Drill") },
  { "geography", N_ ("Geography and cut-off") },
  { "geography.version", N_ ("Version of the geography") },
  { "geography.cutoff", N_ ("Cut-off of the nominal list") },
  { "scope", N_ ("Scope") },
  { "opens_at", N_ ("Opening of the window") },
  { "closes_at", N_ ("Close of the window") },
  { "acuerdo", N_ ("Acuerdo") },
  { "state", N_ ("State") },
  { "number", N_ ("Number") },
  { "folio", N_ ("Folio") },
  { "import", N_ ("Number of the import") },
  { "promoventes", N_ ("Promoventes") },
  { "rule.dispersion.level", N_ ("Dispersion: level") },
  { "rule.dispersion.at_least", N_ ("Dispersion: how many") },
  { "rule.dispersion.fraction", N_ ("Dispersion: share") },
  { "rule.dispersion.percentage", N_ ("Dispersion: percentage of each") },
  { "rule.review.model", N_ ("Review: what is looked at") },
  { "rule.review.sample", N_ ("Review: size of the sample") },
  { "rule.review.trigger", N_ ("Review: when all are looked at") },
  { "rule.exception_list", N_ ("Municipalities of the exception regime") },
};

static const char *
find_title (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++) {
    if (g_str_equal (titles[i].path, path))
      return _ (titles[i].title);
  }
  return NULL;
}

static char *
change_words (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  guint n = g_strv_length (parts);
  g_autofree char *rule = NULL;
  g_autofree char *member = NULL;
  gboolean reason = n > 2 && g_str_equal (parts[n - 1], "reason");
  gboolean acuerdo = n > 2 && g_str_equal (parts[n - 1], "acuerdo");

  if (reason || acuerdo)
    g_clear_pointer (&parts[n - 1], g_free);
  rule = g_strjoinv (".", parts + 1);
  member = g_strconcat ("rule.", rule, NULL);
  g_free (rule);
  rule = apoyo_difference_words_path (member);
  if (acuerdo)
    return g_strdup_printf (_ ("Acuerdo of: %s"), rule);
  return g_strdup_printf (_ ("Reason of: %s"), rule);
}

static char *
promovente_words (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", 3);

  if (g_strv_length (parts) < 3)
    return g_strdup_printf (_ ("Promovente %s"), parts[1]);
  return g_strdup_printf (_ ("Promovente %s: %s"), parts[1],
                          find_title (parts[2]) != NULL ? find_title (parts[2]) : parts[2]);
}

char *
apoyo_difference_words_path (const char *path)
{
  const char *title = find_title (path);

  if (title != NULL)
    return g_strdup (title);
  if (g_str_has_prefix (path, "changes."))
    return change_words (path);
  if (g_str_has_prefix (path, "promoventes."))
    return promovente_words (path);
  if (g_str_has_prefix (path, "rule."))
    return g_strdup (apoyo_rule_member_get_title (path + strlen ("rule.")));
  return g_strdup (path);
}

/* --- values ----------------------------------------------------------------------------------- */

static char *value_words (const char *path, JsonNode *node, const char *time_zone);

static char *
list_words (const char *path, JsonArray *array, const char *time_zone)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *one = value_words (path, json_array_get_element (array, i), time_zone);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", one);
  }
  return g_string_free (text, FALSE);
}

/* "17 entities, 3 %" of a dispersion; "version 7, 15/10/2021" of a geography. */
static char *
object_words (const char *path, JsonObject *object, const char *time_zone)
{
  GString *text = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node)) {
    g_autofree char *member = g_strdup_printf ("%s.%s", path, name);
    g_autofree char *title = apoyo_difference_words_path (member);
    g_autofree char *value = value_words (member, node, time_zone);
    const char *colon = strstr (title, ": ");

    if (JSON_NODE_HOLDS_NULL (node))
      continue;
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "",
                            colon != NULL ? colon + 2 : title, value);
  }
  return g_string_free (text, FALSE);
}

static char *
time_words (const char *text, const char *time_zone)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  return time != NULL ? apoyo_format_minute (time, time_zone) : g_strdup (text);
}

/* The last part of a path of the rule, as choices are listed: "rule.dispersion.level" is
 * "dispersion.level". */
static char *
text_words (const char *path, const char *text, const char *time_zone)
{
  const char *last = strrchr (path, '.') != NULL ? strrchr (path, '.') + 1 : path;
  const char *member = g_str_has_prefix (path, "rule.") ? path + strlen ("rule.") : path;
  ApoyoKind kind;
  ApoyoLife life;
  ApoyoStanding standing;

  /* Of a process, or of one of its promoventes. */
  if (g_str_equal (path, "state") && apoyo_life_from_nick (text, &life))
    return g_strdup (apoyo_life_get_label (life));
  if (g_str_equal (path, "state") && apoyo_standing_from_nick (text, &standing))
    return g_strdup (apoyo_standing_get_label (standing));
  if (g_str_equal (last, "opens_at") || g_str_equal (last, "closes_at"))
    return time_words (text, time_zone);
  if (g_str_equal (last, "cutoff"))
    return apoyo_format_day (text);
  if (g_str_equal (last, "percentage"))
    return apoyo_format_rule_percentage (text);
  if (g_str_equal (last, "kind") && apoyo_kind_from_nick (text, &kind))
    return g_strdup (apoyo_kind_get_label (kind));
  if (g_str_equal (member, "scope") && member != path)
    return g_strdup (apoyo_level_words_one (text));
  if (g_str_equal (last, "level") || g_str_equal (last, "cell_level"))
    return g_strdup (apoyo_level_words_one (text));
  return g_strdup (member != path ? apoyo_rule_choices_find (member, text) : text);
}

static char *
boolean_words (const char *path, gboolean value)
{
  const char *member = g_str_has_prefix (path, "rule.") ? path + strlen ("rule.") : path;
  const char *nick = value ? "true" : "false";
  const char *words = member != path ? apoyo_rule_choices_find (member, nick) : nick;

  if (g_str_equal (words, nick))
    return g_strdup (value ? _ ("yes") : _ ("no"));
  return g_strdup (words);
}

static char *
number_words (const char *path, JsonNode *node)
{
  const char *last = strrchr (path, '.') != NULL ? strrchr (path, '.') + 1 : path;

  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return g_strdup_printf ("%g", json_node_get_double (node));
  if (g_str_equal (last, "grace_hours"))
    return g_strdup_printf ("%" G_GINT64_FORMAT APOYO_NBSP "h", json_node_get_int (node));
  return apoyo_format_count (json_node_get_int (node));
}

static char *
value_words (const char *path, JsonNode *node, const char *time_zone)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("—");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return list_words (path, json_node_get_array (node), time_zone);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return object_words (path, json_node_get_object (node), time_zone);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return text_words (path, json_node_get_string (node), time_zone);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return boolean_words (path, json_node_get_boolean (node));
  return number_words (path, node);
}

char *
apoyo_difference_words_value (const char *path, const char *json, const char *time_zone)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL ? value_words (path, node, time_zone) : g_strdup ("—");
}

/* --- differences ------------------------------------------------------------------------------ */

void
apoyo_difference_free (ApoyoDifference *difference)
{
  g_free (difference->path);
  g_free (difference->was);
  g_free (difference->becomes);
  g_free (difference);
}

static void
collect (GPtrArray *to, const char *json, gboolean becomes)
{
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node)) {
    ApoyoDifference *difference = NULL;

    for (guint i = 0; i < to->len && difference == NULL; i++) {
      if (g_str_equal (((ApoyoDifference *) to->pdata[i])->path, name))
        difference = to->pdata[i];
    }
    if (difference == NULL) {
      difference = g_new0 (ApoyoDifference, 1);
      difference->path = g_strdup (name);
      g_ptr_array_add (to, difference);
    }
    *(becomes ? &difference->becomes : &difference->was) = json_to_string (node, FALSE);
  }
}

GPtrArray *
apoyo_differences_of_objects (const char *was, const char *becomes)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_difference_free);

  collect (differences, was, FALSE);
  collect (differences, becomes, TRUE);
  return differences;
}

char *
apoyo_differences_describe (GPtrArray *differences, const char *time_zone)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++) {
    const ApoyoDifference *difference = differences->pdata[i];
    g_autofree char *title = apoyo_difference_words_path (difference->path);
    g_autofree char *becomes =
        apoyo_difference_words_value (difference->path, difference->becomes, time_zone);

    g_string_append_printf (text, "%s%s: ", i > 0 ? " · " : "", title);
    if (difference->was != NULL) {
      g_autofree char *was =
          apoyo_difference_words_value (difference->path, difference->was, time_zone);

      g_string_append_printf (text, "%s → ", was);
    }
    g_string_append (text, becomes);
  }
  return g_string_free (text, FALSE);
}
