/* apoyo-draft-conflict.h: what two people wrote differently in one draft, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-configuration.h"
#include "apoyo-setup-data.h"

G_BEGIN_DECLS

/* A line for each path: "Percentage of the nominal list: yours “2.5 %”, theirs “3 %”". */
char *apoyo_draft_conflict_describe (ApoyoConfiguration *mine,
                                     ApoyoConfiguration *theirs,
                                     const char *const *paths,
                                     ApoyoSetupData *data);

G_END_DECLS
