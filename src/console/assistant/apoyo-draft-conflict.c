/* apoyo-draft-conflict.c: what two people wrote differently in one draft, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-difference-words.h"
#include "apoyo-document.h"
#include "apoyo-draft-conflict.h"
#include "apoyo-format.h"
#include "apoyo-rule-form-words.h"

/* More of them than fit into a question are counted. */
#define MAX_PEOPLE 6
/* Before a kind is chosen there is no zone. */
#define DEFAULT_ZONE "America/Mexico_City"

/* A member of the rule is called as in the form. */
static char *
dup_title (ApoyoConfiguration *configuration, const char *path)
{
  const char *member = apoyo_configuration_member_of (path);

  return member != NULL ? apoyo_rule_form_words_title (configuration, member)
                        : apoyo_difference_words_path (path);
}

/* What is said of a configuration beside another one. */
typedef struct {
  ApoyoConfiguration *configuration;
  ApoyoConfiguration *other;
  ApoyoSetupData *data;
  const char *zone;
} Side;

/* --- promoventes ------------------------------------------------------------------------------ */

/* (transfer full) (nullable) */
static JsonNode *
read_people (ApoyoConfiguration *configuration)
{
  g_autofree char *json = apoyo_configuration_dup_json (configuration, "promoventes");

  return json != NULL ? json_from_string (json, NULL) : NULL;
}

/* people: (nullable) */
static guint
count_people (JsonNode *people)
{
  return people != NULL ? json_array_get_length (json_node_get_array (people)) : 0;
}

/* The one of the same number; NULL: none.
 *
 * people: (nullable) */
static JsonObject *
find_person (JsonNode *people, JsonObject *person)
{
  JsonNode *number = apoyo_document_find (person, "number");

  for (guint i = 0; i < count_people (people); i++) {
    JsonObject *other = json_array_get_object_element (json_node_get_array (people), i);

    if (apoyo_document_same (apoyo_document_find (other, "number"), number))
      return other;
  }
  return NULL;
}

static char *
dup_of_person (Side *side, const char *member, JsonNode *node)
{
  g_autofree char *json = NULL;
  g_autofree char *title = NULL;
  g_autofree char *value = NULL;

  if (strcmp (member, "folio") == 0)
    return g_strdup (json_node_get_string (node));
  if (strcmp (member, "scope") == 0)
    return apoyo_setup_data_dup_place_name (side->data, json_node_get_string (node));
  json = json_to_string (node, FALSE);
  title = apoyo_difference_words_path (member);
  value = apoyo_difference_words_value (member, json, side->zone);
  return g_strdup_printf ("%s: %s", title, value);
}

/* "Ada Muestra · District 3, Puebla": the name, and what the other has otherwise. NULL: nothing.
 *
 * other: (nullable) */
static char *
dup_person (Side *side, JsonObject *person, JsonObject *other)
{
  static const char *const members[] = { "folio", "scope", "opens_at", "closes_at" };
  JsonNode *name = apoyo_document_find (person, "name");
  gboolean differs =
      other == NULL || !apoyo_document_same (name, apoyo_document_find (other, "name"));
  GString *text = g_string_new (name != NULL ? json_node_get_string (name) : "—");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    JsonNode *node = apoyo_document_find (person, members[i]);
    g_autofree char *words = NULL;

    if (other != NULL && apoyo_document_same (node, apoyo_document_find (other, members[i])))
      continue;
    differs = TRUE;
    words = node != NULL ? dup_of_person (side, members[i], node) : NULL;
    if (words != NULL)
      g_string_append_printf (text, " · %s", words);
  }
  return g_string_free (text, !differs);
}

/* Those that are not named.
 *
 * differ: of them, those that the other has otherwise */
static void
append_rest (GString *text, guint differ, guint same)
{
  if (differ > 0) {
    g_autofree char *count = apoyo_format_count (differ);

    g_string_append_c (text, ' ');
    g_string_append_printf (text, g_dngettext (NULL, "and %s more", "and %s more", (gulong) differ),
                            count);
  }
  if (same > 0) {
    g_autofree char *count = apoyo_format_count (same);

    g_string_append (text, text->len > 0 ? " " : "");
    /* Translators: promoventes of a draft that two people wrote in the same way */
    g_string_append_printf (
        text, g_dngettext (NULL, "(%s the same in both)", "(%s the same in both)", (gulong) same),
        count);
  }
}

/* "Ada Muestra · District 3, Puebla, Beto Muestra (3 the same in both)": a list is one member. */
static char *
dup_people (Side *side)
{
  g_autoptr (JsonNode) people = read_people (side->configuration);
  g_autoptr (JsonNode) others = read_people (side->other);
  GString *text = g_string_new (count_people (people) == 0 ? "—" : NULL);
  guint differ = 0, n = count_people (people);

  for (guint i = 0; i < n; i++) {
    JsonObject *person = json_array_get_object_element (json_node_get_array (people), i);
    g_autofree char *words = dup_person (side, person, find_person (others, person));

    if (words != NULL && ++differ <= MAX_PEOPLE)
      g_string_append_printf (text, "%s%s", differ > 1 ? ", " : "", words);
  }
  append_rest (text, differ > MAX_PEOPLE ? differ - MAX_PEOPLE : 0, n - differ);
  return g_string_free (text, FALSE);
}

/* --- any member ------------------------------------------------------------------------------- */

static char *
dup_value (Side *side, const char *path)
{
  g_autofree char *json = apoyo_configuration_dup_json (side->configuration, path);

  if (strcmp (path, "promoventes") == 0)
    return dup_people (side);
  if (strcmp (path, "scope") == 0 && json != NULL)
    return apoyo_setup_data_dup_place_name (
        side->data, apoyo_configuration_get_text (side->configuration, path));
  return apoyo_difference_words_value (path, json, side->zone);
}

static Side
make_side (ApoyoConfiguration *configuration, ApoyoConfiguration *other, ApoyoSetupData *data)
{
  const char *zone = apoyo_configuration_get_text (configuration, "rule.time_zone");

  return (Side){ configuration, other, data, zone != NULL ? zone : DEFAULT_ZONE };
}

char *
apoyo_draft_conflict_describe (ApoyoConfiguration *mine,
                               ApoyoConfiguration *theirs,
                               const char *const *paths,
                               ApoyoSetupData *data)
{
  GString *text = g_string_new (NULL);
  Side here, there;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (mine) && APOYO_IS_CONFIGURATION (theirs), NULL);
  g_return_val_if_fail (paths != NULL, NULL);

  here = make_side (mine, theirs, data);
  there = make_side (theirs, mine, data);
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree char *title = dup_title (mine, paths[i]);
    g_autofree char *my_value = dup_value (&here, paths[i]);
    g_autofree char *their_value = dup_value (&there, paths[i]);

    g_string_append (text, i > 0 ? "\n" : "");
    g_string_append_printf (text, _ ("%s: yours “%s”, theirs “%s”"), title, my_value, their_value);
  }
  return g_string_free (text, FALSE);
}
