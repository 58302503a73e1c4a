/* apoyo-rule-words.c: a rule in words: nine topics, each with what it says and what it means.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-json.h"
#include "apoyo-level-words.h"
#include "apoyo-rule-choices.h"
#include "apoyo-rule-words.h"

#define MAX_MEMBERS 6

typedef struct {
  const char *title;
  const char *icon;
  const char *members[MAX_MEMBERS];
} Topic;

static const Topic topics[APOYO_N_RULE_TOPICS] = {
  [APOYO_RULE_TOPIC_THRESHOLD] = { N_ ("Threshold of each"),
                                   "ac-threshold-symbolic",
                                   { "percentage", "rounding", "joint", "scope" } },
  [APOYO_RULE_TOPIC_DISPERSION] = { N_ ("Dispersion"),
                                    "ac-spread-symbolic",
                                    { "dispersion", "cell_level" } },
  [APOYO_RULE_TOPIC_BASE] = { N_ ("Base and cut-off"), "ac-tree-symbolic", { "base", "cutoff" } },
  [APOYO_RULE_TOPIC_DUPLICATES] = { N_ ("Duplicates"),
                                    "ac-copies-symbolic",
                                    { "duplicates", "exclusive" } },
  [APOYO_RULE_TOPIC_CREDENTIALS] = { N_ ("Credentials"), "ac-card-symbolic", { "models" } },
  [APOYO_RULE_TOPIC_MODALITIES] = { N_ ("Modalities"), "phone-symbolic", { "modalities" } },
  [APOYO_RULE_TOPIC_REVIEW] = { N_ ("Review"), "ac-review-symbolic", { "review" } },
  [APOYO_RULE_TOPIC_GRACE] = { N_ ("Grace to send"),
                               "ac-clock-symbolic",
                               { "grace_hours", "time_zone" } },
  [APOYO_RULE_TOPIC_HEARING] = { N_ ("Right to be heard"),
                                 "ac-hearing-symbolic",
                                 { "hearing_days", "withdrawal" } },
};

const char *
apoyo_rule_topic_get_title (ApoyoRuleTopic topic, const ApoyoRule *rule)
{
  g_return_val_if_fail ((guint) topic < APOYO_N_RULE_TOPICS, NULL);
  if (topic == APOYO_RULE_TOPIC_THRESHOLD && rule != NULL && rule->joint)
    return _ ("Joint threshold");
  return _ (topics[topic].title);
}

const char *
apoyo_rule_topic_get_icon (ApoyoRuleTopic topic)
{
  g_return_val_if_fail ((guint) topic < APOYO_N_RULE_TOPICS, NULL);
  return topics[topic].icon;
}

const char *const *
apoyo_rule_topic_get_members (ApoyoRuleTopic topic)
{
  g_return_val_if_fail ((guint) topic < APOYO_N_RULE_TOPICS, NULL);
  return topics[topic].members;
}

gboolean
apoyo_rule_topic_of_member (const char *member, ApoyoRuleTopic *topic)
{
  for (guint i = 0; i < APOYO_N_RULE_TOPICS; i++) {
    if (g_strv_contains (topics[i].members, member)) {
      *topic = (ApoyoRuleTopic) i;
      return TRUE;
    }
  }
  return FALSE;
}

/* --- parts ------------------------------------------------------------------------------------ */

static const char *
of_base_words (const ApoyoRule *rule)
{
  return rule->base == APOYO_BASE_ROLL ? _ ("of the electoral roll") : _ ("of the nominal list");
}

static const char *
rounding_words (const ApoyoRule *rule)
{
  switch (rule->rounding) {
  case APOYO_ROUNDING_FLOOR:
    return _ ("rounded down");
  case APOYO_ROUNDING_HALF_UP:
    return _ ("rounded to the nearest");
  case APOYO_ROUNDING_CEILING:
  default:
    return _ ("rounded up");
  }
}

/* "E, F, G and H" */
static char *
join_words (const char *const *words)
{
  guint n = g_strv_length ((char **) words);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    if (i > 0)
      g_string_append (text, i + 1 == n ? _ (" and ") : ", ");
    g_string_append (text, words[i]);
  }
  return g_string_free (text, FALSE);
}

static const struct {
  ApoyoModality modality;
  const char *label;
} modalities[] = {
  { APOYO_MODALITY_AUXILIARY, N_ ("Auxiliary") },
  { APOYO_MODALITY_SELF, N_ ("Mi Apoyo") },
  { APOYO_MODALITY_EXCEPTION, N_ ("paper") },
};

static char *
modality_words (const ApoyoRule *rule)
{
  const char *words[G_N_ELEMENTS (modalities) + 1] = { NULL };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (modalities); i++) {
    if (apoyo_rule_accepts_modality (rule, modalities[i].modality))
      words[n++] = _ (modalities[i].label);
  }
  return join_words (words);
}

static char *
dispersion_words (const ApoyoRule *rule, const ApoyoRuleReach *reach)
{
  const char *level = apoyo_level_to_nick (rule->dispersion.level);

  if (!rule->has_dispersion)
    return g_strdup (_ ("No dispersion"));
  if (reach != NULL && reach->dispersion_needed > 0 && reach->demarcations > 0)
    return apoyo_level_words_of (level, reach->dispersion_needed, reach->demarcations);
  if (rule->dispersion.at_least > 0)
    return apoyo_level_words_count (level, rule->dispersion.at_least);
  return apoyo_level_words_share (level, rule->dispersion.fraction.text);
}

static char *
share_words (const ApoyoFraction *fraction)
{
  if (fraction->denominator > 0 && fraction->numerator * 100 % fraction->denominator == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT APOYO_NBSP "%%",
                            fraction->numerator * 100 / fraction->denominator);
  return g_strdup (fraction->text);
}

/* --- values ----------------------------------------------------------------------------------- */

static char *
threshold_value (const ApoyoRule *rule, const ApoyoRuleReach *reach)
{
  if (reach != NULL && reach->required > 0)
    return apoyo_format_count (reach->required);
  return apoyo_format_rule_percentage (rule->percentage.text);
}

static char *
base_value (const ApoyoRule *rule, const ApoyoRuleReach *reach)
{
  const char *cutoff = rule->cutoff != NULL ? rule->cutoff : reach != NULL ? reach->cutoff : NULL;
  g_autofree char *date = apoyo_format_day (cutoff);

  if (date == NULL)
    return g_strdup (rule->base == APOYO_BASE_ROLL ? _ ("Electoral roll") : _ ("Nominal list"));
  /* Translators: PE and LN, the usual short forms of electoral roll and nominal list, with the day
   * of the cut-off. */
  return g_strdup_printf (rule->base == APOYO_BASE_ROLL ? _ ("PE %s") : _ ("LN %s"), date);
}

static char *
credentials_value (const ApoyoRule *rule)
{
  g_autofree char *list = join_words ((const char *const *) rule->models);

  return g_strdup_printf (g_dngettext (NULL, "Model %s", "Models %s", g_strv_length (rule->models)),
                          list);
}

static const char *
modalities_value (const ApoyoRule *rule)
{
  gboolean app = (rule->modalities & (APOYO_MODALITY_AUXILIARY | APOYO_MODALITY_SELF)) != 0;

  if (!apoyo_rule_accepts_modality (rule, APOYO_MODALITY_EXCEPTION))
    return _ ("App");
  return app ? _ ("App and paper") : _ ("Paper");
}

static char *
review_value (const ApoyoRule *rule)
{
  g_autofree char *share = NULL;

  switch (rule->review.model) {
  case APOYO_REVIEW_SAMPLE:
    share = share_words (&rule->review.sample);
    return g_strdup_printf (_ ("Sample of %s"), share);
  case APOYO_REVIEW_FINDINGS:
    return g_strdup (_ ("Those with findings"));
  case APOYO_REVIEW_ALL:
  default:
    return g_strdup (_ ("All of the images"));
  }
}

char *
apoyo_rule_words_value (const ApoyoRule *rule, ApoyoRuleTopic topic, const ApoyoRuleReach *reach)
{
  g_return_val_if_fail (rule != NULL, NULL);

  switch (topic) {
  case APOYO_RULE_TOPIC_THRESHOLD:
    return threshold_value (rule, reach);
  case APOYO_RULE_TOPIC_DISPERSION:
    return dispersion_words (rule, reach);
  case APOYO_RULE_TOPIC_BASE:
    return base_value (rule, reach);
  case APOYO_RULE_TOPIC_DUPLICATES:
    return g_strdup (rule->duplicates == APOYO_DUPLICATES_LAST ? _ ("Last received")
                                                               : _ ("First received"));
  case APOYO_RULE_TOPIC_CREDENTIALS:
    return credentials_value (rule);
  case APOYO_RULE_TOPIC_MODALITIES:
    return g_strdup (modalities_value (rule));
  case APOYO_RULE_TOPIC_REVIEW:
    return review_value (rule);
  case APOYO_RULE_TOPIC_GRACE:
    return rule->grace_hours > 0 ? g_strdup_printf ("%u" APOYO_NBSP "h", rule->grace_hours)
                                 : g_strdup (_ ("No grace"));
  case APOYO_RULE_TOPIC_HEARING:
    return g_strdup_printf (g_dngettext (NULL, "%u day", "%u days", rule->hearing_days),
                            rule->hearing_days);
  default:
    g_return_val_if_reached (NULL);
  }
}

/* --- senses ----------------------------------------------------------------------------------- */

/* "3 % of the nominal list of the federal district · rounded up" */
static char *
threshold_sense (const ApoyoRule *rule)
{
  g_autofree char *percentage = apoyo_format_rule_percentage (rule->percentage.text);
  const char *whose = apoyo_level_words_own (apoyo_level_to_nick (rule->scope));

  if (rule->joint)
    return g_strdup_printf ("%s %s · %s", percentage, of_base_words (rule), rounding_words (rule));
  return g_strdup_printf ("%s %s %s · %s", percentage, of_base_words (rule), whose,
                          rounding_words (rule));
}

static char *
dispersion_sense (const ApoyoRule *rule)
{
  g_autofree char *percentage = NULL;

  if (!rule->has_dispersion)
    return g_strdup (_ ("Supports may come from anywhere within the scope"));
  percentage = apoyo_format_rule_percentage (rule->dispersion.percentage.text);
  return g_strdup_printf (rule->base == APOYO_BASE_ROLL
                              ? _ ("Each with at least %s of its electoral roll")
                              : _ ("Each with at least %s of its nominal list"),
                          percentage);
}

static char *
base_sense (const ApoyoRule *rule, const ApoyoRuleReach *reach)
{
  GString *text = g_string_new (NULL);

  if (reach != NULL && reach->nominal_list > 0) {
    g_autofree char *count = apoyo_format_count (reach->nominal_list);

    g_string_append_printf (text, _ ("%s citizens"), count);
  }
  if (reach != NULL && reach->geography != NULL) {
    if (text->len > 0)
      g_string_append (text, " · ");
    g_string_append (text, reach->geography);
  }
  if (text->len == 0)
    g_string_append (text, rule->base == APOYO_BASE_ROLL
                               ? _ ("Everyone registered, with a credential or without")
                               : _ ("Those registered with a valid credential"));
  return g_string_free (text, FALSE);
}

static const char *
duplicates_sense (const ApoyoRule *rule)
{
  if (rule->joint)
    return _ ("One per person in the joint total");
  return rule->exclusive ? _ ("One per person in the whole contest")
                         : _ ("One per person and promovente");
}

static char *
review_sense (const ApoyoRule *rule)
{
  g_autofree char *trigger = NULL;

  switch (rule->review.model) {
  case APOYO_REVIEW_SAMPLE:
    trigger = share_words (&rule->review.trigger);
    return g_strdup_printf (_ ("All of them where more than %s of the sample fail"), trigger);
  case APOYO_REVIEW_FINDINGS:
    return g_strdup (_ ("People look at what the automatic checks flag"));
  case APOYO_REVIEW_ALL:
  default:
    return g_strdup (_ ("People look at every capture"));
  }
}

char *
apoyo_rule_words_sense (const ApoyoRule *rule, ApoyoRuleTopic topic, const ApoyoRuleReach *reach)
{
  g_return_val_if_fail (rule != NULL, NULL);

  switch (topic) {
  case APOYO_RULE_TOPIC_THRESHOLD:
    return threshold_sense (rule);
  case APOYO_RULE_TOPIC_DISPERSION:
    return dispersion_sense (rule);
  case APOYO_RULE_TOPIC_BASE:
    return base_sense (rule, reach);
  case APOYO_RULE_TOPIC_DUPLICATES:
    return g_strdup (duplicates_sense (rule));
  case APOYO_RULE_TOPIC_CREDENTIALS:
    return g_strdup (_ ("Any other model is dropped"));
  case APOYO_RULE_TOPIC_MODALITIES:
    return modality_words (rule);
  case APOYO_RULE_TOPIC_REVIEW:
    return review_sense (rule);
  case APOYO_RULE_TOPIC_GRACE:
    return g_strdup (rule->grace_hours > 0 ? _ ("Captured before the close; the server's clock")
                                           : _ ("What is not received by the close is late"));
  case APOYO_RULE_TOPIC_HEARING:
    return g_strdup (rule->withdrawal ? _ ("Every support not counted; a citizen may withdraw")
                                      : _ ("Every support not counted can be looked at"));
  default:
    g_return_val_if_reached (NULL);
  }
}

/* --- members ---------------------------------------------------------------------------------- */

static const struct {
  const char *member;
  const char *title;
} members[] = {
  { "kind", N_ ("Kind of process") },
  { "joint", N_ ("Whose threshold") },
  { "base", N_ ("Base") },
  { "cutoff", N_ ("Cut-off") },
  { "scope", N_ ("Scope of a promovente") },
  { "percentage", N_ ("Percentage") },
  { "rounding", N_ ("Rounding") },
  { "dispersion", N_ ("Dispersion") },
  { "duplicates", N_ ("Duplicates") },
  { "exclusive", N_ ("Between promoventes") },
  { "models", N_ ("Credential models") },
  { "modalities", N_ ("Modalities") },
  { "grace_hours", N_ ("Grace to send") },
  { "review", N_ ("Review") },
  { "withdrawal", N_ ("Withdrawal") },
  { "hearing_days", N_ ("Right to be heard") },
  { "time_zone", N_ ("Time zone") },
  { "cell_level", N_ ("Finest count") },
};

const char *
apoyo_rule_member_get_title (const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    if (g_strcmp0 (members[i].member, member) == 0)
      return _ (members[i].title);
  }
  return member;
}

static char *
dispersion_member (const ApoyoRule *rule)
{
  g_autofree char *count = dispersion_words (rule, NULL);
  g_autofree char *percentage = NULL;

  if (!rule->has_dispersion)
    return g_steal_pointer (&count);
  percentage = apoyo_format_rule_percentage (rule->dispersion.percentage.text);
  /* Translators: "17 entities with 3 % each" */
  return g_strdup_printf (_ ("%s with %s each"), count, percentage);
}

char *
apoyo_rule_words_member (const ApoyoRule *rule, const char *member)
{
  ApoyoRuleTopic topic;

  g_return_val_if_fail (rule != NULL, NULL);

  if (g_str_equal (member, "kind"))
    return g_strdup (apoyo_kind_get_label (rule->kind));
  if (g_str_equal (member, "joint"))
    return g_strdup (rule->joint ? _ ("One for all promoventes together") : _ ("Each its own"));
  if (g_str_equal (member, "base"))
    return g_strdup (rule->base == APOYO_BASE_ROLL ? _ ("Electoral roll") : _ ("Nominal list"));
  if (g_str_equal (member, "cutoff"))
    return rule->cutoff != NULL ? apoyo_format_day (rule->cutoff) : g_strdup ("—");
  if (g_str_equal (member, "scope"))
    return g_strdup (apoyo_level_words_one (apoyo_level_to_nick (rule->scope)));
  if (g_str_equal (member, "percentage"))
    return apoyo_format_rule_percentage (rule->percentage.text);
  if (g_str_equal (member, "rounding"))
    return g_strdup (rounding_words (rule));
  if (g_str_equal (member, "dispersion"))
    return dispersion_member (rule);
  if (g_str_equal (member, "exclusive"))
    return g_strdup (rule->exclusive ? _ ("A person counts for one only")
                                     : _ ("A person may count for several"));
  if (g_str_equal (member, "modalities"))
    return modality_words (rule);
  if (g_str_equal (member, "withdrawal"))
    return g_strdup (rule->withdrawal ? _ ("Allowed until the close") : _ ("Not allowed"));
  if (g_str_equal (member, "time_zone"))
    return g_strdup (apoyo_rule_choices_find (member, rule->time_zone));
  if (g_str_equal (member, "cell_level"))
    return g_strdup (apoyo_level_words_one (apoyo_level_to_nick (rule->cell_level)));
  if (g_str_equal (member, "review")) {
    g_autofree char *value = review_value (rule);
    g_autofree char *sense = rule->review.model == APOYO_REVIEW_SAMPLE ? review_sense (rule) : NULL;

    return sense != NULL ? g_strdup_printf ("%s · %s", value, sense) : g_strdup (value);
  }
  if (apoyo_rule_topic_of_member (member, &topic))
    return apoyo_rule_words_value (rule, topic, NULL); /* the others are their topic's value */
  return g_strdup ("—");
}

static JsonNode *
member_of (const ApoyoRule *rule, JsonParser *parser, const char *member)
{
  g_autofree char *json = apoyo_rule_to_json (rule);

  if (!json_parser_load_from_data (parser, json, -1, NULL))
    g_return_val_if_reached (NULL);
  return json_object_get_member (json_node_get_object (json_parser_get_root (parser)), member);
}

static gboolean
member_differs (const ApoyoRule *was, const ApoyoRule *becomes, const char *member)
{
  g_autoptr (JsonParser) first = json_parser_new ();
  g_autoptr (JsonParser) second = json_parser_new ();
  JsonNode *a = member_of (was, first, member);
  JsonNode *b = member_of (becomes, second, member);

  if (a == NULL || b == NULL)
    return a != b;
  return !json_node_equal (a, b);
}

char *
apoyo_rule_words_differences (const ApoyoRule *was, const ApoyoRule *becomes)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (was != NULL && becomes != NULL, NULL);

  for (guint i = 0; i < APOYO_N_RULE_TOPICS; i++) {
    gboolean differs = FALSE;

    for (guint j = 0; topics[i].members[j] != NULL; j++)
      differs = differs || member_differs (was, becomes, topics[i].members[j]);
    if (differs)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              apoyo_rule_topic_get_title ((ApoyoRuleTopic) i, becomes));
  }
  return g_string_free (text, FALSE);
}
