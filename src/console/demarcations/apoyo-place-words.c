/* apoyo-place-words.c: places of the geography and their figures in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-place-words.h"

const char *
apoyo_place_words_level (ApoyoLevel level)
{
  static const char *const words[APOYO_N_LEVELS] = {
    [APOYO_LEVEL_COUNTRY] = N_ ("Country"),
    [APOYO_LEVEL_CIRCUMSCRIPTION] = N_ ("Circumscription"),
    [APOYO_LEVEL_ENTITY] = N_ ("Entity"),
    [APOYO_LEVEL_FEDERAL_DISTRICT] = N_ ("Federal district"),
    [APOYO_LEVEL_LOCAL_DISTRICT] = N_ ("Local district"),
    [APOYO_LEVEL_MUNICIPALITY] = N_ ("Municipality"),
    [APOYO_LEVEL_SECTION] = N_ ("Section"),
  };

  g_return_val_if_fail ((guint) level < APOYO_N_LEVELS, NULL);
  return _ (words[level]);
}

char *
apoyo_place_words_title (ApoyoGeography *geography, guint place)
{
  const char *name = apoyo_geography_get_name (geography, place);
  g_autofree char *number = NULL;

  if (name != NULL)
    return g_strdup (name);
  number = apoyo_geography_dup_number (geography, place);
  return g_strdup_printf (_ ("Section %s"), number);
}

char *
apoyo_place_words_step (ApoyoGeography *geography, guint place)
{
  ApoyoLevel level = apoyo_geography_get_level (geography, place);
  g_autofree char *number = apoyo_geography_dup_number (geography, place);

  switch (level) {
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    /* Translators: an ordinal: the fourth circumscription. */
    return g_strdup_printf (_ ("No. %s"), number);
  case APOYO_LEVEL_ENTITY:
    return g_strdup_printf ("%s %s", number, apoyo_geography_get_name (geography, place));
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return g_strdup_printf (_ ("District %s"), number);
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return g_strdup_printf (_ ("Local district %s"), number);
  case APOYO_LEVEL_MUNICIPALITY:
    return g_strdup_printf (_ ("Municipality %s"), number);
  case APOYO_LEVEL_COUNTRY:
  case APOYO_LEVEL_SECTION:
  default:
    return apoyo_place_words_title (geography, place);
  }
}

char *
apoyo_place_words_where (ApoyoGeography *geography, guint place)
{
  ApoyoLevel level = apoyo_geography_get_level (geography, place);
  const ApoyoLevel above[] = { APOYO_LEVEL_ENTITY, APOYO_LEVEL_MUNICIPALITY };
  GString *text = g_string_new (NULL);
  g_autofree char *code = apoyo_geography_dup_code (geography, place);

  g_string_append_printf (text, "%s · %s", code, apoyo_place_words_level (level));
  for (guint i = 0; i < G_N_ELEMENTS (above); i++) {
    guint holder = apoyo_geography_get_within (geography, place, above[i]);

    if (holder != APOYO_PLACE_NONE && holder != place)
      g_string_append_printf (text, " · %s", apoyo_geography_get_name (geography, holder));
  }
  return g_string_free (text, FALSE);
}

char *
apoyo_place_words_warning (ApoyoGeography *geography, guint place)
{
  gint64 electors = apoyo_geography_get_nominal_list (geography, place);
  guint outside = apoyo_geography_get_n_outside (geography, place);
  g_autofree char *count = NULL;

  if (apoyo_geography_get_level (geography, place) == APOYO_LEVEL_SECTION) {
    if (outside == 0)
      return NULL;
    return g_strdup (electors > APOYO_SECTION_MOST ? _ ("More than 3,000 electors")
                                                   : _ ("Fewer than 100 electors"));
  }
  if (electors == 0)
    return g_strdup (_ ("Without electors"));
  if (outside == 0)
    return NULL;
  count = apoyo_format_count (outside);
  return g_strdup_printf (ngettext ("%s section out of range", "%s sections out of range", outside),
                          count);
}

char *
apoyo_place_words_count (gint64 count)
{
  return count < 0 ? g_strdup ("—") : apoyo_format_count (count);
}
