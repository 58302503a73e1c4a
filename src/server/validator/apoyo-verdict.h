/* apoyo-verdict.h: what the automatic checks make of a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-finding.h"
#include "apoyo-roll-match.h"
#include "apoyo-rule.h"
#include "apoyo-situation.h"

G_BEGIN_DECLS

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

void apoyo_verdict_clear (ApoyoVerdict *self);
const char *apoyo_verdict_kind_to_nick (ApoyoVerdictKind kind);

/* findings: (element-type ApoyoFinding): everything that the inspection flagged, also what the roll
 * contradicts. match: (nullable): NULL when the capture could not be read. confirmed: the
 * credential was read in full and says what was typed.
 *
 * No machine rejects for a doubt: only the roll's own word rejects, every doubt goes to people.
 * That the roll knows nobody is no such word while only the telephone says for whom it was asked: a
 * slip in the typing is somebody's support. */
void apoyo_verdict_decide (ApoyoVerdict *self,
                           const ApoyoRule *rule,
                           GPtrArray *findings,
                           const ApoyoRollMatch *match,
                           gboolean confirmed);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoVerdict, apoyo_verdict_clear)

G_END_DECLS
