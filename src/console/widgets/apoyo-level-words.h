/* apoyo-level-words.h: how the board and the rules speak of demarcations of each level.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "apoyo-demarcation.h"

G_BEGIN_DECLS

/* Of a contest, in place of a level: how many promoventes have enough demarcations. */
#define APOYO_LEVEL_WORD_PROMOVENTE "promovente"

/* level: a nick of ApoyoLevel; any other is "demarcations". */

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

/* Of rules. */

/* "17 of 32 entities" */
char *apoyo_level_words_of (const char *level, guint needed, guint total);
/* "17 entities" */
char *apoyo_level_words_count (const char *level, guint count);
/* "Half of the sections"; fraction as the rule has it, "1/2" */
char *apoyo_level_words_share (const char *level, const char *fraction);
/* "Federal district"; a nick that is none as it is */
const char *apoyo_level_words_one (const char *level);
/* "of its federal district": whose nominal list a promovente's own threshold is taken of */
const char *apoyo_level_words_own (const char *level);

/* A code of that level within the scope of a process, as one types it: "04-F01" within "04", and
 * the scope itself where it is of that level. */
char *apoyo_level_words_example (ApoyoLevel level, const char *scope);

G_END_DECLS
