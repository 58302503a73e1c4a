/* apoyo-finding.h: one thing that a check found about a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  /* The typed data. */
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
  APOYO_FINDING_UNDER_AGE,                /* younger than the settings' age on the day of capture */
  APOYO_FINDING_ROLL_DISAGREES,           /* a field against the roll's row it matched */
  APOYO_FINDING_CAPTURED_AFTER_RECEPTION, /* the phone's clock is ahead of the server's */
  APOYO_FINDING_UNREADABLE,               /* could not be read after all attempts */
  APOYO_FINDING_ATTEMPT_FAILED,           /* one attempt of several */
  APOYO_FINDING_UNKNOWN_SECTION,          /* where the person lives is not in the geography */
  /* Every picture. */
  APOYO_FINDING_PICTURE_UNDECODABLE,
  APOYO_FINDING_PICTURE_TOO_LARGE,
  APOYO_FINDING_PICTURE_SMALL,
  APOYO_FINDING_PICTURE_BLURRED,
  APOYO_FINDING_PICTURE_DARK,
  APOYO_FINDING_PICTURE_OVEREXPOSED,
  APOYO_FINDING_PICTURE_HIDDEN_DATA, /* something follows the picture in its file */
  APOYO_FINDING_PICTURE_SENT_BEFORE, /* the very same file */
  APOYO_FINDING_PICTURE_RESEMBLES,   /* nearly the same picture as another capture's */
  /* Both sides of the credential. */
  APOYO_FINDING_SIDE_BLANK,
  APOYO_FINDING_NOT_A_CARD,
  APOYO_FINDING_CARD_CUT,
  APOYO_FINDING_WRONG_SIDE,
  APOYO_FINDING_SAME_SIDE_TWICE,
  APOYO_FINDING_OTHER_DOCUMENT,
  APOYO_FINDING_MODEL_DISAGREES,
  APOYO_FINDING_PHOTOCOPY,
  APOYO_FINDING_SCREEN,
  APOYO_FINDING_TEMPLATE,
  APOYO_FINDING_COVERED,
  APOYO_FINDING_TEXT_DISAGREES, /* a printed field against the typed one */
  APOYO_FINDING_TEXT_UNREADABLE,
  APOYO_FINDING_SIDES_DISAGREE, /* what the front prints against the codes of the back */
  APOYO_FINDING_CODE_MISSING,
  APOYO_FINDING_CODE_NOT_OF_MODEL,
  APOYO_FINDING_CODE_DISAGREES, /* QR, PDF417 or MRZ against the typed data */
  APOYO_FINDING_CODE_FORGED,
  APOYO_FINDING_MRZ_CHECK_DIGIT,
  /* The selfie. */
  APOYO_FINDING_NO_FACE,
  APOYO_FINDING_SEVERAL_FACES,
  APOYO_FINDING_FACE_SMALL,
  APOYO_FINDING_SELFIE_CARD,
  APOYO_FINDING_SELFIE_SCREEN,
  APOYO_FINDING_SELFIE_DRAWING,
  APOYO_FINDING_SELFIE_PORTRAIT, /* the photograph of the credential */
  /* The signature. */
  APOYO_FINDING_SIGNATURE_BLANK,
  APOYO_FINDING_SIGNATURE_DOT,
  APOYO_FINDING_SIGNATURE_LINE,
  APOYO_FINDING_SIGNATURE_TYPED,
  APOYO_FINDING_SIGNATURE_SCRIBBLE,
  APOYO_FINDING_SIGNATURE_REPEATED, /* another person's */
  /* Behaviour. */
  APOYO_FINDING_DEVICE_MANY_PEOPLE,
  APOYO_FINDING_IMPOSSIBLE_RATE,
  APOYO_FINDING_IMPOSSIBLE_TRAVEL,
  APOYO_FINDING_CLOCK_SKEW, /* sent long before or after it was received */
  APOYO_FINDING_CAPTURED_AFTER_SENDING,
  APOYO_FINDING_CAPTURED_BEFORE_OPENING,
} ApoyoFindingCode;

#define APOYO_N_FINDING_CODES (APOYO_FINDING_CAPTURED_BEFORE_OPENING + 1)

/* Holds no value of the capture: a reviewer reads the values in the images. */
typedef struct {
  ApoyoFindingCode code;
  char *field;         /* (owned): the metadata's name of it, "curp", "clave_elector", "cic" …, or
                        * the picture's */
  char *check;         /* (owned) (nullable): id of the check in the settings and the tree */
  char *picture;       /* (owned) (nullable): front, back, selfie, signature */
  double confidence;   /* 0 … 1 */
  gboolean has_region; /* region: x, y, width, height, relative to the upright picture */
  double region[4];
  gboolean has_measure; /* measured against limit, which it is beyond */
  double measured;
  double limit;
  int settings; /* version of the process's check settings, 0: unknown */
  int rule;     /* version of the process's rule, 0: unknown */
} ApoyoFinding;

ApoyoFinding *apoyo_finding_new (ApoyoFindingCode code, const char *field);
void apoyo_finding_free (ApoyoFinding *self);
const char *apoyo_finding_code_to_nick (ApoyoFindingCode code);
gboolean apoyo_finding_code_from_nick (const char *nick, ApoyoFindingCode *code);

/* Translated sentence of a code; the inconsistency cause (M1 … M9) a reviewer would most likely
 * give. */
const char *apoyo_finding_code_get_message (ApoyoFindingCode code);
const char *apoyo_finding_code_get_cause (ApoyoFindingCode code);

/* The sentence with what it is about and the figures that help. (transfer full) */
char *apoyo_finding_describe (const ApoyoFinding *self);
/* Translated name of a field or picture; what has no name is given back. */
const char *apoyo_finding_field_to_label (const char *field);

JsonObject *apoyo_finding_to_json (const ApoyoFinding *self);
/* What apoyo.finding holds: its code, and detail (nullable). NULL for a code of another program. */
ApoyoFinding *apoyo_finding_from_json (const char *code, JsonObject *detail);

/* [{"code":"check_digit","field":"curp",…}, …] as record_findings() takes it. (transfer full) */
char *apoyo_findings_to_json (GPtrArray *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoFinding, apoyo_finding_free)

G_END_DECLS
