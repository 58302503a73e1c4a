/* apoyo-rule-choices.c: the words that the values of a rule have in a form.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-rule-choices.h"

static const ApoyoRuleChoice joint[] = {
  { "false", N_ ("Each one's own") },
  { "true", N_ ("All of them together") },
  { NULL, NULL },
};
static const ApoyoRuleChoice base[] = {
  { "nominal_list", N_ ("Nominal list") },
  { "roll", N_ ("Electoral roll") },
  { NULL, NULL },
};
static const ApoyoRuleChoice rounding[] = {
  { "ceiling", N_ ("Up to the next whole") },
  { "half_up", N_ ("To the nearest whole") },
  { "floor", N_ ("Down to the whole") },
  { NULL, NULL },
};
static const ApoyoRuleChoice levels[] = {
  { "", N_ ("No dispersion") },
  { "circumscription", N_ ("Circumscription") },
  { "entity", N_ ("Entity") },
  { "federal_district", N_ ("Federal district") },
  { "local_district", N_ ("Local district") },
  { "municipality", N_ ("Municipality") },
  { "section", N_ ("Electoral section") },
  { NULL, NULL },
};
static const ApoyoRuleChoice needed[] = {
  { "1/2", N_ ("Half or more") },
  { "1/3", N_ ("A third or more") },
  { "2/3", N_ ("Two thirds or more") },
  { "1/1", N_ ("All of them") },
  { "other", N_ ("Another share") },
  { "", N_ ("A fixed number") },
  { NULL, NULL },
};
static const ApoyoRuleChoice duplicates[] = {
  { "first", N_ ("The first one counts") },
  { "last", N_ ("The last one counts") },
  { NULL, NULL },
};
static const ApoyoRuleChoice exclusive[] = {
  { "true", N_ ("For one only") },
  { "false", N_ ("For each of them") },
  { NULL, NULL },
};
static const ApoyoRuleChoice models[] = {
  { "findings", N_ ("Those with findings") },
  { "sample", N_ ("A sample") },
  { "all", N_ ("All of them") },
  { NULL, NULL },
};
static const ApoyoRuleChoice modalities[] = {
  { "auxiliary", N_ ("Auxiliaries with the app") },
  { "self", N_ ("Mi Apoyo, on one's own phone") },
  { "exception", N_ ("On paper, exception regime") },
  { NULL, NULL },
};
static const ApoyoRuleChoice withdrawal[] = {
  { "true", N_ ("Until the close") },
  { "false", N_ ("Not possible") },
  { NULL, NULL },
};
static const ApoyoRuleChoice zones[] = {
  { "America/Mexico_City", N_ ("Central Time") }, { "America/Cancun", N_ ("Southeast Time") },
  { "America/Mazatlan", N_ ("Pacific Time") },    { "America/Hermosillo", N_ ("Sonora Time") },
  { "America/Tijuana", N_ ("Northwest Time") },   { NULL, NULL },
};

static const struct {
  const char *member;
  const ApoyoRuleChoice *choices;
} lists[] = {
  { "joint", joint },
  { "base", base },
  { "rounding", rounding },
  { "dispersion.level", levels },
  { "dispersion.needed", needed },
  { "duplicates", duplicates },
  { "exclusive", exclusive },
  { "review.model", models },
  { "modalities", modalities },
  { "withdrawal", withdrawal },
  { "time_zone", zones },
};

const ApoyoRuleChoice *
apoyo_rule_choices_of (const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    if (g_str_equal (lists[i].member, member))
      return lists[i].choices;
  }
  return NULL;
}

const char *
apoyo_rule_choices_find (const char *member, const char *value)
{
  const ApoyoRuleChoice *choices = apoyo_rule_choices_of (member);

  for (guint i = 0; choices != NULL && choices[i].value != NULL; i++) {
    if (g_str_equal (choices[i].value, value))
      return _ (choices[i].words);
  }
  return value;
}
