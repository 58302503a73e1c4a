/* apoyo-processes-actions.h: the buttons of the page in the header bar: a new process, and what can
 * be done with the chosen one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-setup.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PROCESSES_ACTIONS (apoyo_processes_actions_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoProcessesActions,
                      apoyo_processes_actions,
                      APOYO,
                      PROCESSES_ACTIONS,
                      GtkBox)

/* Signal: "amend" (): the data of the chosen process are to be changed. */
GtkWidget *apoyo_processes_actions_new (ApoyoSetup *setup, GtkWidget *page);
void apoyo_processes_actions_set_wide (ApoyoProcessesActions *self, gboolean wide);

/* Starts the assistant: draft 0 is a new one. */
void apoyo_processes_open_assistant (GtkWidget *parent, ApoyoSetup *setup, gint64 draft);

typedef void (*ApoyoProcessesDraftFunc) (GtkWidget *page, gint64 draft);

/* Puts the chosen draft away; the toast brings it back.
 *
 * stays: called when it could not be put away, and when it is brought back */
void
apoyo_processes_discard_draft (GtkWidget *page, ApoyoSetup *setup, ApoyoProcessesDraftFunc stays);

G_END_DECLS
