/* apoyo-map-words.h: what a screen reader says of the map.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-area-value.h"
#include "apoyo-map-shapes.h"

G_BEGIN_DECLS

/* entity: the one shown, APOYO_MAP_NOWHERE for none. progress as apoyo_map_progress() gives it. */
char *apoyo_map_words_progress (const ApoyoAreaValue values[APOYO_MAP_N_ENTITIES],
                                const int progress[APOYO_MAP_N_ENTITIES],
                                int entity);
/* The same where the map shows how many electors each entity has. */
char *apoyo_map_words_electors (const ApoyoAreaValue values[APOYO_MAP_N_ENTITIES], int entity);

G_END_DECLS
