/* apoyo-inspection-words.c: what stands in the tree of an inspection, in the reader's language.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-cause.h"
#include "apoyo-finding.h"
#include "apoyo-format.h"
#include "apoyo-inspection.h"
#include "apoyo-situation.h"

/* By the last part of an id, where it is the same for several pictures, or by the whole id. */
static const struct {
  const char *id;
  const char *label;
} labels[] = {
  { "front", N_ ("Front of the credential") },
  { "back", N_ ("Back of the credential") },
  { "selfie", N_ ("Live photograph") },
  { "signature", N_ ("Signature") },
  { "data", N_ ("Captured data") },
  { "behaviour", N_ ("Behaviour of device and auxiliary") },
  { "device", N_ ("People by this device in a day") },
  { "rate", N_ ("People by this auxiliary in an hour") },
  { "self_device", N_ ("People by this device in a day, of Mi Apoyo") },
  { "self_model", N_ ("Model that Mi Apoyo asks for") },
  { "devices", N_ ("Devices of the auxiliary in a day") },
  { "travel", N_ ("Kilometres an hour between two captures") },
  { "clock_skew", N_ ("Telephone's clock at the sending") },
  { "captured_after_sending", N_ ("Captured before it was sent") },
  { "captured_before_opening", N_ ("Captured after the opening") },
  { "near", N_ ("Nearly the same picture in another capture") },
  { "front.glance", N_ ("A glance at the printed keys") },
  { "front.codes", N_ ("Printed text against the codes of the back") },
  { "front.text", N_ ("Printed text against the captured data") },
  { "back.agreement", N_ ("Codes of the back against the captured data") },
  { "data.agreement", N_ ("Agreement of the captured data with itself") },
  { "selfie.screen", N_ ("Taken from a screen or another picture") },
  { "selfie.card", N_ ("A card instead of the person") },
  { "data.model", N_ ("Model of credential") },
  { "data.vigencia", N_ ("Vigencia, with what an acuerdo prolonged") },
  { "data.check_digit", N_ ("Check digit of the CURP") },
  { "data.presence", N_ ("Fields that the model prints") },
  { "data.form", N_ ("Form of the fields") },
  { "data.age", N_ ("Minimum age") },
  { "data.roll", N_ ("Captured keys against the roll") },
  { "data.clock", N_ ("Telephone's clock") },
  { "file", N_ ("Opens as a picture") },
  { "size", N_ ("Pixels") },
  { "tail", N_ ("Data behind the picture") },
  { "metadata", N_ ("Data about the picture") },
  { "foreign", N_ ("Another kind of file in it") },
  { "repeated", N_ ("Same file sent before") },
  { "blank", N_ ("Not blank") },
  { "dark", N_ ("Light enough") },
  { "bright", N_ ("Overexposure and glare") },
  { "contrast", N_ ("Contrast") },
  { "sharpness", N_ ("Sharpness") },
  { "card", N_ ("A card can be seen") },
  { "whole", N_ ("The whole card can be seen") },
  { "side", N_ ("Which side") },
  { "layout", N_ ("Layout of a credential") },
  { "screen", N_ ("Photograph of a screen") },
  { "photocopy", N_ ("Photocopy") },
  { "template", N_ ("Template filled in") },
  { "covered", N_ ("Covered by something") },
  { "model", N_ ("Model of credential") },
  { "legible", N_ ("Legible fields") },
  { "clave", N_ ("Clave de elector") },
  { "section", N_ ("Section") },
  { "vigencia", N_ ("Vigencia") },
  { "name", N_ ("Name") },
  { "same_side", N_ ("Not the same side twice") },
  { "presence", N_ ("A code or the machine readable zone can be read") },
  { "kind", N_ ("Code of the model") },
  { "qr", N_ ("QR code") },
  { "qr2", N_ ("Second QR code") },
  { "qr3", N_ ("Third QR code") },
  { "pdf417", N_ ("PDF417 code") },
  { "mrz", N_ ("Machine readable zone") },
  { "digits", N_ ("Check digits of the machine readable zone") },
  { "face", N_ ("One face") },
  { "face_size", N_ ("Size of the face") },
  { "drawing", N_ ("Drawing or icon") },
  { "portrait", N_ ("The credential's own portrait") },
  { "ink", N_ ("There is a signature") },
  { "scribble", N_ ("Full of ink") },
  { "dot", N_ ("A dot") },
  { "line", N_ ("A straight line") },
  { "typed", N_ ("Typed text") },
};

/* The rules of counting, by the situation of who does not keep them. */
static const char *const counting[APOYO_N_SITUATIONS] = {
  [APOYO_SITUATION_NOT_VERIFIED] = N_ ("Not left unverified by an acuerdo"),
  [APOYO_SITUATION_WITHDRAWN] = N_ ("Not withdrawn by the citizen"),
  [APOYO_SITUATION_LATE] = N_ ("Captured and sent within the period"),
  [APOYO_SITUATION_NOT_FOUND] = N_ ("A person of the roll has these data"),
  [APOYO_SITUATION_DROPPED] = N_ ("Not dropped from the electoral roll"),
  [APOYO_SITUATION_NOT_ON_ROLL] = N_ ("On the nominal list"),
  [APOYO_SITUATION_OUT_OF_SCOPE] = N_ ("Lives in the promovente's scope"),
  [APOYO_SITUATION_OUT_OF_EXCEPTION] = N_ ("On paper only where the exception regime holds"),
  [APOYO_SITUATION_INCONSISTENT] = N_ ("No inconsistency in data and pictures"),
  [APOYO_SITUATION_PROCESSING] = N_ ("Examined by the automatic checks"),
  [APOYO_SITUATION_IN_REVIEW] = N_ ("Nothing left for people to decide"),
  [APOYO_SITUATION_DUPLICATE_SAME] = N_ ("The one of the person's captures that counts"),
  [APOYO_SITUATION_DUPLICATE_OTHER] = N_ ("Not behind another promovente's capture"),
};

/* Of figures and limits. */
static const struct {
  const char *name;
  const char *label;
} figures[] = {
  { "value", N_ ("value") },
  { "confidence", N_ ("confidence") },
  { "likeness", N_ ("likeness") },
  { "below", N_ ("at least") },
  { "above", N_ ("at most") },
  { "doubt", N_ ("doubt from") },
  { "sure", N_ ("sure from") },
  { "least", N_ ("at least") },
  { "agree", N_ ("agree") },
  { "faces", N_ ("faces") },
  { "codes", N_ ("codes") },
  { "proof", N_ ("payload") },
  { "mrz", N_ ("machine readable zone") },
  { "kind", N_ ("kind") },
  { "side", N_ ("side") },
  { "model", N_ ("model") },
  { "status", N_ ("situation") },
  { "day", N_ ("day") },
  { "valid_until", N_ ("valid until") },
  { "certain", N_ ("surely the same person") },
  { "age", N_ ("age") },
  { "until", N_ ("prolonged until") },
  { "acuerdo", N_ ("acuerdo") },
  { "captured_at", N_ ("captured") },
  { "received_at", N_ ("received") },
  { "closes_at", N_ ("end of the period") },
  { "grace_hours", N_ ("hours for sending") },
  { "on_roll", N_ ("found on the roll") },
  { "cause", N_ ("cause") },
  { "demarcation", N_ ("demarcation") },
  { "in_scope", N_ ("lives in the scope") },
  { "scope", N_ ("scope") },
  { "modality", N_ ("modality") },
  { "in_list", N_ ("lives in a municipality of the list") },
  { "exception_list", N_ ("list of municipalities") },
  { "before", N_ ("captures that go before it") },
  { "last_counts", N_ ("the last one counts") },
  { "exclusive", N_ ("one for all promoventes") },
  { "said", N_ ("somebody said so") },
  { "lifted", N_ ("somebody lifted it") },
};

const char *
apoyo_inspection_get_figure_label (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++) {
    if (g_str_equal (name, figures[i].name))
      return _ (figures[i].label);
  }
  return name;
}

static const char *
find_label (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (g_str_equal (id, labels[i].id))
      return _ (labels[i].label);
  }
  return NULL;
}

/* (nullable) */
static const char *
find_counting_rule (const char *id)
{
  ApoyoSituation situation;

  return g_str_has_prefix (id, "counting.") &&
                 apoyo_situation_from_nick (id + strlen ("counting."), &situation) &&
                 counting[situation] != NULL
             ? _ (counting[situation])
             : NULL;
}

const char *
apoyo_inspection_get_label (const char *id)
{
  const char *last = NULL;
  const char *label = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  label = find_counting_rule (id);
  if (label != NULL)
    return label;
  label = find_label (id);
  last = strrchr (id, '.');
  if (label == NULL && last != NULL)
    label = find_label (last + 1);
  if (label == NULL && last != NULL)
    label = apoyo_finding_field_to_label (last + 1);
  return label != NULL ? label : id;
}

/* Every word that an inspection, or the counting, writes into a tree. */
static const struct {
  const char *figure;
  const char *word;
  const char *label;
} vocabulary[] = {
  { "side", "neither", N_ ("neither") },
  { "side", "front", N_ ("front") },
  { "side", "back", N_ ("back") },
  { "kind", "qr", N_ ("QR code") },
  { "kind", "pdf417", N_ ("PDF417 code") },
  { "kind", "both", N_ ("QR and PDF417 codes") },
  { "proof", "signed", N_ ("read, with a valid signature") },
  { "proof", "forged", N_ ("read, and its signature is not valid") },
  { "proof", "unverified", N_ ("read, but could not be verified") },
  { "mrz", "yes", N_ ("read") },
  { "mrz", "part", N_ ("read in part") },
  { "mrz", "no", N_ ("not read") },
  { "status", "unknown", N_ ("not on the roll") },
  { "status", "active", N_ ("on the nominal list") },
  { "status", "not_on_list", N_ ("on the roll, not on the nominal list") },
  { "status", "dropped", N_ ("dropped from the roll") },
  { "certain", "yes", N_ ("yes") },
  { "certain", "no", N_ ("no") },
  { "modality", "auxiliary", N_ ("by an auxiliary") },
  { "modality", "self", N_ ("by the citizen") },
  { "modality", "exception", N_ ("on paper") },
};

const char *
apoyo_inspection_get_word_label (const char *figure, const char *word)
{
  g_return_val_if_fail (figure != NULL && word != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (vocabulary); i++) {
    if (g_str_equal (figure, vocabulary[i].figure) && g_str_equal (word, vocabulary[i].word))
      return _ (vocabulary[i].label);
  }
  return NULL;
}

/* Days stand in the tree as 20261231. */
static gboolean
is_day (const char *name)
{
  return g_str_equal (name, "day") || g_str_equal (name, "until");
}

static char *
describe_number (const char *name, double number)
{
  if (is_day (name) && number >= 10101 && number <= 99991231) {
    int day = (int) number;

    return g_strdup_printf ("%02d/%02d/%04d", day % 100, day / 100 % 100, day / 10000);
  }
  return g_strdup_printf ("%.10g", number);
}

static char *
describe_text (const char *name, const char *text)
{
  const char *label = apoyo_inspection_get_word_label (name, text);
  const ApoyoCause *cause = NULL;

  if (g_str_has_suffix (name, "_at")) {
    g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

    return time != NULL ? apoyo_format_time (time, "UTC") : g_strdup (text);
  }
  if (g_str_equal (name, "cause"))
    cause = apoyo_cause_lookup (APOYO_SITUATION_DROPPED, text);
  if (cause != NULL)
    label = apoyo_cause_get_label (cause);
  return g_strdup (label != NULL ? label : text);
}

char *
apoyo_inspection_describe_value (const char *name, JsonNode *value)
{
  GType type = G_TYPE_INVALID;

  g_return_val_if_fail (name != NULL && value != NULL, NULL);

  type = json_node_get_value_type (value);
  if (type == G_TYPE_STRING)
    return describe_text (name, json_node_get_string (value));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (value) ? _ ("yes") : _ ("no"));
  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    return describe_number (name, json_node_get_double (value));
  return json_to_string (value, FALSE);
}
