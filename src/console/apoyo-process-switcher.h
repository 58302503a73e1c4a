/* apoyo-process-switcher.h: the process in the header bar, and the list to change it from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-process.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PROCESS_SWITCHER (apoyo_process_switcher_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoProcessSwitcher, apoyo_process_switcher, APOYO, PROCESS_SWITCHER, AdwBin)

/* Signal: "chosen" (ApoyoProcess *). */

void apoyo_process_switcher_set_processes (ApoyoProcessSwitcher *self, GListModel *processes);
/* What the button says; emits nothing. process: (nullable) */
void apoyo_process_switcher_show (ApoyoProcessSwitcher *self, ApoyoProcess *process);
void apoyo_process_switcher_popup (ApoyoProcessSwitcher *self);

/* (transfer none) (nullable): the one to begin with, of a list that keeps it. preferred:
 * (nullable): code */
ApoyoProcess *apoyo_process_switcher_pick (GListModel *processes, const char *preferred);

/* "Open · day 52 of 55 · closes 25/12/2021 23:59" */
char *apoyo_process_describe (ApoyoProcess *process);
const char *apoyo_process_get_state_label (ApoyoProcess *process);

G_END_DECLS
