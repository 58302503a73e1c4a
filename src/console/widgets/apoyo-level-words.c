/* apoyo-level-words.c: how the board and the rules speak of demarcations of each level.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-level-words.h"

#include <glib/gi18n.h>

/* Whole sentences for each level: genders and plurals differ from language to language. */

static ApoyoLevel
level_of (const char *nick)
{
  ApoyoLevel level;

  /* Nothing is counted or asked for over the country: here it stands for "any other". */
  return apoyo_level_from_nick (nick, &level) ? level : APOYO_LEVEL_COUNTRY;
}

/* Of a contest: not how many demarcations, but how many promoventes have enough of them. */
static gboolean
is_promovente (const char *nick)
{
  return g_strcmp0 (nick, APOYO_LEVEL_WORD_PROMOVENTE) == 0;
}

static const char *
needed_format (const char *nick, guint needed)
{
  if (is_promovente (nick))
    return ngettext ("of %u fulfils it", "of %u fulfil it", needed);
  switch (level_of (nick)) {
  case APOYO_LEVEL_ENTITY:
    return ngettext ("of %u entity", "of %u entities", needed);
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return ngettext ("of %u federal district", "of %u federal districts", needed);
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return ngettext ("of %u local district", "of %u local districts", needed);
  case APOYO_LEVEL_MUNICIPALITY:
    return ngettext ("of %u municipality", "of %u municipalities", needed);
  case APOYO_LEVEL_SECTION:
    return ngettext ("of %u section", "of %u sections", needed);
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return ngettext ("of %u circumscription", "of %u circumscriptions", needed);
  case APOYO_LEVEL_COUNTRY:
  default:
    return ngettext ("of %u demarcation", "of %u demarcations", needed);
  }
}

static const char *
beyond_format (const char *nick)
{
  switch (level_of (nick)) {
  case APOYO_LEVEL_FEDERAL_DISTRICT:
  case APOYO_LEVEL_LOCAL_DISTRICT:
    /* Translators: so many districts are required, and more have it. */
    return C_ ("districts", "(%u required)");
  case APOYO_LEVEL_MUNICIPALITY:
    return C_ ("municipalities", "(%u required)");
  case APOYO_LEVEL_SECTION:
    return C_ ("sections", "(%u required)");
  case APOYO_LEVEL_ENTITY:
    return C_ ("entities", "(%u required)");
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return C_ ("circumscriptions", "(%u required)");
  case APOYO_LEVEL_COUNTRY:
  default:
    return C_ ("demarcations", "(%u required)");
  }
}

static const char *
missing_format (const char *nick, guint missing)
{
  switch (level_of (nick)) {
  case APOYO_LEVEL_ENTITY:
    return ngettext ("%u entity missing", "%u entities missing", missing);
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return ngettext ("%u federal district missing", "%u federal districts missing", missing);
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return ngettext ("%u local district missing", "%u local districts missing", missing);
  case APOYO_LEVEL_MUNICIPALITY:
    return ngettext ("%u municipality missing", "%u municipalities missing", missing);
  case APOYO_LEVEL_SECTION:
    return ngettext ("%u section missing", "%u sections missing", missing);
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return ngettext ("%u circumscription missing", "%u circumscriptions missing", missing);
  case APOYO_LEVEL_COUNTRY:
  default:
    return ngettext ("%u demarcation missing", "%u demarcations missing", missing);
  }
}

static const char *
reached_format (const char *nick, guint needed)
{
  if (is_promovente (nick))
    return ngettext ("%u of %u promovente fulfils the dispersion.",
                     "%u of %u promoventes fulfil the dispersion.", needed);
  switch (level_of (nick)) {
  case APOYO_LEVEL_ENTITY:
    return ngettext ("%u of %u entity reached what it requires.",
                     "%u of %u entities reached what they require.", needed);
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return ngettext ("%u of %u federal district reached what it requires.",
                     "%u of %u federal districts reached what they require.", needed);
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return ngettext ("%u of %u local district reached what it requires.",
                     "%u of %u local districts reached what they require.", needed);
  case APOYO_LEVEL_MUNICIPALITY:
    return ngettext ("%u of %u municipality reached what it requires.",
                     "%u of %u municipalities reached what they require.", needed);
  case APOYO_LEVEL_SECTION:
    return ngettext ("%u of %u section reached what it requires.",
                     "%u of %u sections reached what they require.", needed);
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return ngettext ("%u of %u circumscription reached what it requires.",
                     "%u of %u circumscriptions reached what they require.", needed);
  case APOYO_LEVEL_COUNTRY:
  default:
    return ngettext ("%u of %u demarcation reached what it requires.",
                     "%u of %u demarcations reached what they require.", needed);
  }
}

static const char *
of_format (const char *nick, guint total)
{
  switch (level_of (nick)) {
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return ngettext ("%u of %u circumscription", "%u of %u circumscriptions", total);
  case APOYO_LEVEL_ENTITY:
    return ngettext ("%u of %u entity", "%u of %u entities", total);
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return ngettext ("%u of %u federal district", "%u of %u federal districts", total);
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return ngettext ("%u of %u local district", "%u of %u local districts", total);
  case APOYO_LEVEL_MUNICIPALITY:
    return ngettext ("%u of %u municipality", "%u of %u municipalities", total);
  case APOYO_LEVEL_SECTION:
    return ngettext ("%u of %u section", "%u of %u sections", total);
  case APOYO_LEVEL_COUNTRY:
  default:
    return ngettext ("%u of %u demarcation", "%u of %u demarcations", total);
  }
}

static const char *
count_format (const char *nick, guint count)
{
  switch (level_of (nick)) {
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return ngettext ("%u circumscription", "%u circumscriptions", count);
  case APOYO_LEVEL_ENTITY:
    return ngettext ("%u entity", "%u entities", count);
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return ngettext ("%u federal district", "%u federal districts", count);
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return ngettext ("%u local district", "%u local districts", count);
  case APOYO_LEVEL_MUNICIPALITY:
    return ngettext ("%u municipality", "%u municipalities", count);
  case APOYO_LEVEL_SECTION:
    return ngettext ("%u section", "%u sections", count);
  case APOYO_LEVEL_COUNTRY:
  default:
    return ngettext ("%u demarcation", "%u demarcations", count);
  }
}

static const char *
share_format (const char *nick)
{
  switch (level_of (nick)) {
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return _ ("%s of the circumscriptions");
  case APOYO_LEVEL_ENTITY:
    return _ ("%s of the entities");
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return _ ("%s of the federal districts");
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return _ ("%s of the local districts");
  case APOYO_LEVEL_MUNICIPALITY:
    return _ ("%s of the municipalities");
  case APOYO_LEVEL_SECTION:
    return _ ("%s of the sections");
  case APOYO_LEVEL_COUNTRY:
  default:
    return _ ("%s of the demarcations");
  }
}

/* "Half", and any fraction without a name as it is written. */
static const char *
fraction_word (const char *fraction)
{
  static const struct {
    const char *fraction;
    const char *word;
  } words[] = {
    { "1/2", N_ ("Half") },      { "1/3", N_ ("A third") },        { "2/3", N_ ("Two thirds") },
    { "1/4", N_ ("A quarter") }, { "3/4", N_ ("Three quarters") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_str_equal (words[i].fraction, fraction))
      return _ (words[i].word);
  }
  return fraction;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the formats above, chosen by level */

char *
apoyo_level_words_of_needed (const char *level, guint reached, guint needed)
{
  if (reached > needed)
    return g_strdup_printf (beyond_format (level), needed);
  return g_strdup_printf (needed_format (level, needed), needed);
}

char *
apoyo_level_words_missing (const char *level, guint missing)
{
  return g_strdup_printf (missing_format (level, missing), missing);
}

char *
apoyo_level_words_reached (const char *level, guint reached, guint needed)
{
  return g_strdup_printf (reached_format (level, needed), reached, needed);
}

char *
apoyo_level_words_of (const char *level, guint needed, guint total)
{
  return g_strdup_printf (of_format (level, total), needed, total);
}

char *
apoyo_level_words_count (const char *level, guint count)
{
  return g_strdup_printf (count_format (level, count), count);
}

char *
apoyo_level_words_share (const char *level, const char *fraction)
{
  return g_strdup_printf (share_format (level), fraction_word (fraction));
}

#pragma GCC diagnostic pop

const char *
apoyo_level_words_one (const char *nick)
{
  ApoyoLevel level;

  if (!apoyo_level_from_nick (nick, &level))
    return nick;
  switch (level) {
  case APOYO_LEVEL_COUNTRY:
    return _ ("Country");
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return _ ("Circumscription");
  case APOYO_LEVEL_ENTITY:
    return _ ("Entity");
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return _ ("Federal district");
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return _ ("Local district");
  case APOYO_LEVEL_MUNICIPALITY:
    return _ ("Municipality");
  case APOYO_LEVEL_SECTION:
  default:
    return _ ("Section");
  }
}

const char *
apoyo_level_words_heading (const char *nick)
{
  if (is_promovente (nick))
    return _ ("Promovente");
  return level_of (nick) == APOYO_LEVEL_COUNTRY ? _ ("Demarcation") : apoyo_level_words_one (nick);
}

const char *
apoyo_level_words_progress (const char *nick)
{
  switch (level_of (nick)) {
  case APOYO_LEVEL_ENTITY:
    return _ ("Progress by entity");
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return _ ("Progress by federal district");
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return _ ("Progress by local district");
  case APOYO_LEVEL_MUNICIPALITY:
    return _ ("Progress by municipality");
  case APOYO_LEVEL_SECTION:
    return _ ("Progress by section");
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return _ ("Progress by circumscription");
  case APOYO_LEVEL_COUNTRY:
  default:
    return _ ("Progress by demarcation");
  }
}

const char *
apoyo_level_words_own (const char *nick)
{
  switch (level_of (nick)) {
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return _ ("of the circumscription");
  case APOYO_LEVEL_ENTITY:
    return _ ("of the entity");
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return _ ("of the federal district");
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return _ ("of the local district");
  case APOYO_LEVEL_MUNICIPALITY:
    return _ ("of the municipality");
  case APOYO_LEVEL_SECTION:
    return _ ("of the section");
  case APOYO_LEVEL_COUNTRY:
  default:
    return _ ("of the country");
  }
}

char *
apoyo_level_words_example (ApoyoLevel level, const char *scope)
{
  static const char *const ends[APOYO_N_LEVELS] = {
    [APOYO_LEVEL_FEDERAL_DISTRICT] = "-F01",
    [APOYO_LEVEL_LOCAL_DISTRICT] = "-L01",
    [APOYO_LEVEL_MUNICIPALITY] = "-M001",
    [APOYO_LEVEL_SECTION] = "-S0001",
  };
  ApoyoLevel given;
  gboolean known = scope != NULL && apoyo_demarcation_get_level (scope, &given);

  g_return_val_if_fail ((guint) level < APOYO_N_LEVELS, NULL);

  if (known && given == level)
    return g_strdup (scope);
  if (level == APOYO_LEVEL_COUNTRY)
    return g_strdup (APOYO_DEMARCATION_COUNTRY);
  if (level == APOYO_LEVEL_CIRCUMSCRIPTION)
    return g_strdup ("C1");
  /* Every code from the entity down begins with the entity's own two figures. */
  return g_strdup_printf ("%.2s%s", known && given >= APOYO_LEVEL_ENTITY ? scope : "01",
                          ends[level] != NULL ? ends[level] : "");
}
