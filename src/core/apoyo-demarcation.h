/* apoyo-demarcation.h: codes of demarcations and the level each stands at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_DEMARCATION_COUNTRY "MX"
#define APOYO_DEMARCATION_NONE "-" /* sin demarcación: not placed by the roll yet */

typedef enum {
  APOYO_LEVEL_COUNTRY,          /* MX */
  APOYO_LEVEL_CIRCUMSCRIPTION,  /* C1 … C5 */
  APOYO_LEVEL_ENTITY,           /* 05 */
  APOYO_LEVEL_FEDERAL_DISTRICT, /* 05-F03 */
  APOYO_LEVEL_LOCAL_DISTRICT,   /* 05-L12 */
  APOYO_LEVEL_MUNICIPALITY,     /* 05-M030 */
  APOYO_LEVEL_SECTION,          /* 05-S0123 */
} ApoyoLevel;

#define APOYO_N_LEVELS (APOYO_LEVEL_SECTION + 1)

/* Nicks: country, circumscription, entity, federal_district, local_district, municipality,
 * section. */
const char *apoyo_level_to_nick (ApoyoLevel level);
gboolean apoyo_level_from_nick (const char *nick, ApoyoLevel *level);

/* FALSE when the text is no code ("-" is none). */
gboolean apoyo_demarcation_get_level (const char *code, ApoyoLevel *level);

G_END_DECLS
