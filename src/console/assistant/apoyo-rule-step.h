/* apoyo-rule-step.h: a step of the assistant that is a part of the rule.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-assistant-step.h"
#include "apoyo-rule-form.h"

G_BEGIN_DECLS

#define APOYO_TYPE_RULE_STEP (apoyo_rule_step_get_type ())
G_DECLARE_DERIVABLE_TYPE (ApoyoRuleStep, apoyo_rule_step, APOYO, RULE_STEP, ApoyoAssistantStep)

struct _ApoyoRuleStepClass {
  ApoyoAssistantStepClass parent_class;
};

/* Once, while it is built. */
void apoyo_rule_step_add_form (ApoyoRuleStep *self, ApoyoRuleFormParts parts);

G_END_DECLS
