/* apoyo-verdict.h: what the automatic checks make of a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-finding.h"
#include "apoyo-rule.h"
#include "apoyo-situation.h"

G_BEGIN_DECLS

/* What the roll knows of the person. */
typedef enum {
  APOYO_ROLL_UNKNOWN,     /* nothing in the roll matches */
  APOYO_ROLL_ACTIVE,      /* in the nominal list */
  APOYO_ROLL_NOT_ON_LIST, /* in the roll only */
  APOYO_ROLL_DROPPED,
} ApoyoRollStatus;

typedef struct {
  ApoyoRollStatus status;
  gint64 roll;
  char *cause;         /* (owned) (nullable): why it was dropped */
  char **agreed;       /* (owned) (nullable): fields of the capture that are as in the roll's row */
  char **contradicted; /* (owned) (nullable): those that are not */
} ApoyoRollMatch;

typedef enum {
  APOYO_VERDICT_ACCEPTABLE,
  APOYO_VERDICT_IN_REVIEW,
  APOYO_VERDICT_REJECTED,
} ApoyoVerdictKind;

typedef struct {
  ApoyoVerdictKind kind;
  ApoyoSituation situation; /* of a rejected one */
  char *detail;             /* (owned) (nullable): cause of a removal from the roll */
  gint64 roll;              /* 0: the person is not known for sure */
} ApoyoVerdict;

void apoyo_roll_match_clear (ApoyoRollMatch *self);
void apoyo_verdict_clear (ApoyoVerdict *self);
const char *apoyo_verdict_kind_to_nick (ApoyoVerdictKind kind);

/* findings: (element-type ApoyoFinding): of the credential's own checks; what the roll contradicts
 * is added to them. match: (nullable): NULL when the capture could not be read.
 *
 * No machine rejects for a doubt: only the roll's own word rejects, every doubt goes to people. */
void apoyo_verdict_decide (ApoyoVerdict *self,
                           const ApoyoRule *rule,
                           GPtrArray *findings,
                           const ApoyoRollMatch *match);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoRollMatch, apoyo_roll_match_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoVerdict, apoyo_verdict_clear)

G_END_DECLS
