/* apoyo-finding.c: one thing that a check found about a capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-finding.h"

/* The cause is what a reviewer would most likely give: M2 credential not valid, M7 illegible, M8
 * data does not agree. */
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
                                N_ ("The person was not yet 18 on the day of capture") },
  [APOYO_FINDING_ROLL_DISAGREES] = { "roll_disagrees", "M8",
                                     N_ ("A field does not agree with the roll") },
  [APOYO_FINDING_CAPTURED_AFTER_RECEPTION] = { "captured_after_reception", "M9",
                                               N_ ("The capture is dated after its reception") },
  [APOYO_FINDING_UNREADABLE] = { "unreadable", "M7", N_ ("The capture could not be read") },
};

ApoyoFinding *
apoyo_finding_new (ApoyoFindingCode code, const char *field)
{
  ApoyoFinding *self;

  g_return_val_if_fail ((guint) code < APOYO_N_FINDING_CODES && field != NULL, NULL);

  self = g_new0 (ApoyoFinding, 1);
  self->code = code;
  self->field = g_strdup (field);
  return self;
}

void
apoyo_finding_free (ApoyoFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->field);
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

char *
apoyo_findings_to_json (GPtrArray *findings)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (findings != NULL, NULL);

  for (guint i = 0; i < findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (findings, i);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "code", codes[finding->code].nick);
    json_object_set_string_member (object, "field", finding->field);
    json_array_add_object_element (array, object);
  }
  json_node_take_array (root, array);
  return json_to_string (root, FALSE);
}
