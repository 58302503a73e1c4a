/* apoyo-situation.c: the one state a support is in, as the reports count it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-situation.h"

static const char *const nicks[APOYO_N_SITUATIONS] = {
  "not_verified",    "withdrawn",   "late",         "not_found",
  "dropped",         "not_on_roll", "out_of_scope", "out_of_exception",
  "inconsistent",    "processing",  "in_review",    "duplicate_same",
  "duplicate_other", "valid",
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
