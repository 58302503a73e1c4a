/* apoyo-level-words.h: how the board speaks of demarcations of each level.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of a contest, in place of a level: how many promoventes have enough demarcations. */
#define APOYO_LEVEL_WORD_PROMOVENTE "promovente"

/* "of 17 entities"; level is a nick of ApoyoLevel, any other is "demarcations". */
/* "of 17 entities"; with more than needed "(17 required)", as nothing is 20 of 17. */
char *apoyo_level_words_of_needed (const char *level, guint reached, guint needed);
/* "3 entities missing" */
char *apoyo_level_words_missing (const char *level, guint missing);
/* "14 of 17 entities reached what they require." */
char *apoyo_level_words_reached (const char *level, guint reached, guint needed);
/* "Entity": the heading of a column. */
const char *apoyo_level_words_heading (const char *nick);
/* "Progress by entity" */
const char *apoyo_level_words_progress (const char *nick);

G_END_DECLS
