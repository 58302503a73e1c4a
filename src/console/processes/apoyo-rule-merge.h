/* apoyo-rule-merge.h: two people's changes of one rule, put together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The document theirs with the members that mine changed against base. All are rule documents;
 * members are whole: a dispersion is one thing. NULL when one of them is no object. */
char *apoyo_rule_merge (const char *base, const char *theirs, const char *mine);
/* The members in which two documents differ, NULL-terminated. */
char **apoyo_rule_changed_members (const char *base, const char *mine);

G_END_DECLS
