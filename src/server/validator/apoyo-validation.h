/* apoyo-validation.h: the validation of one support, from its claim to its findings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-claim.h"
#include "apoyo-pool.h"
#include "apoyo-reader.h"
#include "apoyo-vault.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_VALIDATION_RECORDED,
  APOYO_VALIDATION_STALE,    /* somebody else has taken over, or the support is settled */
  APOYO_VALIDATION_RETURNED, /* an act holds its process: for whoever claims it after that */
} ApoyoValidationOutcome;

/* Whether an error is the installation's: the next support would meet it too, and it does not speak
 * against any of them. */
gboolean apoyo_validation_is_trouble (const GError *error);

/* claim: (transfer full). reader: (nullable): without one, supports of processes whose pictures
 * are to be read fail. After an error the support is tried again by whoever claims it; after the
 * last of its attempts the database sends it to review. */
void apoyo_validation_run_async (ApoyoClaim *claim,
                                 ApoyoPool *pool,
                                 ApoyoVault *vault,
                                 ApoyoKeyring *keyring,
                                 ApoyoReader *reader,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean
apoyo_validation_run_finish (GAsyncResult *result, ApoyoValidationOutcome *outcome, GError **error);

G_END_DECLS
