/* apoyo-roll-rows.h: what the roll answered about a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-inspection.h"
#include "apoyo-result.h"

G_BEGIN_DECLS

/* No row, or one without a person: nobody of the roll.
 *
 * section: (nullable): of the captured data */
gboolean apoyo_roll_rows_read (ApoyoRollMatch *match,
                               const ApoyoResult *rows,
                               const char *section,
                               GError **error);

G_END_DECLS
