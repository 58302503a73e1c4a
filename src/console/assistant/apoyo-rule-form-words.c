/* apoyo-rule-form-words.c: titles of a rule's rows, and what follows from their values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-format.h"
#include "apoyo-rule-control.h"
#include "apoyo-rule-form-words.h"

/* --- titles ----------------------------------------------------------------------------------- */

static const struct {
  const char *member;
  const char *title;
  const char *unit; /* (nullable) */
} rows[] = {
  { "joint", N_ ("Whose threshold it is"), NULL },
  { "base", N_ ("Taken of"), NULL },
  { "rounding", N_ ("Rounding"), NULL },
  { "dispersion.level", N_ ("Level"), NULL },
  { "dispersion.percentage", N_ ("Least percentage in each"), "%" },
  { "time_zone", N_ ("Time zone"), NULL },
  { "grace_hours", N_ ("Sending after the close"), N_ ("h") },
  { "models", N_ ("Credential models"), NULL },
  { "modalities", N_ ("Ways of giving support"), NULL },
  { "duplicates", N_ ("Several of one person for the same"), NULL },
  { "exclusive", N_ ("A person's support counts"), NULL },
  { "review.model", N_ ("Captures that people review"), NULL },
  { "review.sample", N_ ("Size of the sample"), "%" },
  { "review.trigger", N_ ("All are reviewed from"), "%" },
  { "withdrawal", N_ ("Taking a support back"), NULL },
  { "hearing_days", N_ ("Right to be heard"), N_ ("days") },
};

static const struct {
  const char *level;
  const char *needed;
} levels[] = {
  { "circumscription", N_ ("Circumscriptions required") },
  { "entity", N_ ("Entities required") },
  { "federal_district", N_ ("Federal districts required") },
  { "local_district", N_ ("Local districts required") },
  { "municipality", N_ ("Municipalities required") },
  { "section", N_ ("Sections required") },
};

static guint
find_level (ApoyoConfiguration *configuration)
{
  const char *level = apoyo_configuration_get_text (configuration, "rule.dispersion.level");

  for (guint i = 0; level != NULL && i < G_N_ELEMENTS (levels); i++) {
    if (strcmp (levels[i].level, level) == 0)
      return i;
  }
  return G_N_ELEMENTS (levels) - 1;
}

char *
apoyo_rule_form_words_title (ApoyoConfiguration *configuration, const char *member)
{
  if (strcmp (member, "dispersion.needed") == 0)
    return g_strdup (_ (levels[find_level (configuration)].needed));
  if (strcmp (member, "percentage") == 0) {
    const char *base = apoyo_configuration_get_text (configuration, "rule.base");

    return g_strdup (g_strcmp0 (base, "roll") == 0 ? _ ("Percentage of the electoral roll")
                                                   : _ ("Percentage of the nominal list"));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (strcmp (rows[i].member, member) == 0)
      return g_strdup (_ (rows[i].title));
  }
  g_return_val_if_reached (g_strdup (member));
}

const char *
apoyo_rule_form_words_unit (const char *member)
{
  if (strcmp (member, "percentage") == 0)
    return "%";
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (strcmp (rows[i].member, member) == 0)
      return rows[i].unit != NULL ? _ (rows[i].unit) : NULL;
  }
  return NULL;
}

/* --- what follows ----------------------------------------------------------------------------- */

/* part of count, exactly and not rounded: "7,058.36". */
static char *
exact_product (const ApoyoFraction *part, gint64 count)
{
  __int128 product = (__int128) part->numerator * count;
  gint64 whole = (gint64) (product / part->denominator);
  gint64 rest = (gint64) (product % part->denominator);
  g_autofree char *words = apoyo_format_count (whole);
  g_autoptr (GString) text = g_string_new (words);

  if (rest == 0)
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_string_append_c (text, '.');
  for (guint i = 0; rest != 0 && i < 8; i++) {
    rest *= 10;
    g_string_append_c (text, (char) ('0' + rest / part->denominator));
    rest %= part->denominator;
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
sense_of_percentage (ApoyoConfiguration *configuration, const ApoyoRuleReachWords *reach)
{
  const char *text = apoyo_configuration_get_text (configuration, "rule.percentage");
  g_autofree char *list = NULL;
  g_autofree char *product = NULL;
  ApoyoFraction part;

  if (reach->nominal_list < 0 || text == NULL || !apoyo_percentage_parse (text, &part, NULL))
    return g_strdup (_ ("Of the demarcation in which it is collected"));
  list = apoyo_format_count (reach->nominal_list);
  product = exact_product (&part, reach->nominal_list);
  return g_strdup_printf ("%s × %s" APOYO_NBSP "%% = %s", list, text, product);
}

static char *
sense_of_needed (ApoyoConfiguration *configuration, const ApoyoRuleReachWords *reach)
{
  const char *text = apoyo_configuration_get_text (configuration, "rule.dispersion.fraction");
  gint64 at_least = apoyo_configuration_get_int (configuration, "rule.dispersion.at_least");
  g_autofree char *total = NULL;
  g_autofree char *words = NULL;
  ApoyoFraction fraction;

  if (reach->demarcations < 0)
    return NULL;
  total = apoyo_format_count (reach->demarcations);
  if (at_least > 0)
    return g_strdup_printf (_ ("Of the %s there are"), total);
  if (text == NULL || !apoyo_fraction_parse (text, &fraction, NULL))
    return NULL;
  words = apoyo_format_count (
      apoyo_fraction_of (&fraction, reach->demarcations, APOYO_ROUNDING_CEILING));
  return g_strdup_printf (_ ("At least %s of %s → %s"), text, total, words);
}

static char *
sense_of_level (ApoyoConfiguration *configuration, const ApoyoRuleReachWords *reach)
{
  g_autofree char *total = NULL;

  if (!apoyo_configuration_has (configuration, "rule.dispersion"))
    return g_strdup (_ ("The total alone decides"));
  if (reach->demarcations < 0)
    return g_strdup (_ ("Where supports must be spread over"));
  total = apoyo_format_count (reach->demarcations);
  return g_strdup_printf (_ ("%s in the scope"), total);
}

static const struct {
  const char *member;
  const char *value; /* (nullable): any */
  const char *sense;
} senses[] = {
  { "joint", "true", N_ ("All promoventes feed one goal") },
  { "joint", "false", N_ ("Every one has to reach it alone") },
  { "base", "nominal_list", N_ ("Those who hold a credential and may vote") },
  { "base", "roll", N_ ("Everybody who is registered") },
  { "rounding", "ceiling", N_ ("Never less than the law asks for") },
  { "rounding", "half_up", N_ ("From one half on, up") },
  { "rounding", "floor", N_ ("May be one less than the exact figure") },
  { "dispersion.percentage", NULL, N_ ("Of the nominal list of each") },
  { "time_zone", NULL, N_ ("In which the period opens and closes") },
  { "grace_hours", NULL, N_ ("For what was captured before the close") },
  { "models", NULL, N_ ("Letters on the credentials that are accepted") },
  { "modalities", NULL, N_ ("Others are refused on reception") },
  { "duplicates", "first", N_ ("By the time of reception at the institute") },
  { "duplicates", "last", N_ ("The last expression of will prevails") },
  { "exclusive", "true", N_ ("A second one is a duplicate with another") },
  { "exclusive", "false", N_ ("Supports of others do not matter") },
  { "review.model", "findings", N_ ("What the automatic checks found nothing in is accepted") },
  { "review.model", "sample", N_ ("All of them, if the sample is bad") },
  { "review.model", "all", N_ ("One by one, before they count") },
  { "review.sample", NULL, N_ ("Drawn of those found in the nominal list") },
  { "review.trigger", NULL, N_ ("Share of the sample with inconsistencies") },
  { "withdrawal", NULL, N_ ("By the citizen who gave it") },
  { "hearing_days", NULL, N_ ("From the notice of the preliminary result") },
};

static const char *
value_of (ApoyoConfiguration *configuration, const char *member)
{
  static const char *const booleans[] = { "joint", "exclusive", NULL };
  g_autofree char *path = g_strconcat ("rule.", member, NULL);

  if (g_strv_contains (booleans, member))
    return apoyo_configuration_get_bool (configuration, path) ? "true" : "false";
  return apoyo_configuration_get_text (configuration, path);
}

static const char *
find_sense (ApoyoConfiguration *configuration, const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (senses); i++) {
    if (strcmp (senses[i].member, member) != 0)
      continue;
    if (senses[i].value == NULL ||
        g_strcmp0 (senses[i].value, value_of (configuration, member)) == 0)
      return _ (senses[i].sense);
  }
  return NULL;
}

char *
apoyo_rule_form_words_sense (ApoyoConfiguration *configuration,
                             const char *member,
                             const ApoyoRuleReachWords *reach)
{
  if (strcmp (member, "percentage") == 0)
    return sense_of_percentage (configuration, reach);
  if (strcmp (member, "dispersion.needed") == 0)
    return sense_of_needed (configuration, reach);
  if (strcmp (member, "dispersion.level") == 0)
    return sense_of_level (configuration, reach);
  return g_strdup (find_sense (configuration, member));
}

char *
apoyo_rule_form_words_changed (ApoyoConfiguration *reference,
                               const char *member,
                               gboolean asks_grounds)
{
  g_autofree char *words = apoyo_rule_control_dup_words (reference, member);

  if (!asks_grounds)
    return g_strdup_printf (_ ("Until now: %s"), words);
  return g_strdup_printf (_ ("The law says: %s. A change asks for reason and acuerdo"), words);
}
