/* rule-engine.c: what core makes of rules, for tests that hold it against a model in another
 * language.
 *
 * A line of JSON in, a line of JSON out:
 *   {"kind": "senate"}                                    rule and window_days of that kind
 *   {"rule": {…}, "counts": […], "totals": […]}           {"valid": false}, or with what it asks
 *                                                         for: required, dispersion, needed
 *   {"valid": […], "required": […], "needed": k}          reached, met, missing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "apoyo-frontier.h"
#include "apoyo-rule.h"

static char *
to_text (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

typedef gint64 (*Asks) (const ApoyoRule *rule, gint64 count);

static gint64
asks_needed (const ApoyoRule *rule, gint64 total)
{
  return apoyo_rule_dispersion_needed (rule, (guint) total);
}

static void
add_answers (JsonBuilder *builder,
             const char *name,
             const ApoyoRule *rule,
             JsonArray *counts,
             Asks asks)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < json_array_get_length (counts); i++)
    json_builder_add_int_value (builder, asks (rule, json_array_get_int_element (counts, i)));
  json_builder_end_array (builder);
}

static char *
answer_rule (JsonObject *request)
{
  g_autofree char *document = json_to_string (json_object_get_member (request, "rule"), FALSE);
  g_autoptr (ApoyoRule) rule = apoyo_rule_from_json (document, -1, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "valid");
  json_builder_add_boolean_value (builder, rule != NULL);
  if (rule != NULL) {
    JsonArray *counts = json_object_get_array_member (request, "counts");

    add_answers (builder, "required", rule, counts, apoyo_rule_required);
    add_answers (builder, "dispersion", rule, counts, apoyo_rule_dispersion_required);
    add_answers (builder, "needed", rule, json_object_get_array_member (request, "totals"),
                 asks_needed);
  }
  json_builder_end_object (builder);
  return to_text (builder);
}

static gint64 *
read_integers (JsonArray *array)
{
  gint64 *values = g_new0 (gint64, json_array_get_length (array) + 1);

  for (guint i = 0; i < json_array_get_length (array); i++)
    values[i] = json_array_get_int_element (array, i);
  return values;
}

static char *
answer_frontier (JsonObject *request)
{
  JsonArray *array = json_object_get_array_member (request, "valid");
  g_autofree gint64 *valid = read_integers (array);
  g_autofree gint64 *required = read_integers (json_object_get_array_member (request, "required"));
  g_autoptr (ApoyoFrontier) frontier =
      apoyo_frontier_new (valid, required, json_array_get_length (array),
                          (guint) json_object_get_int_member (request, "needed"));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "reached");
  json_builder_add_int_value (builder, frontier->reached);
  json_builder_set_member_name (builder, "met");
  json_builder_add_boolean_value (builder, apoyo_frontier_is_met (frontier));
  json_builder_set_member_name (builder, "missing");
  json_builder_add_int_value (builder, frontier->missing);
  json_builder_end_object (builder);
  return to_text (builder);
}

static char *
answer_kind (JsonObject *request)
{
  ApoyoKind kind;
  g_autoptr (ApoyoRule) rule = NULL;
  g_autofree char *document = NULL;

  if (!apoyo_kind_from_nick (json_object_get_string_member (request, "kind"), &kind))
    return g_strdup ("null");
  rule = apoyo_rule_new_for_kind (kind);
  document = apoyo_rule_to_json (rule);
  return g_strdup_printf ("{\"rule\": %s, \"window_days\": %u}", document,
                          apoyo_kind_get_window_days (kind));
}

static char *
answer (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (line, &error);
  JsonObject *request;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    g_error ("This is no request: %s", error != NULL ? error->message : line);
  request = json_node_get_object (node);
  if (json_object_has_member (request, "rule"))
    return answer_rule (request);
  if (json_object_has_member (request, "valid"))
    return answer_frontier (request);
  return answer_kind (request);
}

int
main (void)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (fileno (stdin));
  char *line = NULL;

  while (g_io_channel_read_line (input, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL) {
    g_autofree char *said = answer (line);

    puts (said);
    g_free (line);
  }
  return 0;
}
