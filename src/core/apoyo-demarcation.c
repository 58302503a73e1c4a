/* apoyo-demarcation.c: codes of demarcations and the level each stands at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-demarcation.h"
#include "apoyo-entity.h"

static const char *const nicks[APOYO_N_LEVELS] = {
  "country",        "circumscription", "entity",  "federal_district",
  "local_district", "municipality",    "section",
};

/* Within an entity: its letter, and how many digits follow. */
static const struct {
  ApoyoLevel level;
  char letter;
  guint digits;
} inner[] = {
  { APOYO_LEVEL_FEDERAL_DISTRICT, 'F', 2 },
  { APOYO_LEVEL_LOCAL_DISTRICT, 'L', 2 },
  { APOYO_LEVEL_MUNICIPALITY, 'M', 3 },
  { APOYO_LEVEL_SECTION, 'S', 4 },
};

const char *
apoyo_level_to_nick (ApoyoLevel level)
{
  g_return_val_if_fail ((guint) level < APOYO_N_LEVELS, NULL);
  return nicks[level];
}

gboolean
apoyo_level_from_nick (const char *nick, ApoyoLevel *level)
{
  for (guint i = 0; i < APOYO_N_LEVELS; i++) {
    if (g_strcmp0 (nick, nicks[i]) == 0) {
      *level = (ApoyoLevel) i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
inner_level (const char *code, ApoyoLevel *level)
{
  char entity[3] = { code[0], code[1], '\0' };

  if (apoyo_entity_lookup (entity) == NULL || code[2] != '-')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (inner); i++) {
    if (code[3] == inner[i].letter) {
      *level = inner[i].level;
      return strlen (code + 4) == inner[i].digits &&
             strspn (code + 4, "0123456789") == inner[i].digits;
    }
  }
  return FALSE;
}

gboolean
apoyo_demarcation_get_level (const char *code, ApoyoLevel *level)
{
  gsize length;

  g_return_val_if_fail (code != NULL && level != NULL, FALSE);

  length = strlen (code);
  if (strcmp (code, APOYO_DEMARCATION_COUNTRY) == 0)
    *level = APOYO_LEVEL_COUNTRY;
  else if (length == 2 && code[0] == 'C' && code[1] >= '1' && code[1] <= '5')
    *level = APOYO_LEVEL_CIRCUMSCRIPTION;
  else if (length == 2 && apoyo_entity_lookup (code) != NULL)
    *level = APOYO_LEVEL_ENTITY;
  else
    return length > 4 && inner_level (code, level);
  return TRUE;
}
