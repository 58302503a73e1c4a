/* apoyo-window-effect.h: what another window of one promovente would make of the standing, in the
 * dialog that asks for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-act-dialog.h"
#include "apoyo-person-follow.h"
#include "apoyo-setup.h"

G_BEGIN_DECLS

/* Calculated by the database at each pause of typing, and written nowhere. Goes with the dialog. */
void apoyo_window_effect_add (ApoyoActDialog *dialog,
                              ApoyoSetup *setup,
                              ApoyoPersonFollow *follow,
                              ApoyoField *opens,
                              ApoyoField *closes);

G_END_DECLS
