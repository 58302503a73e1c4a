/* apoyo-plant.h: what is planted in a capture: a defect with its truth, or harmless variation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-citizen.h"

G_BEGIN_DECLS

/* The year that stands on cards which an acuerdo extended, and a day within the extension. */
#define APOYO_PLANT_EXTENDED_YEAR 2024
#define APOYO_PLANT_EXTENDED_DAY "2025-03-15"
/* In which those were born who are not of age yet. */
#define APOYO_PLANT_MINOR_YEAR (apoyo_citizen_get_newest_year () - 16)

/* What lies under the lens instead of, or as, one side of the credential. */
typedef enum {
  APOYO_SHOWN_CARD,
  APOYO_SHOWN_TEMPLATE, /* a forger's: other letters, no security print, no photograph */
  APOYO_SHOWN_TEMPLATE_FACE,
  APOYO_SHOWN_FRONT, /* the front, whichever side was asked for */
  APOYO_SHOWN_BACK,
  APOYO_SHOWN_STRANGERS, /* the right side of somebody else's credential */
  APOYO_SHOWN_LIBRARY,
  APOYO_SHOWN_LICENCE,
  APOYO_SHOWN_BANK,
  APOYO_SHOWN_TABLE, /* nothing */
  APOYO_SHOWN_MUG,
} ApoyoShown;

/* What the lens sees it on. */
typedef enum {
  APOYO_MEDIUM_PLASTIC,
  APOYO_MEDIUM_SHEET,  /* a photocopy, edge to edge */
  APOYO_MEDIUM_CUTOUT, /* a photocopy cut out and laid on a table */
  APOYO_MEDIUM_MONITOR,
  APOYO_MEDIUM_PHONE,
} ApoyoMedium;

typedef enum {
  APOYO_SUBJECT_PERSON,
  APOYO_SUBJECT_STRANGER,
  APOYO_SUBJECT_DOG,
  APOYO_SUBJECT_CHAIR,
  APOYO_SUBJECT_PEN,
  APOYO_SUBJECT_MUG,
  APOYO_SUBJECT_BANK_CARD,
  APOYO_SUBJECT_ICON,    /* the app's own flat silhouette */
  APOYO_SUBJECT_DRAWING, /* a line drawing on paper */
  APOYO_SUBJECT_CREDENTIAL,
  APOYO_SUBJECT_HIDDEN, /* behind the credential */
  APOYO_SUBJECT_HAND,   /* behind a hand */
  APOYO_SUBJECT_MONITOR,
  APOYO_SUBJECT_PRINT,    /* a photograph of a photograph */
  APOYO_SUBJECT_PORTRAIT, /* cut out of the picture of the credential */
  APOYO_SUBJECT_WALL,
  APOYO_SUBJECT_TWO,
  APOYO_SUBJECT_DISTANT, /* so far away that nobody could be recognised */
  APOYO_SUBJECT_AGAIN,   /* the very file of somebody else's capture */
  APOYO_SUBJECT_COPIED,  /* that picture, made smaller and stored anew */
} ApoyoSubject;

typedef enum {
  APOYO_SIGNED_HAND,
  APOYO_SIGNED_STRANGERS,
  APOYO_SIGNED_CROSS,
  APOYO_SIGNED_DOT,
  APOYO_SIGNED_LINE,
  APOYO_SIGNED_TYPED,
  APOYO_SIGNED_SCRIBBLE, /* rubbed over until nothing can be told from it */
  APOYO_SIGNED_COPIED,   /* the very picture of somebody else's capture, stored anew */
  APOYO_SIGNED_BLANK,
  APOYO_SIGNED_WHITE, /* not even the pad's line */
} ApoyoSigned;

/* What the camera or the hand does; several at once. */
typedef enum {
  APOYO_CAMERA_PLAIN = 0,
  APOYO_CAMERA_SOFT = 1 << 0,  /* slightly out of focus */
  APOYO_CAMERA_BLUR = 1 << 1,  /* nothing can be read */
  APOYO_CAMERA_TILT = 1 << 2,  /* the card lies 8° to 14° askew */
  APOYO_CAMERA_TURN = 1 << 3,  /* the pixels lie on a side or on their head */
  APOYO_CAMERA_EXIF = 1 << 4,  /* and EXIF tells so */
  APOYO_CAMERA_GLARE = 1 << 5, /* a reflection */
  APOYO_CAMERA_FLASH = 1 << 6, /* one that swallows half of it */
  APOYO_CAMERA_NEAR = 1 << 7,  /* the card's border is cut, nothing written on it */
  APOYO_CAMERA_FAR = 1 << 8,
  APOYO_CAMERA_HALF = 1 << 9, /* half the card is outside */
  APOYO_CAMERA_DIM = 1 << 10,
  APOYO_CAMERA_DARK = 1 << 11, /* nothing can be read */
  APOYO_CAMERA_BRIGHT = 1 << 12,
  APOYO_CAMERA_WARM = 1 << 13,
  APOYO_CAMERA_SHADOW = 1 << 14,
  APOYO_CAMERA_THUMB = 1 << 15,
  APOYO_CAMERA_POOR_JPEG = 1 << 16,
  APOYO_CAMERA_PNG = 1 << 17,
  APOYO_CAMERA_WEBP = 1 << 18,
  APOYO_CAMERA_LARGE = 1 << 19,
  APOYO_CAMERA_WASHED = 1 << 20, /* overexposed until nothing can be read */
  APOYO_CAMERA_TINY = 1 << 21,   /* of fewer pixels than any telephone takes */
} ApoyoCamera;

/* What is wrong, or only unusual, in what the credential and the telephone say. */
typedef enum {
  APOYO_TWIST_NONE,
  APOYO_TWIST_OTHER_CURP,
  APOYO_TWIST_CURP_DIGIT,
  APOYO_TWIST_MRZ_DIGIT,
  APOYO_TWIST_CIC_DIGIT,
  APOYO_TWIST_MINOR, /* has the card of those who come of age before the next election */
  APOYO_TWIST_EXPIRED,
  APOYO_TWIST_EXTENDED,  /* ran out, but is extended by acuerdo */
  APOYO_TWIST_OLD_MODEL, /* one that no process accepts any more: A, B or C */
  APOYO_TWIST_MODEL_E,
  APOYO_TWIST_MODEL_F,
  APOYO_TWIST_MODEL_G,
  APOYO_TWIST_MODEL_H,
} ApoyoTwist;

typedef struct {
  const char *nick;
  const char *group;  /* the class it is measured in; the harmless ones are "clean" or "harmless" */
  ApoyoFate kind;     /* of the catalogue; VALID when harmless */
  const char *causes; /* which of M1 … M9 name it rightly, the best first; "" for the harmless */
  const char *picture; /* where: one of the four, "cards", "photos" (with the selfie) or "data" */
  guint camera;
  ApoyoShown front;
  ApoyoShown back;
  ApoyoMedium medium;
  ApoyoSubject subject;
  ApoyoSigned hand;
  ApoyoTwist twist;
  gboolean again;  /* of a picture that came with the stranger's capture, of shot 0 */
  gboolean twin;   /* the capture of one whose twin has sent one too: no duplicate */
  gboolean people; /* nothing but a person who compares can see it */
} ApoyoPlant;

guint apoyo_plant_count (void);
const ApoyoPlant *apoyo_plant_get (guint index);
const ApoyoPlant *apoyo_plant_find (const char *nick);
const ApoyoPlant *apoyo_plant_draw (ApoyoFate kind, guint64 number);
const char *apoyo_plant_expected (const ApoyoPlant *self);
gboolean apoyo_plant_accepts (const ApoyoPlant *self, const char *cause);
void apoyo_plant_dress (const ApoyoPlant *self, ApoyoCitizen *citizen);
char *apoyo_plant_curp (const ApoyoPlant *self, const ApoyoCitizen *citizen);
char *apoyo_plant_mrz (const ApoyoPlant *self, const ApoyoCitizen *citizen);

G_END_DECLS
