/* apoyo-claim.h: one support that a validator has taken by lease.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-inspection.h"

G_BEGIN_DECLS

typedef struct {
  gint64 support;
  int process;
  int attempt;
  guint lease;   /* milliseconds */
  char *capture; /* (owned) */
  ApoyoRule *rule;
  int rule_version;
  ApoyoCheckSettings *settings;
  int settings_version;
  GDateTime *captured_at; /* by the phone's clock */
  GDateTime *shown_at;    /* the same by the server's, as far as it can be told */
  GDateTime *received_at;
  ApoyoModality modality;
  char **repeated; /* (owned): pictures whose very file came before */
} ApoyoClaim;

void apoyo_claim_free (ApoyoClaim *self);

/* What is to be inspected, as far as the claim knows. (transfer full) */
ApoyoInspectionInput *apoyo_claim_make_input (const ApoyoClaim *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoClaim, apoyo_claim_free)

G_END_DECLS
