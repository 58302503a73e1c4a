/* apoyo-life-words.h: how the states of a process are called and marked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-setup-process.h"
#include "apoyo-status-chip.h"

G_BEGIN_DECLS

/* "Open" */
const char *apoyo_life_get_label (ApoyoLife life);
/* The heading of a group: "Open ones" */
const char *apoyo_life_get_heading (ApoyoLife life);
const char *apoyo_life_get_icon (ApoyoLife life);
ApoyoStatus apoyo_life_get_status (ApoyoLife life);

/* The second line of the list: "Day 52 of 55 · 22,419 promoventes". */
char *apoyo_setup_process_describe (ApoyoSetupProcess *process);
/* "Day 52 of 55 · closes …" for people who read it aloud. */
const char *apoyo_setup_process_get_title (ApoyoSetupProcess *process);

G_END_DECLS
