/* apoyo-rule-form-words.h: titles of a rule's rows, and what follows from their values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-configuration.h"

G_BEGIN_DECLS

/* What the rule is applied to; -1 for what is not known. */
typedef struct {
  gint64 nominal_list;
  int demarcations; /* of the dispersion's level */
  int version;      /* of the geography */
} ApoyoRuleReachWords;

/* "Percentage of the nominal list" */
char *apoyo_rule_form_words_title (ApoyoConfiguration *configuration, const char *member);
/* "%", "h", "days"; NULL */
const char *apoyo_rule_form_words_unit (const char *member);
/* "352,918 × 2 % = 7,058.36"; NULL where nothing needs saying. */
char *apoyo_rule_form_words_sense (ApoyoConfiguration *configuration,
                                   const char *member,
                                   const ApoyoRuleReachWords *reach);
/* "The law says 1 %: a change asks for reason and acuerdo" */
char *apoyo_rule_form_words_changed (ApoyoConfiguration *reference,
                                     const char *member,
                                     gboolean asks_grounds);

G_END_DECLS
