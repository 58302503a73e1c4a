/* apoyo-level-names.h: demarcations of each level in the sentences of a rule.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "apoyo-demarcation.h"

G_BEGIN_DECLS

/* level: a nick of ApoyoLevel; any other is "demarcations". */

/* "17 of 32 entities" */
char *apoyo_level_names_of (const char *level, guint needed, guint total);
/* "17 entities" */
char *apoyo_level_names_count (const char *level, guint count);
/* "Half of the sections"; fraction as the rule has it, "1/2" */
char *apoyo_level_names_share (const char *level, const char *fraction);
/* "Federal district" */
const char *apoyo_level_names_one (const char *level);
/* "of its federal district": whose nominal list a promovente's own threshold is taken of */
const char *apoyo_level_names_own (const char *level);

/* A code of that level within the scope of a process, as one types it: "04-F01" within "04", and
 * the scope itself where it is of that level. */
char *apoyo_level_names_example (ApoyoLevel level, const char *scope);

G_END_DECLS
