/* apoyo-cause.h: why a support is dropped (R2.x) or inconsistent (M1 … M9).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-situation.h"

G_BEGIN_DECLS

/* Catalogue order. A code is a nick of the registry for dropped ("death", "rights_suspended" …),
 * M1 … M9 for inconsistent. */
typedef struct {
  const char *code;
  const char *number; /* of the report: "R2.1" … , "M1" … */
  ApoyoSituation situation;
  gboolean two_people; /* simulation: one person alone may not decide it */
} ApoyoCause;

guint apoyo_cause_get_n (void);
const ApoyoCause *apoyo_cause_get (guint i);
const ApoyoCause *apoyo_cause_lookup (ApoyoSituation situation, const char *code);
const char *apoyo_cause_get_label (const ApoyoCause *cause); /* translated */

G_END_DECLS
