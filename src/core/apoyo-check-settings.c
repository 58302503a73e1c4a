/* apoyo-check-settings.c: what the automatic checks of a process look at, and how strictly.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "apoyo-check-bounds.h"
#include "apoyo-check-settings.h"
#include "apoyo-core-error.h"
#include "apoyo-core-resources.h"
#include "apoyo-json.h"
#include "apoyo-resource.h"

#define DEFAULTS "/mx/ine/ApoyoCiudadano/core/checks.json"

static const char *const readings[] = { "no", "cheap", "cascade", "full" };
static const char *const uses[] = { "off", "note", "flag" };

static gboolean
refuse (GError **error, const char *member)
{
  g_set_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
               _ ("The settings of the checks have no valid value for “%s”"), member);
  return FALSE;
}

static void
check_free (ApoyoCheck *check)
{
  g_free (check->article);
  json_object_unref (check->limits);
  g_free (check);
}

static ApoyoCheckSettings *
settings_new (void)
{
  ApoyoCheckSettings *self = g_new0 (ApoyoCheckSettings, 1);

  g_atomic_ref_count_init (&self->refs);
  self->extensions = g_array_new (FALSE, TRUE, sizeof (ApoyoExtension));
  self->checks =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) check_free);
  return self;
}

ApoyoCheckSettings *
apoyo_check_settings_ref (ApoyoCheckSettings *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
apoyo_check_settings_unref (ApoyoCheckSettings *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->extensions);
  g_hash_table_unref (self->checks);
  g_free (self);
}

static gboolean
get_word (JsonObject *object,
          const char *name,
          const char *const *words,
          guint n_words,
          guint *word,
          GError **error)
{
  const char *text = NULL;

  if (!apoyo_json_get_text (object, name, APOYO_JSON_REQUIRED, &text, error))
    return FALSE;
  for (guint i = 0; i < n_words; i++) {
    if (g_str_equal (text, words[i])) {
      *word = i;
      return TRUE;
    }
  }
  return refuse (error, name);
}

/* bounds: the name of what it is held to. */
static gboolean
get_number (JsonObject *object,
            const char *name,
            const char *bounds,
            double *number,
            GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return refuse (error, name);
  *number = json_node_get_double (node);
  return apoyo_check_bounds_hold (bounds, *number) ? TRUE : refuse (error, name);
}

static gboolean
get_integer (JsonObject *object, const char *name, int *value, GError **error)
{
  ApoyoCheckBounds bounds = apoyo_check_bounds_get (name);
  gint64 read = 0;

  if (!apoyo_json_get_integer (object, name, APOYO_JSON_REQUIRED, (gint64) bounds.least,
                               (gint64) bounds.most, &read, error))
    return FALSE;
  *value = (int) read;
  return TRUE;
}

/* A text that may be left out, but not be null. */
static gboolean
get_text (JsonObject *object, const char *name, const char **text, GError **error)
{
  if (!json_object_has_member (object, name))
    return TRUE;
  if (!apoyo_json_get_text (object, name, APOYO_JSON_REQUIRED, text, error))
    return FALSE;
  return apoyo_check_bounds_hold_text (name, *text) ? TRUE : refuse (error, name);
}

/* Lower case, with the other characters given; of a length within the bounds. */
static gboolean
is_name (const char *text, const char *bounds, const char *others)
{
  if (!g_ascii_islower (text[0]) || !apoyo_check_bounds_hold_text (bounds, text))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && strchr (others, *p) == NULL)
      return FALSE;
  return TRUE;
}

/* YYYY-MM-DD, a day that exists. */
static gboolean
read_day (const char *text, ApoyoExtension *extension)
{
  int end = 0;

  return strlen (text) == 10 &&
         sscanf (text, "%4d-%2d-%2d%n", &extension->until_year, &extension->until_month,
                 &extension->until_day, &end) == 3 &&
         end == 10 && extension->until_year > 0 && extension->until_month > 0 &&
         extension->until_day > 0 &&
         g_date_valid_dmy ((GDateDay) extension->until_day, (GDateMonth) extension->until_month,
                           (GDateYear) extension->until_year);
}

static gboolean
read_extension (ApoyoCheckSettings *self, JsonNode *node, GError **error)
{
  static const char *const members[] = { "printed_year", "until", "acuerdo", NULL };
  ApoyoExtension extension = { 0 };
  const char *until = NULL;
  const char *acuerdo = NULL;
  JsonObject *object = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "extensions");
  object = json_node_get_object (node);
  if (!apoyo_json_only_has (object, members, error) ||
      !get_integer (object, "printed_year", &extension.printed_year, error) ||
      !apoyo_json_get_text (object, "until", APOYO_JSON_REQUIRED, &until, error) ||
      !apoyo_json_get_text (object, "acuerdo", APOYO_JSON_REQUIRED, &acuerdo, error))
    return FALSE;
  if (!apoyo_check_bounds_hold_text ("acuerdo", acuerdo))
    return refuse (error, "acuerdo");
  extension.acuerdo = g_intern_string (acuerdo);
  if (!read_day (until, &extension))
    return refuse (error, "until");
  g_array_append_val (self->extensions, extension);
  return TRUE;
}

static gboolean
read_extensions (ApoyoCheckSettings *self, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "extensions");
  JsonArray *array = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "extensions");
  array = json_node_get_array (node);
  if (!apoyo_check_bounds_hold ("extensions", json_array_get_length (array)))
    return refuse (error, "extensions");
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (!read_extension (self, json_array_get_element (array, i), error))
      return FALSE;
  }
  return TRUE;
}

/* Everything in it but use, article and note is a limit, a number. */
static gboolean
read_limits (ApoyoCheck *check, JsonObject *object, const char *id, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next) {
    const char *name = l->data;
    double limit = 0;

    if (g_str_equal (name, "use") || g_str_equal (name, "article") || g_str_equal (name, "note"))
      continue;
    if (!is_name (name, "name", "_")) {
      refuse (error, id);
      return FALSE;
    }
    if (!get_number (object, name, "limit", &limit, error)) {
      g_prefix_error (error, "%s: ", id);
      return FALSE;
    }
    json_object_set_double_member (check->limits, name, limit);
  }
  return apoyo_check_bounds_hold ("limits", json_object_get_size (check->limits))
             ? TRUE
             : refuse (error, id);
}

static gboolean
read_check (ApoyoCheckSettings *self, const char *id, JsonNode *node, GError **error)
{
  ApoyoCheck *check = NULL;
  const char *article = NULL;
  const char *note = NULL;
  JsonObject *object = NULL;
  guint use = 0;

  if (!JSON_NODE_HOLDS_OBJECT (node) || !is_name (id, "id", "0123456789_."))
    return refuse (error, id);
  object = json_node_get_object (node);
  if (!get_word (object, "use", uses, G_N_ELEMENTS (uses), &use, error) ||
      !get_text (object, "article", &article, error) || !get_text (object, "note", &note, error)) {
    g_prefix_error (error, "%s: ", id);
    return FALSE;
  }
  check = g_new0 (ApoyoCheck, 1);
  check->use = (ApoyoCheckUse) use;
  check->article = g_strdup (article);
  check->limits = json_object_new ();
  g_hash_table_insert (self->checks, g_strdup (id), check);
  return read_limits (check, object, id, error);
}

static gboolean
read_checks (ApoyoCheckSettings *self, JsonObject *object, GError **error)
{
  JsonObject *checks = NULL;
  g_autoptr (GList) members = NULL;

  if (!apoyo_json_get_object (object, "checks", APOYO_JSON_REQUIRED, &checks, error))
    return FALSE;
  if (!apoyo_check_bounds_hold ("checks", json_object_get_size (checks)))
    return refuse (error, "checks");
  members = json_object_get_members (checks);
  for (GList *l = members; l != NULL; l = l->next) {
    if (!read_check (self, l->data, json_object_get_member (checks, l->data), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_settings (ApoyoCheckSettings *self, JsonObject *object, GError **error)
{
  static const char *const members[] = { "v",           "about",      "reading", "sample",
                                         "minimum_age", "extensions", "checks",  NULL };
  const char *about = NULL;
  gint64 version = 0;
  guint reading = 0;

  if (!apoyo_json_only_has (object, members, error) ||
      !apoyo_json_get_integer (object, "v", APOYO_JSON_REQUIRED, 1, 1, &version, error) ||
      !get_word (object, "reading", readings, G_N_ELEMENTS (readings), &reading, error) ||
      !get_number (object, "sample", "sample", &self->sample, error) ||
      !get_integer (object, "minimum_age", &self->minimum_age, error) ||
      !get_text (object, "about", &about, error))
    return FALSE;
  self->reading = (ApoyoPictureReading) reading;
  return read_extensions (self, object, error) && read_checks (self, object, error);
}

ApoyoCheckSettings *
apoyo_check_settings_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (ApoyoCheckSettings) self = settings_new ();
  g_autoptr (JsonObject) object = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  object = apoyo_json_parse_object (json, length, error);
  if (object == NULL || !read_settings (self, object, error))
    return NULL;
  return g_steal_pointer (&self);
}

ApoyoCheckSettings *
apoyo_check_settings_new_default (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (apoyo_resource_await (apoyo_core_get_resource),
                                                     DEFAULTS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  ApoyoCheckSettings *self = NULL;

  g_assert (bytes != NULL);
  self = apoyo_check_settings_from_json (g_bytes_get_data (bytes, NULL),
                                         (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return self;
}

const ApoyoCheck *
apoyo_check_settings_get (const ApoyoCheckSettings *self, const char *id)
{
  const ApoyoCheck *check = g_hash_table_lookup (self->checks, id);

  return check != NULL && check->use != APOYO_CHECK_OFF ? check : NULL;
}

gboolean
apoyo_check_get_limit (const ApoyoCheck *self, const char *name, double *limit)
{
  if (!json_object_has_member (self->limits, name))
    return FALSE;
  *limit = json_object_get_double_member (self->limits, name);
  return TRUE;
}
