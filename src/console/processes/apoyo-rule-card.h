/* apoyo-rule-card.h: one topic of a rule: what it says, what it means, and on what authority.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-rule-words.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_RULE_CARD_LOCKED,   /* changed with a second signature, or not at all */
  APOYO_RULE_CARD_EDITABLE, /* changed by one person */
  APOYO_RULE_CARD_PROPOSED, /* a change of it waits for the second signature, or is being made */
} ApoyoRuleCardMark;

#define APOYO_TYPE_RULE_CARD (apoyo_rule_card_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoRuleCard, apoyo_rule_card, APOYO, RULE_CARD, AdwBin)

/* Signal: "edit" (). */
GtkWidget *apoyo_rule_card_new (ApoyoRuleTopic topic);
ApoyoRuleTopic apoyo_rule_card_get_topic (ApoyoRuleCard *self);
/* rule: NULL shows dashes. law and authority: the lines below. */
void apoyo_rule_card_show (ApoyoRuleCard *self,
                           const ApoyoRule *rule,
                           const ApoyoRuleReach *reach,
                           const char *law,
                           const char *authority);
/* why: (nullable): why it cannot be changed now. chip: of a proposed change, "v5". */
void apoyo_rule_card_set_mark (ApoyoRuleCard *self,
                               ApoyoRuleCardMark mark,
                               const char *why,
                               const char *chip);

G_END_DECLS
