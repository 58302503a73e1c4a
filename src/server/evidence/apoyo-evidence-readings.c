/* apoyo-evidence-readings.c: what an examination read, beside what it was compared with.
 *
 * Neither stands in the tree, which everybody may read: both are made again from what was sealed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-evidence"

#include "config.h"

#include "apoyo-evidence-readings.h"
#include "apoyo-json.h"
#include "apoyo-sealed-inputs.h"

/* check: borrowed; reading: as apoyo_inspect() keeps it, with one of typed and coded */
static JsonObject *
make_reading (const char *check, JsonObject *reading)
{
  static const char *const members[] = { "field", "read", "typed", "coded", "result" };
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "check", check);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (reading, members[i]))
      json_object_set_string_member (object, members[i],
                                     json_object_get_string_member (reading, members[i]));
  return object;
}

/* private_tree: of an inspection, by the id of the check */
static JsonArray *
list_readings (const char *private_tree, GError **error)
{
  g_autoptr (JsonObject) readings = apoyo_json_parse_object (private_tree, -1, error);
  g_autoptr (GList) checks = readings != NULL ? json_object_get_members (readings) : NULL;
  JsonArray *list = readings != NULL ? json_array_new () : NULL;

  for (GList *l = checks; l != NULL; l = l->next)
    json_array_add_object_element (
        list, make_reading (l->data, json_object_get_object_member (readings, l->data)));
  return list;
}

JsonArray *
apoyo_evidence_readings_open (ApoyoKeyring *keyring,
                              int process,
                              GBytes *sealed,
                              const char *rule,
                              const char *checks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoInspectionInput) input =
      apoyo_sealed_inputs_read (keyring, process, sealed, rule, checks, &error);
  g_autoptr (ApoyoInspection) inspection = input != NULL ? apoyo_inspect (input) : NULL;
  JsonArray *readings =
      inspection != NULL ? list_readings (inspection->private_tree, &error) : NULL;

  /* Of the error no more than where it comes from: a parser's words quote what they stumble over.
   */
  if (readings == NULL)
    g_warning ("What an examination was made from cannot be opened: %s %d",
               g_quark_to_string (error->domain), error->code);
  return readings;
}
