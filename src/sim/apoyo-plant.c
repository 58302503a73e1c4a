/* apoyo-plant.c: what is planted in a capture: a defect with its truth, or harmless variation.
 *
 * One line for each way in which a defect has been seen or must be expected; what a capture shows
 * is told here and nowhere else, so that truth and pictures cannot disagree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-plant.h"

#include <string.h>

#include "apoyo-clave.h"
#include "apoyo-curp.h"

#define CARDS "cards"
#define PHOTOS "photos"
#define FRONT "front"
#define BACK "back"
#define SELFIE "selfie"
#define SIGNATURE "signature"
#define DATA "data"

/* clang-format off */
#define HARMLESS(name, where, ...) \
  { .nick = name, .group = "harmless", .kind = APOYO_FATE_VALID, .causes = "", .picture = where, __VA_ARGS__ }
#define PLANT(name, of, mark, named, where, ...) \
  { .nick = name, .group = of, .kind = APOYO_FATE_##mark, .causes = named, .picture = where, __VA_ARGS__ }

static const ApoyoPlant plants[] = {
  { .nick = "clean", .group = "clean", .kind = APOYO_FATE_VALID, .causes = "", .picture = DATA },

  HARMLESS ("tilted", PHOTOS, .camera = APOYO_CAMERA_TILT),
  HARMLESS ("turned", CARDS, .camera = APOYO_CAMERA_TURN),
  HARMLESS ("turned-selfie", SELFIE, .camera = APOYO_CAMERA_TURN),
  HARMLESS ("turned-exif", PHOTOS, .camera = APOYO_CAMERA_TURN | APOYO_CAMERA_EXIF),
  HARMLESS ("soft", PHOTOS, .camera = APOYO_CAMERA_SOFT),
  HARMLESS ("glare", PHOTOS, .camera = APOYO_CAMERA_GLARE),
  HARMLESS ("near", CARDS, .camera = APOYO_CAMERA_NEAR),
  HARMLESS ("far", PHOTOS, .camera = APOYO_CAMERA_FAR),
  HARMLESS ("dim", PHOTOS, .camera = APOYO_CAMERA_DIM),
  HARMLESS ("bright", PHOTOS, .camera = APOYO_CAMERA_BRIGHT),
  HARMLESS ("warm", PHOTOS, .camera = APOYO_CAMERA_WARM),
  HARMLESS ("shadow", PHOTOS, .camera = APOYO_CAMERA_SHADOW),
  HARMLESS ("poor-jpeg", PHOTOS, .camera = APOYO_CAMERA_POOR_JPEG),
  /* One of the photographs: two of that size are more than a request may hold. */
  HARMLESS ("png", FRONT, .camera = APOYO_CAMERA_PNG),
  HARMLESS ("png-selfie", SELFIE, .camera = APOYO_CAMERA_PNG),
  HARMLESS ("webp", PHOTOS, .camera = APOYO_CAMERA_WEBP),
  HARMLESS ("large", PHOTOS, .camera = APOYO_CAMERA_LARGE),
  HARMLESS ("evening", PHOTOS, .camera = APOYO_CAMERA_DIM | APOYO_CAMERA_WARM | APOYO_CAMERA_SOFT),
  HARMLESS ("model-e", DATA, .twist = APOYO_TWIST_MODEL_E),
  HARMLESS ("model-f", DATA, .twist = APOYO_TWIST_MODEL_F),
  HARMLESS ("model-g", DATA, .twist = APOYO_TWIST_MODEL_G),
  HARMLESS ("model-h", DATA, .twist = APOYO_TWIST_MODEL_H),
  HARMLESS ("extended", DATA, .twist = APOYO_TWIST_EXTENDED),

  HARMLESS ("twin", DATA, .twin = TRUE),

  PLANT ("copy", "photocopy", M1, "M1", CARDS, .medium = APOYO_MEDIUM_SHEET),
  PLANT ("copy-cut", "photocopy", M1, "M1", CARDS, .medium = APOYO_MEDIUM_CUTOUT),
  PLANT ("copy-front", "photocopy", M1, "M1", FRONT, .medium = APOYO_MEDIUM_CUTOUT),

  PLANT ("screen", "screen", M2, "M2", CARDS, .medium = APOYO_MEDIUM_MONITOR),
  PLANT ("screen-phone", "screen", M2, "M2", CARDS, .medium = APOYO_MEDIUM_PHONE),
  PLANT ("library", "other document", M2, "M2", FRONT, .front = APOYO_SHOWN_LIBRARY),
  PLANT ("licence", "other document", M2, "M2", FRONT, .front = APOYO_SHOWN_LICENCE),
  PLANT ("bank-card", "other document", M2, "M2", FRONT, .front = APOYO_SHOWN_BANK),
  PLANT ("object", "other document", M2, "M2", FRONT, .front = APOYO_SHOWN_MUG),
  PLANT ("front-twice", "wrong side", M2, "M2", BACK, .back = APOYO_SHOWN_FRONT),
  PLANT ("back-twice", "wrong side", M2, "M2", FRONT, .front = APOYO_SHOWN_BACK),
  PLANT ("no-back", "wrong side", M2, "M2", BACK, .back = APOYO_SHOWN_TABLE),
  PLANT ("no-front", "wrong side", M2, "M2", FRONT, .front = APOYO_SHOWN_TABLE),
  PLANT ("expired", "expired", M2, "M2", DATA, .twist = APOYO_TWIST_EXPIRED),
  PLANT ("old-model", "old model", M2, "M2", DATA, .twist = APOYO_TWIST_OLD_MODEL),

  PLANT ("dog", "object as selfie", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_DOG),
  PLANT ("chair", "object as selfie", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_CHAIR),
  PLANT ("pen", "object as selfie", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_PEN),
  PLANT ("mug", "object as selfie", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_MUG),
  PLANT ("bank-selfie", "object as selfie", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_BANK_CARD),
  PLANT ("wall", "object as selfie", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_WALL),
  PLANT ("icon", "drawing as selfie", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_ICON),
  PLANT ("drawing", "drawing as selfie", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_DRAWING),
  PLANT ("hidden", "face hidden", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_HIDDEN),
  PLANT ("hand", "face hidden", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_HAND),
  PLANT ("selfie-screen", "photo of a photo", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_MONITOR),
  PLANT ("selfie-print", "photo of a photo", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_PRINT),
  PLANT ("credential", "credential as selfie", M3, "M3", SELFIE,
         .subject = APOYO_SUBJECT_CREDENTIAL),
  PLANT ("portrait", "credential as selfie", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_PORTRAIT),
  PLANT ("two-faces", "two faces", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_TWO),
  PLANT ("distant", "small face", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_DISTANT),
  PLANT ("stranger", "another's face", M3, "M3", SELFIE, .subject = APOYO_SUBJECT_STRANGER,
         .people = TRUE),

  PLANT ("dot", "fake signature", M4, "M4 M5", SIGNATURE, .hand = APOYO_SIGNED_DOT),
  PLANT ("line", "fake signature", M4, "M4 M5", SIGNATURE, .hand = APOYO_SIGNED_LINE),
  PLANT ("typed", "fake signature", M4, "M4", SIGNATURE, .hand = APOYO_SIGNED_TYPED),
  PLANT ("scribble", "fake signature", M4, "M4", SIGNATURE, .hand = APOYO_SIGNED_SCRIBBLE),
  PLANT ("copied", "copied signature", M4, "M4", SIGNATURE, .hand = APOYO_SIGNED_COPIED,
         .again = TRUE),
  PLANT ("cross", "another's hand", M4, "M4", SIGNATURE, .hand = APOYO_SIGNED_CROSS,
         .people = TRUE),
  PLANT ("strangers-hand", "another's hand", M4, "M4", SIGNATURE, .hand = APOYO_SIGNED_STRANGERS,
         .people = TRUE),
  PLANT ("blank", "no signature", M5, "M5", SIGNATURE, .hand = APOYO_SIGNED_BLANK),
  PLANT ("white", "no signature", M5, "M5", SIGNATURE, .hand = APOYO_SIGNED_WHITE),

  PLANT ("template", "look-alike", M6, "M6", CARDS, .front = APOYO_SHOWN_TEMPLATE,
         .back = APOYO_SHOWN_TEMPLATE),
  PLANT ("template-face", "look-alike", M6, "M6", CARDS, .front = APOYO_SHOWN_TEMPLATE_FACE,
         .back = APOYO_SHOWN_TEMPLATE),

  PLANT ("blurred", "unreadable", M7, "M7", CARDS, .camera = APOYO_CAMERA_BLUR),
  PLANT ("half", "unreadable", M7, "M7", CARDS, .camera = APOYO_CAMERA_HALF),
  PLANT ("dark", "unreadable", M7, "M7", CARDS, .camera = APOYO_CAMERA_DARK),
  PLANT ("washed", "unreadable", M7, "M7", CARDS, .camera = APOYO_CAMERA_WASHED),
  PLANT ("tiny", "few pixels", M7, "M7", CARDS, .camera = APOYO_CAMERA_TINY),
  PLANT ("tiny-selfie", "few pixels", M7, "M7", SELFIE, .camera = APOYO_CAMERA_TINY),
  PLANT ("blurred-selfie", "unreadable", M7, "M7 M3", SELFIE, .camera = APOYO_CAMERA_BLUR),

  PLANT ("other-curp", "data disagree", M8, "M8", DATA, .twist = APOYO_TWIST_OTHER_CURP),
  PLANT ("front-of-another", "another's side", M8, "M8", FRONT, .front = APOYO_SHOWN_STRANGERS),
  PLANT ("back-of-another", "another's side", M8, "M8", BACK, .back = APOYO_SHOWN_STRANGERS),
  PLANT ("curp-digit", "check digit", M8, "M8", DATA, .twist = APOYO_TWIST_CURP_DIGIT),
  PLANT ("mrz-digit", "check digit", M8, "M8", DATA, .twist = APOYO_TWIST_MRZ_DIGIT),
  PLANT ("cic-digit", "check digit", M8, "M8", DATA, .twist = APOYO_TWIST_CIC_DIGIT),
  PLANT ("minor", "minor", M8, "M8", DATA, .twist = APOYO_TWIST_MINOR),

  PLANT ("covered", "covered", M9, "M7 M9", FRONT, .camera = APOYO_CAMERA_THUMB),
  PLANT ("flash", "covered", M9, "M7 M9", FRONT, .camera = APOYO_CAMERA_FLASH),
  PLANT ("selfie-again", "another's picture", M9, "M9", SELFIE, .subject = APOYO_SUBJECT_AGAIN,
         .again = TRUE),
  PLANT ("selfie-copied", "another's picture", M9, "M9", SELFIE, .subject = APOYO_SUBJECT_COPIED,
         .again = TRUE),
};
/* clang-format on */

guint
apoyo_plant_count (void)
{
  return G_N_ELEMENTS (plants);
}

const ApoyoPlant *
apoyo_plant_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (plants), NULL);
  return &plants[index];
}

/* NULL when there is no plant of that name. */
const ApoyoPlant *
apoyo_plant_find (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (plants); i++) {
    if (g_strcmp0 (nick, plants[i].nick) == 0)
      return &plants[i];
  }
  return NULL;
}

/* One of the ways in which a kind is seen; consecutive numbers go through all of them. */
const ApoyoPlant *
apoyo_plant_draw (ApoyoFate kind, guint64 number)
{
  guint n = 0;
  guint chosen;

  if (kind < APOYO_FATE_M1)
    return &plants[0];
  for (guint i = 0; i < G_N_ELEMENTS (plants); i++)
    n += plants[i].kind == kind;
  chosen = (guint) (number % n);
  for (guint i = 0; i < G_N_ELEMENTS (plants); i++) {
    if (plants[i].kind == kind && chosen-- == 0)
      return &plants[i];
  }
  g_assert_not_reached ();
}

/* The situation of a citizen of the nominal list after validation of the data alone: whoever does
 * not look at the pictures takes their defects for valid. */
const char *
apoyo_plant_expected (const ApoyoPlant *self)
{
  switch (self->twist) {
  case APOYO_TWIST_OTHER_CURP:
  case APOYO_TWIST_CURP_DIGIT:
  case APOYO_TWIST_EXPIRED:
  case APOYO_TWIST_MINOR:
  case APOYO_TWIST_OLD_MODEL:
    return "in_review";
  default:
    return "valid";
  }
}

/* Whether a finding of that cause names the defect. */
gboolean
apoyo_plant_accepts (const ApoyoPlant *self, const char *cause)
{
  g_auto (GStrv) causes = g_strsplit (self->causes, " ", -1);

  return g_strv_contains ((const char *const *) causes, cause);
}

static void
issue_model (ApoyoCitizen *citizen, char model, int issued)
{
  citizen->model = model;
  citizen->issued = issued;
  citizen->valid_until = issued + 10;
  citizen->registered = MIN (citizen->registered, issued);
}

/* Born later, with the keys that follow from it. */
static void
rejuvenate (ApoyoCitizen *citizen)
{
  ApoyoPerson person = {
    .given = citizen->given,
    .paternal = citizen->paternal,
    .maternal = citizen->maternal,
    .year = APOYO_PLANT_MINOR_YEAR,
    .month = citizen->month,
    .day = citizen->day,
    .sex = citizen->woman ? 'M' : 'H',
    .entity = citizen->birth_entity,
  };
  g_autofree char *suffix = g_strdup (citizen->clave + strlen (citizen->clave) - 3);
  char homonym = citizen->curp[16];

  citizen->year = person.year;
  citizen->registered = apoyo_citizen_get_newest_year ();
  issue_model (citizen, 'G', citizen->registered);
  g_strlcpy (citizen->issue, "00", sizeof citizen->issue);
  g_free (citizen->curp);
  g_free (citizen->clave);
  /* Homonyms are told by digits until 1999, by letters since. */
  citizen->curp = apoyo_curp_build (
      &person, g_ascii_isdigit (homonym) ? (char) (homonym - '0' + 'A') : homonym);
  citizen->clave = apoyo_clave_build (&person, suffix);
  g_assert (citizen->curp != NULL && citizen->clave != NULL);
}

/* The card that the citizen holds in this capture, where it is not the one of the roll. */
void
apoyo_plant_dress (const ApoyoPlant *self, ApoyoCitizen *citizen)
{
  switch (self->twist) {
  case APOYO_TWIST_EXPIRED:
    issue_model (citizen, citizen->index % 2 ? 'D' : 'E',
                 2013 + (int) (citizen->index % 2 ? 0 : 2));
    citizen->valid_until = citizen->issued + 10;
    citizen->valid_until = MIN (citizen->valid_until, 2023);
    break;
  case APOYO_TWIST_MINOR:
    rejuvenate (citizen);
    break;
  case APOYO_TWIST_OLD_MODEL:
    issue_model (citizen, (char) ('A' + citizen->index % 3), 2012);
    break;
  case APOYO_TWIST_EXTENDED:
    issue_model (citizen, 'E', APOYO_PLANT_EXTENDED_YEAR - 10);
    break;
  case APOYO_TWIST_MODEL_E:
  case APOYO_TWIST_MODEL_F:
    issue_model (citizen, self->twist == APOYO_TWIST_MODEL_E ? 'E' : 'F', 2018);
    break;
  case APOYO_TWIST_MODEL_G:
  case APOYO_TWIST_MODEL_H:
    issue_model (citizen, self->twist == APOYO_TWIST_MODEL_G ? 'G' : 'H', 2022);
    break;
  default:
    break;
  }
}

static char
next_digit (char digit)
{
  return digit == '9' ? '0' : (char) (digit + 1);
}

/* (transfer full): as printed on the front and sent by the telephone. */
char *
apoyo_plant_curp (const ApoyoPlant *self, const ApoyoCitizen *citizen)
{
  char *curp;

  if (self->twist == APOYO_TWIST_OTHER_CURP)
    return apoyo_citizen_other_curp (citizen);
  curp = g_strdup (citizen->curp);
  if (self->twist == APOYO_TWIST_CURP_DIGIT)
    curp[17] = next_digit (curp[17]);
  return curp;
}

/* (transfer full): the three lines of the back. */
char *
apoyo_plant_mrz (const ApoyoPlant *self, const ApoyoCitizen *citizen)
{
  char *mrz = apoyo_citizen_to_mrz (citizen);

  /* The check digit of the birth date; of the CIC. The composite digit is wrong then too. */
  if (self->twist == APOYO_TWIST_MRZ_DIGIT)
    mrz[31 + 6] = next_digit (mrz[31 + 6]);
  else if (self->twist == APOYO_TWIST_CIC_DIGIT)
    mrz[14] = next_digit (mrz[14]);
  return mrz;
}
