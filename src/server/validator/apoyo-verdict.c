/* apoyo-verdict.c: what the automatic checks make of a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include "apoyo-verdict.h"

void
apoyo_verdict_clear (ApoyoVerdict *self)
{
  g_clear_pointer (&self->detail, g_free);
}

const char *
apoyo_verdict_kind_to_nick (ApoyoVerdictKind kind)
{
  static const char *const nicks[] = { "acceptable", "in_review", "rejected" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), NULL);
  return nicks[kind];
}

static void
reject (ApoyoVerdict *self, ApoyoSituation situation)
{
  self->kind = APOYO_VERDICT_REJECTED;
  self->situation = situation;
}

void
apoyo_verdict_decide (ApoyoVerdict *self,
                      const ApoyoRule *rule,
                      GPtrArray *findings,
                      const ApoyoRollMatch *match,
                      gboolean confirmed)
{
  *self = (ApoyoVerdict){ .kind = APOYO_VERDICT_IN_REVIEW };
  if (match == NULL)
    return;
  if (match->status == APOYO_ROLL_UNKNOWN) {
    /* Sound data that nobody has is nobody's; with a slip in it, it may be somebody's, and people
     * look who it is before it is not found (R3): whether or not the settings flag the slip. */
    if (findings->len == 0 && confirmed)
      reject (self, APOYO_SITUATION_NOT_FOUND);
    return;
  }
  /* It may be somebody else: then nobody is named, and nobody's place is taken, until a reviewer
   * has looked. */
  if (!apoyo_roll_match_is_sure (match))
    return;
  self->roll = match->roll;
  if (match->status == APOYO_ROLL_DROPPED) {
    reject (self, APOYO_SITUATION_DROPPED);
    self->detail = g_strdup (match->cause);
  } else if (match->status == APOYO_ROLL_NOT_ON_LIST) {
    reject (self, APOYO_SITUATION_NOT_ON_ROLL);
  } else if (findings->len == 0 && rule->review.model != APOYO_REVIEW_ALL) {
    self->kind = APOYO_VERDICT_ACCEPTABLE;
  }
}
