/* apoyo-evidence.h: what a capture in the vault says, checked and turned into keys to match by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-rule.h"
#include "apoyo-vault.h"

G_BEGIN_DECLS

/* Holds no personal data: findings name fields, keys are keyed hashes. */
typedef struct {
  gboolean readable;   /* FALSE: the object is missing or damaged, for good */
  GPtrArray *findings; /* (owned) (element-type ApoyoFinding) */
  GBytes *clave_key;   /* (owned) (nullable) */
  GBytes *curp_key;
  GBytes *cic_key;
  GBytes *ocr_key;
} ApoyoEvidence;

void apoyo_evidence_free (ApoyoEvidence *self);

/* What is to be checked. */
typedef struct {
  int process;
  const char *capture;
  const ApoyoRule *rule;
  GDateTime *captured_at; /* by the phone's clock */
  GDateTime *received_at;
} ApoyoEvidenceContext;

/* Blocks: for worker threads. An object that cannot be read now, but perhaps later, is an error;
 * one that never can be is evidence with a finding. */
ApoyoEvidence *apoyo_evidence_read (ApoyoVault *vault,
                                    ApoyoKeyring *keyring,
                                    const ApoyoEvidenceContext *context,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoEvidence, apoyo_evidence_free)

G_END_DECLS
