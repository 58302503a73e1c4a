/* apoyo-rule-json.c: the document a rule is stored as.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-json.h"
#include "apoyo-rule.h"

#define MAX_GRACE_HOURS (30 * 24)
#define MAX_HEARING_DAYS 365
#define MAX_MODELS 8
#define MAX_DEMARCATIONS 100000
#define MAX_LIST_NAME 200

static const char *const bases[] = { "nominal_list", "roll", NULL };
static const char *const roundings[] = { "ceiling", "floor", "half_up", NULL };
static const char *const duplicates[] = { "first", "last", NULL };
static const char *const reviews[] = { "all", "sample", "findings", NULL };

static const char *const members[] = {
  "kind",       "joint",        "base",           "cutoff",      "scope",
  "percentage", "rounding",     "dispersion",     "duplicates",  "exclusive",
  "models",     "modalities",   "exception_list", "grace_hours", "review",
  "withdrawal", "hearing_days", "time_zone",      "cell_level",  NULL,
};
static const char *const dispersion_members[] = { "level", "at_least", "fraction", "percentage",
                                                  NULL };
static const char *const review_members[] = { "model", "sample", "trigger", NULL };

static gboolean
refuse_value (GError **error, const char *name)
{
  g_set_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
               _ ("“%s” has a value that a rule cannot have"), name);
  return FALSE;
}

/* One of a list of words, as its place in the list. */
static gboolean
read_word (JsonObject *object,
           const char *name,
           const char *const *words,
           int *place,
           GError **error)
{
  const char *text = NULL;

  if (!apoyo_json_get_text (object, name, APOYO_JSON_REQUIRED, &text, error))
    return FALSE;
  for (int i = 0; words[i] != NULL; i++) {
    if (strcmp (words[i], text) == 0) {
      *place = i;
      return TRUE;
    }
  }
  return refuse_value (error, name);
}

static gboolean
read_level (JsonObject *object, const char *name, ApoyoLevel *level, GError **error)
{
  const char *text = NULL;

  return apoyo_json_get_text (object, name, APOYO_JSON_REQUIRED, &text, error) &&
         (apoyo_level_from_nick (text, level) || refuse_value (error, name));
}

static gboolean
read_percentage (JsonObject *object, ApoyoFraction *fraction, GError **error)
{
  const char *text = NULL;

  if (!apoyo_json_get_text (object, "percentage", APOYO_JSON_REQUIRED, &text, error) ||
      !apoyo_percentage_parse (text, fraction, error))
    return FALSE;
  return fraction->numerator > 0 || refuse_value (error, "percentage");
}

static gboolean
read_fraction (JsonObject *object, const char *name, ApoyoFraction *fraction, GError **error)
{
  const char *text = NULL;

  return apoyo_json_get_text (object, name, APOYO_JSON_REQUIRED, &text, error) &&
         apoyo_fraction_parse (text, fraction, error);
}

static gboolean
date_exists (const char *text)
{
  int year, month, day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' || strspn (text, "0123456789") != 4 ||
      strspn (text + 5, "0123456789") != 2 || strspn (text + 8, "0123456789") != 2)
    return FALSE;
  year = (int) g_ascii_strtoull (text, NULL, 10);
  month = (int) g_ascii_strtoull (text + 5, NULL, 10);
  day = (int) g_ascii_strtoull (text + 8, NULL, 10);
  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
read_cutoff (JsonObject *object, ApoyoRule *rule, GError **error)
{
  const char *text = NULL;

  if (!apoyo_json_get_text (object, "cutoff", APOYO_JSON_OPTIONAL, &text, error))
    return FALSE;
  if (text != NULL && !date_exists (text))
    return refuse_value (error, "cutoff");
  rule->cutoff = g_strdup (text);
  return TRUE;
}

/* A list says where paper is admitted: without paper it contradicts the rule. */
static gboolean
read_exception_list (JsonObject *object, ApoyoRule *rule, GError **error)
{
  const char *text = NULL;

  if (!apoyo_json_get_text (object, "exception_list", APOYO_JSON_OPTIONAL, &text, error))
    return FALSE;
  if (text != NULL && (*text == '\0' || g_utf8_strlen (text, -1) > MAX_LIST_NAME ||
                       (rule->modalities & APOYO_MODALITY_EXCEPTION) == 0))
    return refuse_value (error, "exception_list");
  rule->exception_list = g_strdup (text);
  return TRUE;
}

/* Exactly one of at_least and fraction says how many demarcations. */
static gboolean
read_dispersion (JsonObject *object, ApoyoRule *rule, GError **error)
{
  JsonObject *dispersion = NULL;
  gint64 at_least = 0;

  if (!apoyo_json_get_object (object, "dispersion", APOYO_JSON_OPTIONAL, &dispersion, error))
    return FALSE;
  if (dispersion == NULL)
    return TRUE;
  rule->has_dispersion = TRUE;
  if (!apoyo_json_only_has (dispersion, dispersion_members, error) ||
      !read_level (dispersion, "level", &rule->dispersion.level, error) ||
      !read_percentage (dispersion, &rule->dispersion.percentage, error) ||
      !apoyo_json_get_integer (dispersion, "at_least", APOYO_JSON_OPTIONAL, 1, MAX_DEMARCATIONS,
                               &at_least, error))
    return FALSE;
  rule->dispersion.at_least = (guint) at_least;
  if ((at_least > 0) == json_object_has_member (dispersion, "fraction"))
    return refuse_value (error, "dispersion");
  return at_least > 0 || read_fraction (dispersion, "fraction", &rule->dispersion.fraction, error);
}

static gboolean
read_review (JsonObject *object, ApoyoRule *rule, GError **error)
{
  JsonObject *review = NULL;
  int model = 0;

  if (!apoyo_json_get_object (object, "review", APOYO_JSON_REQUIRED, &review, error) ||
      !apoyo_json_only_has (review, review_members, error) ||
      !read_word (review, "model", reviews, &model, error))
    return FALSE;
  rule->review.model = (ApoyoReview) model;
  if (rule->review.model != APOYO_REVIEW_SAMPLE)
    return (!json_object_has_member (review, "sample") &&
            !json_object_has_member (review, "trigger")) ||
           refuse_value (error, "review");
  return read_fraction (review, "sample", &rule->review.sample, error) &&
         read_fraction (review, "trigger", &rule->review.trigger, error);
}

static gboolean
read_models (JsonObject *object, ApoyoRule *rule, GError **error)
{
  if (!apoyo_json_get_texts (object, "models", APOYO_JSON_REQUIRED, MAX_MODELS, &rule->models,
                             error))
    return FALSE;
  if (rule->models[0] == NULL)
    return refuse_value (error, "models");
  for (guint i = 0; rule->models[i] != NULL; i++) {
    const char *model = rule->models[i];

    if (model[0] < 'A' || model[0] > 'H' || model[1] != '\0')
      return refuse_value (error, "models");
    for (guint j = 0; j < i; j++) {
      if (strcmp (rule->models[j], model) == 0)
        return refuse_value (error, "models");
    }
  }
  return TRUE;
}

static gboolean
read_modalities (JsonObject *object, ApoyoRule *rule, GError **error)
{
  g_auto (GStrv) texts = NULL;

  if (!apoyo_json_get_texts (object, "modalities", APOYO_JSON_REQUIRED, 3, &texts, error))
    return FALSE;
  for (guint i = 0; texts[i] != NULL; i++) {
    ApoyoModality modality;

    if (!apoyo_modality_from_nick (texts[i], &modality) || (rule->modalities & modality) != 0)
      return refuse_value (error, "modalities");
    rule->modalities |= modality;
  }
  return rule->modalities != 0 || refuse_value (error, "modalities");
}

static gboolean
read_time_zone (JsonObject *object, ApoyoRule *rule, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;
  const char *text = NULL;

  if (!apoyo_json_get_text (object, "time_zone", APOYO_JSON_REQUIRED, &text, error))
    return FALSE;
  /* An IANA name of a place, never a path that leaves the catalogue: GLib opens whatever the text
   * leads to. */
  if (!g_ascii_isupper (text[0]) || (strchr (text, '/') == NULL && strcmp (text, "UTC") != 0) ||
      strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") !=
          strlen (text))
    return refuse_value (error, "time_zone");
  zone = g_time_zone_new_identifier (text);
  if (zone == NULL)
    return refuse_value (error, "time_zone");
  rule->time_zone = g_strdup (text);
  return TRUE;
}

static gboolean
read_numbers (JsonObject *object, ApoyoRule *rule, GError **error)
{
  gint64 grace = 0;
  gint64 hearing = 0;

  if (!apoyo_json_get_boolean (object, "joint", APOYO_JSON_REQUIRED, &rule->joint, error) ||
      !apoyo_json_get_boolean (object, "exclusive", APOYO_JSON_REQUIRED, &rule->exclusive, error) ||
      !apoyo_json_get_boolean (object, "withdrawal", APOYO_JSON_REQUIRED, &rule->withdrawal,
                               error) ||
      !apoyo_json_get_integer (object, "grace_hours", APOYO_JSON_REQUIRED, 0, MAX_GRACE_HOURS,
                               &grace, error) ||
      !apoyo_json_get_integer (object, "hearing_days", APOYO_JSON_REQUIRED, 0, MAX_HEARING_DAYS,
                               &hearing, error))
    return FALSE;
  rule->grace_hours = (guint) grace;
  rule->hearing_days = (guint) hearing;
  return TRUE;
}

static gboolean
read_words (JsonObject *object, ApoyoRule *rule, GError **error)
{
  const char *kind = NULL;
  int base = 0;
  int rounding = 0;
  int which = 0;

  if (!apoyo_json_get_text (object, "kind", APOYO_JSON_REQUIRED, &kind, error))
    return FALSE;
  if (!apoyo_kind_from_nick (kind, &rule->kind))
    return refuse_value (error, "kind");
  if (!read_word (object, "base", bases, &base, error) ||
      !read_word (object, "rounding", roundings, &rounding, error) ||
      !read_word (object, "duplicates", duplicates, &which, error) ||
      !read_level (object, "scope", &rule->scope, error) ||
      !read_level (object, "cell_level", &rule->cell_level, error))
    return FALSE;
  rule->base = (ApoyoBase) base;
  rule->rounding = (ApoyoRounding) rounding;
  rule->duplicates = (ApoyoDuplicates) which;
  return TRUE;
}

/* A joint goal counts a citizen once. The cells must tell the demarcations of the dispersion apart,
 * and these lie within the scope. A section belongs to one of each level; any other cell tells its
 * entity only. */
static gboolean
levels_agree (const ApoyoRule *rule, GError **error)
{
  ApoyoLevel level = rule->dispersion.level;

  if (rule->cell_level < APOYO_LEVEL_ENTITY)
    return refuse_value (error, "cell_level");
  /* The joint total would hold a citizen once for each promovente. */
  if (rule->joint && !rule->exclusive)
    return refuse_value (error, "exclusive");
  if (!rule->has_dispersion)
    return TRUE;
  if (level == rule->scope || (level < rule->scope && level <= APOYO_LEVEL_ENTITY))
    return refuse_value (error, "dispersion");
  if (level > APOYO_LEVEL_ENTITY && rule->cell_level != level &&
      rule->cell_level != APOYO_LEVEL_SECTION)
    return refuse_value (error, "cell_level");
  return TRUE;
}

ApoyoRule *
apoyo_rule_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (ApoyoRule) rule = apoyo_rule_new ();
  g_autoptr (JsonObject) object = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  object = apoyo_json_parse_object (json, length, error);
  if (object == NULL || !apoyo_json_only_has (object, members, error) ||
      !read_words (object, rule, error) || !read_numbers (object, rule, error) ||
      !read_cutoff (object, rule, error) || !read_percentage (object, &rule->percentage, error) ||
      !read_dispersion (object, rule, error) || !read_review (object, rule, error) ||
      !read_models (object, rule, error) || !read_modalities (object, rule, error) ||
      !read_exception_list (object, rule, error) || !read_time_zone (object, rule, error) ||
      !levels_agree (rule, error))
    return NULL;
  return g_steal_pointer (&rule);
}

static JsonObject *
dispersion_to_json (const ApoyoRule *self)
{
  JsonObject *dispersion = json_object_new ();

  json_object_set_string_member (dispersion, "level", apoyo_level_to_nick (self->dispersion.level));
  if (self->dispersion.at_least > 0)
    json_object_set_int_member (dispersion, "at_least", self->dispersion.at_least);
  else
    json_object_set_string_member (dispersion, "fraction", self->dispersion.fraction.text);
  json_object_set_string_member (dispersion, "percentage", self->dispersion.percentage.text);
  return dispersion;
}

static JsonObject *
review_to_json (const ApoyoRule *self)
{
  JsonObject *review = json_object_new ();

  json_object_set_string_member (review, "model", reviews[self->review.model]);
  if (self->review.model == APOYO_REVIEW_SAMPLE) {
    json_object_set_string_member (review, "sample", self->review.sample.text);
    json_object_set_string_member (review, "trigger", self->review.trigger.text);
  }
  return review;
}

static JsonArray *
models_to_json (const ApoyoRule *self)
{
  JsonArray *models = json_array_new ();

  for (guint i = 0; self->models != NULL && self->models[i] != NULL; i++)
    json_array_add_string_element (models, self->models[i]);
  return models;
}

static JsonArray *
modalities_to_json (const ApoyoRule *self)
{
  JsonArray *modalities = json_array_new ();

  for (guint flag = APOYO_MODALITY_AUXILIARY; flag <= APOYO_MODALITY_EXCEPTION; flag <<= 1) {
    if (self->modalities & flag)
      json_array_add_string_element (modalities, apoyo_modality_to_nick ((ApoyoModality) flag));
  }
  return modalities;
}

char *
apoyo_rule_to_json (const ApoyoRule *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (self != NULL, NULL);

  json_object_set_string_member (object, "kind", apoyo_kind_to_nick (self->kind));
  json_object_set_boolean_member (object, "joint", self->joint);
  json_object_set_string_member (object, "base", bases[self->base]);
  if (self->cutoff != NULL)
    json_object_set_string_member (object, "cutoff", self->cutoff);
  json_object_set_string_member (object, "scope", apoyo_level_to_nick (self->scope));
  json_object_set_string_member (object, "percentage", self->percentage.text);
  json_object_set_string_member (object, "rounding", roundings[self->rounding]);
  if (self->has_dispersion)
    json_object_set_object_member (object, "dispersion", dispersion_to_json (self));
  json_object_set_string_member (object, "duplicates", duplicates[self->duplicates]);
  json_object_set_boolean_member (object, "exclusive", self->exclusive);
  json_object_set_array_member (object, "models", models_to_json (self));
  json_object_set_array_member (object, "modalities", modalities_to_json (self));
  if (self->exception_list != NULL)
    json_object_set_string_member (object, "exception_list", self->exception_list);
  json_object_set_int_member (object, "grace_hours", self->grace_hours);
  json_object_set_object_member (object, "review", review_to_json (self));
  json_object_set_boolean_member (object, "withdrawal", self->withdrawal);
  json_object_set_int_member (object, "hearing_days", self->hearing_days);
  json_object_set_string_member (object, "time_zone", self->time_zone);
  json_object_set_string_member (object, "cell_level", apoyo_level_to_nick (self->cell_level));
  return apoyo_json_to_text (object);
}
