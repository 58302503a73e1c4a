/* apoyo-evidence.h: what a capture in the vault holds, and the keys to match it by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-credential.h"
#include "apoyo-vault.h"

G_BEGIN_DECLS

typedef struct {
  char *name; /* (owned): front, back, selfie, signature */
  GBytes *content;
} ApoyoEvidencePicture;

/* Personal data: it lives as long as the validation. */
typedef struct {
  gboolean readable;      /* FALSE: the object is missing or damaged, for good */
  ApoyoCredential *typed; /* (owned) (nullable): NULL when the metadata is not as it must be */
  gboolean has_place;
  int latitude; /* hundredths of a degree: the town, not the house */
  int longitude;
  GPtrArray *pictures; /* (owned) (element-type ApoyoEvidencePicture): empty unless asked for */
  GBytes *clave_key;   /* (owned) (nullable): keyed hashes */
  GBytes *curp_key;
  GBytes *cic_key;
  GBytes *ocr_key;
} ApoyoEvidence;

void apoyo_evidence_free (ApoyoEvidence *self);

/* Blocks: for worker threads. An object that cannot be read now, but perhaps later, is an error;
 * one that never can be is evidence that is not readable. */
ApoyoEvidence *apoyo_evidence_read (ApoyoVault *vault,
                                    ApoyoKeyring *keyring,
                                    int process,
                                    const char *capture,
                                    gboolean pictures,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoEvidence, apoyo_evidence_free)

G_END_DECLS
