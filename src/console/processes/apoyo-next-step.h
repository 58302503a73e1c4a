/* apoyo-next-step.h: what a process needs to go on: failing checks, a signature, or an act.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

#define APOYO_TYPE_NEXT_STEP (apoyo_next_step_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoNextStep, apoyo_next_step, APOYO, NEXT_STEP, AdwBin)

/* Not there while nothing is to be done. Signal: "go" (int place, int topic): an ApoyoCheckPlace
 * that somebody wants to be taken to. */
void apoyo_next_step_set_setup (ApoyoNextStep *self, ApoyoSetup *setup);

G_END_DECLS
