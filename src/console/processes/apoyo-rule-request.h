/* apoyo-rule-request.h: what is sent to change a rule, by one person or by two.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-params.h"

G_BEGIN_DECLS

typedef struct {
  int process;
  int revision;     /* of the process, as it was looked at */
  const char *base; /* the rule that is changed, as JSON */
  const char *rule; /* what it becomes */
  const char *acuerdo;
  const char *reason;
} ApoyoRuleRequest;

/* Of “propose”: it holds with the second signature. (transfer full) */
ApoyoParams *apoyo_rule_request_make_proposal (const ApoyoRuleRequest *self);
/* Of “change-rule”, before the process opens. (transfer full) */
ApoyoParams *apoyo_rule_request_make_change (const ApoyoRuleRequest *self);

G_END_DECLS
