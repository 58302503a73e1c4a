/* apoyo-group-words.h: the groups that staff may belong to, for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Nicks, in the order of rank: "supervisor", "setup", "closer", "hearing", "auditor", "reviewer",
 * "watch". NULL behind the last. */
const char *apoyo_group_words_get (guint i);
/* The nick itself for an unknown one. */
const char *apoyo_group_words_label (const char *nick);
/* What the group lets its members do. */
const char *apoyo_group_words_explain (const char *nick);

G_END_DECLS
