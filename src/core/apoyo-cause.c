/* apoyo-cause.c: why a support is dropped (R2.x) or inconsistent (M1 … M9).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-cause.h"

static const struct {
  ApoyoCause cause;
  const char *label;
} catalogue[] = {
  { { "death", "R2.1", APOYO_SITUATION_DROPPED, FALSE }, N_ ("Death") },
  { { "rights_suspended", "R2.2", APOYO_SITUATION_DROPPED, FALSE },
    N_ ("Suspension of political rights") },
  { { "expired", "R2.3", APOYO_SITUATION_DROPPED, FALSE }, N_ ("Credential no longer in force") },
  { { "duplicate_in_roll", "R2.4", APOYO_SITUATION_DROPPED, FALSE }, N_ ("Duplicate in the roll") },
  { { "procedure_cancelled", "R2.5", APOYO_SITUATION_DROPPED, FALSE },
    N_ ("Registration procedure cancelled") },
  { { "irregular_data", "R2.6", APOYO_SITUATION_DROPPED, FALSE }, N_ ("Irregular personal data") },
  { { "irregular_address", "R2.7", APOYO_SITUATION_DROPPED, FALSE }, N_ ("Irregular address") },
  { { "identity_usurped", "R2.8", APOYO_SITUATION_DROPPED, FALSE }, N_ ("Usurped identity") },
  { { "nationality_renounced", "R2.9", APOYO_SITUATION_DROPPED, FALSE },
    N_ ("Nationality renounced") },
  { { "apocryphal_document", "R2.10", APOYO_SITUATION_DROPPED, FALSE },
    N_ ("Apocryphal documents") },
  { { "court_ruling", "R2.11", APOYO_SITUATION_DROPPED, FALSE }, N_ ("Court ruling") },
  { { "other", "R2.12", APOYO_SITUATION_DROPPED, FALSE }, N_ ("Other cause of removal") },
  { { "M1", "M1", APOYO_SITUATION_INCONSISTENT, FALSE }, N_ ("Photocopy of the credential") },
  { { "M2", "M2", APOYO_SITUATION_INCONSISTENT, FALSE }, N_ ("Credential not valid") },
  { { "M3", "M3", APOYO_SITUATION_INCONSISTENT, FALSE }, N_ ("Photograph not valid") },
  { { "M4", "M4", APOYO_SITUATION_INCONSISTENT, FALSE }, N_ ("Signature not valid") },
  { { "M5", "M5", APOYO_SITUATION_INCONSISTENT, FALSE }, N_ ("No signature") },
  { { "M6", "M6", APOYO_SITUATION_INCONSISTENT, TRUE }, N_ ("Simulated credential") },
  { { "M7", "M7", APOYO_SITUATION_INCONSISTENT, FALSE }, N_ ("Illegible or incomplete image") },
  { { "M8", "M8", APOYO_SITUATION_INCONSISTENT, FALSE }, N_ ("Data does not agree") },
  { { "M9", "M9", APOYO_SITUATION_INCONSISTENT, FALSE }, N_ ("Other inconsistency") },
};

guint
apoyo_cause_get_n (void)
{
  return G_N_ELEMENTS (catalogue);
}

const ApoyoCause *
apoyo_cause_get (guint i)
{
  return i < G_N_ELEMENTS (catalogue) ? &catalogue[i].cause : NULL;
}

/* NULL when the situation has no such cause. */
const ApoyoCause *
apoyo_cause_lookup (ApoyoSituation situation, const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (catalogue); i++) {
    if (catalogue[i].cause.situation == situation && g_strcmp0 (catalogue[i].cause.code, code) == 0)
      return &catalogue[i].cause;
  }
  return NULL;
}

const char *
apoyo_cause_get_label (const ApoyoCause *cause)
{
  g_return_val_if_fail (cause != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (catalogue); i++) {
    if (&catalogue[i].cause == cause)
      return _ (catalogue[i].label);
  }
  g_return_val_if_reached (NULL);
}
