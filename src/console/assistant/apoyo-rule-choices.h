/* apoyo-rule-choices.h: the words that the values of a rule have in a form.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *value; /* as the document has it: a text, "true", "false"; "": absent */
  const char *words; /* msgid */
} ApoyoRuleChoice;

/* Of a member with a fixed list of values, ended by a NULL value; NULL for the others. */
const ApoyoRuleChoice *apoyo_rule_choices_of (const char *member);
/* The words for a value; the value itself where there are none. */
const char *apoyo_rule_choices_find (const char *member, const char *value);

G_END_DECLS
