/* apoyo-rule-value.h: what a member of a rule is set to, and that in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-configuration.h"

G_BEGIN_DECLS

/* Of the configuration. (transfer full) */
char *apoyo_rule_value_path (const char *member);
/* As apoyo-rule-choices.h lists it. (transfer full) */
char *apoyo_rule_value_dup_choice (ApoyoConfiguration *configuration, const char *member);
/* The percentage as the form shows it; "" where there is none. (transfer full) */
char *apoyo_rule_value_dup_percentage (ApoyoConfiguration *configuration, const char *member);
/* A member that is set or not. */
gboolean apoyo_rule_value_is_boolean (const char *member);
/* A percentage that the rule holds as a share. */
gboolean apoyo_rule_value_is_share (const char *member);
/* Of those that "dispersion.needed" offers. */
gboolean apoyo_rule_value_is_listed (const char *share);

/* In words. (transfer full) */
char *apoyo_rule_value_words_of_choice (ApoyoConfiguration *configuration, const char *member);
char *apoyo_rule_value_words_of_percentage (ApoyoConfiguration *configuration, const char *member);
char *apoyo_rule_value_words_of_count (ApoyoConfiguration *configuration, const char *member);
char *apoyo_rule_value_words_of_needed (ApoyoConfiguration *configuration, const char *member);
char *apoyo_rule_value_words_of_checks (ApoyoConfiguration *configuration, const char *member);

G_END_DECLS
