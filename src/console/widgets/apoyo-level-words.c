/* apoyo-level-words.c: how the board speaks of demarcations of each level.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-level-words.h"

#include <glib/gi18n.h>

#include "apoyo-demarcation.h"

/* Whole sentences for each level: genders and plurals differ from language to language. */

static ApoyoLevel
level_of (const char *nick)
{
  ApoyoLevel level;

  /* Nobody asks for dispersion over the country: here it stands for "any other". */
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
  case APOYO_LEVEL_COUNTRY:
  case APOYO_LEVEL_CIRCUMSCRIPTION:
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
  case APOYO_LEVEL_COUNTRY:
  case APOYO_LEVEL_CIRCUMSCRIPTION:
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
  case APOYO_LEVEL_COUNTRY:
  case APOYO_LEVEL_CIRCUMSCRIPTION:
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
  case APOYO_LEVEL_COUNTRY:
  case APOYO_LEVEL_CIRCUMSCRIPTION:
  default:
    return ngettext ("%u of %u demarcation reached what it requires.",
                     "%u of %u demarcations reached what they require.", needed);
  }
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

#pragma GCC diagnostic pop

const char *
apoyo_level_words_heading (const char *nick)
{
  if (is_promovente (nick))
    return _ ("Promovente");
  switch (level_of (nick)) {
  case APOYO_LEVEL_ENTITY:
    return _ ("Entity");
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return _ ("Federal district");
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return _ ("Local district");
  case APOYO_LEVEL_MUNICIPALITY:
    return _ ("Municipality");
  case APOYO_LEVEL_SECTION:
    return _ ("Section");
  case APOYO_LEVEL_COUNTRY:
  case APOYO_LEVEL_CIRCUMSCRIPTION:
  default:
    return _ ("Demarcation");
  }
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
  case APOYO_LEVEL_COUNTRY:
  case APOYO_LEVEL_CIRCUMSCRIPTION:
  default:
    return _ ("Progress by demarcation");
  }
}
