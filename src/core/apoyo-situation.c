/* apoyo-situation.c: the one state a support is in, as the reports count it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-situation.h"

static const char *const nicks[APOYO_N_SITUATIONS] = {
  "not_verified",    "withdrawn",   "late",         "not_found",
  "dropped",         "not_on_roll", "out_of_scope", "out_of_exception",
  "inconsistent",    "processing",  "in_review",    "duplicate_same",
  "duplicate_other", "valid",
};

static const char *const numbers[APOYO_N_SITUATIONS] = {
  [APOYO_SITUATION_NOT_ON_ROLL] = "R1",      [APOYO_SITUATION_DROPPED] = "R2",
  [APOYO_SITUATION_NOT_FOUND] = "R3",        [APOYO_SITUATION_OUT_OF_SCOPE] = "R4",
  [APOYO_SITUATION_OUT_OF_EXCEPTION] = "R5", [APOYO_SITUATION_DUPLICATE_SAME] = "D1",
  [APOYO_SITUATION_DUPLICATE_OTHER] = "D2",
};

static const char *const labels[APOYO_N_SITUATIONS] = {
  N_ ("Not verified by agreement"),
  N_ ("Withdrawn by the citizen"),
  N_ ("Out of time"),
  N_ ("Data not found"),
  N_ ("Dropped from the roll"),
  N_ ("On the roll (not on the nominal list)"),
  N_ ("Outside the electoral scope"),
  N_ ("Outside the exception regime"),
  N_ ("With inconsistencies"),
  N_ ("Being processed"),
  N_ ("In review"),
  N_ ("Duplicate, same promovente"),
  N_ ("Duplicate, another promovente"),
  N_ ("On the nominal list (preliminary)"),
};

static const ApoyoSituation report_order[APOYO_N_SITUATIONS] = {
  APOYO_SITUATION_VALID,        APOYO_SITUATION_IN_REVIEW,        APOYO_SITUATION_PROCESSING,
  APOYO_SITUATION_INCONSISTENT, APOYO_SITUATION_DUPLICATE_SAME,   APOYO_SITUATION_DUPLICATE_OTHER,
  APOYO_SITUATION_DROPPED,      APOYO_SITUATION_NOT_ON_ROLL,      APOYO_SITUATION_NOT_FOUND,
  APOYO_SITUATION_OUT_OF_SCOPE, APOYO_SITUATION_OUT_OF_EXCEPTION, APOYO_SITUATION_LATE,
  APOYO_SITUATION_WITHDRAWN,    APOYO_SITUATION_NOT_VERIFIED,
};

/* The word the database and the event bodies use. */
const char *
apoyo_situation_to_nick (ApoyoSituation situation)
{
  g_return_val_if_fail ((guint) situation < APOYO_N_SITUATIONS, NULL);
  return nicks[situation];
}

/* FALSE, and situation untouched, when the word is none of the catalogue's. */
gboolean
apoyo_situation_from_nick (const char *nick, ApoyoSituation *situation)
{
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    if (g_strcmp0 (nick, nicks[i]) == 0) {
      *situation = (ApoyoSituation) i;
      return TRUE;
    }
  }
  return FALSE;
}

/* Only a valid support feeds a threshold. */
gboolean
apoyo_situation_counts (ApoyoSituation situation)
{
  return situation == APOYO_SITUATION_VALID;
}

/* Not decided yet: neither counts nor has been rejected. */
gboolean
apoyo_situation_is_open (ApoyoSituation situation)
{
  return situation == APOYO_SITUATION_PROCESSING || situation == APOYO_SITUATION_IN_REVIEW;
}

const char *
apoyo_situation_get_number (ApoyoSituation situation)
{
  g_return_val_if_fail ((guint) situation < APOYO_N_SITUATIONS, NULL);
  return numbers[situation];
}

const char *
apoyo_situation_get_label (ApoyoSituation situation)
{
  g_return_val_if_fail ((guint) situation < APOYO_N_SITUATIONS, NULL);
  return _ (labels[situation]);
}

ApoyoSituation
apoyo_situation_at_report (guint i)
{
  g_return_val_if_fail (i < APOYO_N_SITUATIONS, APOYO_SITUATION_VALID);
  return report_order[i];
}
