/* apoyo-inspection-input.c: what an inspection is made from, as it is sealed and opened again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include "apoyo-core-error.h"
#include "apoyo-inspection.h"
#include "apoyo-json.h"

ApoyoInspectionInput *
apoyo_inspection_input_new (void)
{
  return g_new0 (ApoyoInspectionInput, 1);
}

void
apoyo_inspection_input_free (ApoyoInspectionInput *self)
{
  if (self == NULL)
    return;
  g_free (self->capture);
  g_clear_pointer (&self->rule, apoyo_rule_unref);
  g_clear_pointer (&self->settings, apoyo_check_settings_unref);
  apoyo_credential_free (self->typed);
  apoyo_roll_match_clear (&self->roll);
  g_clear_pointer (&self->readings, g_ptr_array_unref);
  g_strfreev (self->repeated);
  g_clear_pointer (&self->habits, json_object_unref);
  g_strfreev (self->verifiers);
  g_free (self);
}

static void
set_readings (JsonObject *object, GPtrArray *readings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < readings->len; i++)
    json_array_add_object_element (array, json_object_ref (g_ptr_array_index (readings, i)));
  json_object_set_array_member (object, "readings", array);
}

static void
set_words (JsonObject *object, const char *name, char **words)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    json_array_add_string_element (array, words[i]);
  json_object_set_array_member (object, name, array);
}

char *
apoyo_inspection_input_to_json (const ApoyoInspectionInput *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (self != NULL, NULL);

  json_object_set_int_member (object, "v", 1);
  json_object_set_string_member (object, "capture", self->capture);
  json_object_set_int_member (object, "rule", self->rule_version);
  json_object_set_int_member (object, "settings", self->settings_version);
  json_object_set_int_member (object, "day", self->year * 10000 + self->month * 100 + self->day);
  json_object_set_int_member (object, "clock_ahead", self->clock_ahead);
  json_object_set_boolean_member (object, "full", self->full);
  if (self->modality != 0)
    json_object_set_string_member (object, "modality", apoyo_modality_to_nick (self->modality));
  if (self->has_draw)
    json_object_set_int_member (object, "draw", (gint64) self->draw);
  set_words (object, "repeated", self->repeated);
  if (self->verifiers != NULL)
    set_words (object, "verifiers", self->verifiers);
  if (self->typed != NULL) {
    json_object_set_object_member (object, "credential", apoyo_credential_to_json (self->typed));
    json_object_set_object_member (object, "names", apoyo_credential_names_to_json (self->typed));
  }
  if (self->has_roll)
    json_object_set_object_member (object, "roll", apoyo_roll_match_to_json (&self->roll));
  if (self->habits != NULL)
    json_object_set_object_member (object, "habits", json_object_ref (self->habits));
  if (self->readings != NULL)
    set_readings (object, self->readings);
  return apoyo_json_to_text (object);
}

/* Our own text, sealed by us: it may be larger than what strangers may send. */
static JsonObject *
open_object (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT,
                         "The inputs of the inspection are no object");
    return NULL;
  }
  return json_object_ref (json_node_get_object (root));
}

static gboolean
get_version (JsonObject *object, const char *name, int *version, GError **error)
{
  gint64 number = 0;

  if (!apoyo_json_get_integer (object, name, APOYO_JSON_REQUIRED, 0, G_MAXINT, &number, error))
    return FALSE;
  *version = (int) number;
  return TRUE;
}

gboolean
apoyo_inspection_input_peek_versions (const char *text,
                                      gssize length,
                                      int *rule,
                                      int *settings,
                                      GError **error)
{
  g_autoptr (JsonObject) object = open_object (text, length, error);

  return object != NULL && get_version (object, "rule", rule, error) &&
         get_version (object, "settings", settings, error);
}

static gboolean
read_readings (ApoyoInspectionInput *self, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "readings");
  JsonArray *array = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                         "The readings are no array");
    return FALSE;
  }
  array = json_node_get_array (node);
  self->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (element))
      g_ptr_array_add (self->readings, json_object_ref (json_node_get_object (element)));
  }
  return TRUE;
}

static gboolean
read_typed (ApoyoInspectionInput *self, JsonObject *object, GError **error)
{
  JsonObject *credential = NULL;
  JsonObject *names = NULL;

  if (!apoyo_json_get_object (object, "credential", APOYO_JSON_OPTIONAL, &credential, error) ||
      !apoyo_json_get_object (object, "names", APOYO_JSON_OPTIONAL, &names, error))
    return FALSE;
  if (credential == NULL)
    return TRUE;
  self->typed = apoyo_credential_from_json (credential, names, error);
  return self->typed != NULL;
}

static gboolean
read_roll (ApoyoInspectionInput *self, JsonObject *object, GError **error)
{
  JsonObject *roll = NULL;

  if (!apoyo_json_get_object (object, "roll", APOYO_JSON_OPTIONAL, &roll, error))
    return FALSE;
  self->has_roll = roll != NULL;
  return roll == NULL || apoyo_roll_match_from_json (&self->roll, roll, error);
}

static gboolean
read_habits (ApoyoInspectionInput *self, JsonObject *object, GError **error)
{
  JsonObject *habits = NULL;

  if (!apoyo_json_get_object (object, "habits", APOYO_JSON_OPTIONAL, &habits, error))
    return FALSE;
  self->habits = habits != NULL ? json_object_ref (habits) : NULL;
  return TRUE;
}

static gboolean
read_modality (ApoyoInspectionInput *self, JsonObject *object, GError **error)
{
  const char *nick = NULL;

  if (!apoyo_json_get_text (object, "modality", APOYO_JSON_OPTIONAL, &nick, error))
    return FALSE;
  if (nick == NULL || apoyo_modality_from_nick (nick, &self->modality))
    return TRUE;
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                       "The modality is not one of those there are");
  return FALSE;
}

static gboolean
read_members (ApoyoInspectionInput *self, JsonObject *object, GError **error)
{
  const char *capture = NULL;
  gint64 draw = -1;
  gint64 day = 0;

  if (!apoyo_json_get_text (object, "capture", APOYO_JSON_REQUIRED, &capture, error) ||
      !get_version (object, "rule", &self->rule_version, error) ||
      !get_version (object, "settings", &self->settings_version, error) ||
      !apoyo_json_get_integer (object, "day", APOYO_JSON_REQUIRED, 10101, 99991231, &day, error) ||
      !apoyo_json_get_integer (object, "clock_ahead", APOYO_JSON_REQUIRED, G_MININT64, G_MAXINT64,
                               &self->clock_ahead, error) ||
      !apoyo_json_get_boolean (object, "full", APOYO_JSON_REQUIRED, &self->full, error) ||
      !apoyo_json_get_integer (object, "draw", APOYO_JSON_OPTIONAL, 0, APOYO_INSPECTION_DRAWS - 1,
                               &draw, error) ||
      !apoyo_json_get_texts (object, "repeated", APOYO_JSON_REQUIRED, 16, &self->repeated, error) ||
      !apoyo_json_get_texts (object, "verifiers", APOYO_JSON_OPTIONAL, 16, &self->verifiers, error))
    return FALSE;
  self->capture = g_strdup (capture);
  self->has_draw = draw >= 0;
  self->draw = (guint64) MAX (draw, 0);
  self->year = (int) (day / 10000);
  self->month = (int) (day / 100 % 100);
  self->day = (int) (day % 100);
  return TRUE;
}

ApoyoInspectionInput *
apoyo_inspection_input_from_json (const char *text,
                                  gssize length,
                                  ApoyoRule *rule,
                                  ApoyoCheckSettings *settings,
                                  GError **error)
{
  g_autoptr (ApoyoInspectionInput) self = apoyo_inspection_input_new ();
  g_autoptr (JsonObject) object = open_object (text, length, error);

  if (object == NULL || !read_members (self, object, error) ||
      !read_modality (self, object, error) || !read_typed (self, object, error) ||
      !read_roll (self, object, error) || !read_habits (self, object, error) ||
      !read_readings (self, object, error))
    return NULL;
  self->rule = apoyo_rule_ref (rule);
  self->settings = apoyo_check_settings_ref (settings);
  return g_steal_pointer (&self);
}
