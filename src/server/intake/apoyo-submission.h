/* apoyo-submission.h: the body of POST /v1/supports, from bytes to what is stored.
 *
 * Nothing here waits for anything but the disk: it runs in a worker.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-metadata.h"
#include "apoyo-vault.h"

G_BEGIN_DECLS

#define APOYO_N_IMAGES 4

typedef struct {
  ApoyoMetadata *metadata;                /* (owned) */
  ApoyoVaultImage images[APOYO_N_IMAGES]; /* front, back, selfie, signature */
  guint8 digest[APOYO_HASH_SIZE];
  char *digest_hex; /* (owned) */
} ApoyoSubmission;

/* Checks form, size and types, and hashes. @capture is what the header named, in lower case. Errors
 * are of APOYO_PROBLEM. */
ApoyoSubmission *
apoyo_submission_read (GBytes *body, const char *boundary, const char *capture, GError **error);
void apoyo_submission_free (ApoyoSubmission *submission);

/* Returns when the capture is on disk. Errors are of APOYO_PROBLEM; what is wrong with the disk
 * goes to the log, and *failed says that it was the storage and not the request. */
gboolean apoyo_submission_store (ApoyoSubmission *submission,
                                 ApoyoVault *vault,
                                 gboolean *failed,
                                 GError **error);

/* "image/jpeg", "image/png", "image/webp", "image/heic" by the first bytes; NULL for anything else.
 */
const char *apoyo_image_get_type (GBytes *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoSubmission, apoyo_submission_free)

G_END_DECLS
