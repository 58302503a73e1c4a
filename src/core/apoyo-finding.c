/* apoyo-finding.c: one thing that a check found about a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-finding.h"

/* The cause is what a reviewer would most likely give: M1 photocopy, M2 credential not valid, M3
 * photograph, M4 signature, M5 no signature, M6 simulation, M7 illegible or incomplete, M8 data
 * does not agree, M9 other. */
static const struct {
  const char *nick;
  const char *cause;
  const char *message;
} codes[APOYO_N_FINDING_CODES] = {
  [APOYO_FINDING_MISSING] = { "missing", "M7", N_ ("A field of the credential is missing") },
  [APOYO_FINDING_FORMAT] = { "format", "M8", N_ ("A field does not have its form") },
  [APOYO_FINDING_CHECK_DIGIT] = { "check_digit", "M8",
                                  N_ ("The check digit of a field does not match") },
  [APOYO_FINDING_BIRTH_DISAGREES] = { "birth_disagrees", "M8",
                                      N_ ("CURP and clave de elector give different birth dates") },
  [APOYO_FINDING_SEX_DISAGREES] = { "sex_disagrees", "M8",
                                    N_ ("CURP and clave de elector give different sexes") },
  [APOYO_FINDING_ENTITY_DISAGREES] = { "entity_disagrees", "M8",
                                       N_ ("CURP and clave de elector give different entities of "
                                           "birth") },
  [APOYO_FINDING_NAME_DISAGREES] = { "name_disagrees", "M8",
                                     N_ ("The initials do not belong to the name") },
  [APOYO_FINDING_OCR_DISAGREES] = { "ocr_disagrees", "M8",
                                    N_ ("The OCR number does not belong to the section or the "
                                        "citizen") },
  [APOYO_FINDING_EXPIRED] = { "expired", "M2", N_ ("The credential was no longer in force") },
  [APOYO_FINDING_MODEL_NOT_ACCEPTED] = { "model_not_accepted", "M2",
                                         N_ ("The process does not accept this model of "
                                             "credential") },
  [APOYO_FINDING_UNDER_AGE] = { "under_age", "M8",
                                N_ ("The person was not yet of age on the day of capture") },
  [APOYO_FINDING_ROLL_DISAGREES] = { "roll_disagrees", "M8",
                                     N_ ("A field does not agree with the roll") },
  [APOYO_FINDING_CAPTURED_AFTER_RECEPTION] = { "captured_after_reception", "M9",
                                               N_ ("The capture is dated after its reception") },
  [APOYO_FINDING_UNREADABLE] = { "unreadable", "M7", N_ ("The capture could not be read") },
  [APOYO_FINDING_ATTEMPT_FAILED] = { "attempt_failed", "M9",
                                     N_ ("An attempt to check the capture failed") },
  [APOYO_FINDING_UNKNOWN_SECTION] = { "unknown_section", "M9",
                                      N_ ("The person's section is not in the geography of the "
                                          "process") },
  [APOYO_FINDING_PICTURE_UNDECODABLE] = { "picture_undecodable", "M7",
                                          N_ ("The picture cannot be opened") },
  [APOYO_FINDING_PICTURE_TOO_LARGE] = { "picture_too_large", "M7",
                                        N_ ("The picture is too large to be opened") },
  [APOYO_FINDING_PICTURE_SMALL] = { "picture_small", "M7", N_ ("The picture has too few pixels") },
  [APOYO_FINDING_PICTURE_BLURRED] = { "picture_blurred", "M7", N_ ("The picture is blurred") },
  [APOYO_FINDING_PICTURE_DARK] = { "picture_dark", "M7", N_ ("The picture is too dark") },
  [APOYO_FINDING_PICTURE_OVEREXPOSED] = { "picture_overexposed", "M7",
                                          N_ ("The picture is overexposed or lost in glare") },
  [APOYO_FINDING_PICTURE_HIDDEN_DATA] = { "picture_hidden_data", "M9",
                                          N_ ("The file carries other data beside the picture") },
  [APOYO_FINDING_PICTURE_SENT_BEFORE] = { "picture_sent_before", "M9",
                                          N_ ("The same file came with another capture before") },
  [APOYO_FINDING_PICTURE_RESEMBLES] = { "picture_resembles", "M9",
                                        N_ ("The picture is nearly the same as that of another "
                                            "capture") },
  [APOYO_FINDING_SIDE_BLANK] = { "side_blank", "M2",
                                 N_ ("Nothing of the credential was sent: the picture is blank") },
  [APOYO_FINDING_NOT_A_CARD] = { "not_a_card", "M2",
                                 N_ ("No credential can be seen in the picture") },
  [APOYO_FINDING_CARD_CUT] = { "card_cut", "M7",
                               N_ ("The credential is not whole in the picture") },
  [APOYO_FINDING_WRONG_SIDE] = { "wrong_side", "M2",
                                 N_ ("The picture shows the other side of the credential") },
  [APOYO_FINDING_SAME_SIDE_TWICE] = { "same_side_twice", "M2",
                                      N_ ("Only one side of the credential was sent, twice") },
  [APOYO_FINDING_OTHER_DOCUMENT] = { "other_document", "M2",
                                     N_ ("The document is not a credential to vote") },
  [APOYO_FINDING_MODEL_DISAGREES] = { "model_disagrees", "M2",
                                      N_ ("The credential is of another model than the capture "
                                          "says") },
  [APOYO_FINDING_PHOTOCOPY] = { "photocopy", "M1", N_ ("The credential is a photocopy") },
  [APOYO_FINDING_SCREEN] = { "screen", "M2",
                             N_ ("The picture was taken from a screen, not from the credential "
                                 "itself") },
  [APOYO_FINDING_TEMPLATE] = { "template", "M6",
                               N_ ("The credential looks like a template filled in, not like one "
                                   "that was issued") },
  [APOYO_FINDING_COVERED] = { "covered", "M9", N_ ("Part of the credential is covered") },
  [APOYO_FINDING_TEXT_DISAGREES] = { "text_disagrees", "M8",
                                     N_ ("What is printed on the credential does not agree with "
                                         "the captured data") },
  [APOYO_FINDING_TEXT_UNREADABLE] = { "text_unreadable", "M7",
                                      N_ ("The text of the credential cannot be read") },
  [APOYO_FINDING_SIDES_DISAGREE] = { "sides_disagree", "M8",
                                     N_ ("Front and back of the credential do not say the same") },
  [APOYO_FINDING_CODE_MISSING] = { "code_missing", "M7",
                                   N_ ("No code and no machine readable zone of the back can be "
                                       "read") },
  [APOYO_FINDING_CODE_NOT_OF_MODEL] = { "code_not_of_model", "M6",
                                        N_ ("The back carries a code that this model of credential "
                                            "does not have") },
  [APOYO_FINDING_CODE_DISAGREES] = { "code_disagrees", "M8",
                                     N_ ("The code of the back does not agree with the captured "
                                         "data") },
  [APOYO_FINDING_CODE_FORGED] = { "code_forged", "M6",
                                  N_ ("The signature of a code of the back is not valid") },
  [APOYO_FINDING_MRZ_CHECK_DIGIT] = { "mrz_check_digit", "M8",
                                      N_ ("A check digit of the machine readable zone does not "
                                          "match") },
  [APOYO_FINDING_NO_FACE] = { "no_face", "M3", N_ ("No face can be seen in the live photograph") },
  [APOYO_FINDING_SEVERAL_FACES] = { "several_faces", "M3",
                                    N_ ("The live photograph shows more than one face") },
  [APOYO_FINDING_FACE_SMALL] = { "face_small", "M3",
                                 N_ ("The face is too small in the live photograph") },
  [APOYO_FINDING_SELFIE_CARD] = { "selfie_card", "M3",
                                  N_ ("The live photograph shows a card instead of the person") },
  [APOYO_FINDING_SELFIE_SCREEN] = { "selfie_screen", "M3",
                                    N_ ("The live photograph was taken from a screen or another "
                                        "picture") },
  [APOYO_FINDING_SELFIE_DRAWING] = { "selfie_drawing", "M3",
                                     N_ ("The live photograph is a drawing or an icon") },
  [APOYO_FINDING_SELFIE_PORTRAIT] = { "selfie_portrait", "M3",
                                      N_ ("The live photograph is the credential's own portrait") },
  [APOYO_FINDING_SIGNATURE_BLANK] = { "signature_blank", "M5", N_ ("There is no signature") },
  [APOYO_FINDING_SIGNATURE_DOT] = { "signature_dot", "M4", N_ ("The signature is a dot") },
  [APOYO_FINDING_SIGNATURE_LINE] = { "signature_line", "M4",
                                     N_ ("The signature is a single straight line") },
  [APOYO_FINDING_SIGNATURE_TYPED] = { "signature_typed", "M4", N_ ("The signature is typed text") },
  [APOYO_FINDING_SIGNATURE_SCRIBBLE] = { "signature_scribble", "M4",
                                         N_ ("The picture of the signature is full of ink") },
  [APOYO_FINDING_SIGNATURE_REPEATED] = { "signature_repeated", "M4",
                                         N_ ("The signature is the same image as another "
                                             "person's") },
  [APOYO_FINDING_DEVICE_MANY_PEOPLE] = { "device_many_people", "M9",
                                         N_ ("The device served more people than one can meet") },
  [APOYO_FINDING_IMPOSSIBLE_RATE] = { "impossible_rate", "M9",
                                      N_ ("The auxiliary captured faster than is possible") },
  [APOYO_FINDING_IMPOSSIBLE_TRAVEL] = { "impossible_travel", "M9",
                                        N_ ("The auxiliary was in two places too far apart") },
  [APOYO_FINDING_CLOCK_SKEW] = { "clock_skew", "M9",
                                 N_ ("The telephone's clock differs from the server's") },
  [APOYO_FINDING_CAPTURED_AFTER_SENDING] = { "captured_after_sending", "M9",
                                             N_ ("The capture is dated after its sending") },
  [APOYO_FINDING_CAPTURED_BEFORE_OPENING] = { "captured_before_opening", "M9",
                                              N_ ("The capture is dated before the opening") },
};

ApoyoFinding *
apoyo_finding_new (ApoyoFindingCode code, const char *field)
{
  ApoyoFinding *self;

  g_return_val_if_fail ((guint) code < APOYO_N_FINDING_CODES && field != NULL, NULL);

  self = g_new0 (ApoyoFinding, 1);
  self->code = code;
  self->field = g_strdup (field);
  self->confidence = 1;
  return self;
}

void
apoyo_finding_free (ApoyoFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->field);
  g_free (self->check);
  g_free (self->picture);
  g_free (self);
}

const char *
apoyo_finding_code_to_nick (ApoyoFindingCode code)
{
  g_return_val_if_fail ((guint) code < APOYO_N_FINDING_CODES, NULL);
  return codes[code].nick;
}

gboolean
apoyo_finding_code_from_nick (const char *nick, ApoyoFindingCode *code)
{
  for (guint i = 0; i < APOYO_N_FINDING_CODES; i++) {
    if (g_strcmp0 (nick, codes[i].nick) == 0) {
      *code = (ApoyoFindingCode) i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
apoyo_finding_code_get_message (ApoyoFindingCode code)
{
  g_return_val_if_fail ((guint) code < APOYO_N_FINDING_CODES, NULL);
  return _ (codes[code].message);
}

const char *
apoyo_finding_code_get_cause (ApoyoFindingCode code)
{
  g_return_val_if_fail ((guint) code < APOYO_N_FINDING_CODES, NULL);
  return codes[code].cause;
}

/* Fields of the metadata as they stand on the credential, and the pictures. */
static const struct {
  const char *field;
  const char *label;
} labels[] = {
  { "model", N_ ("model") },
  { "curp", N_ ("CURP") },
  { "clave_elector", N_ ("clave de elector") },
  { "cic", N_ ("CIC") },
  { "citizen_id", N_ ("citizen identifier") },
  { "ocr", N_ ("OCR number") },
  { "issue", N_ ("issue number") },
  { "section", N_ ("section") },
  { "valid_until", N_ ("vigencia") },
  { "names", N_ ("name") },
  { "birth", N_ ("birth date") },
  { "sex", N_ ("sex") },
  { "qr", N_ ("QR code") },
  { "pdf417", N_ ("PDF417 code") },
  { "mrz", N_ ("machine readable zone") },
  { "capture", N_ ("capture") },
  { "metadata", N_ ("captured data") },
  { "front", N_ ("front") },
  { "back", N_ ("back") },
  { "selfie", N_ ("live photograph") },
  { "signature", N_ ("signature") },
};

const char *
apoyo_finding_field_to_label (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (g_strcmp0 (field, labels[i].field) == 0)
      return _ (labels[i].label);
  }
  return field;
}

/* "CIC", or "back, CIC" when the field stands in a picture. */
static char *
describe_place (const ApoyoFinding *self)
{
  if (self->picture != NULL && g_strcmp0 (self->picture, self->field) != 0)
    return g_strdup_printf ("%s, %s", apoyo_finding_field_to_label (self->picture),
                            apoyo_finding_field_to_label (self->field));
  return g_strdup (apoyo_finding_field_to_label (self->field));
}

char *
apoyo_finding_describe (const ApoyoFinding *self)
{
  g_autofree char *place = NULL;
  g_autofree char *figures = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  place = describe_place (self);
  if (self->has_measure)
    /* Translators: of a check: "(measured 0.97, limit 0.90)" */
    figures = g_strdup_printf (_ (" (measured %.4g, limit %.4g)"), self->measured, self->limit);
  return g_strdup_printf ("%s: %s%s", place, _ (codes[self->code].message),
                          figures != NULL ? figures : "");
}

static void
add_region (JsonObject *object, const double region[4])
{
  JsonArray *array = json_array_sized_new (4);

  for (guint i = 0; i < 4; i++)
    json_array_add_double_element (array, region[i]);
  json_object_set_array_member (object, "region", array);
}

JsonObject *
apoyo_finding_to_json (const ApoyoFinding *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (self != NULL, object);

  json_object_set_string_member (object, "code", codes[self->code].nick);
  json_object_set_string_member (object, "field", self->field);
  json_object_set_string_member (object, "cause", codes[self->code].cause);
  json_object_set_double_member (object, "confidence", self->confidence);
  if (self->check != NULL)
    json_object_set_string_member (object, "check", self->check);
  if (self->picture != NULL)
    json_object_set_string_member (object, "picture", self->picture);
  if (self->has_region)
    add_region (object, self->region);
  if (self->has_measure) {
    json_object_set_double_member (object, "measured", self->measured);
    json_object_set_double_member (object, "limit", self->limit);
  }
  if (self->settings > 0)
    json_object_set_int_member (object, "settings", self->settings);
  if (self->rule > 0)
    json_object_set_int_member (object, "rule", self->rule);
  return object;
}

static void
read_region (ApoyoFinding *self, JsonObject *detail)
{
  JsonNode *node = json_object_get_member (detail, "region");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) != 4)
    return;
  self->has_region = TRUE;
  for (guint i = 0; i < 4; i++)
    self->region[i] = json_array_get_double_element (array, i);
}

ApoyoFinding *
apoyo_finding_from_json (const char *code, JsonObject *detail)
{
  ApoyoFindingCode known;
  ApoyoFinding *self = NULL;

  if (!apoyo_finding_code_from_nick (code, &known))
    return NULL;
  if (detail == NULL)
    return apoyo_finding_new (known, "capture");
  self = apoyo_finding_new (
      known, json_object_get_string_member_with_default (detail, "field", "capture"));
  self->check = g_strdup (json_object_get_string_member_with_default (detail, "check", NULL));
  self->picture = g_strdup (json_object_get_string_member_with_default (detail, "picture", NULL));
  self->confidence = json_object_get_double_member_with_default (detail, "confidence", 1);
  self->has_measure = json_object_has_member (detail, "measured");
  self->measured = json_object_get_double_member_with_default (detail, "measured", 0);
  self->limit = json_object_get_double_member_with_default (detail, "limit", 0);
  self->settings = (int) json_object_get_int_member_with_default (detail, "settings", 0);
  self->rule = (int) json_object_get_int_member_with_default (detail, "rule", 0);
  read_region (self, detail);
  return self;
}

char *
apoyo_findings_to_json (GPtrArray *findings)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (findings != NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    json_array_add_object_element (array, apoyo_finding_to_json (g_ptr_array_index (findings, i)));
  json_node_take_array (root, array);
  return json_to_string (root, FALSE);
}
