/* apoyo-rule-topic-form.h: the form for one topic of the rule of the chosen process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-rule-form.h"
#include "apoyo-rule-words.h"
#include "apoyo-setup.h"

G_BEGIN_DECLS

/* An ApoyoRuleForm; what the law lets nobody change in the process's state is locked. */
GtkWidget *apoyo_rule_topic_form_new (ApoyoSetup *setup,
                                      ApoyoConfiguration *configuration,
                                      ApoyoRuleTopic topic);

G_END_DECLS
