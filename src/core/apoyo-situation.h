/* apoyo-situation.h: the one state a support is in, as the reports count it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In order of precedence: when several hold, the first one names the support. The database type
 * apoyo.situation has the same order. */
typedef enum {
  APOYO_SITUATION_NOT_VERIFIED,
  APOYO_SITUATION_WITHDRAWN,
  APOYO_SITUATION_LATE,
  APOYO_SITUATION_NOT_FOUND,
  APOYO_SITUATION_DROPPED,
  APOYO_SITUATION_NOT_ON_ROLL,
  APOYO_SITUATION_OUT_OF_SCOPE,
  APOYO_SITUATION_OUT_OF_EXCEPTION,
  APOYO_SITUATION_INCONSISTENT,
  APOYO_SITUATION_PROCESSING,
  APOYO_SITUATION_IN_REVIEW,
  APOYO_SITUATION_DUPLICATE_SAME,
  APOYO_SITUATION_DUPLICATE_OTHER,
  APOYO_SITUATION_VALID,
} ApoyoSituation;

#define APOYO_N_SITUATIONS (APOYO_SITUATION_VALID + 1)

const char *apoyo_situation_to_nick (ApoyoSituation situation);
gboolean apoyo_situation_from_nick (const char *nick, ApoyoSituation *situation);
gboolean apoyo_situation_counts (ApoyoSituation situation);
gboolean apoyo_situation_is_open (ApoyoSituation situation);

/* Of the catalogue of causes: R1 … R5, D1, D2; of what was dropped R2, whose cause has a number of
 * its own (ApoyoCause). NULL for those that are no cause, or whose causes are M1 … M9. */
const char *apoyo_situation_get_number (ApoyoSituation situation);

/* Translated, in the institute's words: "On the nominal list (preliminary)". */
const char *apoyo_situation_get_label (ApoyoSituation situation);

/* The order of the report's columns and of the partition bar: what counts, what is open, what does
 * not count. i from 0 to APOYO_N_SITUATIONS - 1. */
ApoyoSituation apoyo_situation_at_report (guint i);

G_END_DECLS
