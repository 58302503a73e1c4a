/* apoyo-roll-rows.c: what the roll answered about a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include "apoyo-roll-rows.h"
#include "apoyo-store-error.h"

/* {"clave":true,"curp":false,"cic":null}: null was not given. section: (nullable): what the card
 * says, which somebody who moved has another card for. */
static void
read_agreement (ApoyoRollMatch *match, const char *text, const char *section, const char *known)
{
  static const struct {
    const char *key;
    const char *field; /* what the capture's metadata calls it */
  } keys[] = {
    { "clave", "clave_elector" },
    { "curp", "curp" },
    { "cic", "cic" },
    { "ocr", "ocr" },
  };
  g_autoptr (GStrvBuilder) agreed = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) contradicted = g_strv_builder_new ();
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    JsonNode *agrees = json_object_get_member (json_node_get_object (node), keys[i].key);

    if (agrees == NULL || json_node_get_value_type (agrees) != G_TYPE_BOOLEAN)
      continue;
    g_strv_builder_add (json_node_get_boolean (agrees) ? agreed : contradicted, keys[i].field);
  }
  if (section != NULL && known != NULL)
    g_strv_builder_add (g_str_equal (section, known) ? agreed : contradicted, "section");
  match->agreed = g_strv_builder_end (agreed);
  match->contradicted = g_strv_builder_end (contradicted);
}

gboolean
apoyo_roll_rows_read (ApoyoRollMatch *match,
                      const ApoyoResult *rows,
                      const char *section,
                      GError **error)
{
  const char *status = NULL;
  const char *cause = NULL;
  const char *agrees = NULL;
  const char *known = NULL;

  if (apoyo_result_get_n_rows (rows) == 0 || apoyo_result_is_null (rows, 0, "roll")) {
    match->status = APOYO_ROLL_UNKNOWN;
    return TRUE;
  }
  if (!apoyo_result_get_int64 (rows, 0, "roll", &match->roll, error) ||
      !apoyo_result_get_text (rows, 0, "status", &status, error) ||
      !apoyo_result_get_text (rows, 0, "agrees", &agrees, error))
    return FALSE;
  if (!apoyo_result_is_null (rows, 0, "section") &&
      !apoyo_result_get_text (rows, 0, "section", &known, error))
    return FALSE;
  if (!apoyo_result_is_null (rows, 0, "cause") &&
      !apoyo_result_get_text (rows, 0, "cause", &cause, error))
    return FALSE;
  if (!apoyo_roll_status_from_nick (status, &match->status)) {
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
                 "The roll gave a status this program does not know");
    return FALSE;
  }
  match->cause = g_strdup (cause);
  read_agreement (match, agrees, section, known);
  return TRUE;
}
