/* apoyo-problem.h: everything that the intake refuses, with its code, status and sentences.
 *
 * A refusal travels as a GError of this domain; its message is the place it concerns
 * ("metadata.credential.cic", "front"), or empty. Never a value: values are personal data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_PROBLEM_MALFORMED_REQUEST,
  APOYO_PROBLEM_MALFORMED_MULTIPART,
  APOYO_PROBLEM_MALFORMED_JSON,
  APOYO_PROBLEM_INVALID_UTF8,
  APOYO_PROBLEM_DUPLICATE_KEY,
  APOYO_PROBLEM_JSON_TOO_COMPLEX,
  APOYO_PROBLEM_INVALID_IDEMPOTENCY_KEY,
  APOYO_PROBLEM_INVALID_TOKEN,
  APOYO_PROBLEM_DEVICE_REVOKED,
  APOYO_PROBLEM_OTHER_PROCESS,
  APOYO_PROBLEM_INVALID_AUXILIARY_KEY,
  APOYO_PROBLEM_NOT_FOUND,
  APOYO_PROBLEM_METHOD_NOT_ALLOWED,
  APOYO_PROBLEM_REQUEST_TIMEOUT,
  APOYO_PROBLEM_IDEMPOTENCY_CONFLICT,
  APOYO_PROBLEM_PROCESS_NOT_OPEN,
  APOYO_PROBLEM_PROMOVENTE_NOT_ACTIVE,
  APOYO_PROBLEM_BODY_TOO_LARGE,
  APOYO_PROBLEM_METADATA_TOO_LARGE,
  APOYO_PROBLEM_UNSUPPORTED_MEDIA_TYPE,
  APOYO_PROBLEM_INVALID_FIELD,
  APOYO_PROBLEM_MISSING_FIELD,
  APOYO_PROBLEM_UNKNOWN_FIELD,
  APOYO_PROBLEM_MISSING_PART,
  APOYO_PROBLEM_REPEATED_PART,
  APOYO_PROBLEM_UNKNOWN_PART,
  APOYO_PROBLEM_INVALID_IMAGE,
  APOYO_PROBLEM_CAPTURE_MISMATCH,
  APOYO_PROBLEM_MODALITY_NOT_ACCEPTED,
  APOYO_PROBLEM_TOO_MANY_REQUESTS,
  APOYO_PROBLEM_TOO_MANY_DEVICES,
  APOYO_PROBLEM_INTERNAL_ERROR,
  APOYO_PROBLEM_BUSY,
  APOYO_PROBLEM_DATABASE_UNAVAILABLE,
  APOYO_PROBLEM_STORAGE_FULL,
} ApoyoProblemCode;

#define APOYO_N_PROBLEM_CODES (APOYO_PROBLEM_STORAGE_FULL + 1)

#define APOYO_PROBLEM (apoyo_problem_quark ())
GQuark apoyo_problem_quark (void);

/* @place is a format. */
void apoyo_problem_set (GError **error, ApoyoProblemCode code, const char *place, ...)
    G_GNUC_PRINTF (3, 4);

const char *apoyo_problem_get_nick (ApoyoProblemCode code);
guint apoyo_problem_get_status (ApoyoProblemCode code);
/* Seconds after which the same again may succeed; 0 when it will not. */
guint apoyo_problem_get_retry_after (ApoyoProblemCode code);

/* For what the vault, or a key, cannot do. What somebody puts right by hand is told as what passes.
 */
ApoyoProblemCode apoyo_problem_from_vault (const GError *error);

/* The body of the answer, RFC 9457. @error is of this domain. */
char *apoyo_problem_to_json (const GError *error);

G_END_DECLS
