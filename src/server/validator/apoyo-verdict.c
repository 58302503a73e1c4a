/* apoyo-verdict.c: what the automatic checks make of a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include "apoyo-verdict.h"

void
apoyo_roll_match_clear (ApoyoRollMatch *self)
{
  g_clear_pointer (&self->cause, g_free);
  g_clear_pointer (&self->agreed, g_strfreev);
  g_clear_pointer (&self->contradicted, g_strfreev);
}

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
add_contradictions (GPtrArray *findings, const ApoyoRollMatch *match)
{
  for (guint i = 0; match->contradicted != NULL && match->contradicted[i] != NULL; i++)
    g_ptr_array_add (findings,
                     apoyo_finding_new (APOYO_FINDING_ROLL_DISAGREES, match->contradicted[i]));
}

static void
reject (ApoyoVerdict *self, ApoyoSituation situation)
{
  self->kind = APOYO_VERDICT_REJECTED;
  self->situation = situation;
}

static gboolean
contains (char **fields, const char *field)
{
  return fields != NULL && g_strv_contains ((const char *const *) fields, field);
}

/* CURP and clave de elector name a person, the other keys a card. When one of the two speaks
 * against the match it may be somebody else: then nobody is named, and nobody's place is taken,
 * until a reviewer has looked. */
static gboolean
is_sure (const ApoyoRollMatch *match)
{
  return (contains (match->agreed, "curp") || contains (match->agreed, "clave_elector")) &&
         !contains (match->contradicted, "curp") &&
         !contains (match->contradicted, "clave_elector");
}

void
apoyo_verdict_decide (ApoyoVerdict *self,
                      const ApoyoRule *rule,
                      GPtrArray *findings,
                      const ApoyoRollMatch *match)
{
  *self = (ApoyoVerdict){ .kind = APOYO_VERDICT_IN_REVIEW };
  if (match == NULL)
    return;
  if (match->status == APOYO_ROLL_UNKNOWN) {
    /* Sound data that nobody has is nobody's; with a slip in it, it may be somebody's. */
    if (findings->len == 0)
      reject (self, APOYO_SITUATION_NOT_FOUND);
    return;
  }
  add_contradictions (findings, match);
  if (!is_sure (match))
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
