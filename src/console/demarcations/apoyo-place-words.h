/* apoyo-place-words.h: places of the geography and their figures in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-geography.h"

G_BEGIN_DECLS

/* "Entity", "Federal district" … */
const char *apoyo_place_words_level (ApoyoLevel level);
/* "Puebla", "San Pedro Cholula", "Section 1210". */
char *apoyo_place_words_title (ApoyoGeography *geography, guint place);
/* As a step of a path: "4th", "21 Puebla", "District 10", "Section 1210". */
char *apoyo_place_words_step (ApoyoGeography *geography, guint place);
/* "21-S1210 · Puebla · San Pedro Cholula": what a found place is and where it lies. */
char *apoyo_place_words_where (ApoyoGeography *geography, guint place);
/* (nullable): what is to be looked at in it; short enough for a chip. */
char *apoyo_place_words_warning (ApoyoGeography *geography, guint place);
/* "3,412", or a dash for what is not known. */
char *apoyo_place_words_count (gint64 count);

G_END_DECLS
