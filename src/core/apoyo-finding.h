/* apoyo-finding.h: one thing that a check found about a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_FINDING_MISSING,                  /* a field that the model needs is absent */
  APOYO_FINDING_FORMAT,                   /* not of the field's shape */
  APOYO_FINDING_CHECK_DIGIT,              /* of the shape, check digit disagrees */
  APOYO_FINDING_BIRTH_DISAGREES,          /* birth date of CURP and clave de elector */
  APOYO_FINDING_SEX_DISAGREES,            /* sex of the two */
  APOYO_FINDING_ENTITY_DISAGREES,         /* entity of birth of the two */
  APOYO_FINDING_NAME_DISAGREES,           /* initials against the captured name or each other */
  APOYO_FINDING_OCR_DISAGREES,            /* OCR against section or citizen identifier */
  APOYO_FINDING_EXPIRED,                  /* vigencia before the day of capture, no extension */
  APOYO_FINDING_MODEL_NOT_ACCEPTED,       /* the process's rule does not accept this model */
  APOYO_FINDING_UNDER_AGE,                /* not yet 18 on the day of capture */
  APOYO_FINDING_ROLL_DISAGREES,           /* a field against the roll's row it matched */
  APOYO_FINDING_CAPTURED_AFTER_RECEPTION, /* the phone's clock is ahead of the server's */
  APOYO_FINDING_UNREADABLE,               /* could not be read after all attempts */
} ApoyoFindingCode;

#define APOYO_N_FINDING_CODES (APOYO_FINDING_UNREADABLE + 1)

/* Holds no value of the capture: code and field are public, a reviewer reads the values in the
 * images. */
typedef struct {
  ApoyoFindingCode code;
  char *field; /* (owned): the metadata's name of it, "curp", "clave_elector", "cic" … */
} ApoyoFinding;

ApoyoFinding *apoyo_finding_new (ApoyoFindingCode code, const char *field);
void apoyo_finding_free (ApoyoFinding *self);
const char *apoyo_finding_code_to_nick (ApoyoFindingCode code);
gboolean apoyo_finding_code_from_nick (const char *nick, ApoyoFindingCode *code);

/* Translated sentence of a code; the inconsistency cause (M2, M7, M8) a reviewer would most
 * likely give. */
const char *apoyo_finding_code_get_message (ApoyoFindingCode code);
const char *apoyo_finding_code_get_cause (ApoyoFindingCode code);

/* [{"code":"check_digit","field":"curp"}, …] as record_findings() takes it. (transfer full) */
char *apoyo_findings_to_json (GPtrArray *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoFinding, apoyo_finding_free)

G_END_DECLS
