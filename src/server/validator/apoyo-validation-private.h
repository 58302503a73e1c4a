/* apoyo-validation-private.h: one validation under way, for the files that carry it out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-evidence.h"
#include "apoyo-examination.h"
#include "apoyo-validation.h"
#include "apoyo-verdict.h"

G_BEGIN_DECLS

typedef struct {
  ApoyoClaim *claim;             /* (owned) */
  ApoyoPool *pool;               /* (owned) */
  ApoyoVault *vault;             /* (owned) */
  ApoyoKeyring *keyring;         /* (owned) */
  ApoyoReader *reader;           /* (owned) (nullable) */
  ApoyoEvidence *evidence;       /* (owned) (nullable) */
  ApoyoInspectionInput *input;   /* (owned) */
  ApoyoExamination *examination; /* (owned) (nullable): NULL when there was nothing to examine */
  GPtrArray *findings;           /* (owned) (nullable) (element-type ApoyoFinding) */
  GBytes *sealed;                /* (owned) (nullable): what was examined */
  gboolean has_previews;         /* this claim has left some in the vault */
  GSource *renewal;              /* (owned) (nullable) */
  GError *error;                 /* (owned) (nullable): told after giving up */
  ApoyoVerdict verdict;
  guint n_tries; /* of recording the verdict */
  ApoyoValidationOutcome outcome;
} ApoyoValidation;

/* Each task below has an ApoyoValidation as its data. The last word of one is one of these: */
void apoyo_validation_record (GTask *task, const ApoyoRollMatch *match);
/* Nothing to examine: the object is lost, and people have to know. */
void apoyo_validation_record_lost (GTask *task);
/* The claim is somebody else's by now, or nobody's. */
void apoyo_validation_end_stale (GTask *task);
/* Takes the error. */
void apoyo_validation_fail (GTask *task, GError *error);

gboolean apoyo_validation_is_stale (const GError *error);
void apoyo_validation_call (GTask *task,
                            const char *statement,
                            ApoyoParams *params,
                            GAsyncReadyCallback callback);

G_END_DECLS
